import { expect, it, onTestFinished } from 'vitest';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { testGateway } from '../support/gateway.ts';

const stats = (type: string, values: object[]) => ({
  json: { total: { value: 99 }, stats: [{ type, values }], hits: [] },
});

async function over(url: string) {
  const gateway = await testGateway({
    SOURCES: 'live',
    SOURCE_JOBSEARCH_URL: url,
    SOURCE_JOBLINKS_ENABLED: 'false',
    SOURCE_NAV_ENABLED: 'false',
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

it('counts the ads of all counties with one call', async () => {
  const { url, asked } = await fakeUpstream({
    '*': stats('region', [
      { concept_id: null, code: '01', count: 9 },
      { concept_id: null, code: '12', count: 21 },
    ]),
  });
  const gateway = await over(url);

  const { data, errors } = await gateway.ask(
    '{ places(kind: COUNTY) { code jobAds(first: 0) { totalCount totals { source { slug } } } } }',
  );

  expect(errors).toBeUndefined();
  expect(asked).toHaveLength(1);
  const counts = new Map(
    data.places.map((one: { code: string; jobAds: { totalCount: number } }) => [
      one.code,
      one.jobAds.totalCount,
    ]),
  );
  expect([counts.size, counts.get('01'), counts.get('12'), counts.get('03')]).toEqual([21, 9, 21, 0]);
  expect(data.places[0].jobAds.totals).toEqual([{ source: { slug: 'jobsearch' } }]);
});

it('counts all places of Sweden with few calls', async () => {
  const { url, asked } = await fakeUpstream({
    '*': ({ url: asked = '' }) =>
      stats(/stats=(\w+)/.exec(asked)?.[1] ?? 'region', [{ concept_id: null, code: '0180', count: 5 }]),
  });
  const gateway = await over(url);

  const { data, errors } = await gateway.ask('{ places { code jobAds(first: 0) { totalCount } } }');

  expect(errors).toBeUndefined();
  expect(asked.length).toBeLessThanOrEqual(12);
  const stockholm = data.places.find(({ code }: { code: string }) => code === '0180');
  expect(stockholm.jobAds.totalCount).toBe(5);
});
