// JobStream followed into the store of ads: the whole of it loaded, cut short, followed for a day over three deaths,
// and told to many at once. JOB_STREAM_PARTS names the parts to run, JOB_STREAM_LOAD the ads of the snapshot,
// JOB_STREAM_STOCK those of the day, JOB_STREAM_SEED another day, JOB_STREAM_SUBSCRIBERS how many listen.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runSubscribers } from '../support/many-subscribers.mjs';
import { startPostgres } from '../support/postgres.mjs';
import { simulateDay } from '../support/stream-day.mjs';

export const title =
  'a snapshot of 390 MB, one that was cut, a day over three deaths, a thousand subscribers';

const number = (name, otherwise) => Number(process.env[`JOB_STREAM_${name}`] ?? otherwise);
const parts = (process.env['JOB_STREAM_PARTS'] ?? 'load,cut,day,subscribers').split(',');
const loadAds = number('LOAD', 37_000);
/** The embedded database runs in the gateway's own thread and takes twice as long: of it a part is loaded. */
const embeddedAds = number('LOAD_EMBEDDED', Math.min(loadAds, 4_000));
const stock = number('STOCK', 5_000);
const seed = number('SEED', 1);
const subscribers = number('SUBSCRIBERS', 1_000);
/** So many of the ads are made before it is cut. */
const cutShare = 0.28;
const cutAds = number('CUT', 3_000);

let postgres = null;
let databases = 0;

export async function run() {
  postgres = await startPostgres();
  if (!postgres) console.log('PostgreSQL is not installed: what needs it is left out.');
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

/** Settings that lead to an empty database of the kind; `remove` when it is done. */
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
  const tell = async (message) => {
    child.send(message);
    return (await once(child, 'message'))[0];
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut: (how) => tell({ cut: how }),
    sent: async () => (await tell({})).sent,
    close: () => child.disconnect(),
  };
}

/** Runs one of the loaders to its end, while somebody asks it something light twenty times a second. */
async function load(program, snapshots, kind) {
  const { environment, remove } = await emptyDatabase(kind);
  const child = fork(new URL(`../support/${program}.mjs`, import.meta.url), {
    env: { ...process.env, ...settings, ...environment, SOURCE_JOBSTREAM_URL: snapshots.url },
  });
  let url = null;
  let told = null;
  child.on('message', (message) => {
    if (message.url) url = message.url;
    else told = message;
  });
  const gone = once(child, 'exit');
  const waits = [];
  while (!told && child.exitCode === null) {
    await wait(50);
    if (url && !told) waits.push(await timed(url));
  }
  if (!told) throw new Error(`${program} ended with exit code ${child.exitCode}`);
  if (url) child.send('end');
  await gone;
  remove();
  waits.sort((one, other) => one - other);
  return { ...told, waits };
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
      'RSS at most, MB': megabytes(one.peak),
      'more, MB': megabytes(one.peak - one.before),
      'longest stall, ms': Math.round(one.longestStall),
      ads: one.ads,
      'database, MB': megabytes(one.bytes),
    });
    console.log(`\nLoading ${count} ads, ${sent} MB, into ${kind}:`);
    console.table({ ours: row(ours), naive: row(naive) });
    const at = (share) => Math.round(ours.waits[Math.floor(ours.waits.length * share)] ?? 0);
    const most = Math.round(ours.waits.at(-1) ?? 0);
    console.log(
      `While ours loaded, ${ours.waits.length} light queries, which read the database, took ${at(0.5)} ms (half), ${at(0.99)} ms (99 of 100), ${most} ms (the longest).`,
    );
    const more = (naive.peak - naive.before) / (ours.peak - ours.before);
    console.log(
      `The naive one takes ${(naive.seconds / ours.seconds).toFixed(2)} times as long, ${more.toFixed(1)} times the memory, and stalls ${(naive.longestStall / ours.longestStall).toFixed(1)} times as long.`,
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
      const { isWhole, reason, ads, gone, wholeAt } = await load('loading-gateway', snapshots, kind);
      rows[`${kind}, ${where}`] = {
        detected: !isWhole && wholeAt === null,
        'taken in': ads,
        'taken for gone': gone,
        reason,
      };
    }
  }
  snapshots.close();
  console.log(`\nA snapshot of ${cutAds} ads that was cut, its connection closed in order:`);
  console.table(rows);
}

async function days(kinds) {
  for (const kind of kinds) {
    const { environment, remove } = await emptyDatabase(kind);
    const amounts = { published: 2_000, changed: 1_500, removed: 1_800, expiring: 500 };
    const day = await simulateDay({ stock, seed, environment, ...amounts });
    remove();
    console.log(
      `\nA day of ${stock} ads in ${kind} (seed ${seed}), in ${rounded(day.seconds)} s: ${day.polls} polls; the source failed in ${day.failures[503]} minutes with 503, ${day.failures.cut} cut, ${day.failures.hang} hung, and was gone for ${day.failures.outage} minutes on end.`,
    );
    for (const { minute, how } of day.died) console.log(`Killed in minute ${minute}, ${how}.`);
    console.table({
      'events in the log, against what happened': day.events,
      'seen by a subscriber, against the log': day.subscriber,
      'seen by one with a filter': day.filtered,
    });
    console.table({ 'ads kept in the end': day.kept });
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
    `\n${subscribers} subscribers with 20 filters for ${minutes} minutes at tenfold speed; ${sleepers} of them never read:`,
  );
  const { latency, memory } = found;
  console.table({
    'polls of the source': found.polls,
    'SQL statements a poll': Math.round(found.statements),
    'events to readers, expected': found.expected,
    'events to readers, received': found.received,
    'delivered after the poll, ms, half': latency.p50,
    'delivered after the poll, ms, 99 of 100': latency.p99,
    'delivered after the poll, ms, the last': latency.most,
    'RSS before anybody came, MB': megabytes(memory.atFirst.rss),
    'RSS with all connected, MB': megabytes(memory.connected.rss),
    'RSS in the end, MB': megabytes(memory.atEnd.rss),
    'heap in the end, MB': megabytes(memory.atEnd.heapUsed),
    'MB that lay unread, had it been written': megabytes(found.unread),
  });
}
