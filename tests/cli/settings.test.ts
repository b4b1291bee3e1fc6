import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/cli/settings.ts';

const refusal = (environment: Record<string, string>) =>
  readSettings(environment).then(
    () => null,
    (error: Error) => error.message,
  );

describe('a name that is no setting', () => {
  it.each([
    ['SOURCE_JOBSERCH_URL', 'SOURCE_JOBSEARCH_URL'],
    ['SOURCE_RIKSDAGEN_ENABLE', 'SOURCE_RIKSDAGEN_ENABLED'],
    ['SOURCE_DATAPORTALSE_URL', 'SOURCE_DATAPORTAL_SE_URL'],
    ['SOURCE', 'SOURCES'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['PROT', 'PORT'],
    ['REQUEST_TIMOUT_MS', 'REQUEST_TIMEOUT_MS'],
  ])('%s is refused, and %s named', async (name, nearest) => {
    expect(await refusal({ [name]: 'anything' })).toContain(
      `${name}: there is no such setting; did you mean ${nearest}?`,
    );
  });

  it('is refused without a guess where none is near', async () => {
    expect(await refusal({ QUERY_MAX_COMPLEXITY: '1' })).toMatch(
      /QUERY_MAX_COMPLEXITY: there is no such setting$/,
    );
  });

  it('is named together with wrong values', async () => {
    const message = await refusal({ PORT: 'many', RATELIMIT: '3' });

    expect(message).toContain('PORT:');
    expect(message).toContain('RATELIMIT:');
  });
});

it.each([
  'HOME',
  'PATH',
  'HOSTNAME',
  'LOGNAME',
  'NODE_OPTIONS',
  'POSTGRES_PASSWORD',
  'POSTGRES_PORT',
  'SOURCE_DATE_EPOCH',
  'SOURCE_API_SERVICE_HOST',
  'SOURCE_API_PORT_8080_TCP_ADDR',
  'npm_config_cache',
])('%s belongs to another program', async (name) => {
  expect(await refusal({ [name]: '1' })).toBeNull();
});

it('accepts the settings of every source', async () => {
  expect(await refusal({ SOURCE_DATAPORTAL_SE_URL: 'http://127.0.0.1:1', SOURCE_NAV_KEY: 'a' })).toBeNull();
});
