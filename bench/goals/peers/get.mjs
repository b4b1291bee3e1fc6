import { Pool } from 'undici';

const freshFor = 60_000;
const most = 1000;

/** Asks a server for JSON or text by undici, and keeps what it answered for a minute. */
export function cachedFetch(base) {
  const pool = new Pool(base, { connections: 128 });
  const kept = new Map();
  const fetched = async (path, options) => {
    const { statusCode, headers, body } = await pool.request({
      ...{ path: `/${path}`, method: 'GET', headersTimeout: 10_000, bodyTimeout: 10_000 },
      ...options,
    });
    if (statusCode !== 200) throw new Error(`${path}: status ${statusCode}`);
    return String(headers['content-type']).includes('json') ? body.json() : body.text();
  };
  const cached = (key, ask) => {
    const before = kept.get(key);
    if (before && before.until > Date.now()) return before.answer;
    const answer = ask();
    const [oldest] = kept.keys();
    if (kept.size >= most) kept.delete(oldest);
    kept.set(key, { until: Date.now() + freshFor, answer });
    return answer;
  };
  return {
    get: (path, headers) => cached(path, () => fetched(path, { headers })),
    post(path, sent) {
      const body = JSON.stringify(sent);
      const headers = { 'content-type': 'application/json' };
      return cached(path + body, () => fetched(path, { method: 'POST', headers, body }));
    },
  };
}
