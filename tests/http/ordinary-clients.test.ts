import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleAds } from '../../src/sources/jobtech/sample.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

const document =
  '{ jobAds(first: 2) { nodes { headline } failures { code source { slug } } } topics { slug } }';

interface Data {
  jobAds: { nodes: { headline: string }[]; failures: { code: string; source: { slug: string } }[] } | null;
  topics: { slug: string }[];
}
/** What a client hands to its user. */
interface Handed {
  data: Data | null | undefined;
  error: string | null;
}

/** Ordinary clients with their own defaults. */
const clients: Readonly<Record<string, (url: string) => Promise<Handed>>> = {
  'graphql-request': async (url) => {
    try {
      return { data: await new GraphQLClient(url).request<Data>(document), error: null };
    } catch (error) {
      return { data: null, error: String(error) };
    }
  },
  'Apollo Client': async (url) => {
    const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
    try {
      const { data } = await client.query<Data>({ query: gql(document) });
      return { data, error: null };
    } catch (error) {
      return { data: null, error: String(error) };
    } finally {
      client.stop();
    }
  },
  urql: async (url) => {
    const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
    const { data, error } = await client.query<Data>(document, {}).toPromise();
    return { data, error: error?.message ?? null };
  },
};

const nobody = 'http://127.0.0.1:1';
const opened: TestGateway[] = [];
async function address(urls: { jobsearch: string }): Promise<string> {
  const gateway = await testGateway({
    SOURCES: 'live',
    PORT: '0',
    SOURCE_JOBSEARCH_URL: urls.jobsearch,
    SOURCE_JOBLINKS_URL: nobody,
    SOURCE_NAV_URL: nobody,
  });
  opened.push(gateway);
  return `${(await gateway.server.listen()).url}/graphql`;
}
const upstream = createServer();
let someFail: string;
let allFail: string;
beforeAll(async () => {
  const hits = exampleAds(new URLSearchParams());
  upstream.on('request', (_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ total: { value: hits.length }, hits }));
  });
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  const { port } = upstream.address() as AddressInfo;
  [someFail, allFail] = await Promise.all([
    address({ jobsearch: `http://127.0.0.1:${port}` }),
    address({ jobsearch: nobody }),
  ]);
});
afterAll(async () => {
  await Promise.all(opened.map((gateway) => gateway.close()));
  upstream.closeAllConnections();
  upstream.close();
});

describe.each(Object.entries(clients))('%s', (name, ask) => {
  it('gives what came where some of the sources of a list fail, and says which', async () => {
    const { data, error } = await ask(someFail);

    expect(error).toBeNull();
    expect(data?.jobAds?.nodes).toHaveLength(2);
    expect(data?.jobAds?.failures.map(({ source }) => source.slug).sort()).toEqual(['joblinks', 'nav']);
  });

  it('tells of the error where all of them fail', async () => {
    const { data, error } = await ask(allFail);

    expect(error).toMatch(/jobsearch/i);
    // The others give the answer without its errors to nobody.
    if (name === 'urql') expect(data).toMatchObject({ jobAds: null, topics: expect.anything() });
  });
});
