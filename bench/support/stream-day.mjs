// Simulates a day of Platsbanken, minute by minute: changes of ads, failures of the source, and kills of the gateway.
// The same seed gives the same day.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { anAd, startJobStream, swedishTime } from './job-stream.mjs';

const MINUTE = 60_000;
const DAY = 1440;
/** Minutes between two changes of one ad: longer than the outage, after which two changes would give one event. */
const APART = 90;
const startsAt = Date.parse('2026-08-12T00:00:00Z');

export async function simulateDay({ stock, seed, environment, published, changed, removed, expiring }) {
  const random = randomBy(seed);
  const integer = (below) => Math.floor(random() * below);
  let time = startsAt;
  const stream = await startJobStream({ now: () => time, delay: () => integer(4 * MINUTE) });

  /** The expected events of each ad. */
  const truth = new Map();
  const busyUntil = new Map();
  const happens = (id, kind) => {
    truth.set(id, [...(truth.get(id) ?? []), kind]);
    busyUntil.set(id, time + APART * MINUTE);
  };
  const headline = (id, version) => `Exempel ${id}, version ${version}`;
  const versions = new Map();
  const newVersion = (id) => {
    versions.set(id, (versions.get(id) ?? 0) + 1);
    return headline(id, versions.get(id));
  };
  let nextId = 30_000_000;
  const make = (more) => {
    const id = String(nextId++);
    const isNurse = Number(id) % 5 === 0;
    const group = isNurse ? { occupation_group: nurses } : {};
    return anAd(id, { headline: newVersion(id), ...group, ...more });
  };

  time = startsAt - 5 * DAY * MINUTE;
  const free = [];
  for (let at = 0; at < stock; at++) {
    const isExpiring = at < expiring;
    const lastMinute = startsAt + (10 + integer(DAY - 30)) * MINUTE;
    const ad = make({ last_publication_date: swedishTime(isExpiring ? lastMinute : startsAt + 1e10) });
    stream.publish(ad);
    if (isExpiring) truth.set(ad.id, ['REMOVED']);
    else free.push(ad.id);
  }

  /** The planned changes by minute. */
  const plan = new Map();
  const planned = (count, kind) => {
    for (let at = 0; at < count; at++) {
      const minute = 1 + integer(DAY - 15);
      plan.set(minute, [...(plan.get(minute) ?? []), kind]);
    }
  };
  planned(published, 'PUBLISHED');
  planned(changed, 'CHANGED');
  planned(removed, 'REMOVED');
  const pick = () => {
    for (let tries = 0; tries < 50; tries++) {
      const place = integer(free.length);
      if ((busyUntil.get(free[place]) ?? 0) <= time) return place;
    }
    return null;
  };
  const apply = (kind) => {
    if (kind === 'PUBLISHED') {
      const ad = make({ last_publication_date: swedishTime(startsAt + 1e10) });
      stream.publish(ad);
      happens(ad.id, kind);
      free.push(ad.id);
      return;
    }
    const place = pick();
    if (place === null) return;
    const id = free[place];
    if (kind === 'CHANGED') stream.change(id, { headline: newVersion(id) });
    else {
      stream.remove(id);
      free.splice(place, 1);
    }
    happens(id, kind);
  };

  const outage = 600 + integer(100);
  const failures = { 503: 0, cut: 0, hang: 0, outage: 0 };
  const failAt = (minute) => {
    const isOut = minute >= outage && minute < outage + 40;
    const how = isOut ? 'outage' : random() < 0.05 ? ['503', 'cut', 'hang'][integer(3)] : null;
    if (how) failures[how]++;
    stream.setFault(
      how === null
        ? null
        : () => (how === 'cut' ? { cut: true } : how === 'hang' ? { hang: true } : { status: 503 }),
    );
  };

  const deaths = [
    { from: 100 + integer(400), how: 'at a random moment' },
    { from: 700 + integer(200), how: 'in the middle of a write' },
    { from: 1000 + integer(350), how: 'between the commit and the notification' },
  ];

  const seen = { all: [], nurses: [] };
  let child = null;
  let idleAt = 0;
  let dump = null;
  const start = async () => {
    idleAt = 0;
    child = fork(new URL('./followed-day.mjs', import.meta.url), {
      env: { ...process.env, ...environment, STREAM_URL: stream.url, TIME: String(time) },
    });
    child.on('message', (message) => {
      if (message.idleAt) idleAt = message.idleAt;
      if (message.event) seen[message.name].push(message.event);
      if (message.log) dump = message;
    });
    await settled();
    for (const [name, search] of Object.entries(searches)) {
      // A new listener causes a poll at once; the simulation continues after it.
      idleAt = 0;
      child.send({ follow: name, search, after: seen[name].at(-1)?.cursor ?? null });
      await settled();
    }
  };
  /** Waits until the follower is idle or dead; true when it is alive. */
  const settled = async () => {
    const left = new AbortController();
    const exited = once(child, 'exit', { signal: left.signal }).then(
      () => true,
      () => false,
    );
    let isDead = child.exitCode !== null || child.signalCode !== null;
    void exited.then((dead) => {
      isDead = dead;
    });
    while (idleAt !== time && !isDead)
      await Promise.race([exited, once(child, 'message', { signal: left.signal }).catch(() => undefined)]);
    left.abort();
    return !isDead;
  };

  time = startsAt;
  const begun = performance.now();
  await start();
  const loadedIn = (performance.now() - begun) / 1000;
  const pollsBefore = stream.asked.length;
  const kills = [];
  let victim = null;
  for (let minute = 1; minute <= DAY; minute++) {
    time = startsAt + minute * MINUTE;
    for (const kind of plan.get(minute) ?? []) apply(kind);
    failAt(minute);
    const death = deaths[kills.length];
    const isDue = death !== undefined && minute >= death.from;
    child.send({ time, death: isDue ? death.how : null }, () => undefined);
    if (isDue && death.how === 'at a random moment' && !victim) {
      victim = child;
      setTimeout(() => victim.kill('SIGKILL'), random() * 25);
    }
    if (await settled()) continue;
    kills.push({ minute, how: death.how });
    await start();
  }
  stream.setFault(null);
  for (let minute = 1; minute <= 10; minute++) {
    time = startsAt + (DAY + minute) * MINUTE;
    child.send({ time });
    await settled();
  }
  child.send({ dump: true });
  while (!dump) await once(child, 'message');
  const { log, stored } = dump;
  child.disconnect();
  await once(child, 'exit');
  const expectedAds = stream.current();
  await stream.close();
  return {
    loadedIn,
    seconds: (performance.now() - begun) / 1000,
    polls: stream.asked.length - pollsBefore,
    failures,
    kills,
    events: compareLog(truth, log),
    stored: compareStored(expectedAds, stored),
    subscriber: compareSeen(log, seen.all),
    filtered: compareSeen(
      log.filter(({ adId }) => Number(adId) % 5 === 0),
      seen.nurses,
    ),
  };
}

