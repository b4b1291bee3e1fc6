import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { describeSpan } from '../../tracing/spans.ts';
import { AnswerCache } from '../answers/answer-cache.ts';
import { Body } from '../answers/body.ts';
import { Cancellation } from '../answers/cancellation.ts';
import { InFlight } from '../answers/in-flight.ts';
import { keyOf, type SentRequest } from '../answers/key.ts';
import { MadeAnswer } from '../answers/made-answer.ts';
import { defaultAnswerLimits, tooManyBytes } from '../cost/answer-meter.ts';
import { refuseLargeDocument } from '../cost/document-limits.ts';
import { errorBody, LimitError } from '../errors.ts';
import { apolloServer } from './apollo.ts';
import type { Asking, CheckedSubscription } from './asking.ts';
import { cacheHeaders, isKnown, notStored } from './cache-headers.ts';
import { costOfPoint } from './charge.ts';
import { judgeOf, type Verdict } from './judge.ts';
import type { GraphQLOptions } from './options.ts';

/** Documents that passed `refuseLargeDocument`, so that a repeated query is checked only once. */
const maxRememberedDocuments = 1000;
const maxRememberedLength = 10_000;
/** Characters of a document that takes some milliseconds to read. */
const longDocument = 5_000;
/** What is sent from what is kept costs a point for so many bytes. */
const bytesOfPoint = 100_000;

/** An answer to one client. */
export interface Answer {
  status: number;
  headers: Iterable<readonly [string, string]>;
  /** Null where there is nothing to send: the client has it already. */
  body: Body | null;
}

export type GraphQLEndpoint<Context extends BaseContext> = ReturnType<typeof graphqlEndpoint<Context>>;

