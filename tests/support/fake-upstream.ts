import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** How a server can misbehave once it has accepted the request. */
export type Fault =
  /** Never sends a byte. */
  | 'hang'
  /** Sends its headers and then a byte now and then, for ever. */
  | 'drip'
  /** Closes the connection before the headers. */
  | 'reset'
  /** Closes the connection in the middle of the body. */
  | 'cut'
  /** Sends for ever, as fast as it can. */
  | 'endless'
  /** A small compressed body that unpacks to 8 MB. */
  | 'gzip-bomb';

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as application/json in UTF-8. */
  json?: unknown;
  /** Sent as it is; say what it is in `headers`. */
  body?: string | Buffer;
  encoding?: 'gzip' | 'br' | 'deflate';
  fault?: Fault;
  /** Milliseconds before the answer, for races that need a real one. */
  delay?: number;
  /** The answer waits for this. */
  after?: Promise<void>;
  /** The answer waits until so many requests have been under way at once. */
  atOnce?: number;
}

/** `body` is the request's own, as text. */
export type Route = Reply | ((request: IncomingMessage, count: number, body: string) => Reply);

export interface FakeUpstream {
  url: string;
  /** Every request so far, such as `GET /search?limit=2`. */
  asked: string[];
  /** Requests whose client has gone away before the answer was finished. */
  abandoned: string[];
  headers: IncomingMessage['headers'][];
  /** Most requests under way at once. */
  mostAtOnce(): number;
  /** Lets every request be answered so from now on. */
  answerAll(route: Route): void;
}

/**
 * A real server on a free port that stands in for a source. Routes are named by path with query, or by path alone,
 * or `*`. A request nobody expected fails the test, and the message says how to expect it.
 */
export async function fakeUpstream(routes: Record<string, Route>): Promise<FakeUpstream> {
  const asked: string[] = [];
  const abandoned: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const unexpected: string[] = [];
  const counts = new Map<string, number>();
  let table = routes;
  let atOnce = 0;
  let most = 0;
  const waiting: { count: number; go: () => void }[] = [];
  const together = (count = 0): Promise<void> =>
    most >= count ? Promise.resolve() : new Promise((go) => waiting.push({ count, go }));

  const server = createServer((request, response) => {
    const address = decodeURIComponent(request.url ?? '/');
    const name = `${request.method} ${address}`;
    asked.push(name);
    headers.push(request.headers);
    most = Math.max(most, ++atOnce);
    for (const { count, go } of waiting) if (most >= count) go();
    response.on('close', () => {
      atOnce--;
      if (!response.writableFinished) abandoned.push(name);
    });
    const key = [address, address.split('?')[0] ?? '', '*'].find((candidate) => candidate in table);
    const route = key === undefined ? undefined : table[key];
    if (key === undefined || route === undefined) {
      unexpected.push(name);
      response.writeHead(418).end();
      return;
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const send = (reply: Reply) => together(reply.atOnce).then(() => answer(response, reply));
    if (typeof route !== 'function') void send(route);
    else if (request.method === 'GET') void send(route(request, count, ''));
    else void text(request).then((body) => send(route(request, count, body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (unexpected.length === 0) return;
    const [first = ''] = unexpected;
    throw new Error(
      `The source was asked for something the test does not expect: ${unexpected.join(', ')}. ` +
        `If it should be, add it: fakeUpstream({ '${first.replace(/^\w+ /, '')}': { json: … } }).`,
    );
  });

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    abandoned,
    headers,
    mostAtOnce: () => most,
    answerAll: (route) => {
      table = { '*': route };
    },
  };
}

let packed: Buffer | null = null;
/** Packed once, since that takes its time. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(8 * 1024 * 1024, 0x20));
  return packed;
}

async function answer(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply.delay) await new Promise((resolve) => setTimeout(resolve, reply.delay));
  await reply.after;
  const bytes = Buffer.from(reply.json === undefined ? (reply.body ?? '') : JSON.stringify(reply.json));
  const headers = { 'content-type': 'application/json; charset=utf-8', ...reply.headers };
  const status = reply.status ?? 200;
  switch (reply.fault) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    case 'cut':
      response.writeHead(status, { ...headers, 'content-length': String(bytes.length + 100) });
      response.write(bytes, () => response.socket?.destroy());
      return;
    case 'drip': {
      response.writeHead(status, headers);
      const drop = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drop));
      return;
    }
    case 'endless': {
      response.writeHead(status, headers);
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
      };
      response.on('drain', pour);
      pour();
      return;
    }
    case 'gzip-bomb':
      response.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
      response.end(bomb());
      return;
  }
  if (reply.encoding) {
    const compress = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync }[reply.encoding];
    response.writeHead(status, { ...headers, 'content-encoding': reply.encoding });
    response.end(compress(bytes));
    return;
  }
  response.writeHead(status, headers);
  response.end(bytes);
}
