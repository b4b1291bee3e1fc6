// One request for an occupation with its ads in three counties, a trend of five years, skills, forecasts, educations,
// ESCO and Norway, over local stubs of every source; beside it the same by plain fetch. Every answer is compared with
// `judged/occupation-hub.json` while it is measured.
import { deepStrictEqual } from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import 'reflect-metadata';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { openContent } from '../../dist/content/open-content.js';
import { startGateway } from '../../dist/gateway.js';
import { openSources } from '../../dist/sources/open-sources.js';
import { registry } from '../../dist/sources/registry.js';
import { taxonomy } from '../../dist/sources/taxonomy/index.js';
import { wholeVersion } from '../../dist/sources/taxonomy/whole-version.js';
import { storeTaxonomy } from '../../dist/taxonomy/taxonomy-store.js';
import { naiveHub, parallel, sequential } from '../support/naive-hub.mjs';
import { aCall } from '../support/open.mjs';

const delay = 50;
const rounds = 5;
const warmRequests = 20;

export const title = `occupation 2512 with all that joins it in one request: calls against the least possible, and time (every source answers after ${delay} ms)`;

/** The fewest calls that the sources' APIs allow, and why not fewer. */
const least = {
  jobsearch: [5, 'a page for each of three counties, the newest 100 for their skills, one for all counts'],
  joblinks: [3, 'a page for each of three counties; it knows no list of counties apart'],
  historical: [5, 'a year each: the API does not count by year'],
  enrichments: [1, 'takes 100 texts at once'],
  yrkesbarometern: [1, 'one file holds every occupation and county'],
  jobed: [2, 'one for each occupation name of the group: the API takes one'],
  esco: [1, 'takes many URIs at once'],
  nav: [2, 'a token, and the feed, which has one page here'],
  'nav, behind': [2, 'after the answer: each ad in full, since the feed has neither text nor occupation'],
  taxonomy: [0, 'a version lies in the database'],
};
/** NAV: token, then feed. JobSearch: ads, then JobAd Enrichments: their texts. The others are asked once. */
const slowestChain = 2;

const judged = (name) => readFileSync(new URL(`judged/occupation-hub.${name}`, import.meta.url), 'utf8');
const query = judged('graphql');

export async function run() {
  const expected = JSON.parse(judged('json'));
  const market = await startMarket();
  const folder = mkdtempSync(join(tmpdir(), 'occupation-hub-'));
  try {
    const loaded = await loadTaxonomy(market, join(folder, 'loaded'));
    console.log(
      `A version of the taxonomy was loaded by ${loaded} calls; once a version, not once a request.`,
    );

    const seen = { ours: { cold: [], warm: [] }, sequential: [], parallel: [] };
    const calls = { cold: {}, warm: {}, naive: {} };
    for (let round = 0; round < rounds; round++) {
      // Interleaved, so that a busy machine is as busy for one as for the other.
      const data = join(folder, String(round));
      cpSync(join(folder, 'loaded'), data, { recursive: true });
      const gateway = await startGateway(settings(market.url, data), pino({ level: 'silent' }));
      await asked(gateway.url, '{ sources { slug } }');
      await market.seen();

      seen.ours.cold.push(await timed(() => asked(gateway.url, query), expected));
      await wait(4 * delay);
      calls.cold = await market.seen();
      for (let at = 0; at < warmRequests; at++)
        seen.ours.warm.push(await timed(() => asked(gateway.url, query), expected));
      calls.warm = await market.seen();
      await gateway.close();

      // Whoever counts by hand lists the counties that have ads.
      const listed = structuredClone(expected);
      listed.occupation.adsByPlace = listed.occupation.adsByPlace.filter(({ count }) => count > 0);
      seen.sequential.push(await timed(() => naiveHub(market.url, sequential), listed));
      await market.seen();
      seen.parallel.push(await timed(() => naiveHub(market.url, parallel), listed));
      calls.naive = await market.seen();
    }
    tell(seen, calls);
  } finally {
    market.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(seen, calls) {
  const rows = Object.entries(least).map(([source, [fewest, why]]) => [
    source,
    {
      cold: calls.cold[source] ?? 0,
      least: fewest,
      warm: calls.warm[source] ?? 0,
      'plain fetch, each time': calls.naive[source] ?? 0,
      why,
    },
  ]);
  console.table(Object.fromEntries(rows));
  console.log(
    'JobSearch could do with 4 where no place is given: one call could carry the newest 100 and the counts by county. It is not done: the two fields would have to know of each other.',
  );
  const sum = (of) => Object.values(of).reduce((total, count) => total + count, 0);
  const [cold, naive] = [sum(calls.cold), sum(calls.naive)];
  const chain = slowestChain * delay;
  const row = (milliseconds, made, than) => ({
    'calls upstream': made,
    milliseconds: Math.round(milliseconds * 10) / 10,
    'over the slowest chain': (milliseconds / chain).toFixed(2),
    'times as long as ours, cold': (milliseconds / than).toFixed(2),
  });
  const ours = median(seen.ours.cold);
  console.table({
    'ours, cold': row(ours, cold, ours),
    'ours, warm': row(median(seen.ours.warm), sum(calls.warm) / warmRequests, ours),
    'plain fetch, one after the other': row(median(seen.sequential), naive, ours),
    'plain fetch, in parallel': row(median(seen.parallel), naive, ours),
  });
  const asks = warmRequests + 1;
  console.log(
    `${asks} requests within two minutes: ${cold + sum(calls.warm)} calls by the gateway, ${asks * naive} by plain fetch.`,
  );
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

async function timed(ask, expected) {
  const startedAt = performance.now();
  const answer = await ask();
  const milliseconds = performance.now() - startedAt;
  deepStrictEqual(answer, expected);
  return milliseconds;
}

async function asked(url, text) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`the gateway answered with errors: ${JSON.stringify(errors)}`);
  return data;
}

async function startMarket() {
  const child = fork(new URL('../support/labour-market.mjs', import.meta.url), [String(delay)]);
  const [{ port }] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    /** Calls by source since the last time. */
    async seen() {
      child.send({ reset: true });
      const [calls] = await once(child, 'message');
      return calls;
    },
    close: () => child.disconnect(),
  };
}

function settings(market, dataDir) {
  const urls = registry.map(({ id }) => [
    `SOURCE_${id.replaceAll('-', '_').toUpperCase()}_URL`,
    `${market}/${id}`,
  ]);
  return readConfig({
    ...Object.fromEntries(urls),
    ...{ SOURCES: 'live', PORT: '0', DATA_DIR: dataDir, RATE_LIMIT: '1000000' },
  });
}

/** Loads the stub's version as `refresh taxonomy` does; gives the number of calls. */
async function loadTaxonomy(market, dataDir) {
  const { database } = await openContent(settings(market.url, dataDir), pino({ level: 'silent' }));
  const sources = openSources({
    mode: 'live',
    baseUrls: { taxonomy: `${market.url}/taxonomy` },
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'bench',
    declarations: [taxonomy],
  });
  const [{ operations }] = sources.ofKind('TAXONOMY');
  const whole = await wholeVersion({ taxonomy: operations, esco: null, version: null }, aCall(), () => {});
  await storeTaxonomy(database.dataSource, { ...whole, loadedAt: new Date() });
  await sources.close();
  await database.close();
  return (await market.seen()).taxonomy;
}
