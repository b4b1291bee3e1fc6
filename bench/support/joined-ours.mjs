// The whole gateway. Its courtesy towards the real sources would hold a load test up, so it is taken off.
import 'reflect-metadata';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { startGateway } from '../../dist/gateway.js';
import { registry } from '../../dist/sources/registry.js';

const [sources, dataDir, databaseUrl] = process.argv.slice(2);
const asked = ['dataportal-se', 'riksdagen', 'jobsearch'];
for (const source of registry) {
  Object.assign(source, { budget: { limit: 1_000_000, windowSeconds: 1 }, concurrency: 256 });
}
const environment = registry.flatMap(({ id }) => {
  const name = `SOURCE_${id.replaceAll('-', '_').toUpperCase()}`;
  return [
    [`${name}_URL`, `${sources}/${id}`],
    [`${name}_ENABLED`, String(asked.includes(id))],
  ];
});
const config = readConfig({
  ...Object.fromEntries(environment),
  ...{ SOURCES: 'live', PORT: '0', DATA_DIR: dataDir, RATE_LIMIT: '1000000', NODE_ENV: 'production' },
  ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
});
const { url } = await startGateway(config, pino({ level: 'silent' }));
process.send({ url });
process.on('message', () => process.send({ rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit(0));
