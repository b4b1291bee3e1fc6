// A gateway that loads JobStream's snapshot in a process of its own, and reports the time and the memory.
import 'reflect-metadata';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { startGateway } from '../../dist/gateway.js';

const delay = monitorEventLoopDelay({ resolution: 5 });
const log = pino({ level: 'info' }, { write: (line) => onLog(JSON.parse(line)) });
const gateway = await startGateway(readConfig(process.env), log);
const before = process.memoryUsage().rss;
delay.enable();
const startedAt = performance.now();
process.send({ url: gateway.url });
const ended = new Promise((resolve) => {
  process.on('message', resolve);
});

async function onLog({ msg, reason }) {
  const isWhole = msg === 'all ads have been loaded';
  if (!isWhole && !msg?.startsWith('the snapshot of all ads was incomplete')) return;
  const seconds = (performance.now() - startedAt) / 1000;
  delay.disable();
  // maxRSS is in kilobytes.
  const peak = process.resourceUsage().maxRSS * 1024;
  const longestStall = delay.max / 1e6;
  const [{ ads, removed, bytes }] = await gateway.database.dataSource.query(
    `SELECT (SELECT count(*)::int FROM "job_ad" WHERE "removedAt" IS NULL) AS "ads",
       (SELECT count(*)::int FROM "job_ad" WHERE "removedAt" IS NOT NULL) AS "removed",
       pg_database_size(current_database())::float8 AS "bytes"`,
  );
  const [{ wholeAt }] = await gateway.database.dataSource.query('SELECT "wholeAt" FROM "job_stream"');
  process.send({ isWhole, reason, seconds, before, peak, longestStall, ads, removed, bytes, wholeAt });
  await ended;
  await gateway.close();
  process.exit(0);
}
