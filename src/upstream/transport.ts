import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher, Pool } from 'undici';
import { scrubLabel } from '../text/scrub-contacts.ts';
import { parsedUrl } from '../text/web-address.ts';
import { SourceError, type SourceErrorCode, WriterError } from './errors.ts';
import { rememberingLookup } from './lookup.ts';
import { isPrivate } from './private-address.ts';
import { readQuota } from './quota.ts';
import type { Quota, Send, WireReply, WireRequest, Writer } from './request.ts';
import { type Clock, hours, seconds } from './time.ts';

export interface TransportSettings {
  sourceId: string;
  baseUrl: string;
  /** Connections held to the source at most. */
  concurrency: number;
  /** The largest answer, counted after decompression. */
  maxBytes: number;
  userAgent: string;
  /** Names the variable that holds the key, for a source that needs one. */
  keyVariable: string | null;
  /** Refuse private and loopback addresses: a public source has none, so a name that resolves to one may be an attack. */
  publicAddressesOnly: boolean;
  clock: Clock;
}

/** HTTP to one source. Only here does a status, a header or a broken connection become an error. */
export interface Transport {
  send: Send;
  close(): Promise<void>;
}

const MAX_REDIRECTS = 3;
const CONNECT_TIMEOUT = seconds(5);
/** The longest wait that a source may ask for. After it the source is asked again, whatever it said. */
const MAX_WAIT = hours(1);
/** A stream may take long, but not a minute without a byte. */
const MAX_STALL = seconds(60);
/** A refusal that is longer is a web page, not a reason. */
const MAX_REFUSAL_BYTES = 8192;
const MAX_REASON = 200;

