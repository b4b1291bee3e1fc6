import { pino } from 'pino';
import type { AdsSettings } from '../../src/ads/open-ads.ts';
import { readConfig } from '../../src/config.ts';
import { type Gateway, openGateway } from '../../src/gateway.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
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

/** The sources that tests of whole gateways were written with. */
const written = new Set([
  'jobsearch',
  'jobstream',
  'joblinks',
  'historical',
  'nav',
  'forem',
  'dataportal-se',
  'riksdagen',
  'taxonomy',
  'enrichments',
  'jobed',
  'yrkesbarometern',
  'esco',
]);

/**
 * The sources that a whole gateway in a test has: these, and those that its environment names (`SOURCE_<ID>_URL`). A new
 * source need not be added: it has its own tests and those of its kind, the answers that other tests expect stay as they
 * are, and its real host gets no request from them.
 */
export function testedSources(environment: Readonly<Record<string, string>>): AnySource[] {
  return registry.filter(({ id }) => {
    const prefix = `SOURCE_${id.toUpperCase().replaceAll('-', '_')}`;
    const isNamed = ['URL', 'KEY', 'ENABLED'].some((setting) => `${prefix}_${setting}` in environment);
    return isNamed || written.has(id);
  });
}

export interface TestGateway extends Gateway {
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<GraphQLAnswer>;
}

/** A whole gateway without a port, on an embedded database unless the settings name another. Whoever opens it closes it. */
export async function testGateway(
  environment: Record<string, string> = {},
  settings: Pick<AdsSettings, 'clock' | 'lease'> & { declarations?: readonly AnySource[] } = {},
): Promise<TestGateway> {
  const config = readConfig({ SOURCES: 'sample', RATE_LIMIT: '1000000', ...environment });
  const opening = config.databaseUrl === null ? lendContent() : undefined;
  const gateway = await openGateway(config, pino({ level: 'silent' }), opening, {
    declarations: testedSources(environment),
    ...settings,
  });
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
