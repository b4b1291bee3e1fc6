import { expect, it } from 'vitest';
import { records } from '../../../src/sources/forem/decode.ts';
import { forem } from '../../../src/sources/forem/index.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function offers(route: Route) {
  const server = await fakeUpstream({ '*': route });
  const operations = forem.open(testUpstream({ ...forem, baseUrl: server.url }));
  return { server, operations };
}
const offer = (number: string, changes: object = {}) => ({
  numerooffreforem: number,
  titreoffre: 'Exempel (H/F/X)',
  nomemployeur: 'Exempel SA',
  lieuxtravaillocalite: ['NAMUR'],
  lieuxtravailregionnuts: ['BE', 'BE35'],
  lieuxtravailgeo: [{ lon: 4.87, lat: 50.46 }],
  datedebutdiffusion: '2026-08-12',
  source: 'StepStone',
  ...changes,
});
const page = (total: number, ...results: object[]) => ({ json: { total_count: total, results } });
const first = { from: null, limit: 20 };

it('is off unless a deployment switches it on', () => {
  expect(forem.enabled).toBe(false);
});

it.each([
  ['words, with what would end the text escaped', { text: 'dévelop"peur\\' }, 'search("dévelop\\"peur\\\\")'],
  ['one of some phrases', { anyOf: ['données', 'open data'] }, '(search("données") OR search("open data"))'],
  [
    'the day and the employer',
    { publishedAfter: '2026-08-01T10:00:00.000Z', employer: 'Exempel' },
    'datedebutdiffusion>=date\'2026-08-01\' AND search(nomemployeur, "Exempel")',
  ],
])('asks by %s', async (_, query, where) => {
  const { server, operations } = await offers(page(0));

  await operations.searchAds(query, first, aCall());

  const path = '/api/explore/v2.1/catalog/datasets/offres-d-emploi-forem/records';
  const order = 'datedebutdiffusion desc, numerooffreforem desc';
  expect(server.asked).toEqual([`GET ${path}?where=${where}&order_by=${order}&limit=20`]);
});

it('reads an offer, lists one that comes twice once, and counts all', async () => {
  const { operations } = await offers(page(30, offer('1'), offer('1'), offer('2', { titreoffre: '' })));

  const { items, total, isLast } = await operations.searchAds({}, { from: null, limit: 3 }, aCall());

  expect(items).toHaveLength(1);
  expect(items[0]?.ad).toMatchObject({
    nativeId: '1',
    workplaceLocality: 'NAMUR',
    coordinates: { latitude: 50.46, longitude: 4.87 },
    publishedAt: new Date('2026-08-11T22:00:00Z'),
    country: 'BE',
    webpageUrl: 'https://www.leforem.be/recherche-offres/offre-detail/1',
    links: [{ site: 'StepStone' }],
    provenance: { licence: 'CC-BY-SA-4.0' },
  });
  expect([total, isLast]).toEqual([30, false]);
});

it('says so where its list ends though there is more', async () => {
  const { operations } = await offers(page(0));

  await expect(operations.searchAds({}, { from: '9990', limit: 20 }, aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
  });
});

it.skipIf(!recordedFile('belgium-jobs/forem-records-partial.json'))('reads a recorded answer whole', () => {
  const text = recordedText('belgium-jobs/forem-records-partial.json');

  const { value, dropped } = decodeAtOnce('forem', text, { format: 'json', schema: records });

  expect(dropped).toBe(0);
  expect(value).toMatchObject({
    total_count: 25_917,
    results: [
      { place: 0, item: { nativeId: '2030588' } },
      { place: 1, item: { nativeId: '1887153' } },
    ],
  });
});
