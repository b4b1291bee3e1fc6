// The whole gateway, joined to three sources or to the labour market. Its courtesy towards the real sources would hold
// a load test up, so it is taken off.
import 'reflect-metadata';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { openContent } from '../../dist/content/open-content.js';
import { startGateway } from '../../dist/gateway.js';
import { openSources } from '../../dist/sources/open-sources.js';
import { registry } from '../../dist/sources/registry.js';
import { taxonomy } from '../../dist/sources/taxonomy/index.js';
import { wholeVersion } from '../../dist/sources/taxonomy/whole-version.js';
import { storeTaxonomy } from '../../dist/taxonomy/taxonomy-store.js';
import { aCall } from '../support/open.mjs';
import { tellParent } from './told.mjs';

const { base, asked, env } = JSON.parse(process.argv[2]);
for (const source of registry)
  Object.assign(source, { budget: { limit: 1_000_000, windowSeconds: 1 }, concurrency: 256 });
const addresses = registry.flatMap(({ id }) => {
  const name = `SOURCE_${id.replaceAll('-', '_').toUpperCase()}`;
  return [
    [`${name}_URL`, `${base}/${id}`],
    [`${name}_ENABLED`, String(!asked || asked.includes(id))],
  ];
});
const config = readConfig({
  ...Object.fromEntries(addresses),
  ...{ SOURCES: 'live', PORT: '0', RATE_LIMIT: '1000000', NODE_ENV: 'production' },
  ...env,
});
const log = pino({ level: 'silent' });
if (!asked) await loadTaxonomy();
const { url } = await startGateway(config, log);
tellParent(url);

/** Loads the stub's version as `refresh taxonomy` does. */
async function loadTaxonomy() {
  const { database } = await openContent(config, log);
  const sources = openSources({
    mode: 'live',
    baseUrls: { taxonomy: `${base}/taxonomy` },
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'bench',
    declarations: [taxonomy],
  });
  const [{ operations }] = sources.ofKind('TAXONOMY');
  const whole = await wholeVersion({ taxonomy: operations, esco: null, version: null }, aCall(), () => {});
  await storeTaxonomy(database.dataSource, { ...whole, loadedAt: new Date() });
  await sources.close();
  await database.close();
}
