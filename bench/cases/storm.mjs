import { outcome, roads, search, stub } from '../support/open.mjs';

export const title = 'calls made over calls wanted while a source fails (goal: at most 1.1)';

const wanted = 4000;
const inFlight = 16;

export async function run() {
  const rows = {};
  for (const [name, fault, share] of [
    ['30 % of answers are 500', '500', 0.3],
    ['30 % of connections are reset', 'reset', 0.3],
    ['total outage', '503', 1],
  ]) {
    const source = await stub(2);
    const sources = roads([source.url]);
    await source.fault(fault, share);
    const said = new Map();
    let next = 0;
    const client = async () => {
      while (next < wanted) {
        const { said: state } = await outcome(search(sources, 's1', `ord${next++}`));
        said.set(state, (said.get(state) ?? 0) + 1);
        // Without a pause the clients would use up their questions while the source is left alone.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await Promise.all(Array.from({ length: inFlight }, client));
    const made = (await source.seen()).calls.length;
    rows[name] = { wanted, made, ratio: (made / wanted).toFixed(3), ...Object.fromEntries(said) };
    await sources.close();
    source.close();
  }
  console.table(rows);
}
