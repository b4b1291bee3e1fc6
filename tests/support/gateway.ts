import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { AdsSettings } from '../../src/ads/open-ads.ts';
import { readConfig } from '../../src/config.ts';
import { type OpenContent, openContent } from '../../src/content/open-content.ts';
import type { FieldFailure } from '../../src/context.ts';
import { type Gateway, openGateway } from '../../src/gateway.ts';
import { atEnd } from './at-end.ts';
import { contentSeed } from './database.ts';

export interface GraphQLAnswer {
  // The shape depends on the query; a test says what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions: { sources: SourceLine[]; failures?: FieldFailure[] };
}
interface SourceLine {
  source: string;
  state: string | null;
  requests: number;
  cacheHits: number;
}

export interface TestGateway extends Gateway {
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<GraphQLAnswer>;
}

/** One database for the gateways of a file, which mostly follow each other: opening one takes a second. */
let own: Promise<OpenContent> | null = null;
let isLent = false;

async function openOwn(): Promise<OpenContent> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  cpSync(await contentSeed(), join(folder, 'database'), { recursive: true });
  const opened = await openContent(
    { databaseUrl: null, dataDir: folder, contentDir: null },
    { warn: () => {} },
  );
  atEnd.push(async () => {
    // A test may have taken it away.
    if (opened.database.dataSource.isInitialized) await opened.database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return opened;
}

/** The file's database without what the gateway before has left in it. */
async function lent(): Promise<OpenContent> {
  if (!(await own)?.database.dataSource.isInitialized) own = openOwn();
  const { database, content } = await (own ?? openOwn());
  await database.dataSource.query(
    `TRUNCATE "last_good", "taxonomy_concept", "job_ad", "job_ad_event", "job_stream", "job_ad_year",
       "job_ad_year_facet", "job_ad_year_count" RESTART IDENTITY`,
  );
  await database.dataSource.query(`DELETE FROM "setting" WHERE "key" <> 'pack-version'`);
  const close = async () => {
    isLent = false;
  };
  return { database: Object.create(database, { close: { value: close } }), content };
}

/** A whole gateway on an embedded database, without a port. Close it when the test or the file is done. */
export async function testGateway(
  environment: Record<string, string> = {},
  pace: Pick<AdsSettings, 'clock' | 'lease'> = {},
): Promise<TestGateway> {
  const isPlain =
    !isLent && !environment['DATABASE_URL'] && !environment['DATA_DIR'] && !environment['CONTENT_DIR'];
  if (isPlain) isLent = true;
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-'));
  if (!isPlain) cpSync(await contentSeed(), join(dataDir, 'database'), { recursive: true });
  const config = readConfig({ SOURCES: 'sample', RATE_LIMIT: '1000000', DATA_DIR: dataDir, ...environment });
  const gateway = await openGateway(config, pino({ level: 'silent' }), isPlain ? lent() : undefined, pace);
  gateway.follow();
  return {
    ...gateway,
    async ask(query, variables, headers) {
      const response = await gateway.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/json', ...headers },
        payload: { query, variables },
      });
      return response.json();
    },
    async close() {
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
