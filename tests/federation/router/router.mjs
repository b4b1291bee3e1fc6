// Composes the subgraph at an address with that of a partner, and routes both with Hive Gateway: prints its address.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { servePartner } from './partner.mjs';

const addresses = { jobtech: process.argv[2], partner: await servePartner() };

async function sdlOf(url) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  return (await response.json()).data._service.sdl;
}

const services = await Promise.all(
  Object.entries(addresses).map(async ([name, url]) => ({ name, url, typeDefs: parse(await sdlOf(url)) })),
);
const composed = composeServices(services);
if (composed.errors?.length > 0) {
  for (const { message } of composed.errors) console.error(message);
  process.exit(1);
}

const router = createGatewayRuntime({
  supergraph: composed.supergraphSdl,
  logging: false,
  landingPage: false,
  maskedErrors: false,
  // Without it, the gateway would answer in Swedish whatever the client asks for.
  propagateHeaders: { fromClientToSubgraphs: ({ request }) => languageOf(request) },
});

function languageOf(request) {
  const language = request.headers.get('accept-language');
  return language ? { 'accept-language': language } : {};
}

createServer(router).listen(0, '127.0.0.1', function () {
  console.log(`http://127.0.0.1:${this.address().port}/graphql`);
});
