import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/entities/dataset.ts';
import { CursorKeeper } from '../../../src/sources/across/cursor-keeper.ts';
import { CursorError } from '../../../src/sources/across/list-cursor.ts';
import type { Member } from '../../../src/sources/across/list-page.ts';
import { type RankedRequest, rankedAcross } from '../../../src/sources/across/ranked-list.ts';
import { datasetMerge } from '../../../src/sources/kinds/dataset-identity.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { datasetIn } from '../../catalogues/records.ts';

/** The score of a test's dataset is the number that its title begins with. */
const dataset = (sourceId: string, nativeId: string, score: number, uri?: string) =>
  datasetIn({ sourceId, nativeId, title: { sv: `${score}` }, ...(uri && { uri }) });
const scoreOf = ({ title }: Dataset) => Number(title.sv);

interface Source {
  id: string;
  datasets: Dataset[];
  isDown: boolean;
  asked: number;
}
const source = (id: string, scores: readonly number[]): Source => ({
  id,
  datasets: scores.map((score, at) => dataset(id, `${at}`, score)),
  isDown: false,
  asked: 0,
});

const member = (one: Source): Member<Dataset> => ({
  id: one.id,
  async list({ from, limit }) {
    one.asked++;
    if (one.isDown) throw new SourceError(one.id, 'SOURCE_UNAVAILABLE', 'is down');
    const offset = Number(from ?? 0);
    const found = one.datasets.slice(offset, offset + limit);
    return {
      items: found.map((node, at) => ({ node, next: String(offset + at + 1), order: offset + at })),
      end: String(offset + found.length),
      isLast: offset + found.length >= one.datasets.length,
      total: one.datasets.length,
      provenance: node(one.id),
    };
  },
});
const node = (id: string) => dataset(id, 'x', 0).provenance;

const keeper = new CursorKeeper({ lastGood: null });
const request = (sources: readonly Source[], more: Partial<RankedRequest<Dataset>> = {}) => ({
  lists: sources.map(member),
  off: [],
  search: 'a search',
  first: 5,
  after: null,
  rule: datasetMerge,
  scoreOf,
  keyOf: ({ uri }: Dataset) => uri,
  keeper,
  ...more,
});

/** All pages of a list; `between` runs after each. */
async function walked(
  sources: readonly Source[],
  first: number,
  between: (page: number) => void = () => {},
): Promise<Dataset[]> {
  const found: Dataset[] = [];
  let after: string | null = null;
  for (let page = 1; page < 200; page++) {
    const { value }: Awaited<ReturnType<typeof rankedAcross<Dataset>>> = await rankedAcross(
      request(sources, { first, after }),
    );
    if (!value) throw new Error('nothing came');
    found.push(...value.nodes);
    after = value.pageInfo.endCursor;
    between(page);
    if (!value.pageInfo.hasNextPage || after === null) return found;
  }
  throw new Error('the list does not end');
}
const scores = (datasets: readonly Dataset[]) => datasets.map(scoreOf);

