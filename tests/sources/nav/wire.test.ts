import { describe, expect, it } from 'vitest';
import { nav, openNav } from '../../../src/sources/nav/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
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
    // Details are read in the background; here only what the feed says is looked at.
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
  return operations.ad(id(1), call);
}

describe('the public token', () => {
  it('is the last line of a text with a heading', async () => {
    const { server } = await feed();

    expect(server.headers[1]?.authorization).toBe('Bearer exempel.exempel-exempel.exempel_exempel');
  });

  it('that is refused with a JSON body makes the source refused, not unreadable', async () => {
    const { operations, call } = await arbeidsplassen({
      '*': fixture('nav', 'error-401.json', { status: 401 }),
    });

    await expect(operations.ad(id(1), call)).rejects.toMatchObject({ refusedWith: 401 });
  });
});

it('tells the status of a question refused in plain text', async () => {
  const { operations, call } = await arbeidsplassen({
    '*': fixture('nav', 'error-400.txt', { status: 400 }),
  });

  await expect(operations.ad(id(1), call)).rejects.toMatchObject({ refusedWith: 400 });
});

describe('the feed', () => {
  it('goes on at `next_id` and ends where `next_id` and `next_url` are null', async () => {
    const { server } = await feed();

    expect(server.asked.filter((one) => /\/feed[/?]/.test(one))).toEqual([
      'GET /api/v1/feed?pageSize=1000',
      `GET /api/v1/feed/${id(902)}?pageSize=1000`,
    ]);
  });

  it('leaves out stopped ads (title "..."), ads without title ("?"), and events without a time or null', async () => {
    const { ads, total } = await feed();

    expect(ads.map(({ ad }) => ad.nativeId)).toEqual([9, 1, 3, 7, 4].map(id));
    expect(total).toBe(5);
  });

  it('holds of each ad what its newest event says, in whatever order they come', async () => {
    const [first, third] = await Promise.all([adOfFeed(1), adOfFeed(3)]);

    expect(first?.ad.headline).toBe('Exempel 1, endret');
    expect(third?.ad.headline).toBe('Exempel 3');
  });

  it('lets an ad go that a later page stops', async () => {
    expect(await adOfFeed(8)).toBeUndefined();
  });

  it('writes the capitals of a municipality as a name', async () => {
    expect((await adOfFeed(3))?.ad.workplaceLocality).toBe('Sør-Varanger');
  });

  it('takes "", "?" and null for what is missing', async () => {
    const [third, fourth, seventh] = await Promise.all([3, 4, 7].map(adOfFeed));

    expect([third?.ad.employer, fourth?.ad.employer]).toEqual([null, null]);
    expect([fourth?.ad.workplaceLocality, seventh?.ad.workplaceLocality]).toEqual([null, null]);
  });

  it('reads times with microseconds, an offset or Z', async () => {
    const found = await Promise.all([7, 3, 4].map(adOfFeed));

    expect(found.map((one) => one?.at)).toEqual([
      new Date('2026-08-21T07:34:28.673Z'),
      new Date('2026-08-21T08:00:00Z'),
      new Date('2026-08-21T07:00:00Z'),
    ]);
  });
});

describe('an entry', () => {
  it('has its contents under `ad_content`', async () => {
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

  it('or under `json`, where lists may be empty or null and the employer null', async () => {
    expect(await entry('entry-old-key.json')).toMatchObject({
      headline: 'Exempel 4',
      employer: null,
      workplaceLocality: null,
      occupationCode: null,
      occupationConcept: null,
      country: 'NO',
    });
  });

  it('has the number of positions as text or as a number', async () => {
    const ads = await Promise.all(
      ['entry-active.json', 'entry-old-key.json', 'entry-gaps.json'].map((name) => entry(name)),
    );

    expect(ads.map((ad) => ad?.numberOfVacancies)).toEqual([2, 3, null]);
  });

  it('has a description in HTML, of which the text is kept', async () => {
    expect((await entry('entry-active.json'))?.description).toBe('Exempel på en annonse.\n\nEtt\n\nTo');
  });

  it('is due at the end of the day that it names, and at no time where it names none', async () => {
    const [dated, soon] = await Promise.all([entry('entry-active.json'), entry('entry-gaps.json')]);

    expect(dated?.applicationDeadline).toEqual(new Date('2026-09-01T21:59:59Z'));
    expect(soon?.applicationDeadline).toBeNull();
  });

  it('takes its occupation from ESCO and its group from STYRK08, among codes of other lists', async () => {
    expect(await entry('entry-active.json')).toMatchObject({
      occupationConcept: {
        scheme: 'esco',
        conceptId: 'http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001',
      },
      occupationCode: '9999',
    });
  });

  it('takes no group of ISCO for an occupation and no STYRK08NAV for STYRK08; a code may be a number', async () => {
    expect(await entry('entry-gaps.json')).toMatchObject({ occupationConcept: null, occupationCode: '9998' });
  });

  it('has the job title for its headline where the title is missing', async () => {
    expect((await entry('entry-gaps.json'))?.headline).toBe('Exempelmedarbeider');
  });

  it('takes "" and "?" for what is missing, and links to the page of its id', async () => {
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

  it('is at its first workplace that is not null, which may lie abroad', async () => {
    expect(await entry('entry-gaps.json')).toMatchObject({ workplaceLocality: 'Sør-Exempel', country: 'SE' });
  });

  it('links to the application once, and not where its address holds an e-mail address', async () => {
    const [other, same, email] = await Promise.all(
      ['entry-active.json', 'entry-old-key.json', 'entry-gaps.json'].map((name) => entry(name)),
    );

    expect(other?.links.map(({ site }) => site)).toEqual(['arbeidsplassen.nav.no', 'example.org']);
    expect([same?.links.length, email?.links.length]).toEqual([1, 1]);
  });

  it('holds nobody of its contact list', async () => {
    expect(JSON.stringify(await entry('entry-gaps.json'))).not.toMatch(/Exempel Exempel|22 00|@/);
  });

  it('that is inactive is not shown, with its contents or without', async () => {
    expect(await entry('entry-inactive.json')).toBeNull();
    expect(await entry('entry-inactive-whole.json')).toBeNull();
  });
});
