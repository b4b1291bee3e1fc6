import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

it.each(['/q/party-answers', '/compass', '/embed', '/dcat.ttl', '/feeds/topics/data-sharing.atom'])(
  '%s refuses a request whose Host is no host',
  async (url) => {
    for (const host of ['\u0080\u00ff', 'a"><b>', 'a b', 'a@b', '..:x'])
      expect([
        host,
        (await gateway.server.inject({ method: 'GET', url, headers: { host } })).statusCode,
      ]).toEqual([host, 400]);
  },
);
