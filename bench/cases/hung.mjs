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
  for (const name of ['ours', 'apollo']) {
    const child = fork(
      new URL(`../support/${name}.mjs`, import.meta.url),
      stubs.map(({ url }) => url),
    );
    const [{ url }] = await once(child, 'message');
    servers[name] = { child, url };
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
