// Follows JobStream into the stored ads: loads a snapshot, loads snapshots that are cut, follows a day with three process
// kills, and sends events to many subscribers. JOB_STREAM_PARTS lists the parts to run; JOB_STREAM_LOAD is the number of
// ads in the snapshot, JOB_STREAM_STOCK that of the day, JOB_STREAM_SEED selects another day, and JOB_STREAM_SUBSCRIBERS
// is the number of subscribers.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runSubscribers } from '../support/many-subscribers.mjs';
import { startPostgres } from '../support/postgres.mjs';
import { simulateDay } from '../support/stream-day.mjs';

export const title = 'a snapshot of 390 MB, cut snapshots, a day with three kills, a thousand subscribers';

const number = (name, otherwise) => Number(process.env[`JOB_STREAM_${name}`] ?? otherwise);
const parts = (process.env['JOB_STREAM_PARTS'] ?? 'load,cut,day,subscribers').split(',');
const loadAds = number('LOAD', 37_000);
/** The embedded database runs in the gateway's own thread and takes twice as long, so it loads fewer ads. */
const embeddedAds = number('LOAD_EMBEDDED', Math.min(loadAds, 4_000));
const stock = number('STOCK', 5_000);
const seed = number('SEED', 1);
const subscribers = number('SUBSCRIBERS', 1_000);
/** The share of ads that is sent before the cut. */
const cutShare = 0.28;
const cutAds = number('CUT', 3_000);

let postgres = null;
let databases = 0;

export async function run() {
  postgres = await startPostgres();
  if (!postgres) console.log('PostgreSQL is not installed: parts that need it are skipped.');
  const kinds = postgres ? ['PostgreSQL', 'embedded'] : ['embedded'];
  try {
    if (parts.includes('load')) await loading(kinds);
    if (parts.includes('cut')) await cutting(kinds);
    if (parts.includes('day')) await days(kinds);
    if (parts.includes('subscribers') && postgres) await subscribing();
  } finally {
    postgres?.stop();
  }
}

/** Settings of an empty database; `remove` deletes it. */
async function emptyDatabase(kind) {
  const folder = mkdtempSync(join(tmpdir(), 'job-stream-'));
  const environment = { DATA_DIR: folder };
  if (kind === 'PostgreSQL') environment.DATABASE_URL = await postgres.database(`stream${databases++}`);
  return { environment, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const settings = {
  ...{ PORT: '0', SOURCES: 'live', JOB_AD_STORE: 'true', RATE_LIMIT: '1000000' },
  ...{ SOURCE_JOBSEARCH_ENABLED: 'false', LOG_LEVEL: 'info' },
};

async function startSnapshots(count) {
  const child = fork(new URL('../support/snapshot-server.mjs', import.meta.url), [String(count)]);
  const [{ port }] = await once(child, 'message');
  const request = async (message) => {
    child.send(message);
    return (await once(child, 'message'))[0];
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut: (how) => request({ cut: how }),
    sent: async () => (await request({})).sent,
    close: () => child.disconnect(),
  };
}

/** Runs one of the loaders to its end, and sends it a light query twenty times a second meanwhile. */
async function load(program, snapshots, kind) {
  const { environment, remove } = await emptyDatabase(kind);
  const child = fork(new URL(`../support/${program}.mjs`, import.meta.url), {
    env: { ...process.env, ...settings, ...environment, SOURCE_JOBSTREAM_URL: snapshots.url },
  });
  let url = null;
  let result = null;
  child.on('message', (message) => {
    if (message.url) url = message.url;
    else result = message;
  });
  const exited = once(child, 'exit');
  const waits = [];
  while (!result && child.exitCode === null) {
    await wait(50);
    if (url && !result) waits.push(await timed(url));
  }
  if (!result) throw new Error(`${program} ended with exit code ${child.exitCode}`);
  if (url) child.send('end');
  await exited;
  remove();
  waits.sort((one, other) => one - other);
  return { ...result, waits };
}

async function timed(url) {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ searchHits(query: "skola", first: 1) { nodes { __typename } } }' }),
  });
  await response.text();
  return performance.now() - startedAt;
}

const megabytes = (bytes) => Math.round(bytes / 1024 / 1024);
const rounded = (value) => Math.round(value * 10) / 10;

