import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

/** Each route as its file has it, and an address there. */
const addresses: Readonly<Record<string, string>> = {
  '/': '/',
  '/favicon.ico': '/favicon.ico',
  '/playground/examples.json': '/playground/examples.json',
  '/playground/:name': '/playground/icon.svg',
  '/docs': '/docs',
  '/docs/:name': '/docs/search',
  '/graphql': '/graphql?query={__typename}',
  '/graphql/stream': '/graphql/stream?query={__typename}',
  '/feeds/:scope/:file': '/feeds/topics/digitalisation.atom',
  '/q': '/q',
  '/q/-': '/q/-?query={__typename}',
  '/q/*': '/q/sources.json',
  '/compass': '/compass',
  '/compass/:slug': '/compass/valkompass-2022',
  '/compass/:slug/party/:code': '/compass/valkompass-2022/party/C',
  '/compass/:slug/question/:number': '/compass/valkompass-2022/question/1',
  '/sources': '/sources',
  '/data-gaps': '/data-gaps',
  '/embed.js': '/embed.js',
  '/embed-builder.js': '/embed-builder.js',
  '/embed': '/embed',
  '/oembed': '/oembed?url=http://localhost/q/sources',
  '/mcp': '/mcp',
  '/health/live': '/health/live',
  '/health/ready': '/health/ready',
  '/metrics': '/metrics',
  '/schema.graphql': '/schema.graphql',
  '/data/*': '/data/popolo/persons.json',
  '/statistics/:agency/*': '/statistics/scb/TAB1.csv',
  '/dcat.ttl': '/dcat.ttl',
  '/dcat.jsonld': '/dcat.jsonld',
};

/** What each route takes; the others take GET. */
const taken: Readonly<Record<string, string>> = {
  '/graphql': 'GET, HEAD, POST, OPTIONS',
  '/graphql/stream': 'GET, POST, OPTIONS',
  '/mcp': 'POST, OPTIONS',
};
const otherMethods = ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
  return () => gateway.close();
});

it('all routes have an address in this file', () => {
  const folder = new URL('../../../src/http/routes/', import.meta.url);
  const routes = readdirSync(folder).flatMap((name) =>
    [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(
        /app\.(?:get|post)(?:<[^(]*>)?\(\s*'([^']+)'|\burl: '([^']+)'/g,
      ),
    ].map(([, path, url]) => path ?? url),
  );

  expect(routes.sort()).toEqual(Object.keys(addresses).sort());
});

describe.each(Object.values(addresses))('%s', (address) => {
  it.each(['%ff', '%C3', '%ED%A0%80', '%zz'])('refuses a query string with %s', async (text) => {
    const mark = address.includes('?') ? '&' : '?';
    const method = address === '/mcp' ? 'POST' : 'GET';
    const { statusCode, headers, body } = await gateway.server.inject({
      ...{ method, url: `${address}${mark}a=${text}` },
    });

    expect(statusCode).toBe(400);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message: 'The query string is not percent-encoded UTF-8.',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    });
  });
});

describe.each(Object.entries(addresses))('%s', (route, address) => {
  const allow = taken[route] ?? 'GET, HEAD, OPTIONS';

  it.each(otherMethods.concat(allow.includes('POST') ? [] : 'POST'))('refuses %s', async (method) => {
    const { statusCode, headers, body } = await gateway.server.inject({
      ...{ method: method as 'PUT', url: address },
      headers: { 'content-type': 'text/plain' },
      payload: 'no JSON',
    });

    expect(statusCode).toBe(405);
    expect(headers['allow']).toBe(allow);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.parse(body)).toEqual({
      errors: [
        { message: expect.stringContaining(`Supported: ${allow}.`), extensions: { code: 'BAD_REQUEST' } },
      ],
    });
  });
});
