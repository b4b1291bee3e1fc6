// Follows JobStream with a clock that its parent process sets, and sends each event of a subscriber to the parent. The
// parent may order it to kill itself at a moment that cannot be hit from outside.
import 'reflect-metadata';
import { openAds } from '../../dist/ads/open-ads.js';
import { openDatabase } from '../../dist/database/database.js';
import { jobstream } from '../../dist/sources/jobstream/index.js';
import { openSources } from '../../dist/sources/open-sources.js';

const { DATABASE_URL: databaseUrl = null, DATA_DIR: dataDir = '', STREAM_URL: url, TIME } = process.env;

let time = Number(TIME);
let movedAt = performance.now();
let wake = () => {};
/** Stands still until the parent sets it. */
const clock = {
  now: () => time,
  sleep: (_, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      wake = resolve;
      signal?.addEventListener('abort', resolve);
      process.send({ idleAt: time });
    }),
};
/** The clock of the upstream client: it runs on while the other clock stands still, so that requests can time out. */
const wire = {
  now: () => time + (performance.now() - movedAt),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  after(milliseconds, wake) {
    const timer = setTimeout(wake, milliseconds);
    return () => clearTimeout(timer);
  },
};

// The breaker library uses Date.now.
Date.now = () => Math.round(wire.now());

const database = await openDatabase({ databaseUrl, dataDir });
/** When to die: during the statement that writes events, or after the commit and before the notification. */
let death = null;
const die = () => process.kill(process.pid, 'SIGKILL');
const transaction = database.dataSource.transaction.bind(database.dataSource);
database.dataSource.transaction = async (work) => {
  let hasWritten = false;
  const result = await transaction((manager) => {
    const query = manager.query.bind(manager);
    manager.query = (sql, values) => {
      const running = query(sql, values);
      if (sql.includes('INSERT INTO "job_ad_event"')) {
        hasWritten = true;
        if (death === 'in the middle of a write') die();
      }
      return running;
    };
    return work(manager);
  });
  if (hasWritten && death === 'between the commit and the notification') die();
  return result;
};

const sources = openSources({
  mode: 'live',
  baseUrls: { jobstream: url },
  keys: {},
  enabled: {},
  lastGood: null,
  userAgent: 'bench',
  clock: wire,
  declarations: [{ ...jobstream, timeoutMs: 500, budget: { limit: 1_000_000, windowSeconds: 1 } }],
});
const logger = { debug() {}, info() {}, warn() {}, error() {} };
const ads = await openAds({ database, sources, storesAll: true, logger, clock, lease: 100 });
ads.follow();

async function follow(name, search, after) {
  const events = await ads.events.follow(search, after, new AbortController().signal);
  for await (const { cursor, kind, adId, jobAd } of events)
    process.send({ name, event: { cursor, kind, adId, headline: jobAd?.headline ?? null } });
}

process.on('message', async (order) => {
  if ('time' in order) {
    death = order.death ?? null;
    time = order.time;
    movedAt = performance.now();
    wake();
  }
  if (order.follow) await follow(order.follow, order.search, order.after);
  if (order.dump) {
    const query = (sql) => database.dataSource.query(sql);
    process.send({
      log: await query('SELECT "seq"::int, "adId", "kind" FROM "job_ad_event" ORDER BY "seq"'),
      stored: await query(
        `SELECT "id", "ad"->>'headline' AS "headline" FROM "job_ad" WHERE "removedAt" IS NULL`,
      ),
    });
  }
});
process.on('disconnect', () => process.exit(0));
