import { brotliDecompressSync } from 'node:zlib';
import { Pool } from 'undici';

/**
 * Sends the requests of a workload, and compares every answer. Gives microseconds of CPU of the server a request, the
 * time of each, and requests a second.
 */
export async function load(server, { connections, count, expected, isKnown, encoding, ...workload }) {
  const pool = new Pool(server.url, { connections });
  const etag = isKnown ? await etagOf(pool, workload) : null;
  const took = [];
  let left = count;
  const client = async () => {
    while (left-- > 0) {
      const sentAt = performance.now();
      const { statusCode, headers, body } = await pool.request(
        requestOf(workload, server.isBare, {
          ...(encoding && { 'accept-encoding': encoding }),
          ...(etag && { 'if-none-match': etag }),
        }),
      );
      const bytes = Buffer.from(await body.arrayBuffer());
      took.push(performance.now() - sentAt);
      if (encoding && headers['content-encoding'] !== encoding)
        throw new Error(`${server.name} did not compress its answer`);
      const answer = (encoding ? brotliDecompressSync(bytes) : bytes).toString();
      if (statusCode !== (isKnown ? 304 : 200) || !answer.includes(expected))
        throw new Error(differs(server.name, workload.name, `${statusCode} ${answer}`, expected));
    }
  };
  const before = await server.tell();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await server.tell();
  await pool.close();
  return {
    cpu: (after.cpu - before.cpu) / count / 1000,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    perSecond: count / seconds,
    delayP99: after.delayP99,
  };
}

function requestOf({ query, variables, path = '/graphql', isGet }, isBare, headers) {
  const accept = { accept: 'application/json', ...headers };
  const address = isBare ? path : '/graphql';
  if (isGet) return { method: 'GET', path: `${address}?query=${encodeURIComponent(query)}`, headers: accept };
  const body = JSON.stringify({ query, ...(variables && { variables: variables() }) });
  return { method: 'POST', path: address, body, headers: { ...accept, 'content-type': 'application/json' } };
}

/** Says where an answer begins to differ. */
function differs(server, workload, answer, expected) {
  const start = Math.max(0, answer.indexOf('"data":') + '"data":'.length);
  let at = 0;
  while (at < expected.length && answer[start + at] === expected[at]) at++;
  return `${server} answered something else to “${workload}”: …${answer.slice(start + at - 100, start + at + 200)} … ${answer.slice(-900)}`;
}

async function etagOf(pool, workload) {
  const { headers, body } = await pool.request(requestOf(workload, false, {}));
  await body.dump();
  return headers.etag;
}

export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];

export const median = (values) => percentile(values, 0.5);
