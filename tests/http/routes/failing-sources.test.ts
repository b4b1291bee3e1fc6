import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../../src/http/saved-queries/read.ts';
import { createSchema } from '../../../src/schema.ts';
import { secondId } from '../../../src/sources/open-sources.ts';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

const ids = registry.flatMap((source) => [source.id, secondId(source) ?? []].flat());
const nowhere = Object.fromEntries(
  ids.map((id) => [`SOURCE_${id.toUpperCase().replaceAll('-', '_')}_URL`, 'http://127.0.0.1:1/']),
);
const states = [
  ['all sources fail', { SOURCES: 'live', ...nowhere }],
  ['all sources are samples', { SOURCES: 'sample' }],
] as const;

/** What has another address than that of a saved query. */
const others = [
  '/feeds/topics/data-sharing.atom',
  '/feeds/topics/data-sharing.json',
  '/feeds/gaps/wages.atom',
  '/feeds/publishers/arbetsformedlingen.json',
  '/data/popolo/motions.json',
  '/data/popolo/vote_events.json',
  '/data/popolo/votes.json',
  '/statistics/scb/TAB1.csv',
  '/statistics/scb/TAB1.json',
  '/graphql?query={datasets(first:1){totalCount}}',
  '/graphql/stream?query={datasets(first:1){totalCount}}',
];
const endings = ['.json', '.csv', '.xlsx', '.html', '.svg', '.png', '.atom', '.jsonfeed', '', '/cite'];

const saved = readSavedQueries(createSchema())
  .filter(({ isQuery }) => isQuery)
  .map(({ name }) => name);

describe.each(states)('where %s', (_, environment) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await testGateway(environment);
  });
  afterAll(() => gateway.close());
  const get = async (url: string) => {
    const { statusCode, headers, body } = await gateway.server.inject({
      url,
      headers: { accept: url.startsWith('/graphql/stream') ? 'text/event-stream' : '*/*' },
    });
    return { status: statusCode, control: headers['cache-control'], etag: headers['etag'], body };
  };
  const isDoubtful = async (name: string) => {
    const { status, body } = await get(`/q/${name}.json`);
    if (status !== 200) return true;
    const { sources, errors = [] }: { sources: { state: string; error?: string }[]; errors?: unknown[] } =
      JSON.parse(body);
    return errors.length > 0 || sources.some(({ state, error }) => error || /SAMPLE|STALE/.test(state));
  };

  it.each(others)('no cache stores %s', async (url) => {
    const { control, etag } = await get(url);

    expect([control?.split(',')[0], etag]).toEqual(['no-store', undefined]);
  });

  it.each(saved)('no cache stores what is doubtful of the query %s', async (name) => {
    if (!(await isDoubtful(name))) return;
    const answers = await Promise.all(endings.map((ending) => get(`/q/${name}${ending}`)));
    const embedded = await get(`/oembed?url=http://localhost:80/q/${name}`);

    expect(answers.map(({ control, etag }) => [control, etag])).toEqual(
      endings.map(() => ['no-store', undefined]),
    );
    const isDrawn = embedded.body.includes('"thumbnail_url"');
    expect(embedded.control).toMatch(isDrawn ? /^no-store$/ : /./);
  });
});

describe('what is made of no source', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await testGateway();
  });
  afterAll(() => gateway.close());

  it.each(['/data/valkompass-2022.csv', '/data/popolo/persons.json', '/dcat.ttl', '/q/compass-matrix.csv'])(
    'has a validator: %s',
    async (url) => {
      const first = await gateway.server.inject(url);
      const again = await gateway.server.inject({
        url,
        headers: { 'if-none-match': String(first.headers['etag']) },
      });

      expect(first.headers['cache-control']).toMatch(/^public, max-age=\d+/);
      expect(first.headers['vary']).toMatch(/Accept-Encoding/i);
      expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, '']);
    },
  );
});
