// Own content joined to three sources, by the whole gateway and by a hand-written Apollo Server. Each request asks for
// other words, so that nobody wins by keeping or sharing answers; that the gateway keeps and stores what it fetched is
// part of its time. `judged/joined.json` is compared with every answer.
//
// The gateway on PostgreSQL takes part when BENCH_DATABASE_URL names an empty database.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';

const delay = 20;
const rounds = 7;
const oneByOne = 100;
const crowd = 64;
const crowdSeconds = 3;

export const title = `own content joined to three sources of ${delay} ms, no two requests alike, against a hand-written Apollo Server (goals: time over the slowest source at most 0.7 times Apollo's at one connection, 1.7 times its requests at ${crowd}, no more memory)`;

const judged = (name) => readFileSync(new URL(`judged/joined.${name}`, import.meta.url), 'utf8');
const query = judged('graphql');
const expected = JSON.stringify(JSON.parse(judged('json')));

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'joined-'));
  const sources = await start('joined-sources', [String(delay)]);
  const { BENCH_DATABASE_URL: databaseUrl } = process.env;
  if (!databaseUrl) console.log('Without PostgreSQL: set BENCH_DATABASE_URL to an empty database.');
  const servers = {
    apollo: await start('joined-apollo', [sources.url]),
    'ours, embedded database': await start('joined-ours', [sources.url, join(folder, 'data')]),
    ...(databaseUrl && {
      'ours, PostgreSQL': await start('joined-ours', [sources.url, join(folder, 'none'), databaseUrl]),
    }),
  };
  try {
    for (const server of Object.values(servers)) await ask(server, crowd, during(2));
    const seen = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      // Interleaved, so that a busy machine is as busy for one as for the other.
      for (const [name, server] of Object.entries(servers)) {
        const alone = await ask(server, 1, times(oneByOne));
        const many = await ask(server, crowd, during(crowdSeconds));
        seen[name].push({
          over: percentile(alone.took, 0.5) - delay,
          perSecond: many.took.length / many.seconds,
          p99: percentile(many.took, 0.99),
          rss: (await server.tell()).rss / 1024 ** 2,
        });
      }
    }
    tell(seen);
  } finally {
    for (const { close } of [...Object.values(servers), sources]) close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(seen) {
  const rows = Object.entries(seen).map(([name, found]) => {
    const ratio = (of) =>
      percentile(
        found.map((one, round) => one[of] / seen.apollo[round][of]),
        0.5,
      ).toFixed(2);
    const middle = (of) =>
      percentile(
        found.map((one) => one[of]),
        0.5,
      );
    return [
      name,
      {
        'ms over the slowest source': middle('over').toFixed(1),
        'times Apollo’s ': ratio('over'),
        [`requests/s at ${crowd}`]: Math.round(middle('perSecond')),
        'times Apollo’s  ': ratio('perSecond'),
        [`p99 at ${crowd}, ms`]: Math.round(middle('p99')),
        'MB at the end': Math.round(found.at(-1).rss),
        'times Apollo’s': (found.at(-1).rss / seen.apollo.at(-1).rss).toFixed(2),
      },
    ];
  });
  console.table(Object.fromEntries(rows));
}

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];

function during(seconds) {
  const end = performance.now() + 1000 * seconds;
  return () => performance.now() < end;
}

function times(count) {
  let left = count;
  return () => left-- > 0;
}

let asked = 0;
/** So many clients ask, each one request after the other, while there is more to ask. */
async function ask({ url }, clients, more) {
  const pool = new Pool(url, { connections: clients });
  const took = [];
  const startedAt = performance.now();
  const client = async () => {
    while (more()) {
      const body = JSON.stringify({ query, variables: { words: `ord${asked++}` } });
      const sentAt = performance.now();
      const response = await pool.request({
        ...{ path: '/graphql', method: 'POST', body },
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      });
      const answer = await response.body.text();
      took.push(performance.now() - sentAt);
      if (!answer.includes(expected))
        throw new Error(`another answer than expected: ${answer.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return { took, seconds };
}

async function start(name, settings) {
  const child = fork(new URL(`../support/${name}.mjs`, import.meta.url), settings, {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [told] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (!told?.url) throw new Error(`${name} did not start`);
  return {
    url: told.url,
    async tell() {
      child.send({});
      const [answer] = await once(child, 'message');
      return answer;
    },
    close: () => child.disconnect(),
  };
}
