import { Pool } from 'undici';
import { percentile } from './load.mjs';
import { hundred, newWords, tiny } from './workloads.mjs';

export const pagesOf100 = 'pages of 100';
const pages = 6;
const everyMs = 5;

/** One client asks for pages of 100 ads and 100 datasets that nobody has asked for; another asks a tiny query. */
export async function cold100(servers, seen) {
  for (const name of ['apollo', 'ours']) {
    const server = servers[name];
    const pool = new Pool(server.url, { connections: 8 });
    const ask = async ({ query, expected, variables }) => {
      const response = await pool.request({
        ...{ path: '/graphql', method: 'POST', body: JSON.stringify({ query, variables }) },
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      });
      const answer = await response.body.text();
      if (!answer.includes(expected))
        throw new Error(`${name} answered something else: ${answer.slice(-500)}`);
    };
    await server.tell();
    let isDone = false;
    const took = [];
    const other = async () => {
      while (!isDone) {
        const sentAt = performance.now();
        await ask(tiny);
        took.push(performance.now() - sentAt);
        await new Promise((again) => setTimeout(again, everyMs));
      }
    };
    const asking = async () => {
      for (let at = 0; at < pages; at++) await ask({ ...hundred, variables: { words: newWords('stor') } });
      isDone = true;
    };
    await Promise.all([other(), asking()]);
    const { delayP99, delayMax } = await server.tell();
    seen.add(pagesOf100, name, { p95: percentile(took, 0.95), delayP99, delayMax });
    await pool.close();
  }
}
