import { type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { apolloServer, type CheckedSubscription, type Takers } from '../apollo.ts';
import { refuseFlood } from '../cost/flood.ts';
import { errorBody } from '../errors.ts';
import type { GraphQLOptions } from '../graphql-options.ts';

/** Documents that passed `refuseFlood`, so that a repeated query is read once only. */
const rememberedDocuments = 1000;
const longestRemembered = 10_000;

/** A whole answer, as it goes over HTTP. */
export interface Answer {
  status: number;
  headers: Iterable<readonly [string, string]>;
  body: string;
}

/** The bridge between Fastify and Apollo Server: what is sent is checked and answered in one way, wherever it came. */
export function graphqlEndpoint<Context extends BaseContext>(options: GraphQLOptions<Context>) {
  const takers: Takers = new WeakMap();
  const apollo = apolloServer(options, takers);
  const passed = new Set<string>();

  const guard = (text: unknown): void => {
    if (typeof text !== 'string' || passed.has(text)) return;
    refuseFlood(text);
    if (text.length > longestRemembered) return;
    const [oldest] = passed;
    if (passed.size >= rememberedDocuments && oldest !== undefined) passed.delete(oldest);
    passed.add(text);
  };

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    prepare?: (sent: HTTPGraphQLRequest) => void,
  ): Promise<Answer> => {
    const search = searchOf(request.url);
    try {
      for (const text of queryTexts(request, search)) guard(text);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return refused(error);
    }
    const sent: HTTPGraphQLRequest = {
      method: request.method === 'HEAD' ? 'GET' : request.method,
      headers: headerMap(request.headers),
      search,
      body: request.body,
    };
    prepare?.(sent);
    const {
      status = 200,
      headers,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: sent,
      context: async () => options.contextFor({ headers: request.headers, signal: gone(reply) }),
    });
    if (body.kind !== 'complete') throw new Error('incremental delivery is not part of this schema');
    return { status, headers, body: body.string };
  };

  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),

    /** Answers one request. */
    async handle(request: FastifyRequest, reply: FastifyReply): Promise<string> {
      const { status, headers, body } = await answer(request, reply);
      reply.code(status);
      for (const [name, value] of headers) reply.header(name, value);
      return body;
    },

    /** Answers one request, or gives the subscription that it holds, checked but not yet running. */
    async handleOrTake(request: FastifyRequest, reply: FastifyReply): Promise<Answer | CheckedSubscription> {
      let taken: CheckedSubscription | undefined;
      const answered = await answer(request, reply, (sent) => {
        // What it accepts is the stream; of the JSON in it, it says nothing.
        sent.headers.set('accept', '*/*');
        takers.set(sent, (subscription) => {
          taken = subscription;
        });
      });
      return taken ?? answered;
    },
  };
}

function refused(error: GraphQLError): Answer {
  const { http: _, code, ...facts } = error.extensions;
  return {
    status: 400,
    headers: [['content-type', 'application/json; charset=utf-8']],
    body: JSON.stringify(errorBody(String(code), error.message, facts)),
  };
}

function queryTexts(request: FastifyRequest, search: string): unknown[] {
  if (request.method !== 'POST') return new URLSearchParams(search).getAll('query');
  const { body } = request;
  return typeof body === 'object' && body !== null && 'query' in body ? [body.query] : [];
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
function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client went away'));
  });
  return controller.signal;
}
