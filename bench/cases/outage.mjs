import { setTimeout as wait } from 'node:timers/promises';
import { roads, search, stub } from '../support/open.mjs';

export const title =
  'a source is gone for a day, the gateway restarts in the middle: answers lost of 200 (simulated clock)';

export async function run() {
  const source = await stub(1);
  const answers = new Map();
  const lastGood = {
    get: async (key) => answers.get(key) ?? null,
    put: async (key, _source, answer) => void answers.set(key, answer),
    sweep: async () => {},
  };
  let now = Date.now();
  const clock = {
    now: () => now,
    sleep: (milliseconds, signal) =>
      wait(Math.min(milliseconds, 20), undefined, { signal }).catch(() => undefined),
    after(milliseconds, wake) {
      const timer = setTimeout(wake, Math.min(milliseconds, 20));
      return () => clearTimeout(timer);
    },
  };
  const call = () => ({
    signal: AbortSignal.timeout(60_000),
    deadline: now + 10_000,
    ledger: { line: () => line },
  });
  const line = { began() {}, ended() {}, requested() {}, answered() {} };
  const open = () => roads([source.url], {}, { lastGood, clock });
  const words = Array.from({ length: 200 }, (_, at) => `ord${at}`);
  let sources = open();
  const before = await Promise.all(words.map((word) => search(sources, 's1', word, call())));
  await source.fault('reset');
  const states = {};
  let lost = 0;
  for (let hour = 1; hour <= 24; hour++) {
    now += 3_600_000;
    if (hour === 12) {
      await sources.close();
      sources = open();
    }
    for (const [at, word] of words.entries()) {
      const found = await search(sources, 's1', word, call()).catch(() => null);
      if (found?.total !== before[at].total || found.items.length !== before[at].items.length) lost++;
      const state = found?.provenance.state ?? 'lost';
      states[state] = (states[state] ?? 0) + 1;
    }
  }
  console.table({ 'asked every hour': { answers: 24 * words.length, lost, ...states } });
  await sources.close();
  source.close();
}
