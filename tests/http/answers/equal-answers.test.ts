import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse, print, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { examples } from '../../../src/http/playground/examples.ts';
import { type AnySource, registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { keyOfRequest, keyOfSample } from '../../support/source-server.ts';

/** What each source would send, by id and request: learned by asking its samples. */
const bodies = new Map<string, string | object | null>();
const asked: string[] = [];

const learning: AnySource[] = registry.map((source) => ({
  ...source,
  samples: (request) => {
    const body = source.samples(request);
    bodies.set(`${source.id} ${keyOfSample(request)}`, body);
    bodies.set(`${source.id} ${request.path}`, body);
    return body;
  },
}));

/** A slow machine must not make a difference. */
const patient: AnySource[] = registry.map((source) => ({
  ...source,
  timeoutMs: 60_000,
  budget: { limit: 10_000, windowSeconds: 1 },
}));

/** One server for all sources: the path begins with the id of the source. */
const server = createServer(async (request, response) => {
  const [, id = '', rest = ''] = /^\/([\w-]+)(.*)$/.exec(request.url ?? '') ?? [];
  const sent = await text(request);
  asked.push(`${id} ${rest}`);
  const [path = ''] = decodeURIComponent(rest.slice(1)).split('?');
  const body = bodies.get(`${id} ${keyOfRequest(rest, sent)}`) ?? bodies.get(`${id} ${path}`) ?? null;
  response.writeHead(body === null ? 404 : 200, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
});

/** Without what is left out where a source takes too long, so that its answer is another on a slow machine. */
const withoutTexts = (example: string): string =>
  print(
    visit(parse(example), { Field: ({ name }) => (name.value === 'matchOccupations' ? null : undefined) }),
  );

const queries = examples()
  .filter((example) => !/^\s*subscription\b/m.test(example))
  .map(withoutTexts);
const nameOf = (query: string): string => /query (\w+)/.exec(query)?.[1] ?? query;

describe('with and without kept answers', () => {
  let off: TestGateway;
  let on: TestGateway;

  beforeAll(async () => {
    // The times in answers are those of the clock, so it stands still.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-30T09:00:00Z') });
    const samples = await testGateway({}, { declarations: learning });
    for (const query of queries) await samples.ask(query);
    await samples.close();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const environment = Object.fromEntries(
      registry.flatMap(({ id, keyVariable }) => {
        const name = id.toUpperCase().replaceAll('-', '_');
        const url = [`SOURCE_${name}_URL`, `http://127.0.0.1:${port}/${id}`];
        return keyVariable ? [url, [keyVariable, 'key']] : [url];
      }),
    );
    // NAV's feed gives details of ads only after they have been listed once.
    const live = {
      ...environment,
      SOURCES: 'live',
      SOURCE_NAV_ENABLED: 'false',
      REQUEST_TIMEOUT_MS: '60000',
    };
    off = await testGateway({ ...live, ANSWER_CACHE_MB: '0' }, { declarations: patient });
    on = await testGateway(live, { declarations: patient });
  }, 180_000);
  afterAll(async () => {
    vi.useRealTimers();
    await off.close();
    await on.close();
    server.closeAllConnections();
    server.close();
  });

  /** The bytes, and the headers that do not count down. What the machine measures is left out. */
  async function get(gateway: TestGateway, query: string) {
    const { body, headers, statusCode } = await gateway.server.inject({
      url: `/graphql?${new URLSearchParams({ query })}`,
      headers: { 'accept-language': 'sv' },
    });
    const same = body
      .replaceAll(/"milliseconds":\d+/g, '"milliseconds":0')
      .replaceAll(/"latency":\{[^}]*\}|"remaining":\d+/g, '""')
      // In the order in which they were first asked, which depends on how fast others answered.
      .replace(/(?<="extensions":\{"sources":\[).*(?=\])/, (lines) =>
        lines
          .split(/(?<=\}),/)
          .sort()
          .join(),
      );
    const { etag, vary, 'content-type': type, 'cache-control': control } = headers;
    return {
      body: same,
      etag: query.includes('latency') ? null : etag,
      vary,
      type,
      statusCode,
      isStored: control !== 'no-store',
    };
  }
  const hits = async () => {
    const { body } = await on.server.inject('/metrics');
    return Number(/answer_cache_lookups_total\{outcome="hit"\} (\d+)/.exec(body)?.[1] ?? 0);
  };

  it.each(queries.map((query) => [nameOf(query), query]))('%s has the same bytes', async (_, query) => {
    for (let time = 0; time < 3; time++) expect(await get(on, query)).toEqual(await get(off, query));
  });

  it('most of them come from what is kept, and ask no source', async () => {
    const before = await hits();
    const requests = asked.length;
    for (const query of queries) await get(on, query);

    expect((await hits()) - before).toBeGreaterThan(queries.length / 2);
    expect(asked.length).toBe(requests);
  });
});
