import type { DataSource } from 'typeorm';
import { markSeen, type SeenDataset, storeSeen, unseenSince } from '../database/seen-datasets.ts';
import type { Dataset } from '../entities/dataset.ts';
import type { LastRecord } from '../entities/gone-dataset.ts';
import { searchFor } from '../entities/topic.ts';
import { type CatalogueOperations, canSearch, type DatasetSearch } from '../sources/kinds/catalogue.ts';
import type { Call } from '../upstream/call.ts';
import type { Content } from './snapshot.ts';

/** The newest datasets of a subject that are remembered. */
const PER_SUBJECT = 100;
/** Datasets that one run looks for by their URI in one catalogue: each costs a request. */
const LOOKED_FOR = 200;
/** A catalogue that lacks more of what is looked for than half, and more than this, has lost its index. */
const BELIEVED = 10;

interface Catalogue {
  id: string;
  operations: CatalogueOperations;
}

export interface CatalogueReport {
  id: string;
  seen: number;
  gone: number;
  /** Why nothing, or not all, was read; null where all went well. */
  problem: string | null;
}

/** What datasets are remembered for: topics, data gaps and publishers, with the search in each catalogue. */
function subjectsOf(content: Content): { key: string; searchIn(id: string): DatasetSearch | null }[] {
  const byTerms = [
    ...[...content.topics.values()].map(({ key, crosswalk }) => ({ key: `topic:${key}`, crosswalk })),
    ...[...content.dataGaps.values()].map(({ key, crosswalk }) => ({ key: `gap:${key}`, crosswalk })),
  ].map(({ key, crosswalk }) => ({
    key,
    searchIn: (id: string): DatasetSearch | null => {
      const own = crosswalk.catalogue && searchFor(crosswalk.catalogue, id);
      return own ? { anyOf: own.terms, themes: own.themes ?? [], newestFirst: true } : null;
    },
  }));
  const numbers = [...content.organisations.values()].flatMap(({ identifiers }) =>
    identifiers
      .filter(({ scheme }) => scheme === 'organisation-number')
      .map(({ value }) => value.replace(/\D/g, '')),
  );
  const byNumber = [...new Set(numbers)].map((publisherNumber) => ({
    key: `publisher:${publisherNumber}`,
    searchIn: (): DatasetSearch => ({ publisherNumber, newestFirst: true }),
  }));
  return [...byTerms, ...byNumber];
}

/** Remembers what the catalogues have now, and looks for what they had before: what they no longer know is gone. */
export async function followCatalogues(
  { dataSource, content, now }: { dataSource: DataSource; content: Content; now: Date },
  catalogues: readonly Catalogue[],
  call: Call,
): Promise<CatalogueReport[]> {
  const subjects = subjectsOf(content);
  const reports: CatalogueReport[] = [];
  for (const { id, operations } of catalogues) {
    try {
      const seen = await datasetsIn({ id, operations }, subjects, call);
      await storeSeen(dataSource, seen, now);
      const { gone, problem } = await lookFor({ id, operations }, dataSource, now, call);
      reports.push({ id, seen: seen.length, gone, problem });
    } catch (error) {
      reports.push({ id, seen: 0, gone: 0, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return reports;
}

async function datasetsIn(
  { id, operations }: Catalogue,
  subjects: ReturnType<typeof subjectsOf>,
  call: Call,
): Promise<SeenDataset[]> {
  const found = new Map<string, SeenDataset & { subjects: string[] }>();
  for (const { key, searchIn } of subjects) {
    const search = searchIn(id);
    if (!search || !canSearch(operations, search)) continue;
    const { items } = await operations.searchDatasets(search, { offset: 0, limit: PER_SUBJECT }, call);
    for (const dataset of items) {
      const known = found.get(dataset.uri);
      if (known) known.subjects.push(key);
      else
        found.set(dataset.uri, { sourceId: id, uri: dataset.uri, subjects: [key], record: lastOf(dataset) });
    }
  }
  return [...found.values()];
}

async function lookFor(
  { id, operations }: Catalogue,
  dataSource: DataSource,
  now: Date,
  call: Call,
): Promise<{ gone: number; problem: string | null }> {
  const there: string[] = [];
  const absent: string[] = [];
  for (const { key, uri } of await unseenSince(dataSource, id, now, LOOKED_FOR)) {
    const found = await operations.datasetByUri(uri, call);
    (found ? there : absent).push(key);
  }
  await markSeen(dataSource, there, { seenAt: now });
  if (absent.length > BELIEVED && absent.length > there.length) {
    const problem = `lacks ${absent.length} of ${absent.length + there.length} datasets that it had; that is not believed`;
    return { gone: 0, problem };
  }
  await markSeen(dataSource, absent, { goneAt: now });
  return { gone: absent.length, problem: null };
}

function lastOf({ title, description, publisher, licences, records }: Dataset): LastRecord {
  const [record] = records;
  return {
    title,
    description,
    publisher: publisher?.name ?? null,
    publisherNumber: publisher?.organisationNumber ?? null,
    licences,
    url: record?.url ?? null,
    issued: (record?.issued ?? null)?.toISOString() ?? null,
    modified: (record?.modified ?? null)?.toISOString() ?? null,
  };
}