async function loading(kinds) {
  for (const kind of kinds) {
    const count = kind === 'PostgreSQL' ? loadAds : embeddedAds;
    const snapshots = await startSnapshots(count);
    const ours = await load('loading-gateway', snapshots, kind);
    const sent = megabytes(await snapshots.sent());
    const naive = await load('naive-loader', snapshots, kind);
    snapshots.close();
    const row = (one) => ({
      seconds: rounded(one.seconds),
      'RSS before, MB': megabytes(one.before),
      'RSS max, MB': megabytes(one.peak),
      'RSS growth, MB': megabytes(one.peak - one.before),
      'longest stall, ms': Math.round(one.longestStall),
      ads: one.ads,
      'database, MB': megabytes(one.bytes),
    });
    console.log(`\nLoading ${count} ads, ${sent} MB, into ${kind}:`);
    console.table({ ours: row(ours), naive: row(naive) });
    const at = (share) => Math.round(ours.waits[Math.floor(ours.waits.length * share)] ?? 0);
    const max = Math.round(ours.waits.at(-1) ?? 0);
    console.log(
      `During our load, ${ours.waits.length} light database queries took ${at(0.5)} ms (p50), ${at(0.99)} ms (p99), ${max} ms (max).`,
    );
    const more = (naive.peak - naive.before) / (ours.peak - ours.before);
    console.log(
      `The naive loader takes ${(naive.seconds / ours.seconds).toFixed(2)} times the time and ${more.toFixed(1)} times the memory; its longest stall is ${(naive.longestStall / ours.longestStall).toFixed(1)} times as long.`,
    );
  }
}

async function cutting(kinds) {
  const snapshots = await startSnapshots(cutAds);
  const rows = {};
  for (const kind of kinds) {
    for (const [where, share] of [
      ['in mid-ad', cutShare],
      ['between two ads', cutShare],
      ['before the bracket', 1],
    ]) {
      await snapshots.cut({ where, share });
      const { isWhole, reason, ads, removed, wholeAt } = await load('loading-gateway', snapshots, kind);
      rows[`${kind}, ${where}`] = {
        detected: !isWhole && wholeAt === null,
        'ads stored': ads,
        'ads removed': removed,
        reason,
      };
    }
  }
  snapshots.close();
  console.log(`\nA snapshot of ${cutAds} ads that was cut, its connection closed normally:`);
  console.table(rows);
}

async function days(kinds) {
  for (const kind of kinds) {
    const { environment, remove } = await emptyDatabase(kind);
    const amounts = { published: 2_000, changed: 1_500, removed: 1_800, expiring: 500 };
    const day = await simulateDay({ stock, seed, environment, ...amounts });
    remove();
    console.log(
      `\nA day of ${stock} ads in ${kind} (seed ${seed}), in ${rounded(day.seconds)} s: ${day.polls} polls; the source answered 503 in ${day.failures[503]} minutes, was cut in ${day.failures.cut}, hung in ${day.failures.hang}, and was down for ${day.failures.outage} minutes in a row.`,
    );
    for (const { minute, how } of day.kills) console.log(`Killed in minute ${minute}, ${how}.`);
    console.table({
      'events in the log, compared with the changes': day.events,
      'events of a subscriber, compared with the log': day.subscriber,
      'events of a subscriber with a filter': day.filtered,
    });
    console.table({ 'ads stored at the end': day.stored });
  }
}

async function subscribing() {
  const { environment, remove } = await emptyDatabase('PostgreSQL');
  const sleepers = Math.round(subscribers / 4);
  const minutes = 10;
  const found = await runSubscribers({
    environment: { ...settings, ...environment, JOB_AD_STORE: 'false' },
    ...{ readers: subscribers - sleepers, sleepers, minutes, speed: 10, burst: 200 },
  });
  remove();
  console.log(
    `\n${subscribers} subscribers with 20 filters for ${minutes} minutes at ten times the speed; ${sleepers} of them never read:`,
  );
  const { latency, memory } = found;
  console.table({
    'polls of the source': found.polls,
    'SQL statements per poll': Math.round(found.statements),
    'events to readers, expected': found.expected,
    'events to readers, received': found.received,
    'delivered after the poll, ms, p50': latency.p50,
    'delivered after the poll, ms, p99': latency.p99,
    'delivered after the poll, ms, max': latency.max,
    'RSS without subscribers, MB': megabytes(memory.before.rss),
    'RSS with all connected, MB': megabytes(memory.connected.rss),
    'RSS at the end, MB': megabytes(memory.atEnd.rss),
    'heap at the end, MB': megabytes(memory.atEnd.heapUsed),
    'MB not read by sleepers': megabytes(found.unread),
  });
}
