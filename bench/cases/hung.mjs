// Ours, what one writes in an afternoon with Apollo Server, and Hive Gateway, under the same queries, load and
// time-out of 2 s a source. Hive Gateway weighs half a gigabyte, so it is no dependency of the project; to have it
// take part, install it in a folder of its own and name that folder:
//
//   npm install --prefix /tmp/hive-gateway @graphql-hive/gateway@2.15.1 @graphql-mesh/compose-cli@1.8.2 @omnigraph/json-schema@0.112.4
//   HIVE_GATEWAY_DIR=/tmp/hive-gateway npm run bench -- hung

import { fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { stub } from '../support/open.mjs';

export const title =
  'one of four sources hangs: p99 (ms) of queries for the other three, and of queries for all four, before, during and after';

const phaseSeconds = 5;

export async function run() {
  const stubs = await Promise.all(Array.from({ length: 4 }, () => stub(20)));
  const servers = {};
  const names = ['ours', 'apollo'];
  if (process.env.HIVE_GATEWAY_DIR) names.push('hive');
  else
    console.log('Without Hive Gateway: set HIVE_GATEWAY_DIR to its folder (bench/cases/hung.mjs says how).');
  for (const name of names) {
    const child = fork(
      new URL(`../support/${name}.mjs`, import.meta.url),
      stubs.map(({ url }) => url),
    );
    const [told] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (told?.url) servers[name] = { child, url: told.url };
    else console.error(`Without ${name}, which did not start.`);
  }
  // Interleaved, so that a busy machine is as busy for one as for the other.
  const measured = new Map(Object.keys(servers).map((name) => [name, {}]));
  const each = async (when) => {
    for (const [name, { url }] of Object.entries(servers)) measured.get(name)[when] = await phase(url);
  };
  await each('warm-up');
  await each('healthy');
  await stubs[3].fault('hang');
  await each('hung, first 5 s');
  await each('hung, next 5 s');
  await stubs[3].fault(null);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await each('recovering');
  await each('after');
  const rows = {};
  for (const which of ['others', 'all four']) {
    for (const [name, phases] of measured) {
      const told = Object.entries(phases).filter(([when]) => when !== 'warm-up');
      rows[`${name}, ${which}`] = {
        ...Object.fromEntries(
          told.map(([when, found]) => [when, `${found[which].p99} (${found[which].rps}/s)`]),
        ),
        'hung/healthy': (phases['hung, next 5 s'][which].p99 / phases.healthy[which].p99).toFixed(2),
      };
    }
  }
  console.table(rows);
  for (const { child } of Object.values(servers)) child.disconnect();
  for (const one of stubs) one.close();
}

/** Both queries at the same time, so that what one waits for may hold up the other. */
async function phase(url) {
  const [others, allFour] = await Promise.all([
    load(url, ['s1', 's2', 's3'], 8),
    load(url, ['s1', 's2', 's3', 's4'], 8),
  ]);
  return { others, 'all four': allFour };
}

let asked = 0;
async function load(url, fields, connections) {
  const query = `query ($words: String!) { ${fields.map((field) => `${field}(words: $words)`).join(' ')} }`;
  const result = await autocannon({
    url: `${url}/graphql`,
    connections,
    duration: phaseSeconds,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({
          ...request,
          body: JSON.stringify({ query, variables: { words: `ord${asked++}` } }),
        }),
      },
    ],
  });
  return { p99: result.latency.p99, rps: Math.round(result.requests.average) };
}
