// Many subscribers of one gateway, some of which never read.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { anAd, startJobStream } from './job-stream.mjs';

const MINUTE = 60_000;
/** A gateway accepts fifty streams from one address. */
const STREAMS_PER_ADDRESS = 40;
/** Concept ids of groups, by their codes in SSYK 2012. */
const groups = {
  2512: 'DJh5_yyF_hEM',
  2221: 'Z8ci_bBE_tmx',
  2341: 'oQUQ_D11_HPx',
  5321: 'jY19_knH_MJp',
  4111: 'ij8k_EwC_zyB',
};
const places = ['0180', '1480', '1280', '0380'];
const filters = Object.keys(groups).flatMap((occupation) => places.map((place) => ({ occupation, place })));
const fewWords =
  'subscription ($f: JobAdFilter) { jobAdEvents(filter: $f) { kind jobAdId jobAd { headline } } }';
const manyWords = 'subscription { jobAdEvents { kind jobAd { headline description } } }';

export async function runSubscribers({ environment, readers, sleepers, minutes, speed, burst }) {
  const begun = Date.now();
  const now = () => begun + (Date.now() - begun) * speed;
  const stream = await startJobStream({ now });
  const gateway = fork(new URL('./fast-gateway.mjs', import.meta.url), [String(speed), String(begun)], {
    env: { ...process.env, ...environment, SOURCE_JOBSTREAM_URL: stream.url },
    execArgv: ['--expose-gc'],
  });
  const [{ url }] = await once(gateway, 'message');
  const measured = async () => {
    gateway.send('measure');
    const [measurement] = await once(gateway, 'message');
    return measurement;
  };
  const before = await measured();

  const polls = [];
  stream.setFault((address) => {
    if (address.includes('stream')) polls.push(performance.now());
    return null;
  });
  const latencies = [];
  const seen = new Map();
  const open = [];
  let broken = 0;
  for (let at = 0; at < readers + sleepers; at++) {
    const isReader = at < readers;
    const filter = filters[at % filters.length];
    const body = isReader ? { query: fewWords, variables: { f: filter } } : { query: manyWords };
    const localAddress = `127.0.0.${2 + Math.floor(at / STREAMS_PER_ADDRESS)}`;
    open.push(
      await subscribe(`${url}/graphql/stream`, { body, localAddress }, (response) => {
        response.on('error', () => {
          broken++;
        });
        // What is not read stays in the connection.
        if (!isReader) return response.pause();
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
          const blocks = text.split('\n\n');
          text = blocks.pop();
          for (const block of blocks) {
            if (!block.startsWith('event: next')) continue;
            if (block.includes('"errors"')) throw new Error(`a subscriber got ${block}`);
            latencies.push(performance.now() - polls.at(-1));
            seen.set(at, (seen.get(at) ?? 0) + 1);
          }
        });
      }),
    );
  }
  // Until all ads from before the subscriptions have been read.
  await wait((3.2 * MINUTE) / speed);
  const connected = await measured();
  const pollsBefore = polls.length;

  const published = new Map();
  let nextId = 40_000_000;
  const publish = () => {
    const id = nextId++;
    const filter = filters[id % filters.length];
    const key = JSON.stringify(filter);
    published.set(key, (published.get(key) ?? 0) + 1);
    stream.publish(
      anAd(String(id), {
        description: { text: `Exempel på en annons. ${'Ord om arbetet. '.repeat(700)}` },
        occupation_group: {
          concept_id: groups[filter.occupation],
          label: 'x',
          legacy_ams_taxonomy_id: filter.occupation,
        },
        workplace_address: {
          municipality: 'x',
          municipality_code: filter.place,
          country_concept_id: 'i46j_HmG_v64',
        },
      }),
    );
  };
  const startedAt = performance.now();
  for (let minute = 0; minute < minutes; minute++) {
    const events = minute === Math.floor(minutes / 2) ? burst : 10;
    for (let at = 0; at < events; at++) publish();
    await wait(Math.max(0, startedAt + ((minute + 1) * MINUTE) / speed - performance.now()));
  }
  const pollsWithin = polls.length - pollsBefore;
  const afterEvents = await measured();
  await wait((2.5 * MINUTE) / speed);
  const atEnd = await measured();

  let [expected, received] = [0, 0];
  for (let at = 0; at < readers; at++) {
    expected += published.get(JSON.stringify(filters[at % filters.length])) ?? 0;
    received += seen.get(at) ?? 0;
  }
  for (const one of open) one.destroy();
  gateway.disconnect();
  await stream.close();
  latencies.sort((one, other) => one - other);
  const percentile = (share) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
  return {
    polls: pollsWithin,
    statements: (afterEvents.statements - connected.statements) / pollsWithin,
    expected,
    received,
    broken,
    latency: { p50: percentile(0.5), p99: percentile(0.99), max: percentile(0.999999) },
    memory: { before, connected, atEnd },
    unread: sleepers * [...published.values()].reduce((sum, count) => sum + count, 0) * 11_300,
  };
}

/** Resolves when the answer has begun. */
function subscribe(url, { body, localAddress }, onResponse) {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        agent: false,
        localAddress,
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
        onResponse(response);
        resolve(asked);
      },
    );
    asked.once('error', reject);
    asked.end(JSON.stringify(body));
  });
}
