import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { entryOf } from '../text/entry-of.ts';
import { errorBody } from './errors.ts';
import { securityHeadersOf } from './security.ts';

/** A longer message says no more. */
const longestMessage = 200;

const malformed: Readonly<Record<string, [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The address and the headers of the request are too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of a chunk are too long.'],
};

const withOrigin = /^https?:\/\/[^/?]*\/?/i;

/** Answers what no route sees, in the shape and with the headers of every other error. */
export class BelowRoutes {
  readonly headers: Readonly<Record<string, string>>;

  constructor(production: boolean) {
    this.headers = {
      ...securityHeadersOf(production),
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    };
  }

  /** What Node would answer without a body, or by hanging up, and addresses as clients of proxies send them. */
  listenTo(server: Server): void {
    // The option `rewriteUrl` of fastify would log whole addresses.
    server.prependListener('request', (request) => {
      if (request.url?.startsWith('/') === false) request.url = request.url.replace(withOrigin, '/');
    });
    server.on('checkExpectation', (_request, response) => {
      const { headers, body } = this.refusal('The gateway meets no other expectation than 100-continue.');
      response.writeHead(417, headers).end(body);
    });
    server.on('connect', (_request, socket) => this.end(socket, 405, 'The gateway is no proxy.'));
  }

  /** What Node cannot read as HTTP. */
  readonly malformed = (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const [status, message] = entryOf(malformed, error.code ?? '') ?? [
      400,
      'This is not HTTP as the gateway reads it.',
    ];
    this.end(socket, status, message);
  };

  /** What fastify refuses before it looks for a route, such as an address that it cannot read. */
  readonly byFramework = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    reply
      .code(error.statusCode ?? 400)
      .headers(this.headers)
      .send(errorBody('BAD_REQUEST', error.message.slice(0, longestMessage)));
  };

  /** Nothing but the socket is left to answer on. */
  private end(socket: Duplex, status: number, message: string): void {
    if (!socket.writable) return;
    const { headers, body } = this.refusal(message);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    // A server says with 405 what it takes: nothing here.
    if (status === 405) lines.push('allow: ');
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  }

  private refusal(message: string): { headers: Record<string, string>; body: string } {
    const body = JSON.stringify(errorBody('BAD_REQUEST', message));
    const length = String(Buffer.byteLength(body));
    // What follows on the connection cannot be told from a body.
    return { headers: { ...this.headers, 'content-length': length, connection: 'close' }, body };
  }
}
