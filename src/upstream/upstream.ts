import { hash, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { z } from 'zod';
import type { AdText } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import { DataState, Provenance } from '../entities/provenance.ts';
import { inSpan, type SpanFacts } from '../tracing/spans.ts';
import { type Batches, batchWriter, type StreamSummary } from './bulk.ts';
import type { Call } from './call.ts';
import { decodeBody } from './decode.ts';
import { type Echo, refuseOthers } from './echo.ts';
import { ImpossibleIdError, SourceError, WriterError } from './errors.ts';
import { type Logger, silentLogger } from './logger.ts';
import { type Meter, silentMeter } from './meter.ts';
import { canExist } from './path.ts';
import { openPipeline } from './pipeline.ts';
import type { BudgetLimit } from './policies/budget-limit.ts';
import type { HealthReport } from './policies/health.ts';
import type { PublicationHour } from './publication.ts';
import type { SourceAnswer, UpstreamRequest } from './request.ts';
import type { SampleHandler, SourceMode } from './sample.ts';
import { CacheStore, Memory } from './stores/cache-store.ts';
import type { LastGoodStore } from './stores/last-good.ts';
import type { SharedStore } from './stores/shared.ts';
import type { SharedList } from './stores/shared-list.ts';
import type { FieldReaders } from './take-fields.ts';
import { type Clock, systemClock } from './time.ts';
import { openTransport } from './transport.ts';
import type { LeftOut } from './without-contacts.ts';

/** What a source declares for the upstream pipeline. */
export interface UpstreamDeclaration {
  id: string;
  /** SPDX id, or the address or name of the terms. */
  licence: string;
  /** The credit line to show beside the data. */
  attribution: string | null;
  baseUrl: string;
  /** The variable that holds the key, for a source that needs one. */
  keyVariable?: string;
  /** The headers in which the source expects the key. */
  authorise?: (key: string) => Record<string, string>;
  /** The limit that the source publishes, or a polite one of our own where it publishes none. */
  budget: BudgetLimit;
  /** Requests under way at the same time, at most. */
  concurrency: number;
  /** For one request, queues and retry included. */
  timeoutMs: number;
  /** The largest answer, after decompression. */
  maxBytes: number;
  /** Milliseconds an answer is fresh when the source itself does not say. */
  freshFor: number;
  /** For a source that publishes at a fixed hour: no answer is fresh after it. */
  publishesAt?: PublicationHour;
  /** Its answers hold personal data: of an answer only what a request's `stored` reads back is stored, and no other is. */
  holdsPersonalData?: boolean;
  /** The personal contacts that are left out of its answers before they are decoded and stored. */
  leftOut?: LeftOut;
  /** Milliseconds an answer may be served as STALE when the source fails. */
  usableFor: number;
  samples: SampleHandler;
}

/** What the gateway gives to every source. */
export interface UpstreamServices {
  mode: SourceMode;
  userAgent: string;
  /** Replaces the source's own base URL exactly. */
  baseUrl?: string | undefined;
  key?: string | undefined;
  lastGood?: LastGoodStore | null;
  /** What replicas share; without it each works alone. */
  shared?: SharedStore | null;
  meter?: Meter;
  /** Milliseconds an answer with personal data is stored at most, whatever the source declares. */
  personalDataFor?: number | undefined;
  /** Gets every answer that the source itself sent, for `sources check` and `sources record`. */
  onAnswer?: (seen: SeenAnswer) => void;
  /** Shared by all sources, so that one bound holds for the process. */
  memory?: Memory;
  clock?: Clock;
  logger?: Logger;
}

/** One answer of the source as it came. */
export interface SeenAnswer {
  sourceId: string;
  operation: string;
  url: string;
  body: string;
  contentType: string;
  /** Items in its lists, and those that could not be read; null when the whole answer could not. */
  read: { listed: number; dropped: number } | null;
}

type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/** A GET request to a source. */
export interface Get<T> {
  /** Names the request within its source; part of the key of samples and stored answers. */
  operation: string;
  /**
   * Relative to the base URL, without a leading slash; build it with `path` when it holds values. Null where nothing can
   * have the address: `find` then gives null, and everything else an error of the client.
   */
  path: string | null;
  /** Null and undefined are left out; a list repeats its parameter. */
  query?: Record<string, QueryValue>;
  /** Decodes the answer; gets parsed JSON, or the text itself for `format: 'text'`. */
  decode: z.ZodType<T>;
  /** Raise it when the decoder needs other data from the source, so that stored answers are no longer used. */
  version?: number;
  format?: 'json' | 'text';
  /** Repairs a body that the source sends as JSON but that is not valid JSON. */
  clean?: (body: string) => string;
  /** Large fields at the top of a JSON body that are read from its text, past the parser. */
  fields?: FieldReaders;
  /** Media types of a correct answer, where `format` is not enough. */
  contentTypes?: RegExp;
  headers?: Record<string, string>;
  /** Picks the reason out of the body of a refusal, for a source that explains what is wrong with a request. */
  reasonIn?: (body: string) => string | null;
  /** Instead of the source's own. */
  freshFor?: number;
  usableFor?: number;
  /** False for bulk data that a source reduces to something smaller, and for tokens: it is not stored. */
  keep?: boolean;
  /** True for an answer so large that it would push others out of the database: only the process keeps it. */
  inProcessOnly?: boolean;
  /**
   * For an answer with personal data: the decoded value is stored as JSON, in place of the body, and this schema reads it
   * back. The decoder must have taken the contact details out.
   */
  stored?: z.ZodType<T>;
  /** The id of the one thing that is asked for. When the source no longer has it, every stored copy is deleted. */
  id?: string;
  /** The ids of the things in an answer, by which its copies are found when a thing is gone. */
  idsIn?: (value: T) => readonly string[];
  /** The texts of an answer whose contact details are taken out when they are read; before it is stored at the latest. */
  textsIn?: (value: T) => readonly (AdText | null)[];
  /** Whether the answer says that the thing is gone, where the source says so without a 404. */
  isGone?: (value: T) => boolean;
  /** False for a source that gives `If-Modified-Since` another meaning: only its ETag is sent. */
  askByDate?: boolean;
  /** For a request by id: the id, and where the answer repeats it. An answer of another id is an error, and is not stored. */
  echo?: Echo<NoInfer<T>> | null;
}

/** A GET request for one thing by its id. `echo` is null only where no id is asked for, or the answer repeats none. */
export interface LookUp<T> extends Get<T> {
  echo: Echo<NoInfer<T>> | null;
}

/** An operation whose answers are stored with the ids of what they hold. */
export type Holding<T> = Required<Pick<Get<T>, 'operation' | 'stored'>> & Pick<Get<T>, 'version'>;

/** A request too long for a URL. It must only read, since a retry may send it twice. */
export interface Post<T> extends Get<T> {
  /** Never changed after it was given. */
  body: object;
}

/** A request whose answer is a JSON array too long for memory: read item by item, and not stored. */
export interface Bulk<T> extends Pick<Get<T>, 'operation' | 'path' | 'query' | 'headers'> {
  batches: Batches<T>;
  /** For the whole stream, instead of the source's own. */
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
  /** Whether every request carries a key that the deployment has set. */
  readonly hasKey: boolean;
  /** For what must exist: a 404 is an error. */
  get<T>(request: Get<T>, call: Call): Promise<Answer<T>>;
  /** For what may not exist: null for a 404. */
  find<T>(request: LookUp<T>, call: Call): Promise<Answer<T> | null>;
  post<T>(request: Post<T>, call: Call): Promise<Answer<T>>;
  /** Writes a long list in batches as it arrives. Resolves when all of it has come; when it rejects, some batches may have been written. */
  stream<T>(bulk: Bulk<T>, call: Call): Promise<Answer<StreamSummary>>;
  /**
   * The newest stored answer of an operation that holds the thing with the id, whichever replica has asked for it; null
   * where none is stored. For a source that has no look-up.
   */
  holding<T>(id: string, of: Holding<T>): Promise<Answer<T> | null>;
  /** Deletes every stored copy of things that are gone, with all answers that hold them. */
  forget(ids: readonly string[]): Promise<void>;
  /**
   * What replicas know together of a source that tells only its changes; null where each works alone. Raise the version
   * when items are written in another way.
   */
  list(version: number): SharedList | null;
  /** Replaces the declared limit, for a source that reports its limit in an answer. */
  setBudget(limit: BudgetLimit): void;
  health(): HealthReport;
  close(): Promise<void>;
}

const JSON_TYPES = /^\s*(application|text)\/([\w.+-]*\+)?json\b/i;
const ANY_TYPE = /./;
const MEMORY_OF_ONE = 16 * 1024 * 1024;
/** Addresses of a source that are remembered, and the longest body of one, in characters. */
const MAX_REMEMBERED = 200;
const LONGEST_REMEMBERED = 1_000;

/** A request whose path may be that of nothing. */
type Addressed = { path: string | null; echo?: { asked: readonly string[] } | null | undefined };
type Where = Pick<Get<unknown>, 'query'> & { path: string };

/** Where a request goes, and what tells it from all others. */
interface Address {
  query: URLSearchParams;
  url: URL;
  method: 'GET' | 'POST';
  digest: string;
}

/** Opens the client of one source. It connects at the first request. */
export function openUpstream(source: UpstreamDeclaration, services: UpstreamServices): Upstream {
  const clock = services.clock ?? systemClock;
  const logger = services.logger ?? silentLogger;
  const base = new URL(`${(services.baseUrl ?? source.baseUrl).replace(/\/+$/, '')}/`);
  const credentials = takeCredentials(base);
  /** Where clients can look it up: never the address that the operator has put in its place. */
  const publicBase = new URL(`${source.baseUrl.replace(/\/+$/, '')}/`);
  const closing = new AbortController();
  // Every refresh in the background adds a listener; so many are not a leak.
  setMaxListeners(0, closing.signal);
  const meter = services.meter ?? silentMeter;
  const inSample = services.mode === 'sample';
  const shared = inSample ? null : (services.shared ?? null);
  const cacheStore = new CacheStore({
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
    // An operator who sets a base URL may name a host of the own network.
    publicAddressesOnly: services.baseUrl === undefined,
    clock,
  });
  const keyIsMissing = keyVariable !== null && !services.key;
  const send: typeof transport.send = async (request, context) => {
    if (!keyIsMissing) return transport.send(request, context);
    throw new SourceError(source.id, 'SOURCE_NOT_CONFIGURED', `needs a key; set ${keyVariable}`);
  };
  const pipeline = openPipeline(send, {
    sourceId: source.id,
    mode: services.mode,
    samples: source.samples,
    budget: source.budget,
    concurrency: source.concurrency,
    timeoutMs: source.timeoutMs,
    cacheStore,
    shared,
    meter,
    onAnswer: ({ operation, url }, { body, contentType }, read) =>
      services.onAnswer?.({ sourceId: source.id, operation, url: url.href, body, contentType, read }),
    clock,
    logger,
    closing: closing.signal,
  });
  const secrets = {
    ...credentials,
    ...(services.key && source.authorise ? source.authorise(services.key) : {}),
  };

  const maxUsable = source.holdsPersonalData
    ? (services.personalDataFor ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
  const addresses = new Map<string, Address>();
  /** Requests that are answered from memory are the same again and again, and an address takes longer to write than to find. */
  const addressOf = (wanted: Where, body: string | null): Address => {
    if (body !== null && body.length > LONGEST_REMEMBERED) return writtenAddress(wanted, body);
    const key = JSON.stringify([wanted.path, wanted.query, body]);
    const known = addresses.get(key);
    if (known) return known;
    const written = writtenAddress(wanted, body);
    if (addresses.size >= MAX_REMEMBERED) addresses.clear();
    addresses.set(key, written);
    return written;
  };
  const posted = new WeakMap<object, { to: string; text: string; address: Address }>();
  /** The text and the address of a body. A source that gives the same object again has it written once. */
  const writtenBody = ({ path, query, body }: Where & { body: object }) => {
    const to = JSON.stringify([path, query]);
    const before = posted.get(body);
    if (before?.to === to) return before;
    const text = JSON.stringify(body);
    const written = { to, text, address: addressOf({ path, query }, text) };
    posted.set(body, written);
    return written;
  };
  const writtenAddress = (wanted: Where, body: string | null): Address => {
    const query = new URLSearchParams(toPairs(wanted.query ?? {}));
    // Not `query.toString()`: some servers do not read its `+` as a blank.
    const search = [...query].map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    // Without the dot, a path that begins with `//` or `name:` would be another address.
    // An endpoint that is the base URL itself has no slash at its end.
    const relative = wanted.path === '' ? base.href.replace(/\/$/, '') : `./${wanted.path}`;
    const url = new URL(`${relative}${search && `?${search}`}`, base);
    if (url.origin !== base.origin || !`${url.pathname}/`.startsWith(base.pathname)) {
      throw new SourceError(
        source.id,
        'SOURCE_BAD_RESPONSE',
        'was asked for an address outside its base URL',
      );
    }
    const method = body === null ? 'GET' : 'POST';
    const whole = JSON.stringify([base.href, method, url.pathname, url.search, body]);
    const digest = hash('sha256', whole, 'base64url');
    return { query, url, method, digest };
  };
  const toRequest = <T>(
    wanted: Get<T> & { path: string },
    body: string | null,
    { query, url, method, digest }: Address = addressOf(wanted, body),
  ): UpstreamRequest => {
    const format = wanted.format ?? 'json';
    const { leftOut } = source;
    const { decode: schema, clean, fields } = wanted;
    const reading = { format, schema, clean, fields, leftOut };
    return {
      sourceId: source.id,
      operation: wanted.operation,
      method,
      url,
      path: wanted.path,
      query,
      headers: { accept: format === 'json' ? 'application/json' : '*/*', ...wanted.headers, ...secrets },
      body,
      reasonIn: wanted.reasonIn,
      contentTypes: wanted.contentTypes ?? (format === 'json' ? JSON_TYPES : ANY_TYPE),
      key: `${keyOf(source.id, wanted, leftOut !== undefined)}${digest}`,
      freshFor: wanted.freshFor ?? source.freshFor,
      usableFor: Math.min(wanted.usableFor ?? source.usableFor, maxUsable),
      keep: (wanted.keep ?? true) && (wanted.stored !== undefined || !source.holdsPersonalData),
      inProcessOnly: wanted.inProcessOnly ?? false,
      ...storageOf(wanted, (text) => decodeBody(source.id, text, reading)),
      askByDate: wanted.askByDate ?? true,
      decode: (text) => {
        const { operation, echo } = wanted;
        const decoded = decodeBody(source.id, text, reading);
        if (!echo) return decoded;
        const own = (found: Awaited<typeof decoded>) => {
          refuseOthers({ sourceId: source.id, operation }, echo, found.value);
          return found;
        };
        return decoded instanceof Promise ? decoded.then(own) : own(decoded);
      },
    };
  };

  const toBulkRequest = <T>({ batches, timeoutMs: _, maxBytes, ...wanted }: Bulk<T>): UpstreamRequest => {
    const { writer, summary } = batchWriter(source.id, batches);
    const request = toRequest(addressed({ ...wanted, decode: z.unknown(), keep: false }), null);
    const decode = () => ({
      value: summary,
      dropped: summary.dropped,
      listed: summary.items + summary.dropped,
    });
    // A unique key: two callers write to different places, so they must not share one request.
    return { ...request, key: `${request.key}:${randomUUID()}`, writer, maxBytes, decode };
  };

  /** Both addresses have been parsed, so what is joined of them is an address too. */
  const publicAddress = ({ pathname, search }: URL): string =>
    `${publicBase.href}${pathname.slice(base.pathname.length)}${search}`;

  const stated = new WeakMap<object, { key: string; provenance: Provenance }>();
  /** The same object for the same answer in the same state, so that entities which are made of it stay the same too. */
  const provenanceOf = ({ key, url }: UpstreamRequest, answer: SourceAnswer): Provenance => {
    const { value, state, retrievedAt } = answer;
    const before = typeof value === 'object' && value !== null ? stated.get(value) : undefined;
    const isSame = before?.key === key && before.provenance.state === state;
    if (isSame && before.provenance.retrievedAt?.getTime() === retrievedAt?.getTime())
      return before.provenance;
    // Nobody published a sample, so it has no address, no licence and nobody to name.
    const isSample = state === DataState.SAMPLE;
    const provenance = entity(Provenance, {
      sourceId: source.id,
      url: isSample ? null : publicAddress(url),
      retrievedAt,
      state,
      licence: isSample ? null : source.licence,
      attribution: isSample ? null : source.attribution,
      locator: null,
    });
    if (typeof value === 'object' && value !== null) stated.set(value, { key, provenance });
    return provenance;
  };

  const ask = async <T>(
    request: UpstreamRequest,
    timeoutMs: number,
    call: Call,
  ): Promise<Answer<T> | null> => {
    const line = call.ledger.line(source.id, source);
    const deadline = Math.min(call.deadline, clock.now() + timeoutMs);
    line.began(clock.now());
    try {
      const answer = await inSpan(
        () => spanOf(request),
        async (span) => {
          const answered = await pipeline.ask(request, {
            signal: call.signal,
            deadline,
            client: call.client,
            background: false,
            line,
          });
          span?.setAttribute('source.state', answered.state);
          return answered;
        },
      );
      line.answered(answer.state, answer.retrievedAt, answer.freshUntil, answer.ids);
      if (!answer.found) return null;
      const provenance = provenanceOf(request, answer);
      // This request's own decoder made the value: the key of a stored answer holds operation and version.
      return { value: answer.value as T, provenance, dropped: answer.dropped };
    } catch (error) {
      line.failed(error instanceof SourceError ? error.code : 'INTERNAL_SERVER_ERROR');
      throw error;
    } finally {
      line.ended(clock.now());
    }
  };
  const addressed = <R extends Addressed>(request: R): R & { path: string } => {
    const { path, echo } = request;
    if (!canExist(path, echo?.asked ?? [])) throw new ImpossibleIdError(source.id);
    return { ...request, path };
  };
  const required = <T>(answer: Answer<T> | null, { operation }: { operation: string }): Answer<T> => {
    if (answer) return answer;
    throw new SourceError(
      source.id,
      'SOURCE_BAD_RESPONSE',
      `has nothing at the address of ${operation} (status 404)`,
    );
  };

  return {
    id: source.id,
    hasKey: Boolean(services.key && source.authorise) && !inSample,
    find: async (request, call) => {
      const { path, echo } = request;
      if (!canExist(path, echo?.asked ?? [])) return null;
      return ask(toRequest({ ...request, path }, null), source.timeoutMs, call);
    },
    get: async (request, call) =>
      required(await ask(toRequest(addressed(request), null), source.timeoutMs, call), request),
    post: async (request, call) => {
      const wanted = addressed(request);
      const { text, address } = writtenBody(wanted);
      return required(await ask(toRequest(wanted, text, address), source.timeoutMs, call), request);
    },
    stream: async (bulk, call) => {
      try {
        return required(await ask(toBulkRequest(bulk), bulk.timeoutMs, call), bulk);
      } catch (error) {
        throw error instanceof WriterError ? error.cause : error;
      }
    },
    holding: async (id, { operation, stored, version }) => {
      const now = new Date(clock.wall());
      const beginning = keyOf(source.id, { operation, stored, version });
      const found = inSample ? null : await services.lastGood?.holding(beginning, id, now);
      const read = found && envelopeOf(stored).safeParse(JSON.parse(found.body)).data;
      if (!read) return null;
      const provenance = entity(Provenance, {
        sourceId: source.id,
        // The search that it is from is not known.
        url: null,
        retrievedAt: found.retrievedAt,
        state: found.freshUntil > now ? DataState.CACHED : DataState.STALE,
        licence: source.licence,
        attribution: source.attribution,
        locator: null,
      });
      // The schema of the answer has read it.
      return { value: read.value as z.output<typeof stored>, provenance, dropped: read.dropped };
    },
    forget: (ids) => cacheStore.forget(ids),
    list: (version) => shared?.list(source.id, version) ?? null,
    setBudget: (limit) => pipeline.budget.setLimit(limit),
    health: () =>
      pipeline.health.report({
        breakerIsOpen: pipeline.breaker.isOpen(),
        quarantined: pipeline.schemaDrift.quarantined(),
        requestBudget: { ...pipeline.budget.limit(), remaining: pipeline.budget.remaining() },
      }),
    close: async () => {
      closing.abort();
      await cacheStore.settle();
      await transport.close();
    },
  };
}

/** How the keys of an operation's answers begin. */
function keyOf(
  sourceId: string,
  { operation, version = 1, stored }: Pick<Get<unknown>, 'operation' | 'version' | 'stored'>,
  leavesOut = false,
): string {
  return `${sourceId}:${operation}:${version}${stored ? 's' : leavesOut ? 'd' : ''}:`;
}

/** Its path and query hold what a client has asked, so the operation must tell enough. */
function spanOf({ sourceId, operation }: UpstreamRequest): SpanFacts {
  return {
    name: `source ${sourceId}`,
    attributes: { 'source.id': sourceId, 'source.operation': operation },
  };
}

const envelopes = new WeakMap<z.ZodType, z.ZodType<{ value: unknown; dropped: number }>>();

/** Made once for each schema: making one takes longer than reading with it. */
function envelopeOf(stored: z.ZodType): z.ZodType<{ value: unknown; dropped: number }> {
  const envelope = envelopes.get(stored) ?? z.object({ value: stored, dropped: z.number() });
  envelopes.set(stored, envelope);
  return envelope;
}

/** How an answer is stored: as its body, or as the decoded value for one with personal data. */
function storageOf<T>(
  { stored, id, idsIn, textsIn, isGone }: Get<T>,
  decode: UpstreamRequest['decode'],
): Pick<UpstreamRequest, 'toStored' | 'fromStored' | 'unreadIn' | 'idsIn' | 'isGone'> {
  const envelope = stored && envelopeOf(stored);
  // This request's own decoder made the value, as in `ask`.
  return {
    toStored: (body, value, dropped) => (envelope ? JSON.stringify({ value, dropped }) : body),
    fromStored: (text) => (envelope ? { ...envelope.parse(JSON.parse(text)), listed: 0 } : decode(text)),
    unreadIn: (value) =>
      (value === null ? [] : (textsIn?.(value as T) ?? [])).flatMap((text) =>
        text === null || typeof text === 'string' || text.isRead ? [] : [text],
      ),
    idsIn: (value) => (id === undefined ? (value === null ? [] : (idsIn?.(value as T) ?? [])) : [id]),
    isGone: (value) => isGone?.(value as T) ?? false,
  };
}

/** Moves name and password from the base URL to a header, so that no URL that is shown or logged holds them. */
function takeCredentials(url: URL): Record<string, string> {
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (!username && !password) return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
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
