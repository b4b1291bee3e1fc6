import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anAd, type JobStreamServer, startJobStream } from '../../bench/support/job-stream.mjs';
import { streamProvenance } from '../../src/ads/ad-store.ts';
import { cursorOf, EventLog } from '../../src/ads/event-log.ts';
import type { Follower } from '../../src/ads/follower.ts';
import { readState } from '../../src/ads/stream-state.ts';
import { StreamStatus } from '../../src/ads/stream-status.ts';
import type { JobAdEvent } from '../../src/entities/job-ad-event.ts';
import type { JobSearch } from '../../src/sources/kinds/job-ads.ts';
import { allStatementsRun, describeOnBothDatabases } from '../support/database.ts';
import { deleteAds, followerOf, HandClock } from '../support/followed-stream.ts';

const minute = 60_000;

describeOnBothDatabases('the events of ads', (database) => {
  let clock: HandClock;
  let stream: JobStreamServer;
  let status: StreamStatus;
  let log: EventLog;
  let follower: Follower;
  let listening: AbortController;

  beforeEach(async () => {
    await deleteAds(database());
    clock = new HandClock(Date.parse('2026-08-12T08:00:00Z'));
    stream = await startJobStream({ now: clock.now });
    for (const id of ['1', '2', '3']) stream.publish(anAd(id));
    clock.pass(10 * minute);
    status = new StreamStatus(database());
    await status.open();
    log = logOver(status);
    follower = followerOf(database(), { url: stream.url, clock, onProgress: () => status.announce() });
    await follower.step();
    listening = new AbortController();
  });
  afterEach(async () => {
    listening.abort();
    await follower.stop();
    await status.close();
    await stream.close();
  });

  const logOver = (own: StreamStatus, over = database().dataSource) =>
    new EventLog({
      database: over,
      status: own,
      provenance: streamProvenance,
      onListener: () => {},
      clock,
    });
  const open = async (search: JobSearch = {}, after: string | null = null, of = log) =>
    (await of.follow(search, after, listening.signal))[Symbol.asyncIterator]();
  type Iterator = Awaited<ReturnType<typeof open>>;
  const take = async (events: Iterator, count: number): Promise<JobAdEvent[]> => {
    const taken: JobAdEvent[] = [];
    while (taken.length < count) {
      const { value, done } = await events.next();
      if (done) break;
      taken.push(value);
    }
    return taken;
  };
  const words = (events: readonly JobAdEvent[]) => events.map(({ kind, adId }) => `${kind} ${adId}`);
  const afterMinutes = async (minutes: number) => {
    clock.pass(minutes * minute);
    await follower.step();
  };

  it('reach a listener with the ad, its id and its provenance', async () => {
    const events = await open();
    const first = take(events, 2);
    stream.publish(anAd('4', { headline: 'Ny' }));
    clock.pass(1000);
    stream.remove('1');
    await afterMinutes(2);

    const [published, removed] = await first;

    expect(published).toMatchObject({
      kind: 'PUBLISHED',
      at: new Date('2026-08-12T08:10:00Z'),
      jobAd: { headline: 'Ny' },
      provenance: { sourceId: 'jobstream', state: 'CACHED', licence: 'CC0-1.0' },
    });
    expect(published?.jobAdId).toBe(published?.jobAd?.id);
    expect(removed).toMatchObject({ kind: 'REMOVED', jobAd: null });
  });

  it.each([
    [6, 'goes on without a gap'],
    [7, 'is told'],
  ])('a listener whose database is away for %i readings %s', async (readings, outcome) => {
    let away = 0;
    const real = database().dataSource;
    const failing = new Proxy(real, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (name !== 'createQueryRunner' || away === 0)
          return typeof value === 'function' ? value.bind(target) : value;
        return () => {
          away--;
          throw new Error('no connection');
        };
      },
    });
    const events = await open({}, null, logOver(status, failing));
    const first = take(events, 1);
    stream.publish(anAd('4'));
    await afterMinutes(2);
    await first;
    await allStatementsRun(database());

    away = readings;
    const second = take(events, 1).then(words, ({ code }) => code);
    stream.publish(anAd('5'));
    await afterMinutes(2);

    expect(await second).toEqual(outcome === 'is told' ? 'SOURCE_UNAVAILABLE' : ['PUBLISHED 5']);
  });

  it('are of ads that match the filter, also when they are removed', async () => {
    const events = await open({ text: 'murare' });
    const first = take(events, 2);
    stream.publish(anAd('4'));
    stream.publish(anAd('5', { headline: 'Murare' }));
    await afterMinutes(2);
    stream.remove('5');
    await afterMinutes(2);

    expect(words(await first)).toEqual(['PUBLISHED 5', 'REMOVED 5']);
  });

  it('report a removal also where the words of the filter were not in the ad, since its words are deleted with it', async () => {
    const events = await open({ text: 'murare' });
    const first = take(events, 1);
    stream.publish(anAd('4', { headline: 'Plattsättare', employer: { name: 'Exempel AB' } }));
    await afterMinutes(2);
    stream.change('4', { headline: 'Kakelsättare' });
    await afterMinutes(2);
    stream.remove('4');
    await afterMinutes(2);

    expect(words(await first)).toEqual(['REMOVED 4']);
    const stored: unknown[] = await database().dataSource.query(
      `SELECT "ad", "words"::text, "employer" FROM "job_ad" WHERE "id" = '4'
       UNION ALL SELECT NULL, "words"::text, "employer" FROM "job_ad_event" WHERE "adId" = '4'`,
    );
    expect(JSON.stringify(stored)).not.toMatch(/kakel|plattsätt|exempel/i);
  });

  it('report an ad that no longer matches the filter once more, and then no more', async () => {
    const events = await open({ text: 'murare', skills: ['ssss_bbb_001'] });
    const first = take(events, 3);
    const skills = { skills: [{ concept_id: 'ssss_bbb_001', label: 'Murning' }] };
    stream.publish(anAd('4', { headline: 'Murare', must_have: skills }));
    await afterMinutes(2);
    stream.change('4', { headline: 'Plattsättare' });
    await afterMinutes(2);
    stream.change('4', { headline: 'Målare' });
    stream.publish(anAd('5', { headline: 'Murare', must_have: skills }));
    await afterMinutes(2);

    const received = await first;

    expect(words(received)).toEqual(['PUBLISHED 4', 'CHANGED 4', 'PUBLISHED 5']);
    expect(received[1]?.jobAd?.headline).toBe('Plattsättare');
  });

  it('continue after a cursor without loss and without duplicates', async () => {
    for (let id = 10; id < 260; id++) stream.publish(anAd(String(id)));
    const begun = await open();
    const firstTwo = take(begun, 2);
    await afterMinutes(2);
    const seen = await firstTwo;

    const rest = await take(await open({}, seen.at(-1)?.cursor ?? null), 248);

    const ids = [...seen, ...rest].map(({ adId }) => adId);
    expect(ids).toHaveLength(250);
    expect(new Set(ids).size).toBe(250);
  });

  it('are the same from all replicas', async () => {
    const other = new StreamStatus(database());
    await other.open();
    const here = take(await open(), 1);
    const there = take(await open({}, null, logOver(other)), 1);
    stream.publish(anAd('4'));
    await afterMinutes(2);

    const [[one], [two]] = await Promise.all([here, there]);

    expect(one?.cursor).toBe(two?.cursor);
    await other.close();
  });

  it('are read with one query for many listeners with the same search', async () => {
    const listeners = await Promise.all(Array.from({ length: 40 }, () => open({ text: 'murare' })));
    const first = listeners.map((events) => take(events, 1));
    stream.publish(anAd('5', { headline: 'Murare' }));
    const before = database().statements;
    const asked = stream.asked.length;
    await afterMinutes(2);
    await Promise.all(first);

    expect(stream.asked.length - asked).toBe(1);
    // The step itself takes about twenty statements; one more for each listener would exceed this.
    expect(database().statements - before).toBeLessThan(35);
  });

  it('are read with one query for listeners that begin within a minute', async () => {
    const first: Promise<JobAdEvent[]>[] = [];
    for (let listener = 0; listener < 40; listener++) {
      first.push(take(await open({ text: 'murare' }), 1));
      clock.pass(17);
    }
    stream.publish(anAd('5', { headline: 'Murare' }));
    const before = database().statements;
    await afterMinutes(2);
    await Promise.all(first);

    expect(database().statements - before).toBeLessThan(35);
  });

  it('are read at the speed of the listener: a slow one has at most one page in memory', async () => {
    for (let id = 1000; id < 1400; id++) stream.publish(anAd(String(id)));
    await afterMinutes(2);
    const events = await open({}, cursorOf((await readState(database().dataSource))?.log ?? '', 0));
    await take(events, 1);
    // A notification of PostgreSQL may still be on its way.
    await allStatementsRun(database());
    const before = database().statements;

    await take(events, 99);
    const within = database().statements - before;
    await take(events, 100);

    expect(within).toBe(0);
    expect(database().statements - before).toBe(1);
  });

  describe('a cursor', () => {
    it.each(['', 'no cursor', 'WyJhIl0', Buffer.from('["x",-1]').toString('base64url')])(
      'that is invalid is refused: %s',
      async (cursor) => {
        await expect(open({}, cursor)).rejects.toMatchObject({
          name: 'EventCursorError',
          message: expect.stringMatching(/not a cursor/),
        });
      },
    );

    it('of another replica is valid before the notification of its event has arrived', async () => {
      const lagging = new StreamStatus({ ...database(), listen: async () => async () => {} });
      await lagging.open();
      const first = take(await open(), 1);
      stream.publish(anAd('4'));
      await afterMinutes(2);
      const [{ cursor } = { cursor: '' }] = await first;
      stream.publish(anAd('5'));
      await afterMinutes(2);

      const next = await take(await open({}, cursor, logOver(lagging)), 1);

      expect(words(next)).toEqual(['PUBLISHED 5']);
    });

    it('of another log is refused', async () => {
      await expect(open({}, cursorOf('another-log', 0))).rejects.toThrow(/another gateway/);
    });

    it('whose next events have been deleted is refused, and a listener at that position gets an error', async () => {
      const events = await open();
      const first = take(events, 1);
      stream.publish(anAd('4'));
      await afterMinutes(2);
      const [{ cursor } = { cursor: '' }] = await first;
      stream.publish(anAd('5'));
      await afterMinutes(2);
      clock.pass(3 * 24 * 60 * minute);
      await follower.step();
      // PostgreSQL's own notification may arrive later.
      await status.refresh();

      await expect(open({}, cursor)).rejects.toThrow(/expired.*subscribe again/);
      await expect(take(events, 1)).rejects.toThrow(/expired/);
    });
  });

  it('begin for the first listener after days, however old the log is', async () => {
    stream.publish(anAd('4'));
    await afterMinutes(2);
    clock.pass(3 * 24 * 60 * minute);
    const events = await open();
    const first = take(events, 1);
    await follower.step();
    stream.publish(anAd('5'));
    await afterMinutes(2);

    expect(words(await first)).toEqual(['PUBLISHED 5']);
  });

  it('end at once when the listener leaves, and the log knows that nobody listens', async () => {
    const events = await open();
    const first = events.next();
    expect(log.isListenedTo).toBe(true);

    listening.abort();

    expect(await first).toMatchObject({ done: true });
    expect(log.isListenedTo).toBe(false);
  });
});
