// The least there can be: node:http that joins by hand, or sends bytes that it has. It is told the bytes of each path.
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { tellParent } from '../told.mjs';
import { cachedFetch } from './get.mjs';
import { joinedFields } from './joined.mjs';

const [sources] = process.argv.slice(2);
const { questionnaire, datasets, parliamentaryDocuments, jobAds } = joinedFields(cachedFetch(sources));
const json = { 'content-type': 'application/json; charset=utf-8' };
const bytes = new Map();
process.on('message', ({ keep }) => {
  for (const [path, body] of Object.entries(keep ?? {}))
    bytes.set(path, { body, compressed: brotliCompressSync(body) });
});

async function join({ words, first = 5 }) {
  const [found, documents, ads] = await Promise.all([
    datasets(words, first),
    parliamentaryDocuments(words, first),
    jobAds(words, first),
  ]);
  const { title, questions } = questionnaire();
  const data = {
    questionnaire: { title, questions },
    datasets: found,
    parliamentaryDocuments: documents,
    jobAds: ads,
  };
  return JSON.stringify({ data });
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const kept = bytes.get(request.url.split('?', 1)[0]);
  if (!kept) {
    const { variables } = JSON.parse(Buffer.concat(parts).toString());
    return response.writeHead(200, json).end(await join(variables));
  }
  if (request.headers['accept-encoding']?.includes('br'))
    return response.writeHead(200, { ...json, 'content-encoding': 'br' }).end(kept.compressed);
  response.writeHead(200, json).end(kept.body);
});
server.listen(0, '127.0.0.1', () => tellParent(`http://127.0.0.1:${server.address().port}`));
