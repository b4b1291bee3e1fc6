import type { DataSource } from 'typeorm';
import { SourceDocument } from '../database/tables.ts';

export interface Stored {
  documents: {
    slug: string;
    kind: string;
    title: string;
    file: string;
    bytes: number;
    access: string;
    blocks: number;
  }[];
  ads: { stored: number; events: number };
  answers: { source: string; rows: number; bytes: number; oldest: string }[];
}

/** What the database holds besides the content files: originals, ads, and the last answers of sources. */
export async function storedIn(dataSource: DataSource, slug: string | null): Promise<Stored> {
  const documents = await dataSource.manager.find(SourceDocument, {
    select: { key: true, kind: true, title: true, file: true, bytes: true, access: true },
    where: slug === null ? {} : { key: slug },
    order: { key: 'ASC' },
  });
  const counts: { key: string; blocks: number }[] = await dataSource.query(
    'SELECT "documentKey" AS "key", count(*)::int AS "blocks" FROM "text_block" GROUP BY 1',
  );
  const blocksOf = new Map(counts.map(({ key, blocks }) => [key, blocks]));
  const [ads]: { stored: number; events: number }[] = await dataSource.query(
    'SELECT (SELECT count(*)::int FROM "job_ad" WHERE "ad" IS NOT NULL) AS "stored", (SELECT count(*)::int FROM "job_ad_event") AS "events"',
  );
  const answers: Stored['answers'] = await dataSource.query(
    `SELECT "sourceId" AS "source", count(*)::int AS "rows", sum("bytes")::int AS "bytes",
       to_char(min("retrievedAt") AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "oldest"
     FROM "last_good" GROUP BY 1 ORDER BY 1`,
  );
  return {
    documents: documents.map(({ key, kind, title, file, bytes, access }) => ({
      ...{ slug: key, kind, title, file, bytes, access },
      blocks: blocksOf.get(key) ?? 0,
    })),
    ads: ads ?? { stored: 0, events: 0 },
    answers,
  };
}
