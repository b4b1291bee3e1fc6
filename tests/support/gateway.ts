import { pino } from 'pino';
import type { AdsSettings } from '../../src/ads/open-ads.ts';
import { readConfig } from '../../src/config.ts';
import { type Gateway, openGateway } from '../../src/gateway.ts';
import { lendContent } from './database.ts';

export interface GraphQLAnswer {
  // The shape depends on the query; a test says what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions: {
    sources: SourceLine[];
    failures?: { path: (string | number)[]; source: string; code: string; message: string }[];
  };
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

/** A whole gateway without a port, on an embedded database unless the settings name another. Whoever opens it closes it. */
export async function testGateway(
  environment: Record<string, string> = {},
  pace: Pick<AdsSettings, 'clock' | 'lease'> = {},
): Promise<TestGateway> {
  const config = readConfig({ SOURCES: 'sample', RATE_LIMIT: '1000000', ...environment });
  const opening = config.databaseUrl === null ? lendContent() : undefined;
  const gateway = await openGateway(config, pino({ level: 'silent' }), opening, pace);
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
  };
}
