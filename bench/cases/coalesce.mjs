import { roads, search, stub } from '../support/open.mjs';

export const title = 'calls upstream for 64 equal questions at once (goal: 1)';

export async function run() {
  const source = await stub(20);
  const sources = roads([source.url]);
  await Promise.all(Array.from({ length: 64 }, () => search(sources, 's1', 'lika')));
  const equal = (await source.seen()).calls.length;
  await source.reset();
  await Promise.all(Array.from({ length: 64 }, (_, at) => search(sources, 's1', `olika${at}`)));
  const { calls, most } = await source.seen();
  console.table({
    equal: { questions: 64, calls: equal },
    distinct: { questions: 64, calls: calls.length, 'most at once': most },
  });
  await sources.close();
  source.close();
}
