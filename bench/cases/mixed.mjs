import { createHash } from 'node:crypto';
import { Pool } from 'undici';
import { withGateways } from '../goals/servers.mjs';
import { newWords, workloads } from '../goals/workloads.mjs';

export const title = 'mixed requests of many documents: does memory grow?';

/** The long run: MIXED_REQUESTS=300000 MIXED_DOCUMENTS=20000. */
const requests = Number(process.env['MIXED_REQUESTS'] ?? 12_000);
const documents = Number(process.env['MIXED_DOCUMENTS'] ?? 2_000);
const minutes = Number(process.env['MIXED_MINUTES'] ?? 60);
const connections = 16;
/** After so many requests the slope among them is printed, so that a run that is cut off decides too. */
const partOf = 50_000;
const measurements = Number(process.env['MIXED_MEASUREMENTS'] ?? Math.max(30, requests / 5_000));
/** The share of the measurements that is the warm-up: stores with a bound fill up. */
const warmUp = 0.4;
const atMost = 1;

const MB = 1024 ** 2;
const memories = ['in use, MB', 'resident, MB'];
const joined = workloads.find(({ name }) => name === 'joined warm');
const large = workloads.find(({ name }) => name === 'joined cold, real size, c=64');
const savedQueries = [
  ...['elections.json', 'elections.csv', 'elections.html', 'people.json', 'people.csv'],
  ...['compass-matrix.json', 'compass-matrix.svg', 'who-answered.json', 'data-gaps.csv', 'documents.atom'],
];

/** One of many documents that ask for the association's content. */
function contentOf(at) {
  const fields = ['asked', 'answered', 'seats', 'seatsTotal'].filter((_, bit) => (at >> bit) % 2 === 0);
  const query = `{ q${at}: questionnaire(slug: "valkompass-2022") { title(lang: ${at % 3 ? 'SV' : 'EN'})
    coverage { __typename ${fields.join(' ')} } questions { number shortTitle(lang: EN) } } }`;
  return { query, expected: `{"data":{"q${at}":{"title":"` };
}

const persistedOf = (query) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
});

/** The parts of the mix, and how many of a hundred requests each has. */
const mix = [
  [50, (at) => post(contentOf(at))],
  [10, (at) => get(contentOf(at % 200), { 'accept-encoding': 'br' }, '')],
  [6, (at) => post({ ...joined, variables: { words: `ord${at % 3_000}` } })],
  [6, (at) => post({ ...joined, variables: { words: `lika${at % 50}` } })],
  [2, () => post({ ...large, variables: { words: newWords('stor'), first: 20 } })],
  [10, (at) => saved(savedQueries[at % savedQueries.length])],
  [6, (at) => persisted(contentOf(at))],
  [5, (at) => post({ query: `{ wrong${at} }`, expected: 'GRAPHQL_VALIDATION_FAILED' })],
  [3, (at) => post({ query: `{ cut${at} `, expected: 'GRAPHQL_PARSE_FAILED' })],
  [2, (at) => post({ query: '{ question(id: $id) }', variables: { id: at }, expected: '"errors"' })],
].flatMap(([share, make]) => Array.from({ length: share }, () => make));

const headers = { 'content-type': 'application/json', accept: 'application/json' };

function post({ query, variables, extensions, expected }) {
  const body = JSON.stringify({ ...(query && { query }), variables, extensions });
  return { sent: { method: 'POST', path: '/graphql', headers, body }, expected };
}

function get({ query }, more, expected) {
  const path = `/graphql?query=${encodeURIComponent(query)}`;
  return {
    sent: { method: 'GET', path, headers: { accept: 'application/json', ...more } },
    expected,
  };
}

const saved = (name) => ({ sent: { method: 'GET', path: `/q/${name}` }, expected: '' });

/** By its hash alone; whoever is told that it is not known sends the document. */
function persisted({ query, expected }) {
  const extensions = persistedOf(query);
  return { ...post({ extensions, expected }), whole: post({ query, extensions, expected }) };
}

export async function run() {
  await withGateways({ gateway: { ANSWER_CACHE_MB: '32' } }, async ({ gateway }) => {
    const pool = new Pool(gateway.url, { connections });
    // On a busy machine the client may notice late that the gateway has closed an idle connection, and sends it again.
    const send = async (sent) => {
      const { statusCode, body } = await pool.request(sent);
      return { statusCode, answer: await body.text() };
    };
    const ask = async ({ sent, expected, whole }) => {
      const { statusCode, answer } = await send(sent).catch(() => send(sent));
      if (whole && answer.includes('PersistedQueryNotFound')) return ask(whole);
      if (statusCode !== 200 || !answer.includes(expected))
        throw new Error(`${sent.path} ${sent.body ?? ''}: ${statusCode} ${answer.slice(0, 500)}`);
    };
    console.log(['requests', ...memories, 'heap, MB', 'outside the heap, MB'].join('  '));
    const random = randomOf(1);
    const until = Date.now() + minutes * 60_000;
    const seen = [];
    let done = 0;
    for (let measured = 0; measured < measurements && Date.now() < until; measured++) {
      let left = Math.ceil(requests / measurements);
      done += left;
      const client = async () => {
        while (left-- > 0) await ask(mix[random(mix.length)](random(documents)));
      };
      await Promise.all(Array.from({ length: connections }, client));
      const { rss, heapUsed, heapTotal, external } = await gateway.tell({ collect: true });
      const row = {
        requests: done,
        'in use, MB': round(heapUsed / MB),
        'resident, MB': round(rss / MB),
        'heap, MB': round(heapTotal / MB),
        'outside the heap, MB': round(external / MB),
      };
      seen.push(row);
      console.log(Object.values(row).join('  '));
      const begun = Math.floor((done - 1) / partOf) * partOf;
      if (done - begun === partOf)
        console.log(
          `${begun} to ${done}: ${memories
            .map(
              (name) =>
                `${name} ${slopeOf(
                  seen.filter((of) => of.requests >= begun),
                  name,
                ).toFixed(2)}`,
            )
            .join(', ')} for 100,000 requests`,
        );
    }
    await pool.close();
    const after = seen.slice(Math.floor(seen.length * warmUp));
    for (const name of memories) {
      const slope = slopeOf(after, name);
      const verdict = slope <= atMost ? 'holds' : 'does not hold';
      console.log(
        `${name}: ${slope.toFixed(2)} MB for 100,000 requests after the warm-up; at most ${atMost}: ${verdict}`,
      );
    }
    if (done < requests) console.log(`Ended after ${minutes} minutes and ${done} of ${requests} requests.`);
  });
}

/** The same numbers in each run, below `most`. */
function randomOf(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** MB for 100,000 requests, by least squares. */
function slopeOf(rows, name) {
  const points = rows.map((row) => [row.requests / 100_000, row[name]]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, of]) => of))];
  const above = points.reduce((sum, [at, of]) => sum + (at - x) * (of - y), 0);
  return above / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

const round = (value) => Math.round(value * 10) / 10;
