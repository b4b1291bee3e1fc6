import { expect, it } from 'vitest';
import { joblinks } from '../../../src/sources/joblinks/index.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { served } from '../../support/served.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function links(route: Route) {
  const server = await fakeUpstream({ '*': route });
  const operations = joblinks.open(testUpstream({ ...joblinks, baseUrl: server.url }));
  return { server, operations };
}

const link = (id: string, changes: object = {}) => ({
  id,
  headline: 'Exempel: utvecklare',
  brief: 'Exempel. Ring 070-000 00 00.',
  employer: { name: 'Exempel AB' },
  workplace_addresses: [
    { municipality_concept_id: 'AvNB_uwa_6n6', municipality: 'Stockholm', country: 'Sverige' },
  ],
  occupation_group: { concept_id: 'DJh5_yyF_hEM', label: 'Exempel', legacy_ams_taxonomy_id: '2512' },
  publication_date: '2026-08-01T10:00:00',
  source_links: [
    { label: 'exempel.se', url: 'https://example.org/1' },
    { label: 'prov.se', url: 'https://example.org/2' },
  ],
  ...changes,
});
const page = (...hits: object[]) => ({ json: { total: { value: hits.length }, hits } });
const first = { from: null, limit: 20 };

it('leaves out what Platsbanken has itself', async () => {
  const { server, operations } = await links(page());

  await operations.searchAds({ occupationGroups: ['2512'] }, first, aCall());

  expect(server.asked).toEqual([
    'GET /joblinks?occupation-group=2512&exclude_source=arbetsformedlingen.se&sort=pubdate-desc&limit=20',
  ]);
});

it('gives the few lines, the place and every link', async () => {
  const { operations } = await links(page(link('1')));

  const { items } = await operations.searchAds({}, first, aCall());

  expect(served(items[0]?.ad)).toMatchObject({
    nativeId: '1',
    description: 'Exempel. Ring […].',
    placeConceptId: 'AvNB_uwa_6n6',
    occupationCode: '2512',
    webpageUrl: 'https://example.org/1',
    links: [{ site: 'exempel.se' }, { site: 'prov.se' }],
  });
});

it('reads an ad of id, headline and link alone, and drops one that leads nowhere', async () => {
  const bare = { id: 2, headline: 'Exempel', source_links: [{ url: 'https://example.org/2' }] };
  const { operations } = await links(page(bare, link('3', { source_links: [] })));

  const { items } = await operations.searchAds({}, first, aCall());

  expect(items.map(({ ad }) => [ad.nativeId, ad.country, ad.links[0]?.site])).toEqual([
    ['2', 'SE', 'example.org'],
  ]);
});

it('finds an ad again that it has shown, without asking', async () => {
  const { server, operations } = await links(page(link('1')));
  await operations.searchAds({}, first, aCall());

  const found = await operations.ad('1', aCall());

  expect(found).toMatchObject({ nativeId: '1', provenance: { state: 'CACHED' } });
  await expect(operations.ad('2', aCall())).rejects.toThrow(/search for it again/);
  expect(server.asked).toHaveLength(1);
});

it('finds an ad that another replica has shown, or an earlier run, in what they have stored', async () => {
  const server = await fakeUpstream({ '*': page(link('1'), link('2')) });
  const lastGood = new MemoryStore();
  const replica = () => joblinks.open(testUpstream({ ...joblinks, baseUrl: server.url }, { lastGood }));
  const { items } = await replica().searchAds({}, first, aCall());
  // Stored at the latest when its texts are read.
  for (const { ad } of items) served(ad);
  await expect.poll(() => [...lastGood.answers.keys()].some((key) => key.includes(':search:'))).toBe(true);

  const found = served(await replica().ad('2', aCall()));

  expect(found).toMatchObject({
    nativeId: '2',
    headline: 'Exempel: utvecklare',
    provenance: { state: 'CACHED' },
  });
  expect(found?.description ?? '').not.toContain('070');
  await expect(replica().ad('3', aCall())).rejects.toThrow(/search for it again/);
  expect(server.asked).toHaveLength(1);
});

it('gives the ads between the largest offset and the end of what it gives', async () => {
  const server = await fakeUpstream({
    '/joblinks': ({ url = '' }) => {
      const query = new URL(url, 'http://x').searchParams;
      const offset = Number(query.get('offset') ?? 0);
      if (offset > 2000 || Number(query.get('limit')) > 100) return { status: 400 };
      const numbers = Array.from({ length: Number(query.get('limit')) }, (_, at) => offset + at);
      const hits = numbers.filter((number) => number < 2050).map((number) => link(String(number)));
      return { json: { total: { value: 2050 }, hits } };
    },
  });
  const operations = joblinks.open(testUpstream({ ...joblinks, baseUrl: server.url }));

  const { items, isLast } = await operations.searchAds({}, { from: '2010', limit: 30 }, aCall());
  const last = await operations.searchAds({}, { from: '2040', limit: 30 }, aCall());

  expect(items.map(({ ad, next }) => [ad.nativeId, next.split('~')[0]])).toEqual(
    Array.from({ length: 30 }, (_, at) => [String(2010 + at), String(2011 + at)]),
  );
  expect(isLast).toBe(false);
  expect(last).toMatchObject({ isLast: true, items: { length: 10 } });
});

it('reads an ad with missing fields, and skips pages of dead links only', async () => {
  const holes = link('1', {
    workplace_addresses: [null, { municipality: 'Malmö' }],
    source_links: [null, { label: null, url: 'https://example.org/1' }],
  });
  const { operations } = await links(page(holes));
  const { operations: dead } = await links(page(link('2', { source_links: [] })));

  expect((await operations.searchAds({}, first, aCall())).items[0]?.ad).toMatchObject({
    workplaceLocality: 'Malmö',
    webpageUrl: 'https://example.org/1',
  });
  expect(await dead.searchAds({}, first, aCall())).toMatchObject({ items: [], isLast: true });
});

it('says so where its list ends though there is more', async () => {
  const { operations } = await links(page());

  await expect(operations.searchAds({}, { from: '2100', limit: 20 }, aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
    message: expect.stringContaining('2100 ads of one search'),
  });
});

it('neither repeats nor skips an ad when a few arrive and leave between two pages', async () => {
  const stock = Array.from({ length: 90 }, (_, at) => link(`ad-${at}`));
  const operations = joblinks.open(
    testUpstream({
      ...joblinks,
      baseUrl: (
        await fakeUpstream({
          '*': ({ url = '' }) => {
            const query = new URL(url, 'http://x').searchParams;
            const offset = Number(query.get('offset') ?? 0);
            const hits = stock.slice(offset, offset + Number(query.get('limit')));
            return { json: { total: { value: stock.length }, hits } };
          },
        })
      ).url,
    }),
  );
  const walked: string[] = [];
  let from: string | null = null;
  for (let number = 0; number < 20; number++) {
    const found = await operations.searchAds({}, { from, limit: 20 }, aCall());
    const items = found.items.slice(0, 20);
    walked.push(...items.map(({ ad }) => ad.nativeId));
    from = items.at(-1)?.next ?? from;
    if (found.isLast && found.items.length <= 20) break;
    if (number % 2 === 0) stock.unshift(link(`new-${number}-1`), link(`new-${number}-2`));
    else stock.splice(5, 4);
  }

  expect(new Set(walked).size).toBe(walked.length);
  expect(walked.filter((id) => id.startsWith('ad-'))).toEqual(
    Array.from({ length: 90 }, (_, at) => `ad-${at}`),
  );
});
