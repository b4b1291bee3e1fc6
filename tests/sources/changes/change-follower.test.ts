import { expect, it } from 'vitest';
import { entity } from '../../../src/entities/node.ts';
import { DataState, Provenance } from '../../../src/entities/provenance.ts';
import type { ChangeFeed, ChangePage, ChangeStore } from '../../../src/sources/changes/change-feed.ts';
import { ChangeFollower } from '../../../src/sources/changes/change-follower.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aCall } from '../../support/upstream.ts';

const provenance = entity(Provenance, {
  sourceId: 'example',
  url: null,
  retrievedAt: null,
  state: DataState.LIVE,
  licence: 'CC0-1.0',
  attribution: null,
  locator: null,
});

/** A feed of pages by id, each with the id of the next; an error stands for a page that fails. */
class Pages implements ChangeFeed<string> {
  readonly asked: (string | null)[] = [];
  constructor(readonly pages: Record<string, string | null | Error>) {}
  async page(position: string | null): Promise<ChangePage<string> | null> {
    this.asked.push(position);
    const id = position ?? 'a';
    const next = this.pages[id];
    if (next === undefined) return null;
    if (next instanceof Error) throw next;
    return { position: id, next, changes: [`change ${id}`], provenance };
  }
}

class Memory implements ChangeStore<string> {
  readonly changes: string[] = [];
  at: string | null = null;
  onApply = () => {};
  position = async () => this.at;
  async apply(page: ChangePage<string>, position: string): Promise<void> {
    this.changes.push(...page.changes);
    this.at = position;
    this.onApply();
  }
}

function follow(pages: Record<string, string | null | Error>, maxPages = 20) {
  const [feed, store, clock] = [new Pages(pages), new Memory(), new FakeClock(0)];
  const follower = new ChangeFollower({ sourceId: 'test-source', feed, store, clock, maxPages });
  return { feed, store, clock, follower };
}
const failure = new SourceError('example', 'SOURCE_UNAVAILABLE', 'is down');

it('applies every page to the end, and reads the last page again the next time', async () => {
  const { feed, store, follower } = follow({ a: 'b', b: 'c', c: null });
  await follower.catchUp(aCall());
  feed.pages['c'] = 'd';
  feed.pages['d'] = null;

  await follower.catchUp(aCall());

  expect(feed.asked).toEqual([null, 'b', 'c', 'c', 'd']);
  expect(store.changes).toEqual(['change a', 'change b', 'change c', 'change c', 'change d']);
});

it('ends where there is nothing to read yet, and continues from there', async () => {
  const { feed, follower } = follow({ a: 'b' });

  await follower.catchUp(aCall());
  await follower.catchUp(aCall());

  expect(feed.asked).toEqual([null, 'b', 'b']);
});

it.each([
  ['itself', { a: 'b', b: 'b' }, ['change a', 'change b']],
  ['itself, as the first page', { a: 'a' }, ['change a']],
  ['an earlier page', { a: 'b', b: 'c', c: 'b' }, ['change a', 'change b', 'change c']],
])('reads a page once that names %s as the next one', async (_, pages, changes) => {
  const { store, follower } = follow(pages);

  await follower.catchUp(aCall());

  expect(store.changes).toEqual(changes);
});

it('reads at most so many pages at a time', async () => {
  const { feed, follower } = follow({ a: 'b', b: 'c', c: null }, 2);

  await follower.catchUp(aCall());
  expect(feed.asked).toEqual([null, 'b']);
  await follower.catchUp(aCall());

  expect(feed.asked).toEqual([null, 'b', 'c']);
});

it('continues after a failure from the last page that was applied, and keeps the reason until then', async () => {
  const { feed, store, follower } = follow({ a: 'b', b: failure });
  await expect(follower.catchUp(aCall())).rejects.toBe(failure);
  expect([follower.failure, follower.lag]).toEqual([failure, Number.POSITIVE_INFINITY]);
  feed.pages['b'] = null;

  await follower.catchUp(aCall());

  expect(store.changes).toEqual(['change a', 'change b']);
  expect(follower.failure).toBeNull();
});

it('knows how far behind it is', async () => {
  const { clock, follower } = follow({ a: null });
  const before = follower.lag;
  await follower.catchUp(aCall());

  await clock.advance(5000);

  expect([before, follower.lag]).toEqual([Number.POSITIVE_INFINITY, 5000]);
});

it('stops after the current page at shutdown, and has not caught up then', async () => {
  const stopping = new AbortController();
  const { feed, store, follower } = follow({ a: 'b', b: null });
  store.onApply = () => stopping.abort();

  await follower.catchUp(aCall({ signal: stopping.signal }));

  expect([feed.asked, store.at, follower.lag]).toEqual([[null], 'b', Number.POSITIVE_INFINITY]);
});

it('walks once for callers that ask at the same time', async () => {
  const { feed, follower } = follow({ a: null });

  await Promise.all([follower.catchUp(aCall()), follower.catchUp(aCall())]);

  expect(feed.asked).toEqual([null]);
});

it.each([
  ['itself', { a: 'a' }, ['a'], ['a']],
  ['itself in other letters', { a: 'A' }, ['a'], ['a']],
  ['an earlier page', { a: 'b', b: 'c', c: 'b' }, ['a', 'b', 'c'], ['c']],
] as const)(
  'walks a feed once whose page points to %s, and then asks for that page only',
  async (_, pages, once, again) => {
    const { feed, store, follower } = follow({ ...pages });
    await follower.catchUp(aCall());
    const asked = feed.asked.length;

    await follower.catchUp(aCall());
    await follower.catchUp(aCall());

    expect(store.changes.slice(0, once.length)).toEqual(once.map((id) => `change ${id}`));
    expect(asked).toBe(once.length);
    expect(feed.asked.slice(asked)).toEqual([...again, ...again]);
  },
);

it('keeps an unforeseen error as the failure of its source', async () => {
  const { follower } = follow({ a: new RangeError('“..” cannot be part of an address') as never });

  await expect(follower.catchUp(aCall())).rejects.toBeInstanceOf(RangeError);

  expect(follower.failure).toMatchObject({ sourceId: 'test-source', code: 'SOURCE_BAD_RESPONSE' });
});
