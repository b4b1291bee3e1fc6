// Mercurius with its compiler on, the same resolvers, undici, and answers of sources kept for a minute.
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { tellParent } from '../told.mjs';
import { cachedFetch } from './get.mjs';
import { resolvers, typeDefs } from './schema.mjs';

const [sources, market] = process.argv.slice(2);
const app = fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers(cachedFetch(sources), cachedFetch(market)),
  jit: 1,
});
tellParent(await app.listen({ host: '127.0.0.1', port: 0 }));