export function openTransport(settings: TransportSettings): Transport {
  const { sourceId, clock, userAgent } = settings;
  const base = new URL(settings.baseUrl);
  const hostIsPrivate = settings.publicAddressesOnly && isPrivate(base.hostname.replace(/^\[|\]$/g, ''));
  const lookup = rememberingLookup({ publicOnly: settings.publicAddressesOnly, clock });
  let pool: Promise<Pool> | null = null;
  const openPool = async () => {
    // A start takes a twentieth longer with it, and no source is asked before a client asks.
    const undici = await import('undici');
    return new undici.Pool(base.origin, {
      connections: settings.concurrency,
      // Most servers close an idle connection after five seconds.
      keepAliveTimeout: seconds(4),
      // The time-out policy bounds the total time; idle limits would end a slow request that still sends.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: CONNECT_TIMEOUT, lookup },
    });
  };
  const fail = (code: SourceErrorCode, detail: string, more?: ConstructorParameters<typeof SourceError>[3]) =>
    new SourceError(sourceId, code, detail, more);

  const dispatch = async (request: WireRequest, url: URL, signal: AbortSignal) => {
    pool ??= openPool();
    const opened = await pool;
    const headers: Record<string, string> = {
      accept: '*/*',
      'accept-encoding': 'gzip, br, deflate',
      ...request.headers,
      'user-agent': userAgent,
    };
    if (request.body !== null) headers['content-type'] = 'application/json';
    const { method, body } = request;
    const stall = request.writer ? { bodyTimeout: MAX_STALL } : {};
    return opened.request({ path: `${url.pathname}${url.search}`, method, headers, body, signal, ...stall });
  };

  const send: Send = async (request, context) => {
    if (hostIsPrivate) throw fail('SOURCE_UNAVAILABLE', 'has an address inside a private network');
    let url = request.url;
    try {
      for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
        const response = await dispatch(request, url, context.signal);
        const location = redirect(response);
        if (location === null) return await read(request, response);
        discard(response);
        url = follow(request, url, location);
      }
    } catch (error) {
      const isKnown = error instanceof SourceError || error instanceof WriterError;
      throw isKnown ? error : connectionError(sourceId, error);
    }
    throw fail('SOURCE_BAD_RESPONSE', 'redirects in a circle');
  };

  const follow = (request: WireRequest, from: URL, location: string): URL => {
    const to = parsedUrl(location, from);
    if (!to || to.origin !== base.origin || request.method !== 'GET') {
      throw fail('SOURCE_BAD_RESPONSE', 'redirects to another host; set its base URL if it has moved');
    }
    return to;
  };

  const read = async (request: WireRequest, response: Dispatcher.ResponseData): Promise<WireReply> => {
    const { statusCode, headers } = response;
    const contentType = header(headers, 'content-type') ?? '';
    const reply = {
      contentType,
      receivedAt: clock.wall(),
      ...freshness(headers),
      etag: header(headers, 'etag'),
      lastModified: header(headers, 'last-modified'),
      quota: quotaIn(headers),
    };
    if (statusCode === 304 || statusCode === 404 || statusCode === 410) {
      discard(response);
      return { outcome: statusCode === 304 ? 'unchanged' : 'absent', body: '', ...reply };
    }
    if (statusCode < 200 || statusCode > 299) {
      throw statusError(statusCode, headers, await reasonOf(request, response));
    }
    if (statusCode !== 204 && contentType !== '' && !request.contentTypes.test(contentType)) {
      discard(response);
      throw fail('SOURCE_BAD_RESPONSE', 'answered in another format than asked for');
    }
    const maxBytes = request.maxBytes ?? settings.maxBytes;
    if (request.writer) {
      await stream(response, maxBytes, request.writer);
      return { outcome: 'found', body: '', ...reply };
    }
    const bytes = await readBytes(response, maxBytes);
    return { outcome: 'found', body: toText(bytes, contentType), ...reply, receivedAt: clock.wall() };
  };

  const quotaIn = (headers: Dispatcher.ResponseData['headers']): Quota | null => {
    // An instant is compared with the source's own clock where it tells its time.
    const then = dateOf(headers) ?? clock.wall();
    const quota = readQuota((name) => header(headers, name), then);
    if (!quota || quota.resetsAt === null) return quota;
    const wait = Math.min(Math.max(0, quota.resetsAt - then), MAX_WAIT);
    return { ...quota, resetsAt: clock.now() + wait };
  };

  const reasonOf = async (
    { reasonIn }: WireRequest,
    response: Dispatcher.ResponseData,
  ): Promise<string | null> => {
    if (!reasonIn || response.statusCode >= 500 || response.statusCode === 429) {
      discard(response);
      return null;
    }
    try {
      const contentType = header(response.headers, 'content-type') ?? '';
      const text = reasonIn(toText(await readBytes(response, MAX_REFUSAL_BYTES), contentType));
      const line = text?.replace(/[\p{C}\s]+/gu, ' ').trim() ?? '';
      // Some say whom to contact.
      return scrubLabel(line).slice(0, MAX_REASON) || null;
    } catch {
      // The status alone tells enough.
      return null;
    }
  };

  const statusError = (
    status: number,
    headers: Dispatcher.ResponseData['headers'],
    reason: string | null,
  ): SourceError => {
    const quota = quotaIn(headers);
    const retryAfterSeconds =
      retryAfter(header(headers, 'retry-after'), dateOf(headers) ?? clock.wall()) ??
      (quota?.left === 0 && quota.resetsAt ? secondsUntil(quota.resetsAt, clock.now()) : null);
    const quotaIsSpent = status === 403 && (retryAfterSeconds !== null || quota?.left === 0);
    if (status === 429 || quotaIsSpent) {
      // The source does not say when to come back, and a retry at once would add to its load.
      const retryable = retryAfterSeconds !== null;
      return fail('SOURCE_RATE_LIMITED', `says that its limit is reached (status ${status})`, {
        retryAfterSeconds,
        retryable,
      });
    }
    if (status >= 500 || status === 408) {
      const more = { retryAfterSeconds, retryable: status !== 501, countsAgainstSource: true };
      return fail('SOURCE_UNAVAILABLE', `answered with status ${status}`, more);
    }
    if ((status === 401 || status === 403) && settings.keyVariable) {
      return fail('SOURCE_NOT_CONFIGURED', `did not accept the key; check ${settings.keyVariable}`);
    }
    const words = reason === null ? '' : `: ${reason}`;
    return fail('SOURCE_BAD_RESPONSE', `refused the request with status ${status}${words}`, {
      refusedWith: status,
      reason,
    });
  };

  const readBytes = async (response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> => {
    if (encodingOf(response) === 'identity') return collected(response, maxBytes);
    const parts: Uint8Array[] = [];
    await stream(response, maxBytes, async (pieces) => {
      for await (const piece of pieces) parts.push(piece);
    });
    return Buffer.concat(parts);
  };

  /** A body that is not compressed, by events: an iterator would make promises for each piece. */
  const collected = (response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const { body } = response;
      if (isAnnouncedAbove(response, maxBytes)) {
        discard(response);
        return reject(tooBig(maxBytes));
      }
      const parts: Buffer[] = [];
      let size = 0;
      const add = (piece: Buffer) => {
        size += piece.length;
        if (size > maxBytes) body.destroy(tooBig(maxBytes));
        else parts.push(piece);
      };
      body.on('data', add);
      body.once('end', () => resolve(parts[0] && parts.length === 1 ? parts[0] : Buffer.concat(parts)));
      body.once('error', reject);
    });

  const tooBig = (maxBytes: number) => fail('SOURCE_BAD_RESPONSE', `sent more than ${maxBytes} bytes`);

  /** Passes a body to its writer as it arrives, decompressed and counted. */
  const stream = async (
    response: Dispatcher.ResponseData,
    maxBytes: number,
    writer: Writer,
  ): Promise<void> => {
    if (isAnnouncedAbove(response, maxBytes)) {
      discard(response);
      throw tooBig(maxBytes);
    }
    const decoder = decompressor(encodingOf(response));
    if (decoder === null) {
      discard(response);
      throw fail('SOURCE_BAD_RESPONSE', 'compressed its answer in a way that was not asked for');
    }
    let size = 0;
    const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        size += piece.length;
        if (size > maxBytes) throw tooBig(maxBytes);
        yield piece;
      }
    };
    let failure: unknown;
    const write = (pieces: AsyncIterable<Uint8Array>) =>
      writer(counted(pieces)).catch((error: unknown) => {
        failure = error;
        throw error;
      });
    const body: Readable = response.body;
    try {
      // Without a decoder there is one stream, which ends itself when its reader stops: a pipeline costs more.
      await (decoder === 'none' ? write(body) : pipeline(body, decoder, write));
    } catch (error) {
      body.destroy();
      // Closing the streams causes errors of its own, which may come first.
      throw size > maxBytes ? tooBig(maxBytes) : (failure ?? error);
    }
  };

  const toText = (bytes: Buffer, contentType: string): string => {
    const charset =
      /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1] ??
      encodingOfMark(bytes) ??
      encodingOfXml(bytes);
    try {
      // Fatal: a wrong byte is an error, not a replacement character in a name. A byte order mark is dropped.
      return (charset === null ? utf8 : new TextDecoder(charset, { fatal: true })).decode(bytes);
    } catch {
      throw fail('SOURCE_BAD_RESPONSE', 'sent text in another character encoding than it says');
    }
  };

  return {
    send,
    close: async () => {
      await (await pool)?.destroy();
    },
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The encoding that a byte order mark gives; those of UTF-8 and of none are the default. */
function encodingOfMark([first, second]: Buffer): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** The encoding that an XML document declares for itself; other documents declare none that counts. */
function encodingOfXml(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 200);
  return /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w:.-]+)["']/.exec(head)?.[1] ?? null;
}

