// What one writes in an afternoon: Apollo Server, fetch and AbortSignal.timeout over the same four sources.

import { ApolloServer } from '@apollo/server';
import { sdl } from './four.mjs';
import { serveApollo } from './serve-apollo.mjs';

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
await serveApollo(apollo);
