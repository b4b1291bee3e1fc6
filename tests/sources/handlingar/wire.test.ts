import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlingar } from '../../../src/sources/handlingar/index.ts';
import { feedQuery } from '../../../src/sources/handlingar/query.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function site(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  return { server, operations: handlingar.open(testUpstream({ ...handlingar, baseUrl: server.url })) };
}
const window = { from: null, limit: 10 };
const page = once(async () => {
  const { operations } = await site({
    '*': (_, count) => fixture('handlingar', count === 1 ? 'feed.json' : 'feed-empty.json'),
  });
  return operations.requests({ text: 'statistik' }, window, aCall());
});

describe('a feed', () => {
  it('gives each request once, without hidden ones', async () => {
    expect((await page()).items.map(({ request }) => request.requestId)).toEqual([
      'exempel_1',
      'exempel_2',
      'exempel_4',
    ]);
  });

  it('tells what nobody has classified from a refusal, and an unknown state from both', async () => {
    expect((await page()).items.map(({ request }) => request.status)).toEqual([
      'SUCCESSFUL',
      'UNCLASSIFIED',
      'UNKNOWN',
    ]);
  });

  it('gives facts alone: no user, no letter, no contact details', async () => {
    const { items } = await page();

    expect(items[0]?.request).toMatchObject({
      title: 'Exempel 1: begäran',
      bodyName: 'Exempelmyndigheten',
      bodySlug: 'exempelmyndigheten',
      url: 'https://handlingar.se/request/exempel_1',
      createdAt: new Date('2025-06-03T11:19:12.367Z'),
    });
    expect(JSON.stringify(items)).not.toMatch(/Exempelsdotter|utdrag|\b070|example\.org/);
  });

  it('goes on with the next page until one is empty, at one request a page', async () => {
    const { server, operations } = await site({
      '/feed/body/af.json?event_type=sent': fixture('handlingar', 'feed.json'),
      '/feed/body/af.json?event_type=sent&page=2': fixture('handlingar', 'feed-empty.json'),
    });
    const first = await operations.requests({ body: 'af' }, { from: null, limit: 2 }, aCall());
    const second = await operations.requests({ body: 'af' }, { from: first.end, limit: 2 }, aCall());

    expect([first, second].map(({ items, isLast }) => [items.length, isLast])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(server.asked).toHaveLength(2);
  });

  it('reads no more than two pages for one part', async () => {
    const { server, operations } = await site({ '*': fixture('handlingar', 'feed.json') });

    const { isLast } = await operations.requests({ body: 'af' }, { from: null, limit: 50 }, aCall());

    expect(isLast).toBe(false);
    expect(server.asked).toHaveLength(2);
  });
});

describe('a query', () => {
  it('is of words alone', () => {
    expect(feedQuery({ text: 'Öppna data OR status:x "a"' })).toBe('öppna data or status x a variety:sent');
    expect(feedQuery({ anyOf: ['öppna data', 'löner'] })).toBe('"öppna data" OR löner');
    expect(feedQuery({ text: '?!' })).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const query = feedQuery({ text }) ?? ' variety:sent';
        expect(query.slice(0, -'variety:sent'.length)).toMatch(/^[\p{L}\p{N}\- ]*$/u);
      }),
    );
  });

  it('is one part of the address, whatever it holds', async () => {
    const { server, operations } = await site({ '*': fixture('handlingar', 'feed-empty.json') });

    await operations.requests({ text: 'a/../b' }, window, aCall());

    expect(server.asked).toEqual(['GET /feed/search/a b variety:sent.json']);
  });
});

describe('one request', () => {
  it('is read', async () => {
    const { operations } = await site({ '/request/exempel_1.json': fixture('handlingar', 'request.json') });

    expect(await operations.request('exempel_1', aCall())).toMatchObject({ bodySlug: 'exempelmyndigheten' });
  });

  it.each([403, 404, 410])('that answers %i with an empty body is not there', async (status) => {
    const { operations } = await site({ '*': { status, body: '' } });

    expect(await operations.request('exempel_1', aCall())).toBeNull();
  });
});
