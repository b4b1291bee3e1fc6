import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/entities/job-ad.ts';
import { nav, openNav } from '../../../src/sources/nav/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const token = fixture('nav', 'token.txt');

async function arbeidsplassen(routes: Record<string, Route>) {
  const clock = new FakeClock(Date.parse('2026-08-22T12:00:00Z'));
  const server = await fakeUpstream({ '/api/publicToken': token, ...routes });
  const operations = openNav(testUpstream({ ...nav, baseUrl: server.url }, { clock }), clock);
  return { server, operations, call: aCall({ deadline: clock.now() + 10_000 }) };
}

const feed = once(async () => {
  const { server, operations, call } = await arbeidsplassen({
    '/api/v1/feed': fixture('nav', 'feed.json'),
    [`/api/v1/feed/${id(902)}`]: fixture('nav', 'feed-last.json'),
    // The details are read in the background; these tests look at the feed alone.
    '*': { status: 404 },
  });
  const page = await operations.searchAds({}, { from: null, limit: 20 }, call);
  return { server, ads: page.items.map(({ ad, at }) => ({ ad, at })), total: page.total };
});
async function adOfFeed(number: number) {
  return (await feed()).ads.find(({ ad }) => ad.nativeId === id(number));
}
async function entry(name: string) {
  const { operations, call } = await arbeidsplassen({ '*': fixture('nav', name) });
  return operations.ad(JSON.parse(fixtureText('nav', name)).uuid, call);
}

describe('the public token', () => {
  it('is the last line of a plain text with a heading', async () => {
    const { server } = await feed();

    expect(server.headers[1]?.authorization).toBe('Bearer exempel.exempel-exempel.exempel_exempel');
  });

  it('refused with 401 is reported as refused', async () => {
    const { operations, call } = await arbeidsplassen({
      '*': fixture('nav', 'error-401.json', { status: 401 }),
    });

    await expect(operations.ad(id(1), call)).rejects.toMatchObject({ refusedWith: 401 });
  });
});

it('reports the status of a 400 with a plain-text body', async () => {
  const { operations, call } = await arbeidsplassen({
    '*': fixture('nav', 'error-400.txt', { status: 400 }),
  });

  await expect(operations.ad(id(1), call)).rejects.toMatchObject({ refusedWith: 400 });
});

describe('the feed', () => {
  it('continues at `next_id`, and ends where `next_id` and `next_url` are null', async () => {
    const { server } = await feed();

    expect(server.asked.filter((one) => /\/feed[/?]/.test(one))).toEqual([
      'GET /api/v1/feed?pageSize=1000',
      `GET /api/v1/feed/${id(902)}?pageSize=1000`,
    ]);
  });

  it('drops stopped ads (title "..."), ads without title ("?"), events without a time, and null', async () => {
    const { ads, total } = await feed();

    expect(ads.map(({ ad }) => ad.nativeId)).toEqual([9, 1, 3, 7, 4].map(id));
    expect(total).toBe(5);
  });

  it('keeps the newest event of each ad, whatever the order of the events', async () => {
    const [first, third] = await Promise.all([adOfFeed(1), adOfFeed(3)]);

    expect(first?.ad.headline).toBe('Exempel 1, endret');
    expect(third?.ad.headline).toBe('Exempel 3');
  });

  it('removes an ad that a later page stops', async () => {
    expect(await adOfFeed(8)).toBeUndefined();
  });

  it('writes an upper-case municipality as a name', async () => {
    expect((await adOfFeed(3))?.ad.workplaceLocality).toBe('Sør-Varanger');
  });

  it('reads "", "?" and null as missing', async () => {
    const [third, fourth, seventh] = await Promise.all([3, 4, 7].map(adOfFeed));

    expect([third?.ad.employer, fourth?.ad.employer]).toEqual([null, null]);
    expect([fourth?.ad.workplaceLocality, seventh?.ad.workplaceLocality]).toEqual([null, null]);
  });

  it('reads times with microseconds, with an offset or with Z', async () => {
    const found = await Promise.all([7, 3, 4].map(adOfFeed));

    expect(found.map((one) => one?.at)).toEqual([
      new Date('2026-08-21T07:34:28.673Z'),
      new Date('2026-08-21T08:00:00Z'),
      new Date('2026-08-21T07:00:00Z'),
    ]);
  });
});

