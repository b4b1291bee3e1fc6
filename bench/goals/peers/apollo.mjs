// What one writes in an afternoon: Apollo Server 5 on node:http, undici, and answers of sources kept for a minute.
import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { tellParent } from '../told.mjs';
import { cachedFetch } from './get.mjs';
import { resolvers, typeDefs } from './schema.mjs';

const [sources, market] = process.argv.slice(2);
const apollo = new ApolloServer({
  typeDefs,
  resolvers: resolvers(cachedFetch(sources), cachedFetch(market)),
});
await apollo.start();
const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers: new HeaderMap(Object.entries(request.headers)),
      search: request.url.slice('/graphql'.length),
      body: parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : undefined,
    },
    context: async () => ({}),
  });
  response.writeHead(status ?? 200, Object.fromEntries(headers)).end(body.string);
});
server.listen(0, '127.0.0.1', () => tellParent(`http://127.0.0.1:${server.address().port}`));
