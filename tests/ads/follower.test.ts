import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anAd, type JobStreamServer, startJobStream, swedishTime } from '../../bench/support/job-stream.mjs';
import { readState } from '../../src/ads/stream-state.ts';
import { describeOnBothDatabases } from '../support/database.ts';
import { deleteAds, followerOf, HandClock, reportedEvents, storedAds } from '../support/followed-stream.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describeOnBothDatabases('following the stream of ads', (database) => {
  let clock: HandClock;
  let stream: JobStreamServer;

  beforeEach(async () => {
    await deleteAds(database());
    clock = new HandClock(Date.parse('2026-08-12T08:00:00Z'));
    stream = await startJobStream({ now: clock.now });
    for (const id of ['1', '2', '3']) stream.publish(anAd(id, { publication_date: '2026-08-01T08:00:00' }));
  });
  afterEach(() => stream.close());

  const follower = (more: Partial<Parameters<typeof followerOf>[1]> = {}) =>
    followerOf(database(), { url: stream.url, clock, ...more });
  /** Lets minutes pass, then runs one step of the follower. */
  const afterMinutes = async (minutes: number, one = follower()) => {
    clock.pass(minutes * minute);
    await one.step();
  };

  describe('with a snapshot', () => {
    it('stores every ad, without an event for ads that were there before', async () => {
      await follower().step();

      expect(await storedAds(database())).toEqual({ 1: 'Exempel 1', 2: 'Exempel 2', 3: 'Exempel 3' });
      expect(await reportedEvents(database())).toEqual([]);
      expect((await readState(database().dataSource))?.wholeAt).toEqual(new Date(clock.time));
    });

    it('is incomplete when it was cut in the middle of an ad, and is loaded again after five minutes', async () => {
      const one = follower();
      stream.setFault((url, body) => (url.includes('snapshot') ? { body: body.slice(0, -150) } : null));
      await one.step();
      const cut = await readState(database().dataSource);

      stream.setFault(null);
      await afterMinutes(4, one);
      const early = await readState(database().dataSource);
      await afterMinutes(2, one);
      const whole = await readState(database().dataSource);

      expect([cut?.wholeAt, early?.wholeAt, whole?.wholeAt]).toEqual([null, null, new Date(clock.time)]);
      expect(stream.asked.filter((url) => url.includes('snapshot'))).toHaveLength(2);
    });

    it('removes no ad because a later snapshot was cut', async () => {
      const one = follower();
      await one.step();
      stream.setFault((url, body) => (url.includes('snapshot') ? { body: body.slice(0, 900) } : null));

      await afterMinutes((8 * day) / minute / 4, one);
      clock.time += 8 * day;
      await one.step();

      expect(Object.keys(await storedAds(database()))).toEqual(['1', '2', '3']);
    });

    it('rejects a snapshot without any ad', async () => {
      stream.setFault((url) => (url.includes('snapshot') ? { body: '[]' } : null));

      await follower().step();

      expect((await readState(database().dataSource))?.wholeAt).toBeNull();
    });

    it('keeps an ad that a later snapshot contains but that cannot be read', async () => {
      const one = follower();
      await one.step();
      clock.pass(8 * day);
      stream.setFault((url, body) =>
        url.includes('snapshot') ? { body: body.replace('Exempel 1', '') } : null,
      );

      await one.step();

      expect(Object.keys(await storedAds(database()))).toEqual(['1', '2', '3']);
      expect((await readState(database().dataSource))?.wholeAt).toEqual(new Date(clock.time));
    });

    it('removes no ad when an unreadable one in the snapshot has no id', async () => {
      const one = follower();
      await one.step();
      clock.pass(8 * day);
      stream.setFault((url, body) =>
        url.includes('snapshot') ? { body: body.replace('"id":"1"', '"id":null') } : null,
      );

      await one.step();

      expect(Object.keys(await storedAds(database()))).toEqual(['1', '2', '3']);
    });

    it('rejects a complete one that lacks most of the stored ads', async () => {
      const one = follower();
      await one.step();
      await database().dataSource.query(`UPDATE "job_stream" SET "wholeAt" = "wholeAt" - interval '8 days'`);
      clock.pass(2 * hour);
      stream.setFault((url, body) =>
        url.includes('snapshot') ? { body: JSON.stringify(JSON.parse(body).slice(0, 1)) } : null,
      );

      await one.step();

      expect(Object.keys(await storedAds(database()))).toEqual(['1', '2', '3']);
      expect(await reportedEvents(database())).toEqual([]);
    });

    it('is not requested again every minute when the database fails', async () => {
      const one = follower();
      clock.pass(2 * hour);
      await database().dataSource.query(`ALTER TABLE "job_ad" ADD CONSTRAINT "full" CHECK ("id" <> '3')`);
      try {
        await expect(one.step()).rejects.toThrow(/23514/);
        await afterMinutes(1, one);
        await afterMinutes(1, one);
      } finally {
        await database().dataSource.query('ALTER TABLE "job_ad" DROP CONSTRAINT "full"');
      }
      await afterMinutes(4, one);

      expect(stream.asked.filter((url) => url.includes('snapshot'))).toHaveLength(2);
      expect(Object.keys(await storedAds(database()))).toEqual(['1', '2', '3']);
    });

    it('is compared again after a week, and causes events for what the stream did not report', async () => {
      const one = follower();
      await one.step();
      for (let days = 0; days < 6; days++) {
        clock.pass(day);
        await one.step();
      }
      // Without an event in the stream.
      stream.ads.delete('2');
      const lost = stream.ads.get('3');
      if (lost) stream.ads.set('3', { ...lost, said: { ...lost.said, headline: 'En annan rubrik' } });
      clock.pass(day);

      await one.step();

      expect(await storedAds(database())).toEqual({ 1: 'Exempel 1', 3: 'En annan rubrik' });
      expect((await reportedEvents(database())).sort()).toEqual(['CHANGED 3', 'REMOVED 2']);
    });

    it('does not undo newer changes when the snapshot is older than they are', async () => {
      const one = follower();
      const old = JSON.stringify(
        [...stream.ads.values()].map(({ said, at }) => ({ ...said, timestamp: at })),
      );
      await one.step();
      clock.pass(7 * day);
      await one.step();
      clock.pass(10 * minute);
      stream.change('1', { headline: 'Nyare' });
      stream.remove('2');
      stream.publish(anAd('4'));
      await afterMinutes(2, one);
      stream.setFault((url) => (url.includes('snapshot') ? { body: old } : null));
      await database().dataSource.query(`UPDATE "job_stream" SET "wholeAt" = "wholeAt" - interval '8 days'`);

      await afterMinutes(1, one);

      expect(await storedAds(database())).toEqual({ 1: 'Nyare', 3: 'Exempel 3', 4: 'Exempel 4' });
      expect((await reportedEvents(database())).sort()).toEqual(['CHANGED 1', 'PUBLISHED 4', 'REMOVED 2']);
    });
  });

  describe('change by change', () => {
    it('reports what was published, changed and removed, once', async () => {
      const one = follower();
      await one.step();
      stream.publish(anAd('4'));
      stream.change('1', { headline: 'Ny rubrik' });
      stream.remove('2');

      await afterMinutes(2, one);
      await afterMinutes(1, one);
      await afterMinutes(1, one);

      expect((await reportedEvents(database())).sort()).toEqual(['CHANGED 1', 'PUBLISHED 4', 'REMOVED 2']);
      expect(await storedAds(database())).toEqual({ 1: 'Ny rubrik', 3: 'Exempel 3', 4: 'Exempel 4' });
    });

    it('deletes the content of a removed ad', async () => {
      const one = follower();
      await one.step();
      stream.remove('2');
      await afterMinutes(2, one);

      const [row] = await database().dataSource.query('SELECT * FROM "job_ad" WHERE "id" = $1', ['2']);

      expect(row).toMatchObject({ ad: null, removedAt: new Date('2026-08-12T08:00:00Z') });
    });

    it('reports nothing when only unread fields have changed', async () => {
      const one = follower();
      await one.step();
      stream.change('1', { application_contacts: [{ name: 'Någon' }], relevance: 1 });

      await afterMinutes(2, one);

      expect(await reportedEvents(database())).toEqual([]);
    });

    it('removes ads that have passed their last day, which the source does not report', async () => {
      const one = follower();
      await one.step();
      stream.publish(anAd('5', { last_publication_date: swedishTime(clock.time + hour) }));
      await afterMinutes(2, one);
      await afterMinutes(70, one);
      await afterMinutes(1, one);

      expect(await reportedEvents(database())).toEqual(['PUBLISHED 5', 'REMOVED 5']);
      expect(await storedAds(database())).not.toHaveProperty('5');
    });

    it('reports an ad that comes back', async () => {
      const one = follower();
      await one.step();
      stream.remove('1');
      await afterMinutes(2, one);
      stream.publish(anAd('1'));
      await afterMinutes(2, one);

      expect(await reportedEvents(database())).toEqual(['REMOVED 1', 'PUBLISHED 1']);
    });

    it('requests overlapping spans of at most three hours, and never up to the current minute', async () => {
      const one = follower();
      await one.step();
      await afterMinutes(1, one);
      stream.asked.length = 0;
      clock.pass(7 * hour);

      await one.step();

      expect(stream.asked).toEqual([
        '/v2/stream?updated-after=2026-08-12T09:55:00&updated-before=2026-08-12T13:00:00',
        '/v2/stream?updated-after=2026-08-12T12:55:00&updated-before=2026-08-12T16:00:00',
        '/v2/stream?updated-after=2026-08-12T15:55:00&updated-before=2026-08-12T17:00:00',
      ]);
    });

    it('continues from the same position after the source has failed', async () => {
      const one = follower();
      await one.step();
      stream.publish(anAd('4'));
      stream.setFault(() => ({ status: 503 }));
      clock.pass(5 * minute);
      await expect(one.step()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      stream.setFault(null);
      await one.stop();

      await afterMinutes(1);

      expect(await reportedEvents(database())).toEqual(['PUBLISHED 4']);
    });

    it('begins anew after two days without contact, and makes older cursors expire', async () => {
      const one = follower();
      await one.step();
      stream.publish(anAd('4'));
      await afterMinutes(2, one);
      const before = await readState(database().dataSource);
      stream.remove('1');

      await afterMinutes((3 * day) / minute, one);

      const after = await readState(database().dataSource);
      expect(after?.sweptTo).toBeGreaterThan(before?.tip ?? 0);
      expect(Object.keys(await storedAds(database()))).toEqual(['2', '3', '4']);
      expect(stream.asked.filter((url) => url.includes('snapshot'))).toHaveLength(2);
    });

    it('stores texts with characters that PostgreSQL does not accept', async () => {
      const one = follower();
      await one.step();
      stream.publish(
        anAd('4', { headline: 'Nul \0 halv \ud83d slut', description: { text: 'x'.repeat(400_000) } }),
      );

      await afterMinutes(2, one);

      expect(await storedAds(database())).toMatchObject({ 4: 'Nul  halv  slut' });
    });
  });

  describe('without the store', () => {
    it('sends no request until somebody listens, and then for changes only', async () => {
      let isWanted = false;
      const one = follower({ storesAll: false, isWanted: () => isWanted });
      await afterMinutes(10, one);
      expect(stream.asked).toEqual([]);
      isWanted = true;
      await one.step();
      stream.publish(anAd('4'));
      stream.change('1', { headline: 'Ny rubrik' });
      stream.remove('2');

      await afterMinutes(2, one);

      expect(stream.asked.filter((url) => url.includes('snapshot'))).toEqual([]);
      expect((await reportedEvents(database())).sort()).toEqual(['CHANGED 1', 'PUBLISHED 4', 'REMOVED 2']);
    });
  });

  describe('of several replicas', () => {
    it('only one sends requests', async () => {
      const [one, other] = [follower(), follower()];
      await one.step();
      stream.asked.length = 0;
      clock.pass(2 * minute);

      await Promise.all([one.step(), other.step()]);

      expect(stream.asked).toHaveLength(1);
    });

    it('another continues when the first stops', async () => {
      const [one, other] = [follower(), follower()];
      await one.step();
      stream.publish(anAd('4'));
      await one.stop();

      await afterMinutes(2, other);

      expect(await reportedEvents(database())).toEqual(['PUBLISHED 4']);
    });

    it('one that has lost its lease without noticing writes nothing', async () => {
      const one = follower();
      await one.step();
      stream.publish(anAd('4'));
      stream.setFault((url) => {
        if (!url.includes('stream')) return null;
        // The answer waits until another replica has taken over.
        const takeover: Promise<void> = database().dataSource.query(
          `UPDATE "job_stream" SET "leader" = 'another', "leaseUntil" = now() + interval '1 hour'`,
        );
        return { after: takeover };
      });
      clock.pass(2 * minute);

      await expect(one.step()).rejects.toMatchObject({ name: 'LostLease' });

      expect(await reportedEvents(database())).toEqual([]);
    });
  });
});
