import { beforeEach, expect, it } from 'vitest';
import { followCatalogues } from '../../src/content/follow-catalogues.ts';
import { readGone } from '../../src/database/seen-datasets.ts';
import { SeenDatasetRow } from '../../src/database/tables.ts';
import { CatalogueRecord, Dataset } from '../../src/entities/dataset.ts';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { unstatedDataset } from '../../src/sources/formats/unstated-dataset.ts';
import type { CatalogueOperations } from '../../src/sources/kinds/catalogue.ts';
import { describeOnBothDatabases } from '../support/database.ts';
import { packContent } from '../support/graph.ts';
import { aCall } from '../support/upstream.ts';

const provenance = entity(Provenance, {
  sourceId: 'example',
  state: DataState.LIVE,
  retrievedAt: null,
  url: null,
  licence: null,
  attribution: null,
});

const datasetOf = (name: string): Dataset => {
  const uri = `https://example.org/${name}`;
  const record = { sourceId: 'example', nativeId: name, datasetUri: uri, catalogue: name };
  return entity(Dataset, {
    ...unstatedDataset(uri),
    title: { sv: `Exempel ${name}` },
    records: [entity(CatalogueRecord, { ...record, url: `${uri}/page`, issued: null, modified: null })],
    provenance,
  });
};

/** A catalogue of these datasets, which lists some of them only. */
function catalogue(id: string, has: readonly string[], lists = has) {
  const operations: CatalogueOperations = {
    searchDatasets: async () => ({ items: lists.map(datasetOf), total: lists.length, provenance }),
    datasetByUri: async (uri) => (has.some((name) => uri.endsWith(`/${name}`)) ? datasetOf('any') : null),
  };
  return { id, operations };
}
const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
const day = (number: number) => new Date(`2026-03-0${number}T10:00:00Z`);

describeOnBothDatabases('datasets that are remembered', (database) => {
  beforeEach(() => database().dataSource.manager.clear(SeenDatasetRow));
  const follow = async (at: Date, ...catalogues: ReturnType<typeof catalogue>[]) =>
    followCatalogues(
      { dataSource: database().dataSource, content: await packContent(), now: at },
      catalogues,
      aCall(),
    );
  const gone = async (subject = 'topic:ai', since = '2026-03-01') =>
    readGone(database().dataSource, { subject, since, limit: 10 }, new AbortController().signal);

  it('are gone when their catalogue no longer knows them, with the last record kept', async () => {
    await follow(day(1), catalogue('example', ['a', 'b', 'c']));
    expect(await gone()).toEqual([]);

    // `b` is no longer among the newest, and still there; `c` is gone.
    const reports = await follow(day(2), catalogue('example', ['a', 'b'], ['a']));

    expect(reports).toEqual([{ id: 'example', seen: 1, gone: 1, problem: null }]);
    expect(await gone()).toMatchObject([
      {
        uri: 'https://example.org/c',
        catalogue: 'example',
        lastSeenAt: day(1),
        goneAt: day(2),
        record: { title: { sv: 'Exempel c' }, url: 'https://example.org/c/page' },
      },
    ]);
    expect(await gone('topic:no-such')).toEqual([]);
    expect(await gone('topic:ai', '2026-03-03')).toEqual([]);
  });

  it('are no longer gone when they come back', async () => {
    await follow(day(1), catalogue('example', ['a']));
    await follow(day(2), catalogue('example', []));
    expect(await gone()).toHaveLength(1);

    await follow(day(3), catalogue('example', ['a']));

    expect(await gone()).toEqual([]);
  });

  it('stay in a catalogue that fails, and in one that seems to have lost its index', async () => {
    await follow(day(1), catalogue('example', names(20)), catalogue('other', ['a']));
    const failing = catalogue('other', []);
    failing.operations.searchDatasets = () => Promise.reject(new Error('does not answer'));

    const reports = await follow(day(2), catalogue('example', ['n1', 'n2'], []), failing);

    expect(reports).toMatchObject([
      { id: 'example', gone: 0, problem: 'lacks 18 of 20 datasets that it had; that is not believed' },
      { id: 'other', gone: 0, problem: 'does not answer' },
    ]);
    expect(await gone()).toEqual([]);
  });
});
