import type { DataSource } from 'typeorm';
import { GoneDataset, type LastRecord } from '../entities/gone-dataset.ts';
import { entity } from '../entities/node.ts';
import { query } from './query.ts';
import { SeenDatasetRow } from './tables.ts';

/** A dataset that a catalogue has now. */
export interface SeenDataset {
  sourceId: string;
  uri: string;
  subjects: readonly string[];
  record: LastRecord;
}

const keyOf = ({ sourceId, uri }: Pick<SeenDataset, 'sourceId' | 'uri'>): string => `${sourceId} ${uri}`;

/** Stores the records of now over earlier ones. A dataset that has come back is no longer gone. */
export async function storeSeen(
  dataSource: DataSource,
  seen: readonly SeenDataset[],
  seenAt: Date,
): Promise<void> {
  const rows = seen.map((one) => ({
    key: keyOf(one),
    sourceId: one.sourceId,
    uri: one.uri,
    subjects: [...one.subjects],
    record: one.record,
    seenAt,
    goneAt: null,
  }));
  for (let at = 0; at < rows.length; at += 200)
    await dataSource.manager.upsert(SeenDatasetRow, rows.slice(at, at + 200), ['key']);
}

/** Datasets of a catalogue that were there before and have not been seen since, those seen longest ago first. */
export async function unseenSince(
  dataSource: DataSource,
  sourceId: string,
  since: Date,
  limit: number,
): Promise<SeenDatasetRow[]> {
  return dataSource.manager
    .createQueryBuilder(SeenDatasetRow, 'seen')
    .where('seen.sourceId = :sourceId AND seen.goneAt IS NULL AND seen.seenAt < :since', { sourceId, since })
    .orderBy('seen.seenAt')
    .take(limit)
    .getMany();
}

/** Datasets that are still there, or gone, as of now; their record stays as it was. */
export async function markSeen(
  dataSource: DataSource,
  keys: readonly string[],
  change: { seenAt: Date } | { goneAt: Date },
): Promise<void> {
  for (const key of keys) await dataSource.manager.update(SeenDatasetRow, { key }, change);
}

/** Datasets of a subject that have gone since a day, the last first. */
export async function readGone(
  dataSource: DataSource,
  { subject, since, limit }: { subject: string; since: string; limit: number },
  signal: AbortSignal,
): Promise<GoneDataset[]> {
  const rows = await query<Pick<SeenDatasetRow, 'uri' | 'sourceId' | 'record' | 'seenAt'> & { goneAt: Date }>(
    dataSource,
    `SELECT "uri", "sourceId", "record", "seenAt", "goneAt" FROM "seen_dataset"
       WHERE "goneAt" >= $2::date AND $1 = ANY("subjects") ORDER BY "goneAt" DESC, "key" LIMIT $3`,
    [subject, since, limit],
    signal,
  );
  return rows.map(({ uri, sourceId, record, seenAt, goneAt }) =>
    entity(GoneDataset, { uri, catalogue: sourceId, record, lastSeenAt: seenAt, goneAt }),
  );
}