describe('an entry', () => {
  it('is read from `ad_content`', async () => {
    expect(await entry('entry-active.json')).toMatchObject({
      headline: 'Exempel 1',
      employer: 'Exempel AS',
      organisationNumber: '999999999',
      employmentType: 'Fast',
      workingHoursType: 'Deltid',
      publishedAt: new Date('2026-08-20T22:00:00Z'),
      workplaceLocality: 'Bergen',
      country: 'NO',
    });
  });

  it('is read from `json`, with empty or null lists and an employer of null', async () => {
    expect(await entry('entry-old-key.json')).toMatchObject({
      headline: 'Exempel 4',
      employer: null,
      workplaceLocality: null,
      occupationCode: null,
      occupationConcept: null,
      country: 'NO',
    });
  });

  it('is read with the number of positions as string or number', async () => {
    const ads = await Promise.all(
      ['entry-active.json', 'entry-old-key.json', 'entry-gaps.json'].map((name) => entry(name)),
    );

    expect(ads.map((ad) => ad?.numberOfVacancies)).toEqual([2, 3, null]);
  });

  it('has the text of its HTML description', async () => {
    expect(textOf((await entry('entry-active.json'))?.description ?? null)).toBe(
      'Exempel på en annonse.\n\nEtt\n\nTo',
    );
  });

  it('is due at the end of a day, and has no deadline where `applicationDue` is free text', async () => {
    const [dated, soon] = await Promise.all([entry('entry-active.json'), entry('entry-gaps.json')]);

    expect(dated?.applicationDeadline).toEqual(new Date('2026-09-01T21:59:59Z'));
    expect(soon?.applicationDeadline).toBeNull();
  });

  it('takes its occupation from ESCO and its code from STYRK08, among other categories', async () => {
    expect(await entry('entry-active.json')).toMatchObject({
      occupationConcept: {
        scheme: 'esco',
        conceptId: 'http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001',
      },
      occupationCode: '9999',
    });
  });

  it('ignores ISCO groups under ESCO and STYRK08NAV, and reads a numeric code', async () => {
    expect(await entry('entry-gaps.json')).toMatchObject({ occupationConcept: null, occupationCode: '9998' });
  });

  it('has `jobtitle` as headline where the title is missing', async () => {
    expect((await entry('entry-gaps.json'))?.headline).toBe('Exempelmedarbeider');
  });

  it('reads "" and "?" as missing, and builds its link from its id', async () => {
    const page = `https://arbeidsplassen.nav.no/stillinger/stilling/${id(3)}`;

    expect(await entry('entry-gaps.json')).toMatchObject({
      description: null,
      employer: null,
      organisationNumber: null,
      publishedAt: null,
      employmentType: null,
      workingHoursType: null,
      webpageUrl: page,
      links: [{ site: 'arbeidsplassen.nav.no', url: page }],
    });
  });

  it('has all workplaces that are not null, which may be abroad, and no place that they do not share', async () => {
    const ad = await entry('entry-gaps.json');

    expect(ad).toMatchObject({ workplaceLocality: null, country: 'NO' });
    expect(ad?.workplaces).toMatchObject([
      { municipality: 'Sør-Exempel', country: 'SE' },
      { locality: 'Bergen', country: 'NO' },
    ]);
  });

  it('links to the application once, and not where the URL contains an e-mail address', async () => {
    const [other, same, email] = await Promise.all(
      ['entry-active.json', 'entry-old-key.json', 'entry-gaps.json'].map((name) => entry(name)),
    );

    expect(other?.links.map(({ site }) => site)).toEqual(['arbeidsplassen.nav.no', 'example.org']);
    expect([same?.links.length, email?.links.length]).toEqual([1, 1]);
  });

  it('contains no contacts', async () => {
    expect(JSON.stringify(await entry('entry-gaps.json'))).not.toMatch(/Exempel Exempel|22 00|@/);
  });

  it('that is inactive is null, with or without contents', async () => {
    expect(await entry('entry-inactive.json')).toBeNull();
    expect(await entry('entry-inactive-whole.json')).toBeNull();
  });
});
