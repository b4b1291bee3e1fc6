import { createHash, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { z } from 'zod';
import { entity } from '../entities/node.ts';
import { DataState, Provenance } from '../entities/provenance.ts';
import { type Portions, type Taken, takingItems } from './bulk.ts';
import type { Call } from './call.ts';
import { decodeBody } from './decode.ts';
import { SourceError, TakingError } from './errors.ts';
import { type Logger, silentLogger } from './logger.ts';
import { type Meter, silentMeter } from './meter.ts';
import { roadOut } from './pipeline.ts';
import type { BudgetLimit } from './policies/budget-limit.ts';
import type { HealthReport } from './policies/health.ts';
import type { PublicationHour } from './publication.ts';
import type { Question } from './request.ts';
import type { SampleHandler, SourceMode } from './sample.ts';
import { Memory, Shelf } from './stores/cache-store.ts';
import type { LastGoodStore } from './stores/last-good.ts';
import type { SharedStore } from './stores/shared.ts';
import { type Clock, systemClock } from './time.ts';
import { openTransport } from './transport.ts';

/** What a source says of itself that the road out must know. */
export interface UpstreamDeclaration {
  id: string;
  /** SPDX id, or the address or name of the terms. */
  licence: string;
  /** The line to print beside the data. */
  attribution: string | null;
  baseUrl: string;
  /** The variable that holds the key, for a source that needs one. */
  keyVariable?: string;
  /** Puts the key where the source wants it. */
  authorise?: (key: string) => Record<string, string>;
  /** The limit the source publishes, or our courtesy where it publishes none. */
  budget: BudgetLimit;
  /** Requests under way at most. */
  concurrency: number;
  /** For one question, waiting and retry included. */
  timeoutMs: number;
  /** Cap on an answer after decompression. */
  maxBytes: number;
  /** Milliseconds an answer is fresh when the source itself says nothing. */
  freshFor: number;
  /** For a source that publishes at a set hour: nothing is fresh beyond it. */
  publishesAt?: PublicationHour;
  /** Milliseconds an answer may be shown, marked stale, when the source fails. */
  usableFor: number;
  samples: SampleHandler;
}

/** What the gateway lends to every source. */
export interface UpstreamServices {
  mode: SourceMode;
  userAgent: string;
  /** Replaces the source's own base URL exactly. */
  baseUrl?: string | undefined;
  key?: string | undefined;
  lastGood?: LastGoodStore | null;
  /** What replicas share; without it each goes on alone. */
  shared?: SharedStore | null;
  meter?: Meter;
  /** Sees what really came from the source and how it could be read, for `sources check` and `sources record`. */
  onAnswer?: (seen: SeenAnswer) => void;
  /** Shared by all sources, so that one bound holds for the process. */
  memory?: Memory;
  clock?: Clock;
  logger?: Logger;
}

/** One answer of the source as its client saw it. */
export interface SeenAnswer {
  sourceId: string;
  operation: string;
  url: string;
  body: string;
  contentType: string;
  /** Items in its lists, and those that could not be read; null when nothing could. */
  read: { listed: number; dropped: number } | null;
}

type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/** One question to a source. */
export interface Get<T> {
  /** Names the question within its source; samples and stored answers are told apart by it. */
  operation: string;
  /** Below the base URL, without a slash in front; build it with `path` when it holds values. */
  path: string;
  /** Null and undefined are left out; a list repeats its name. */
  query?: Record<string, QueryValue>;
  /** Reads the answer; gets parsed JSON, or the text itself for `format: 'text'`. */
  decode: z.ZodType<T>;
  /** Raise it when the decoder wants another answer of the wire, so that stored ones are forgotten. */
  version?: number;
  format?: 'json' | 'text';
  /** Mends a body that its source sends as JSON though it is none. */
  clean?: (body: string) => string;
  /** Media types of a right answer, where `format` says too little. */
  contentTypes?: RegExp;
  headers?: Record<string, string>;
  /** Instead of the source's own. */
  freshFor?: number;
  usableFor?: number;
  /** False for bulk that a source folds into something smaller, and for tokens: neither kept nor stored. */
  keep?: boolean;
  /** False for a source that reads `If-Modified-Since` as something else: it is asked by ETag alone. */
  askByDate?: boolean;
}

/** A question too long for an address. It must only read, since it may be asked twice. */
export interface Post<T> extends Get<T> {
  body: object;
}

/** A question whose answer is a JSON array too long to be held: read item by item, neither kept nor stored. */
export interface Bulk<T> extends Pick<Get<T>, 'operation' | 'path' | 'query' | 'headers'> {
  portions: Portions<T>;
  /** For the whole of it, instead of the source's own. */
  timeoutMs: number;
  maxBytes: number;
}

export interface Answer<T> {
  value: T;
  provenance: Provenance;
  /** Items left out because they could not be read. */
  dropped: number;
}

/** The client of one source. Whatever fails is a SourceError. */
export interface Upstream {
  readonly id: string;
  /** Whether every question bears a key that the deployment has set. */
  readonly hasKey: boolean;
  /** For what must be there: "no such thing" (404) is an error. */
  get<T>(question: Get<T>, call: Call): Promise<Answer<T>>;
  /** For what may be unknown: null when the source says that there is no such thing. */
  find<T>(question: Get<T>, call: Call): Promise<Answer<T> | null>;
  post<T>(question: Post<T>, call: Call): Promise<Answer<T>>;
  /** Hands a long list over as it arrives. Resolves when it has come whole; a part may have been taken when it rejects. */
  pour<T>(bulk: Bulk<T>, call: Call): Promise<Answer<Taken>>;
  /** For a source that tells its limit somewhere: replaces the declared one. */
  setBudget(limit: BudgetLimit): void;
  health(): HealthReport;
  close(): Promise<void>;
}

const JSON_TYPES = /^\s*(application|text)\/([\w.+-]*\+)?json\b/i;
const ANY_TYPE = /./;
const MEMORY_OF_ONE = 16 * 1024 * 1024;

/** Opens the road to one source. Nothing is dialled before the first question. */
export function openUpstream(source: UpstreamDeclaration, services: UpstreamServices): Upstream {
  const clock = services.clock ?? systemClock;
  const logger = services.logger ?? silentLogger;
  const base = new URL(`${(services.baseUrl ?? source.baseUrl).replace(/\/+$/, '')}/`);
  const login = takeLogin(base);
  const closing = new AbortController();
  // Every refresh in the background listens; that many is no leak.
  setMaxListeners(0, closing.signal);
  const meter = services.meter ?? silentMeter;
  const inSample = services.mode === 'sample';
  const shared = inSample ? null : (services.shared ?? null);
  const shelf = new Shelf({
    sourceId: source.id,
    memory: services.memory ?? new Memory(MEMORY_OF_ONE),
    shared,
    lastGood: inSample ? null : (services.lastGood ?? null),
    publishesAt: source.publishesAt,
    clock,
    logger,
    meter,
  });
  const keyVariable = source.keyVariable ?? null;
  const transport = openTransport({
    sourceId: source.id,
    baseUrl: base.href,
    concurrency: source.concurrency,
    maxBytes: source.maxBytes,
    userAgent: services.userAgent,
    keyVariable,
    publicAddressesOnly: services.mode === 'live' && services.baseUrl === undefined,
    clock,
  });
  const keyIsMissing = keyVariable !== null && !services.key;
  const send: typeof transport.send = async (request, trip) => {
    if (!keyIsMissing) return transport.send(request, trip);
    throw new SourceError(source.id, 'SOURCE_NOT_CONFIGURED', `needs a key; set ${keyVariable}`);
  };
  const road = roadOut(send, {
    sourceId: source.id,
    mode: services.mode,
    samples: source.samples,
    budget: source.budget,
    concurrency: source.concurrency,
    timeoutMs: source.timeoutMs,
    shelf,
    shared,
    meter,
    onAnswer: ({ operation, url }, { body, contentType }, read) =>
      services.onAnswer?.({ sourceId: source.id, operation, url: url.href, body, contentType, read }),
    clock,
    logger,
    closing: closing.signal,
  });
  const secrets = { ...login, ...(services.key && source.authorise ? source.authorise(services.key) : {}) };

  const toQuestion = <T>(wanted: Get<T>, body: string | null): Question => {
    const query = new URLSearchParams(toPairs(wanted.query ?? {}));
    // Not `query.toString()`: its `+` for a blank is read literally by some servers.
    const search = [...query].map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    // The dot keeps a path that begins with `//` or `name:` from being read as another address.
    const url = new URL(`./${wanted.path}${search && `?${search}`}`, base);
    if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
      throw new SourceError(
        source.id,
        'SOURCE_BAD_RESPONSE',
        'was asked for something outside its own address',
      );
    }
    const format = wanted.format ?? 'json';
    const method = body === null ? 'GET' : 'POST';
    const address = createHash('sha256')
      .update(JSON.stringify([base.href, method, url.pathname, url.search, body]))
      .digest('base64url');
    return {
      sourceId: source.id,
      operation: wanted.operation,
      method,
      url,
      path: wanted.path,
      query,
      headers: { accept: format === 'json' ? 'application/json' : '*/*', ...wanted.headers, ...secrets },
      body,
      contentTypes: wanted.contentTypes ?? (format === 'json' ? JSON_TYPES : ANY_TYPE),
      key: `${source.id}:${wanted.operation}:${wanted.version ?? 1}:${address}`,
      freshFor: wanted.freshFor ?? source.freshFor,
      usableFor: wanted.usableFor ?? source.usableFor,
      keep: wanted.keep ?? true,
      askByDate: wanted.askByDate ?? true,
      decode: (text) => decodeBody(source.id, text, { format, schema: wanted.decode, clean: wanted.clean }),
    };
  };

  const toBulkQuestion = <T>({ portions, timeoutMs: _, maxBytes, ...wanted }: Bulk<T>): Question => {
    const { sink, taken } = takingItems(source.id, portions);
    const question = toQuestion({ ...wanted, decode: z.unknown(), keep: false }, null);
    const read = () => ({ value: taken, dropped: taken.dropped, listed: taken.items + taken.dropped });
    // A key of its own: what one takes in, another does not get.
    return { ...question, key: `${question.key}:${randomUUID()}`, sink, maxBytes, decode: read };
  };

  const ask = async <T>(question: Question, timeoutMs: number, call: Call): Promise<Answer<T> | null> => {
    const line = call.ledger.line(source.id, source.licence);
    const deadline = Math.min(call.deadline, clock.now() + timeoutMs);
    line.began(clock.now());
    try {
      const good = await road.ask(question, { signal: call.signal, deadline, background: false, line });
      line.answered(good.state, good.retrievedAt);
      if (!good.found) return null;
      const provenance = entity(Provenance, {
        sourceId: source.id,
        url: good.state === DataState.SAMPLE ? null : question.url.href,
        retrievedAt: good.retrievedAt,
        state: good.state,
        licence: source.licence,
        attribution: source.attribution,
        locator: null,
      });
      // The value was read by this question's own decoder: the key of a stored one holds operation and version.
      return { value: good.value as T, provenance, dropped: good.dropped };
    } finally {
      line.ended(clock.now());
    }
  };
  const must = <T>(answer: Answer<T> | null, { operation }: { operation: string }): Answer<T> => {
    if (answer) return answer;
    throw new SourceError(
      source.id,
      'SOURCE_BAD_RESPONSE',
      `knows nothing at the address of ${operation} (status 404)`,
    );
  };

  return {
    id: source.id,
    hasKey: Boolean(services.key && source.authorise) && !inSample,
    find: async (question, call) => ask(toQuestion(question, null), source.timeoutMs, call),
    get: async (question, call) =>
      must(await ask(toQuestion(question, null), source.timeoutMs, call), question),
    post: async (question, call) =>
      must(await ask(toQuestion(question, JSON.stringify(question.body)), source.timeoutMs, call), question),
    pour: async (bulk, call) => {
      try {
        return must(await ask(toBulkQuestion(bulk), bulk.timeoutMs, call), bulk);
      } catch (error) {
        throw error instanceof TakingError ? error.cause : error;
      }
    },
    setBudget: (limit) => road.budget.setLimit(limit),
    health: () =>
      road.health.report({
        breakerIsOpen: road.breaker.isOpen(),
        quarantined: road.drift.quarantined(),
        requestBudget: { ...road.budget.limit(), remaining: road.budget.remaining() },
      }),
    close: async () => {
      closing.abort();
      await shelf.settle();
      await transport.close();
    },
  };
}

/** Name and password in a base URL travel as a header, so that no address that is shown or logged holds them. */
function takeLogin(url: URL): Record<string, string> {
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (!username && !password) return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

function toPairs(query: Record<string, QueryValue>): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'object') pairs.push(...value.map((one): [string, string] => [name, one]));
    else pairs.push([name, String(value)]);
  }
  return pairs;
}
