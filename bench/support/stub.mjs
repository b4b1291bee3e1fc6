// A source in a process of its own: answers as Sveriges dataportal does, after a delay, and misbehaves when told.
import { createServer } from 'node:http';
import { samples } from '../../dist/sources/dataportal-se/sample.js';

const [delay = '20'] = process.argv.slice(2);
let fault = null;
let share = 1;
let calls = [];
let atOnce = 0;
let most = 0;

const server = createServer((request, response) => {
  calls.push(Date.now());
  most = Math.max(most, ++atOnce);
  response.on('close', () => atOnce--);
  const isFaulty = fault !== null && Math.random() < share;
  setTimeout(() => answer(request, response, isFaulty ? fault : null), Number(delay));
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('message', (told) => {
  if ('fault' in told) ({ fault, share = 1 } = told);
  if (told.reset) [calls, most] = [[], 0];
  process.send({ calls, most });
});
process.on('disconnect', () => process.exit(0));

function answer(request, response, how) {
  if (how === 'hang') return;
  if (how === 'reset') return response.socket?.destroy();
  if (how === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
    return response.write('{', () => response.socket?.destroy());
  }
  if (how === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drop = setInterval(() => response.write(' '), 20);
    return response.on('close', () => clearInterval(drop));
  }
  if (how === 'endless') {
    response.writeHead(200, { 'content-type': 'application/json' });
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
    };
    response.on('drain', pour);
    return pour();
  }
  if (how === 'html') return send(response, 200, 'text/html', '<h1>maintenance</h1>');
  if (how === 'malformed') return send(response, 200, 'application/json', '{"results": ');
  if (how === 'shape') return send(response, 200, 'application/json', '{"other": true}');
  if (how === '429') return send(response, 429, 'text/plain', 'slow down', { 'retry-after': '60' });
  if (how === 'redirect')
    return send(response, 302, 'text/plain', '', { location: 'http://169.254.169.254/' });
  if (how) return send(response, Number(how), 'text/plain', 'no');
  const { pathname, searchParams: query } = new URL(request.url, 'http://stub');
  const path = pathname.slice(1);
  const body = samples({ operation: path === 'search' ? 'search' : 'metadata', path, query });
  send(response, 200, 'application/json', JSON.stringify(body), { 'cache-control': 'max-age=0' });
}

function send(response, status, type, body, headers = {}) {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}
