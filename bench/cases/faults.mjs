import { outcome, roads, search, stub } from '../support/open.mjs';

export const title =
  'what each fault of a source leads to, and how long it takes (time-out of the source: 2 s)';

const faults = [
  'hang',
  'drip',
  'reset',
  'cut',
  'endless',
  'html',
  'malformed',
  'shape',
  '400',
  '429',
  '500',
  '503',
  'redirect',
];

export async function run() {
  const rows = {};
  for (const fault of faults) {
    const source = await stub(5);
    const cold = roads([source.url]);
    await source.fault(fault);
    const first = await outcome(search(cold, 's1', 'ett'));
    for (let time = 0; time < 6 && fault !== 'hang' && fault !== 'drip'; time++)
      await outcome(search(cold, 's1', `ord${time}`));
    const seventh = fault === 'hang' || fault === 'drip' ? null : await outcome(search(cold, 's1', 'sist'));

    await source.fault(null);
    const warm = roads([source.url]);
    await search(warm, 's1', 'ett');
    await source.fault(fault);
    const stale = await outcome(search(warm, 's1', 'ett'));
    const again = await outcome(search(warm, 's1', 'ett'));
    rows[fault] = {
      'nothing kept': `${first.said} ${first.milliseconds} ms`,
      'after seven': seventh ? `${seventh.said} ${seventh.milliseconds} ms` : '',
      'an answer kept': `${stale.said} ${stale.milliseconds} ms`,
      'and again': `${again.said} ${again.milliseconds} ms`,
    };
    await Promise.all([cold.close(), warm.close()]);
    source.close();
  }
  console.table(rows);
}
