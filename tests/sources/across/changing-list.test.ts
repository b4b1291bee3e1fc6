import { expect, it } from 'vitest';
import type { Dataset } from '../../../src/entities/dataset.ts';
import { CursorKeeper } from '../../../src/sources/across/cursor-keeper.ts';
import { listAcross } from '../../../src/sources/across/list.ts';
import type { Member } from '../../../src/sources/across/list-page.ts';
import { rankedAcross } from '../../../src/sources/across/ranked-list.ts';
import type { CatalogueOperations } from '../../../src/sources/kinds/catalogue.ts';
import { datasetList } from '../../../src/sources/kinds/catalogue.ts';
import { datasetMerge } from '../../../src/sources/kinds/dataset-identity.ts';
import { datasetIn } from '../../catalogues/records.ts';
import { aCall } from '../../support/upstream.ts';

const dataset = (nativeId: string) => datasetIn({ sourceId: 'one', nativeId, title: { sv: nativeId } });
const keeper = new CursorKeeper({ lastGood: null });

/** A catalogue whose datasets can be changed between two pages. */
function catalogue(datasets: Dataset[], total = () => datasets.length): Member<Dataset> {
  const operations: Pick<CatalogueOperations, 'searchDatasets'> = {
    searchDatasets: async (_, { offset, limit }) => ({
      items: datasets.slice(offset, offset + limit),
      total: total(),
      provenance: dataset('x').provenance,
    }),
  };
  return datasetList({ id: 'one', operations: operations as CatalogueOperations }, {}, aCall());
}

type ListOfDatasets = Parameters<typeof listAcross<Dataset>>[0];
const orders: [string, (request: ListOfDatasets) => ReturnType<typeof listAcross<Dataset>>][] = [
  ['the last changed first', (request) => listAcross(request)],
  [
    'the most relevant first',
    ({ lists, ...request }) =>
      rankedAcross({ ...request, lists: lists.flat(), scoreOf: () => 1, keyOf: ({ uri }) => uri }),
  ],
];

it.each(orders)('a list of datasets neither repeats nor skips one that stays, %s', async (_, ask) => {
  const datasets = Array.from({ length: 120 }, (_, at) => dataset(`d${at}`));
  const stays = new Set(datasets.map(({ uri }) => uri));
  const walked: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 30; page++) {
    const { value } = await ask({
      lists: [[catalogue(datasets)]],
      off: [],
      search: 'a search',
      first: 20,
      after,
      rule: datasetMerge,
      keeper,
    });
    walked.push(...(value?.nodes.map(({ uri }) => uri) ?? []));
    after = value?.pageInfo.endCursor ?? null;
    if (!value?.pageInfo.hasNextPage) break;
    if (page % 2 === 0) for (const { uri } of datasets.splice(3, 4)) stays.delete(uri);
    else datasets.unshift(dataset(`new${page}`));
  }

  expect(new Set(walked).size).toBe(walked.length);
  expect(walked).toEqual(expect.arrayContaining([...stays]));
});

it.each(
  orders.flatMap(([order, ask]) =>
    [-1, Number.NaN, 2 ** 31, 1.5, Number.POSITIVE_INFINITY].map((total) => ({ order, ask, total })),
  ),
)('a source that counts $total says nothing of the number, $order', async ({ ask, total }) => {
  const { value } = await ask({
    lists: [[catalogue([dataset('d1')], () => total)]],
    ...{ off: [], search: 'a search', first: 20, after: null, rule: datasetMerge, keeper },
  });

  expect(value?.nodes).toHaveLength(1);
  expect(value?.totalCount).toBeNull();
  expect(value?.totals.map(({ count }) => count)).toEqual([null]);
});