const nurses = {
  concept_id: 'Z8ci_bBE_tmx',
  label: 'Grundutbildade sjuksköterskor',
  legacy_ams_taxonomy_id: '2221',
};
const searches = { all: {}, nurses: { occupationGroups: ['2221'] } };

/** Compares the log with the changes: each ad must have the same events in the same order. */
function compareLog(truth, log) {
  const logged = new Map();
  for (const { adId, kind } of log) logged.set(adId, [...(logged.get(adId) ?? []), kind]);
  let [expected, lost, doubled] = [0, 0, 0];
  for (const id of new Set([...truth.keys(), ...logged.keys()])) {
    const [should, did] = [truth.get(id) ?? [], logged.get(id) ?? []];
    expected += should.length;
    if (should.join() === did.join()) continue;
    lost += Math.max(0, should.length - did.length);
    doubled += Math.max(0, did.length - should.length);
    if (should.length === did.length) lost += 1;
  }
  return { expected, logged: log.length, lost, doubled };
}

function compareStored(expected, stored) {
  const should = new Map(expected.map(({ id, headline }) => [id, headline]));
  const wrong = stored.filter(({ id, headline }) => should.get(id) !== headline).length;
  const missing = expected.length - stored.filter(({ id }) => should.has(id)).length;
  return { expected: expected.length, stored: stored.length, wrong, missing };
}

/** Compares a subscriber's events with the log: each once, in order. */
function compareSeen(log, seen) {
  const numbers = seen.map(({ cursor }) => JSON.parse(Buffer.from(cursor, 'base64url'))[1]);
  const distinct = new Set(numbers);
  return {
    expected: log.length,
    seen: seen.length,
    lost: log.filter(({ seq }) => !distinct.has(seq)).length,
    doubled: numbers.length - distinct.size,
    'out of order': numbers.filter((number, at) => at > 0 && number < numbers[at - 1]).length,
  };
}

/** A seeded random number generator, Mulberry32. */
function randomBy(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
