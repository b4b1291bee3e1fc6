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

  expect([...new Set(routes)].sort()).toEqual(Object.keys(addresses).sort());
});

describe.each([...Object.values(addresses), '/nothing/here'])('%s', (address) => {
  it.each(['%ff', '%C3', '%ED%A0%80', '%zz'])('refuses a query string with %s', async (text) => {
    const mark = address.includes('?') ? '&' : '?';
    const { statusCode, headers, body } = await gateway.server.inject(`${address}${mark}a=${text}`);

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
