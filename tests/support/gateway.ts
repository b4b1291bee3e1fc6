import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { AdsSettings } from '../../src/ads/open-ads.ts';
import { readConfig } from '../../src/config.ts';
import { type Gateway, openGateway } from '../../src/gateway.ts';
import { contentSeed } from './database.ts';

export interface GraphQLAnswer {
  // The shape depends on the query; a test says what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions: { sources: SourceLine[] };
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

/** A whole gateway on an embedded database of its own, without a port. Close it when the file is done. */
export async function testGateway(
  environment: Record<string, string> = {},
  pace: Pick<AdsSettings, 'clock' | 'lease'> = {},
): Promise<TestGateway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-'));
  cpSync(await contentSeed(), join(dataDir, 'database'), { recursive: true });
  const config = readConfig({ SOURCES: 'sample', RATE_LIMIT: '1000000', DATA_DIR: dataDir, ...environment });
  const gateway = await openGateway(config, pino({ level: 'silent' }), undefined, pace);
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
