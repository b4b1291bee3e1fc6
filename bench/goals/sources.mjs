// Dataportal, Riksdag and JobSearch in a process of its own, after a delay. A search for words that begin with “stor”
// is answered at real size. The bodies do not depend on the words, so that all answers can be compared.
import { createServer } from 'node:http';
import { realSize, small } from './real-answers.mjs';

const [delay] = process.argv.slice(2);
const kept = new Map();

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://stub');
  const id = pathname.split('/')[1];
  const isReal = decodeURIComponent(request.url).includes('stor');
  const key = `${isReal}${id}${['limit', 'offset', 'sz'].map((name) => searchParams.get(name))}`;
  // The small ones are asked in the same words, whatever the client's are.
  const asked = new URLSearchParams(searchParams);
  if (asked.has('query')) asked.set('query', 'title:arbete');
  if (asked.has('sok')) asked.set('sok', 'arbete');
  if (asked.has('q')) asked.set('q', 'arbete');
  const body = kept.get(key) ?? JSON.stringify((isReal ? realSize : small)[id](asked));
  kept.set(key, body);
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  }, Number(delay));
});
// Clients on a busy machine notice late that a connection has been closed.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('disconnect', () => process.exit(0));
