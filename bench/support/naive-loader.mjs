// Loads the snapshot in the simplest way: the whole answer as JSON, then one insert for each ad. Tables and search index
// are the same.
import 'reflect-metadata';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { openContent } from '../../dist/content/open-content.js';

const delay = monitorEventLoopDelay({ resolution: 5 });
const { database } = await openContent(readConfig(process.env), pino({ level: 'silent' }));
const { dataSource } = database;
delay.enable();
const before = process.memoryUsage().rss;
const startedAt = performance.now();
const response = await fetch(`${process.env['SOURCE_JOBSTREAM_URL']}/v2/snapshot`);
const ads = await response.json();
for (const ad of ads) {
  await dataSource.query(
    `INSERT INTO "job_ad" ("id", "ad", "digest", "retrievedAt", "publishedAt", "words")
     VALUES ($1, $2, '', now(), $3, to_tsvector('graph_swedish', $4))`,
    [ad.id, ad, ad.publication_date, `${ad.headline}\n${ad.employer.name}\n${ad.description.text}`],
  );
}
const seconds = (performance.now() - startedAt) / 1000;
delay.disable();
const peak = process.resourceUsage().maxRSS * 1024;
const [{ rows, bytes }] = await dataSource.query(
  `SELECT (SELECT count(*)::int FROM "job_ad") AS "rows", pg_database_size(current_database())::float8 AS "bytes"`,
);
process.send({ seconds, before, peak, longestStall: delay.max / 1e6, ads: rows, bytes });
await database.close();
process.exit(0);