describe('a ranked list of several sources', () => {
  it('has the highest score first, whatever the order of the sources', async () => {
    const one = source('one', [1, 5, 3]);
    const two = source('two', [4, 2, 6]);

    expect(scores(await walked([one, two], 5))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(scores(await walked([two, one], 2))).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('asks each source once for a page, and counts all that they have', async () => {
    const sources = [source('one', [1, 5, 3]), source('two', [4, 2, 6])];

    const { value } = await rankedAcross(request(sources));

    expect(sources.map(({ asked }) => asked)).toEqual([1, 1]);
    expect(value?.totalCount).toBe(6);
    expect(value?.totals.map(({ sourceId, count }) => [sourceId, count])).toEqual([
      ['one', 3],
      ['two', 3],
    ]);
  });

  it('has what two sources hold once, with both records', async () => {
    const one = { ...source('one', []), datasets: [dataset('one', 'a', 2, 'https://example.org/d/1')] };
    const two = { ...source('two', []), datasets: [dataset('two', 'b', 2, 'http://example.org/d/1')] };

    const [only, ...others] = await walked([one, two], 5);

    expect(others).toEqual([]);
    expect(only?.records.map(({ sourceId }) => sourceId)).toEqual(['one', 'two']);
  });

  it('walks any lists to their end, every dataset once, in order within each block', async () => {
    const list = fc.array(fc.nat(1000), { maxLength: 130 });

    await fc.assert(
      fc.asyncProperty(list, list, fc.integer({ min: 1, max: 60 }), async (one, two, first) => {
        const found = await walked([source('one', one), source('two', two)], first);

        expect(scores(found).toSorted((a, b) => a - b)).toEqual([...one, ...two].toSorted((a, b) => a - b));
        const uris = found.map(({ uri }) => uri);
        expect(new Set(uris).size).toBe(uris.length);
      }),
      { numRuns: 40 },
    );
  });

  it('gives a copy once that lies in another block of another source', async () => {
    const shared = 'https://example.org/d/1';
    const one = { ...source('one', []), datasets: [dataset('one', 'a', 2, shared)] };
    const filler = Array.from({ length: 60 }, (_, at) => dataset('two', `${at}`, 1));
    const two = { ...source('two', []), datasets: [...filler, dataset('two', 'z', 9, shared)] };

    const found = await walked([one, two], 20);

    expect(found.filter(({ uri }) => uri === shared)).toHaveLength(1);
    expect(found).toHaveLength(61);
  });

  it('keeps its order when items come and go between pages', async () => {
    const one = source('one', [9, 7, 5, 3]);
    const two = source('two', [8, 6, 4, 2]);

    const found = await walked([one, two], 3, (page) => {
      if (page === 1) one.datasets = [dataset('one', 'new', 10), ...one.datasets.slice(1)];
    });

    expect(scores(found)).toEqual([9, 8, 7, 6, 5, 4, 3, 2]);
  });
});

describe('a source of three that is down', () => {
  const three = () => [source('one', [9, 6, 3]), source('two', [8, 5, 2]), source('three', [7, 4, 1])];

  it('leaves the others complete and in the same order, and is named', async () => {
    const sources = three();
    const [, two] = sources;
    if (two) two.isDown = true;

    const { value, failures } = await rankedAcross(request(sources, { first: 10 }));

    expect(scores(value?.nodes ?? [])).toEqual([9, 7, 6, 4, 3, 1]);
    expect(value?.totalCount).toBeNull();
    expect(failures.map(({ sourceId }) => sourceId)).toEqual(['two']);
  });

  it('comes in later when it answers again, and nothing is given twice or lost', async () => {
    const sources = three();
    const [, two] = sources;
    if (two) two.isDown = true;

    const found = await walked(sources, 2, (page) => {
      if (two && page === 2) two.isDown = false;
    });

    expect(scores(found)).toEqual([9, 7, 6, 4, 3, 1, 8, 5, 2]);
  });

  it('that fails in the middle gives its rest later', async () => {
    const sources = three();
    const [, two] = sources;

    const found = await walked(sources, 2, (page) => {
      if (two) two.isDown = page === 1;
    });

    expect(scores(found)).toHaveLength(9);
    expect(scores(found).slice(0, 4)).toEqual([9, 8, 7, 6]);
    expect(new Set(scores(found)).size).toBe(9);
  });

  it('that is switched off is named, and its cursors are refused', async () => {
    const sources = three();
    const off = [new SourceError('four', 'SOURCE_NOT_CONFIGURED', 'is switched off')];
    const { value: before } = await rankedAcross(request(sources.slice(0, 1), { first: 1 }));

    expect(await rankedAcross(request([], { off }))).toMatchObject({ value: null, failures: off });
    await expect(
      rankedAcross(request(sources.slice(1), { after: before?.pageInfo.endCursor ?? null })),
    ).rejects.toThrow(CursorError);
  });

  it('is null with all failures when all are down', async () => {
    const sources = three();
    for (const one of sources) one.isDown = true;

    const { value, failures } = await rankedAcross(request(sources));

    expect(value).toBeNull();
    expect(failures).toHaveLength(3);
  });
});

describe('a cursor of a ranked list', () => {
  it('belongs to its search', async () => {
    const sources = [source('one', [3, 2, 1])];
    const { value } = await rankedAcross(request(sources, { first: 1 }));
    const after = value?.pageInfo.endCursor ?? null;

    await expect(rankedAcross(request(sources, { after, search: 'another' }))).rejects.toThrow(CursorError);
    await expect(rankedAcross(request(sources, { after: 'nonsense' }))).rejects.toThrow(CursorError);
  });

  it('after each item goes on behind it', async () => {
    const sources = [source('one', [5, 3, 1]), source('two', [4, 2])];
    const { value } = await rankedAcross(request(sources, { first: 4 }));

    for (const [at, { cursor }] of (value?.edges ?? []).entries()) {
      const next = await rankedAcross(request(sources, { first: 1, after: cursor }));
      expect(scores(next.value?.nodes ?? [])).toEqual([4 - at]);
    }
  });
});
