import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ SOURCES: 'sample' });
});
afterAll(() => gateway.close());

it('x', async () => {
  const a = await gateway.ask(
    `{ jobAds(filter:{place:"Göteborg"}, first: 5) { totalCount totals{source{slug} count} nodes { id sourceId headline description employer place{name} occupation{prefLabel provenance{state source{slug}}} publishedAt links{site url} country provenance{state source{slug} locator} } pageInfo{hasNextPage endCursor} } all: jobAds(first: 2) { totalCount nodes { headline } pageInfo{hasNextPage endCursor} } place(code:"0180"){ jobAds(occupation:"2512", first:0){totalCount} } topic(slug:"ai"){jobAds(place:"Stockholm"){totalCount}} organisation(slug:"digg"){jobAds{totalCount}} search(query:"exempel", types:["JobAd"]) { __typename } }`,
  );
  console.log(JSON.stringify(a, null, 1));
});
