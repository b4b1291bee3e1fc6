import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { openStartingServer } from '../../src/http/starting-server.ts';
import { freePort } from '../support/free-port.ts';

it.each([
  ['GET /graphql HTTP/1.1\r\nhost: a\r\n\r\n', 503, 'STARTING'],
  ['GET /graphql HTTP/1.1\r\n\r\n', 503, 'STARTING'],
  ['GET http://a/graphql HTTP/1.1\r\nhost: a\r\n\r\n', 503, 'STARTING'],
  ['POST /graphql HTTP/1.1\r\nhost: a\r\nexpect: 200-ok\r\n\r\n', 417, 'BAD_REQUEST'],
  ['CONNECT a:443 HTTP/1.1\r\nhost: a\r\n\r\n', 405, 'BAD_REQUEST'],
  ['hello\r\n\r\n', 400, 'BAD_REQUEST'],
])('a gateway that is starting answers in the shape of other errors: %j', async (sent, status, code) => {
  const port = await freePort();
  const server = await openStartingServer({ host: '127.0.0.1', port, production: false });
  onTestFinished(() => server.close());
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);

  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');

  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head.toLowerCase()).toContain('cache-control: no-store');
  expect(head.toLowerCase()).toContain('x-content-type-options: nosniff');
  expect(JSON.parse(body).errors[0].extensions.code).toBe(code);
});
