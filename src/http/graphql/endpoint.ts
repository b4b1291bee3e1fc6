import { setImmediate } from 'node:timers/promises';
import { type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { defaultAnswerLimits, tooManyBytes } from '../cost/answer-meter.ts';
import { refuseLargeDocument } from '../cost/document-limits.ts';
import { errorBody, LimitError } from '../errors.ts';
import { apolloServer, type Charges, type CheckedSubscription, type SubscriptionHandlers } from './apollo.ts';
import { notStored } from './cache-headers.ts';
import type { GraphQLOptions } from './options.ts';

/** Documents that passed `refuseLargeDocument`, so that a repeated query is checked only once. */
const maxRememberedDocuments = 1000;
const maxRememberedLength = 10_000;
/** Characters of a document that takes some milliseconds to read. */
const longDocument = 5_000;

/** A complete HTTP answer to a GraphQL request. */
export interface Answer {
  status: number;
  headers: Iterable<readonly [string, string]>;
  body: string;
}

export type GraphQLEndpoint<Context extends BaseContext> = ReturnType<typeof graphqlEndpoint<Context>>;

/** The bridge from Fastify to Apollo Server. Every route that takes GraphQL requests uses the same checks. */
export function graphqlEndpoint<Context extends BaseContext>(options: GraphQLOptions<Context>) {
  const subscriptionHandlers: SubscriptionHandlers = new WeakMap();
  const charges: Charges = new WeakMap();
  const apollo = apolloServer(options, subscriptionHandlers, charges);
  const clientOf = options.clientOf ?? (({ ip }) => ip);
  const passed = new Set<string>();
  const { maxBytes } = options.limits.answer ?? defaultAnswerLimits;

  const checkDocument = (text: unknown): void => {
    if (typeof text !== 'string' || passed.has(text)) return;
    refuseLargeDocument(text);
    if (text.length > maxRememberedLength) return;
    const [oldest] = passed;
    if (passed.size >= maxRememberedDocuments && oldest !== undefined) passed.delete(oldest);
    passed.add(text);
  };

  const execute = async (
    request: FastifyRequest,
    reply: FastifyReply,
    prepare?: (sent: HTTPGraphQLRequest) => void,
  ): Promise<Answer> => {
    const search = searchOf(request.url);
    try {
      refuseUnreadable(search);
      for (const text of queryTexts(request, search)) {
        checkDocument(text);
        // Apollo parses and validates it next, and each takes as long.
        if (typeof text === 'string' && text.length > longDocument) await setImmediate();
      }
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return refusal(error);
    }
    const sent: HTTPGraphQLRequest = {
      method: request.method === 'HEAD' ? 'GET' : request.method,
      headers: headerMap(request.headers),
      search,
      body: request.body,
    };
    prepare?.(sent);
    charges.set(sent, (cost) => options.charge?.(request, reply, cost));
    const {
      status = 200,
      headers,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: sent,
      context: async () =>
        options.contextFor({
          headers: request.headers,
          client: clientOf(request),
          signal: disconnectSignal(reply),
        }),
    });
    if (body.kind !== 'complete') throw new Error('incremental delivery is not part of this schema');
    if (Buffer.byteLength(body.string) > maxBytes) {
      return refusal(new LimitError('QUERY_TOO_COMPLEX', tooManyBytes(maxBytes), { limit: maxBytes }));
    }
    return { status, headers, body: body.string };
  };

  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),

    /** Executes a query. A subscription is refused. */
    execute: (request: FastifyRequest, reply: FastifyReply): Promise<Answer> => execute(request, reply),

    /** Executes a query of our own for a route that shows its answer in another form. */
    ask: (
      request: FastifyRequest,
      reply: FastifyReply,
      body: { query: string; variables: Readonly<Record<string, unknown>> },
    ): Promise<Answer> =>
      execute(request, reply, (sent) => {
        Object.assign(sent, { method: 'POST', search: '', body });
        sent.headers.set('content-type', 'application/json');
        sent.headers.set('accept', 'application/json');
      }),

    /** Executes a query, or returns the subscription of the request, checked but not started. */
    async executeOrSubscribe(
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<Answer | CheckedSubscription> {
      let checked: CheckedSubscription | undefined;
      const answer = await execute(request, reply, (sent) => {
        // The client's Accept header names the event stream. It says nothing of the JSON inside it.
        sent.headers.set('accept', '*/*');
        subscriptionHandlers.set(sent, (subscription) => {
          checked = subscription;
        });
      });
      return checked ?? answer;
    },
  };
}

/** Copies an answer to the reply, except its body. */
export function setHead(reply: FastifyReply, { status, headers }: Answer): FastifyReply {
  reply.code(status);
  for (const [name, value] of headers) {
    // The plugin for CORS has set its own.
    const before = name === 'vary' ? reply.getHeader(name) : undefined;
    reply.header(name, before === undefined ? value : `${before}, ${value}`);
  }
  return reply;
}

function refusal(error: GraphQLError): Answer {
  const { http: _, code, ...facts } = error.extensions;
  return {
    status: 400,
    headers: [['content-type', 'application/json; charset=utf-8'], ...notStored],
    body: JSON.stringify(errorBody(String(code), error.message, facts)),
  };
}

function queryTexts(request: FastifyRequest, search: string): unknown[] {
  if (request.method !== 'POST') return new URLSearchParams(search).getAll('query');
  const { body } = request;
  return typeof body === 'object' && body !== null && 'query' in body ? [body.query] : [];
}

/** URLSearchParams would read what is not UTF-8 as other text. */
function refuseUnreadable(search: string): void {
  try {
    decodeURIComponent(search);
  } catch {
    throw new GraphQLError('The query string is not percent-encoded UTF-8.', {
      extensions: { code: 'BAD_REQUEST' },
    });
  }
}

function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
}

function headerMap(headers: FastifyRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** Aborts when the connection closes before the answer was sent. */
export function disconnectSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client disconnected'));
  });
  return controller.signal;
}