/** The target of a redirect; null when the answer is not one. */
function redirect({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  return header(headers, 'location') ?? '';
}

function header(headers: Dispatcher.ResponseData['headers'], name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Frees the connection for the next request. A body that does not end closes it instead. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.dump({ limit: 65_536, signal: AbortSignal.timeout(1000) }).catch(() => undefined);
}

function isAnnouncedAbove({ headers }: Dispatcher.ResponseData, maxBytes: number): boolean {
  return Number(header(headers, 'content-length') ?? 0) > maxBytes;
}

function encodingOf({ headers }: Dispatcher.ResponseData): string {
  return (header(headers, 'content-encoding') ?? 'identity').trim().toLowerCase() || 'identity';
}

function decompressor(encoding: string) {
  if (encoding === 'identity') return 'none';
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  return null;
}

/** How long the source says its answer is fresh, less the time (`Age`) it spent in caches on the way. */
function freshness(headers: Dispatcher.ResponseData['headers']): { maxAge: number | null; noStore: boolean } {
  const control = (header(headers, 'cache-control') ?? '').toLowerCase();
  const noStore = /(^|[\s,])no-store/.test(control);
  if (noStore || /(^|[\s,])no-cache/.test(control)) return { maxAge: 0, noStore };
  const value = /s-maxage\s*=\s*"?(\d+)/.exec(control) ?? /max-age\s*=\s*"?(\d+)/.exec(control);
  if (!value) return { maxAge: null, noStore };
  const age = Number(header(headers, 'age') ?? 0) || 0;
  return { maxAge: seconds(Math.max(0, Number(value[1]) - age)), noStore };
}

/** `Retry-After` is a number of seconds, or a date. */
function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return Math.min(Number(value), MAX_WAIT / 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : secondsUntil(date, now);
}

function secondsUntil(instant: number, now: number): number {
  return Math.min(Math.max(0, Math.ceil((instant - now) / 1000)), MAX_WAIT / 1000);
}

/** When the source sent its answer, by its own clock. */
function dateOf(headers: Dispatcher.ResponseData['headers']): number | null {
  const date = Date.parse(header(headers, 'date') ?? '');
  return Number.isNaN(date) ? null : date;
}

/** Error codes of a connection that broke while in use; a retry usually succeeds. */
const CUT = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'Z_BUF_ERROR',
]);

function connectionError(sourceId: string, error: unknown): SourceError {
  const code = codeOf(error);
  if (CUT.has(code) || code.startsWith('HPE_') || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return new SourceError(
      sourceId,
      'SOURCE_BAD_RESPONSE',
      'cut the connection in the middle of its answer',
      {
        cause: error,
        retryable: true,
        countsAgainstSource: true,
      },
    );
  }
  if (code === 'UND_ERR_BODY_TIMEOUT') {
    return new SourceError(sourceId, 'SOURCE_TIMEOUT', 'stopped sending in the middle of its answer', {
      cause: error,
      countsAgainstSource: true,
    });
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', 'sent a damaged compressed answer', {
      cause: error,
    });
  }
  return new SourceError(sourceId, 'SOURCE_UNAVAILABLE', 'cannot be reached', {
    cause: error,
    countsAgainstSource: true,
  });
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
