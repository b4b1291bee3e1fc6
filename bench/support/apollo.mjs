// What one writes in an afternoon: Apollo Server, fetch and AbortSignal.timeout over the same four sources.

import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { sdl } from './four.mjs';

const urls = process.argv.slice(2);
const fields = urls.map((url, at) => [
  `s${at + 1}`,
  async (_root, { words }) => {
    const query = new URLSearchParams({ type: 'solr', query: words, limit: '3' });
    const response = await fetch(`${url}/search?${query}`, { signal: AbortSignal.timeout(2000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()).results;
  },
]);
const apollo = new ApolloServer({ typeDefs: sdl, resolvers: { Query: Object.fromEntries(fields) } });
await apollo.start();
const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap(Object.entries(request.headers)),
      search: '',
      body: JSON.parse(Buffer.concat(parts).toString()),
    },
    context: async () => ({}),
  });
  response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers)).end(answer.body.string);
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('disconnect', () => process.exit(0));
