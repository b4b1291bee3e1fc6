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
  const rows = {};
  for (const [name, { url }] of Object.entries(servers)) {
    await phase(url);
    const healthy = await phase(url);
    await stubs[3].fault('hang');
    const first = await phase(url);
    const later = await phase(url);
    await stubs[3].fault(null);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await phase(url);
    const after = await phase(url);
    for (const which of ['others', 'all four']) {
      rows[`${name}, ${which}`] = Object.fromEntries(
        Object.entries({ healthy, 'hung, first 5 s': first, 'hung, next 5 s': later, after }).map(
          ([when, measured]) => [when, `${measured[which].p99} (${measured[which].rps}/s)`],
        ),
      );
      rows[`${name}, ${which}`]['hung/healthy'] = (later[which].p99 / healthy[which].p99).toFixed(2);
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
