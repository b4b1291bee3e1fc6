// The gateway's own server and upstream pipeline over four stub sources, with a schema of a field a source.
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { createServer } from '../../dist/http/server.js';
import { sdl } from './four.mjs';
import { aCall, roads, search } from './open.mjs';

const sources = roads(process.argv.slice(2));
const schema = buildSchema(sdl);
for (const [id, field] of Object.entries(schema.getQueryType().getFields())) {
  field.resolve = async (_root, { words }) => (await search(sources, id, words, aCall())).total;
}
const server = createServer({
  schema,
  sdl: () => sdl,
  contextFor: () => ({}),
  readiness: async () => ({ degraded: [], checks: {}, sources: {} }),
  logger: pino({ level: 'silent' }),
  settings: {
    host: '127.0.0.1',
    port: 0,
    corsOrigins: ['*'],
    maxCost: 10_000,
    maxDepth: 15,
    rateLimit: 0,
    production: true,
  },
});
process.send(await server.listen());
process.on('disconnect', () => process.exit(0));