/** The bridge from Fastify to Apollo Server. Every route that takes GraphQL requests uses the same checks. */
export function graphqlEndpoint<Context extends BaseContext>(options: GraphQLOptions<Context>) {
  const { answers = new AnswerCache(0), variants = {}, metrics } = options;
  const { clock } = answers;
  const inFlight = new InFlight<MadeAnswer>(() => clock.now());
  const apollo = apolloServer(options);
  const judge = judgeOf(options);
  const clientOf = options.clientOf ?? (({ ip }) => ip);
  const passed = new Set<string>();
  const { maxBytes } = options.limits.answer ?? defaultAnswerLimits;
  let inProgress = 0;

  const checkDocument = (text: unknown): void => {
    if (typeof text !== 'string' || passed.has(text)) return;
    refuseLargeDocument(text);
    if (text.length > maxRememberedLength) return;
    const [oldest] = passed;
    if (passed.size >= maxRememberedDocuments && oldest !== undefined) passed.delete(oldest);
    passed.add(text);
  };

  const lookedUp = (outcome: 'hit' | 'shared' | 'miss'): void => {
    metrics?.lookedUpAnswer(outcome);
    describeSpan(() => ({ 'graphql.answer': outcome }));
  };

  const execute = async (
    { request, reply, sent, begunAt, isOwn }: Asked,
    waiting: Cancellation,
    subscribe?: Asking<Context>['subscribe'],
  ): Promise<MadeAnswer> => {
    try {
      for (const text of queryTexts(sent)) {
        checkDocument(text);
        // The name of the operation is the client's text; clients know the digest as that of a persisted query.
        if (typeof text === 'string') describeSpan(() => ({ 'graphql.document.sha256': digestOf(text) }));
        if (typeof text === 'string' && !isOwn && options.isTrusted?.(text) === false) throw untrusted();
        // Apollo parses and validates it next, and each takes as long.
        if (typeof text === 'string' && text.length > longDocument) await setImmediate();
      }
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return refusal(error);
    }
    let verdict: Verdict | undefined;
    const { status, headers, text } = await apollo.ask({
      sent,
      ...(subscribe && { subscribe }),
      logger: request.log,
      charge: (cost) => options.charge?.(request, reply, cost),
      // Nobody asks it of an answer that is not kept and carries no headers for caches.
      ...((answers.isOn || sent.method === 'GET') && {
        observe: (executed) => {
          verdict = judge(executed);
        },
      }),
      context: () =>
        options.contextFor({
          headers: sent.headers,
          client: clientOf(request),
          get signal() {
            return waiting.signal;
          },
          waited: clock.now() - begunAt,
        }),
    });
    const answer = Body.of(text);
    if (answer.bytes.length > maxBytes) {
      return refusal(new LimitError('QUERY_TOO_COMPLEX', tooManyBytes(maxBytes), { limit: maxBytes }));
    }
    return new MadeAnswer(status, headers, answer, { ...verdict, now: clock.now() });
  };

  /** Executes a request, for all who ask for the same at the same time. */
  const make = async (asked: Asked, key: string | null): Promise<MadeAnswer> => {
    inProgress += 1;
    const client = Cancellation.ofClient(asked.reply.raw, () => {
      inProgress -= 1;
      if (inProgress === 0) options.onIdle?.();
    });
    if (key === null) return execute(asked, client);
    const begun = answers.begin();
    // Who asks after a change does not get what was begun before it.
    const flight = `${key} ${begun.cleared} ${begun.forgotten}`;
    const other = inFlight.join(flight, client);
    if (other) {
      const shared = await other.catch(() => null);
      lookedUp(shared?.isShared ? 'shared' : 'miss');
      // What another client was refused says nothing of this one.
      if (!shared?.isShared) return execute(asked, client);
      chargeFor(asked, shared);
      return shared;
    }
    lookedUp('miss');
    const made = await inFlight.begin(flight, client, (all) => execute(asked, all));
    answers.put(key, made, begun);
    return made;
  };

  /** What was not made for the client costs it what is sent. */
  const chargeFor = ({ request, reply }: Asked, { body }: MadeAnswer): void =>
    options.charge?.(request, reply, Math.ceil(body.bytes.length / bytesOfPoint) * costOfPoint);

  const toClient = ({ sent }: Asked, made: MadeAnswer): Answer => {
    const { status, headers, body } = made;
    if (sent.method !== 'GET') return { status, headers, body };
    const forCaches = cacheHeaders(made, clock.now());
    if (made.freshUntil !== null && isKnown(made.etag, sent.headers['if-none-match']))
      return { status: 304, headers: forCaches, body: null };
    return { status, headers: [...headers, ...forCaches], body };
  };

  const answer = async (asked: Asked): Promise<Answer> => {
    try {
      const key = answers.isOn ? keyOf(asked.sent, variants) : null;
      const kept = key === null ? null : answers.get(key);
      if (!kept) return toClient(asked, await make(asked, key));
      lookedUp('hit');
      const own = toClient(asked, kept);
      if (own.body) chargeFor(asked, kept);
      return own;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return toClient(asked, refusal(error));
    }
  };

  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),

    /** Executes a query, or answers it from what is kept. A subscription is refused. */
    execute: (request: FastifyRequest, reply: FastifyReply): Promise<Answer> =>
      answer({ request, reply, sent: sentBy(request), begunAt: clock.now() }),

    /**
     * Executes a query for a route that shows its answer in another form, as if it had come by GET: its headers are those
     * for caches.
     */
    ask: (
      request: FastifyRequest,
      reply: FastifyReply,
      { query, variables }: { query: string; variables: Readonly<Record<string, unknown>> },
    ): Promise<Answer> => {
      // The route itself knows what of its own form the client has already.
      const { 'content-type': _, 'if-none-match': __, ...headers } = request.headers;
      const search = `?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
      const sent = {
        method: 'GET',
        search,
        headers: { ...headers, accept: 'application/json' },
        body: undefined,
      };
      return answer({ request, reply, sent, begunAt: clock.now(), isOwn: true });
    },

    /** Executes a query, or returns the subscription of the request, checked but not started. */
    async executeOrSubscribe(
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<Answer | CheckedSubscription> {
      let checked: CheckedSubscription | undefined;
      const sent = sentBy(request);
      const asked = { request, reply, sent, begunAt: clock.now() };
      const made = await execute(asked, Cancellation.ofClient(reply.raw), (subscription) => {
        checked = subscription;
      });
      return checked ?? toClient(asked, made);
    },
  };
}

/** A request on its way to an answer. */
interface Asked {
  request: FastifyRequest;
  reply: FastifyReply;
  sent: SentRequest;
  begunAt: number;
  /** The document is not the client’s. */
  isOwn?: boolean;
}

function sentBy(request: FastifyRequest): SentRequest {
  const { method, headers, body } = request;
  return { method: method === 'HEAD' ? 'GET' : method, search: searchOf(request.url), headers, body };
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

function refusal(error: GraphQLError): MadeAnswer {
  const { http, code, ...facts } = error.extensions;
  const headers = [['content-type', 'application/json; charset=utf-8'], ...notStored] as const;
  const status = typeof http === 'object' && http !== null && 'status' in http ? Number(http.status) : 400;
  return new MadeAnswer(
    status,
    headers,
    Body.of(JSON.stringify(errorBody(String(code), error.message, facts))),
  );
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function untrusted(): GraphQLError {
  return new GraphQLError('This gateway executes saved queries only. /q lists them.', {
    extensions: { code: 'FORBIDDEN', http: { status: 403 } },
  });
}

function queryTexts({ method, search, body }: SentRequest): unknown[] {
  if (method !== 'POST') return search === '' ? [] : new URLSearchParams(search).getAll('query');
  return typeof body === 'object' && body !== null && 'query' in body ? [body.query] : [];
}

function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
}
