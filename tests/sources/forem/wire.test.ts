import { expect, it } from 'vitest';
import { forem } from '../../../src/sources/forem/index.ts';
import { fakeUpstream, type Reply } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function search(reply: Reply) {
  const server = await fakeUpstream({ '*': reply });
  const operations = forem.open(testUpstream({ ...forem, baseUrl: server.url }));
  return operations.searchAds({}, { from: null, limit: 20 }, aCall());
}
const found = once(() => search(fixture('forem', 'records.json')));
async function offerWith(number: string) {
  return (await found()).items.find(({ ad }) => ad.nativeId === number)?.ad;
}

it('lists a duplicate offer once, and drops one without a title', async () => {
  const { items, total, isLast } = await found();

  expect(items.map(({ ad }) => ad.nativeId)).toEqual([
    ...['9000001', '9000002', '9000003', '9000004', '9000005', '9000006'],
    ...['EX/2026 é', '9000010'],
  ]);
  expect(items[0]?.ad.headline).toBe('Exempel 9000001 (H/F/X)');
  expect([total, isLast]).toEqual([259, false]);
});

it('counts dropped and duplicate offers in the offset after each offer', async () => {
  const { items } = await found();

  expect(items.map(({ next }) => next)).toEqual(['1', '2', '3', '4', '5', '6', '9', '20']);
});

it('reads dates as days in Brussels: published at their start, open until their end', async () => {
  expect(await offerWith('9000001')).toMatchObject({
    publishedAt: new Date('2026-05-04T22:00:00Z'),
    applicationDeadline: new Date('2026-06-30T21:59:59Z'),
  });
});

it('has null for an invalid date', async () => {
  expect(await offerWith('9000010')).toMatchObject({ publishedAt: null, applicationDeadline: null });
});

it('has no description and no occupation code, which the data set lacks', async () => {
  expect(await offerWith('9000001')).toMatchObject({
    description: null,
    occupationCode: null,
    employmentType: 'Durée exempel',
    workingHoursType: 'Temps exempel',
    numberOfVacancies: 2,
  });
});

it('takes the first of its places, with `lon` and `lat` as the point', async () => {
  expect(await offerWith('9000001')).toMatchObject({
    workplaceLocality: 'EXEMPELVILLE',
    coordinates: { latitude: 50.25, longitude: 4.5 },
    country: 'BE',
  });
});

it('reads a single value where other offers have a list', async () => {
  expect(await offerWith('9000004')).toMatchObject({
    workplaceLocality: 'EXEMPELVILLE',
    coordinates: { latitude: 50.75, longitude: 4.25 },
    country: 'BE',
  });
});

it('takes the country from the first NUTS code, and has no point for invalid coordinates', async () => {
  expect(await offerWith('9000005')).toMatchObject({ country: 'LU', coordinates: null });
});

it.each(['9000002', '9000003'])('reads an offer with missing or null fields: %s', async (number) => {
  expect(await offerWith(number)).toMatchObject({
    publishedAt: null,
    applicationDeadline: null,
    coordinates: null,
    numberOfVacancies: null,
    country: 'BE',
    webpageUrl: `https://www.leforem.be/recherche-offres/offre-detail/${number}`,
    links: [{ site: 'leforem.be' }],
  });
});

it('reads a numeric offer number, and has null for a negative number of posts', async () => {
  expect(await offerWith('9000006')).toMatchObject({ nativeId: '9000006', numberOfVacancies: null });
});

it('builds the URL from the escaped offer number where the offer has no web address', async () => {
  const [odd, mail] = await Promise.all([offerWith('EX/2026 é'), offerWith('9000010')]);

  expect(odd?.webpageUrl).toBe('https://www.leforem.be/recherche-offres/offre-detail/EX%2F2026%20%C3%A9');
  expect(mail?.webpageUrl).toBe('https://www.leforem.be/recherche-offres/offre-detail/9000010');
});

it('names the source site of an offer', async () => {
  expect((await offerWith('9000001'))?.links[0]?.site).toBe('Exempel');
});

it('removes a telephone number from the title', async () => {
  expect((await offerWith('9000005'))?.headline).not.toContain('0470');
});

it('is the last page where it is empty', async () => {
  expect(await search(fixture('forem', 'records-empty.json'))).toMatchObject({ items: [], isLast: true });
});

it('reports the status of a 400, and nothing of its body', async () => {
  await expect(search(fixture('forem', 'error-400.json', { status: 400 }))).rejects.toMatchObject({
    refusedWith: 400,
    message: expect.not.stringContaining('Exempel'),
  });
});
