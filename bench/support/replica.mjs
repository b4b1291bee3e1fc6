// One replica: asks a source as often as it can for some seconds, within the budget that it shares.

import { silentLogger } from '../../dist/upstream/logger.js';
import { openValkey } from '../../dist/upstream/stores/valkey.js';
import { aCall, outcome, roads, search } from './open.mjs';

const [url, cacheUrl, name, limit, windowSeconds, seconds] = process.argv.slice(2);
const shared = await openValkey({ url: cacheUrl, logger: silentLogger });
const sources = roads(
  [url],
  { budget: { limit: Number(limit), windowSeconds: Number(windowSeconds) } },
  { shared },
);
const end = Date.now() + Number(seconds) * 1000;
const said = {};
let asked = 0;
const client = async () => {
  while (Date.now() < end) {
    const { said: state } = await outcome(search(sources, 's1', `${name}${asked++}`, aCall(1500)));
    said[state] = (said[state] ?? 0) + 1;
  }
};
await Promise.all(Array.from({ length: 20 }, client));
process.send(said);
await sources.close();
await shared.close();
process.disconnect();
