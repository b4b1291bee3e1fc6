import { type FastifyBaseLogger, fastify } from 'fastify';
import {
  buildSchema,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  printSchema,
} from 'graphql';
import { createServer, type Server } from '../../src/http/server.ts';
import type { ServerOptions, ServerSettings } from '../../src/http/server-options.ts';
import { atEnd } from './at-end.ts';

const typeDefs = /* GraphQL */ `
  enum DataState { LIVE CACHED STALE SAMPLE OWN }
  type Query {
    hello: String
    echo(text: String, texts: [String!]): String
    required(code: String!): String
    calls: Int!
    party: Party
    places: [Place!]!
    ads(first: Int, after: String): AdConnection
    skills(first: Int): [Skill!]
    unknownFault: String
    sourceFault: String
    inputFault: String
    neverNull: String!
    slow: String
  }
  type Subscription { ticks(after: String, min: Int): Tick }
  type Tick { number: Int! text: String inputFault: String unknownFault: String party: Party }
  type Party { code: String! allies: [Party!]! friend: Party }
  type Place { code: String! ads(first: Int): AdConnection }
  type AdConnection { totalCount: Int nodes: [Ad!]! edges: [AdEdge!]! pageInfo: PageInfo! }
  type AdEdge { cursor: String! node: Ad! }
  type PageInfo { hasNextPage: Boolean! }
  type Ad { headline: String! skills(first: Int): [Skill!] }
  type Skill { label: String! datasets(first: Int): DatasetConnection }
  type DatasetConnection { totalCount: Int nodes: [Dataset!]! }
  type Dataset { title: String! }
`;

type Resolvers = Record<string, GraphQLFieldResolver<unknown, unknown>>;

/** A small hand-made schema; `calls` counts how often anything was resolved at the root. */
export function testSchema(
  resolvers: Resolvers = {},
  ticks: { subscribe?: Resolvers[string]; fields?: Resolvers } = {},
): GraphQLSchema & { calls: () => number } {
  let calls = 0;
  const schema = buildSchema(typeDefs);
  const all: Resolvers = {
    hello: () => 'hej',
    echo: (_root, { text }) => text,
    party: () => ({ code: 'X' }),
    places: () => [],
    ads: () => ({ totalCount: 0, nodes: [], edges: [], pageInfo: { hasNextPage: false } }),
    skills: () => [],
    unknownFault: () => {
      throw new Error('password=hunter2 at /srv/secret.ts');
    },
    sourceFault: () => {
      throw Object.assign(new Error('jobsearch did not answer in time.'), {
        extensions: { code: 'SOURCE_TIMEOUT', source: 'jobsearch', retryAfterSeconds: 3 },
      });
    },
    inputFault: () => {
      throw new GraphQLError('No party has the code “Q”. The nearest is “C”.', {
        extensions: { code: 'BAD_USER_INPUT', argument: 'party' },
      });
    },
    neverNull: () => null,
    ...resolvers,
  };
  for (const [name, resolve] of Object.entries(all)) {
    const field = schema.getQueryType()?.getFields()[name];
    if (!field) throw new Error(`the test schema has no field ${name}`);
    field.resolve = (...inputs) => {
      calls += 1;
      return resolve(...inputs);
    };
  }
  const subscription = schema.getSubscriptionType()?.getFields()['ticks'];
  if (!subscription) throw new Error('the test schema has no ticks');
  subscription.subscribe = (...inputs) => {
    calls += 1;
    return ticks.subscribe?.(...inputs);
  };
  subscription.resolve = (event) => event;
  const tick = schema.getType('Tick');
  for (const [name, resolve] of Object.entries(ticks.fields ?? {})) {
    const field = isObjectType(tick) && tick.getFields()[name];
    if (!field) throw new Error(`the test schema’s ticks have no field ${name}`);
    field.resolve = resolve;
  }
  return Object.assign(schema, { calls: () => calls });
}

type Overrides = Partial<Omit<ServerOptions<object>, 'settings'>> & { settings?: Partial<ServerSettings> };

/** A server on the test schema, closed at the end of the test. */
export function testServer(overrides: Overrides = {}): Server {
  const server = openTestServer(overrides);
  atEnd.push(() => server.close());
  return server;
}

/** A server on the test schema for several tests; whoever opens it closes it. */
export function openTestServer({ settings, ...options }: Overrides = {}): Server {
  const schema = options.schema ?? testSchema();
  return createServer({
    schema,
    sdl: async () => printSchema(schema),
    contextFor: () => ({}),
    readiness: async () => ({ degraded: [], checks: { database: 'ok' }, sources: [] }),
    logger: silentLogger(),
    ...options,
    settings: {
      host: '127.0.0.1',
      port: 0,
      corsOrigins: ['*'],
      maxCost: 10_000,
      maxDepth: 15,
      rateLimit: 0,
      production: false,
      ...settings,
      timeouts: { drain: 20, ...settings?.timeouts },
    },
  });
}

/** A logger that writes nowhere. */
function silentLogger(): FastifyBaseLogger {
  return fastify().log;
}

/** Sends one GraphQL request in process. */
export async function ask(
  server: Server,
  payload: unknown,
  headers: Record<string, string> = {},
  url = '/graphql',
) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const reply = await server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: text,
  });
  return { status: reply.statusCode, headers: reply.headers, body: reply.body ? reply.json() : undefined };
}
