import { cold100, pagesOf100 } from './cold-pages.mjs';
import { goals } from './goals.mjs';
import { load } from './load.mjs';
import { writeResults } from './results.mjs';
import { Seen } from './seen.mjs';
import { withServers } from './servers.mjs';
import { tell } from './table.mjs';
import { workloads } from './workloads.mjs';

/** The delay of every source, in milliseconds. */
const delay = 20;
const starts = 5;
const starting = ['apollo', 'ours'];

/** Measures all workloads, interleaved, and tells the goals beside the figures. */
export async function measure({ rounds, share, only }) {
  const seen = new Seen();
  const chosen = workloads.filter(({ name }) => !only || name.includes(only));
  const { database } = await withServers(async (servers) => {
    for (const { name, tell: ask, rested } of Object.values(servers)) {
      await rested?.();
      seen.add('memory', name, { idle: (await ask({ collect: true })).rss / 1024 ** 2 });
    }
    for (let time = 0; time < (only ? 1 : starts); time++) {
      for (const name of starting) {
        const { startedIn, close } = await servers[name].again();
        close();
        seen.add('start', name, { seconds: startedIn });
      }
    }
    await servers.bare.tell({ keep: bytesOf(workloads) });
    for (let round = 0; round <= rounds; round++) {
      for (const workload of chosen) {
        for (const name of workload.servers) {
          const count = Math.ceil(workload.count * share);
          const figures = await load(servers[name], { ...workload, count });
          // The first is the warm-up.
          if (round > 0) seen.add(workload.name, name, { ...figures, over: figures.p50 - delay });
        }
      }
      if (round > 0 && pagesOf100.includes(only ?? '')) await cold100(servers, seen);
    }
    for (const name of ['apollo', 'ours']) {
      const { rss } = await servers[name].tell({ collect: true });
      seen.workloads.get('memory').get(name)[0].after = rss / 1024 ** 2;
    }
  });
  const rows = goals.map(({ name, stood, atMost, of }) => ({ name, stood, atMost, now: of(seen) }));
  tell(seen, rows);
  if (!only) writeResults(rows, { rounds, database });
}

function bytesOf(all) {
  const bodies = all.filter(({ path, expected }) => path && expected !== '');
  return Object.fromEntries(bodies.map(({ path, expected }) => [path, `{"data":${expected}}\n`]));
}
