import { describe, expect, it } from 'vitest';
import { historical } from '../../../src/sources/historical/index.ts';
import { adPage, jobAd } from '../../../src/sources/jobtech/job-ad.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function archive(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const operations = historical.open(testUpstream({ ...historical, baseUrl: server.url }));
  return { server, operations };
}

const hash = 'a'.repeat(40);
const ad = (changes: object = {}) => ({
  id: hash,
  original_id: '30000001',
  label: '[]',
  headline: 'Exempel: utvecklare',
  webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${hash}`,
  description: { text: 'Exempel', text_formatted: null },
  publication_date: '2020-01-15T12:00:00',
  removed: true,
  removed_date: '2020-02-01T00:00:00',
  ...changes,
});

describe('an ad', () => {
  it('is joined to today’s by its first id, and its link is mended', async () => {
    const { operations } = await archive({ [`/ad/${hash}`]: { json: ad() } });

    expect(await operations.ad(hash, aCall())).toMatchObject({
      nativeId: hash,
      originalId: '30000001',
      webpageUrl: 'https://arbetsformedlingen.se/platsbanken/annonser/30000001',
      removed: true,
    });
  });

  it('without a first id has no link rather than a dead one', async () => {
    const { operations } = await archive({ [`/ad/${hash}`]: { json: ad({ original_id: null }) } });

    expect(await operations.ad(hash, aCall())).toMatchObject({
      originalId: null,
      webpageUrl: null,
      links: [],
    });
  });

  it('is not looked for by a number, which is another source’s', async () => {
    const { server, operations } = await archive({});

    expect(await operations.ad('30000001', aCall())).toBeNull();
    expect(server.asked).toEqual([]);
  });
});

describe('counts by year', () => {
  it('cost a call a year, all at once, and none brings an ad', async () => {
    const { server, operations } = await archive({
      '*': ({ url = '' }) => ({
        json: { total: { value: Number(/from=(\d{4})/.exec(url)?.[1]) }, hits: [] },
        atOnce: 2,
      }),
    });

    const counts = await operations.countsByYear?.({ occupationGroups: ['2512'] }, [2019, 2020], aCall());

    expect(counts?.map(({ year, count }) => [year, count])).toEqual([
      [2019, 2019],
      [2020, 2020],
    ]);
    expect(server.asked.sort()).toEqual([
      'GET /search?occupation-group=2512&historical-from=2019-01-01T00:00:00&historical-to=2020-01-01T00:00:00&limit=0',
      'GET /search?occupation-group=2512&historical-from=2020-01-01T00:00:00&historical-to=2021-01-01T00:00:00&limit=0',
    ]);
    expect(server.mostAtOnce()).toBe(2);
  });

  it('are cached for long, since past years do not change', async () => {
    const { server, operations } = await archive({ '*': { json: { total: { value: 1 }, hits: [] } } });

    await operations.countsByYear?.({}, [2019], aCall());
    const again = await operations.countsByYear?.({}, [2019], aCall());

    expect(server.asked).toHaveLength(1);
    expect(again?.[0]?.provenance.state).toBe('CACHED');
  });
});

it('searches by its own names of times', async () => {
  const { server, operations } = await archive({ '*': { json: { total: { value: 0 }, hits: [] } } });

  await operations.searchAds({ publishedAfter: '2020-01-01T00:00:00Z' }, { from: null, limit: 5 }, aCall());

  expect(server.asked).toEqual(['GET /search?historical-from=2020-01-01T01:00:00&sort=pubdate-desc&limit=5']);
});

it.skipIf(!recordedFile('jobtech-historical/search-q-utvecklare.json'))(
  'reads a recorded answer whole',
  () => {
    const text = recordedText('jobtech-historical/search-q-utvecklare.json');

    const { value, dropped } = decodeAtOnce('historical', text, {
      format: 'json',
      schema: adPage(jobAd({ isArchive: true })),
    });

    expect(dropped).toBe(0);
    expect(value).toMatchObject({
      total: { value: 161_559 },
      hits: [
        { originalId: '30881041', removed: true },
        { originalId: '30802452', placeCode: '2380' },
      ],
    });
  },
);
