import { once } from 'node:events';
import { expect, it } from 'vitest';
import { askAt, contentDirectory, startCommand } from '../support/command.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { runProgram } from '../support/program.ts';
import { sampleAnswer } from '../support/stand-in.ts';

const query = `query ($words: String!) {
  datasets(filter: { query: $words }, first: 3) { totalCount nodes { title provenance { state } } }
}`;

const ask = (url: string, words: string) => askAt(url, query, { words });

it('serves every stored answer after it was killed while storing more', async () => {
  const source = await fakeUpstream({ '*': ({ url = '' }) => ({ json: sampleAnswer(url) }) });
  const settings = {
    SOURCES: 'live',
    DATA_DIR: await contentDirectory(),
    SOURCE_DATAPORTAL_SE_URL: source.url,
  };
  const first = runProgram(['serve'], settings);
  const url = await first.url;
  const before = new Map<string, unknown>();
  for (let at = 0; at < 40; at++)
    before.set(`ord${at}`, (await ask(url, `ord${at}`)).data.datasets.totalCount);

  // Killed while it writes more answers.
  const writing = Array.from({ length: 20 }, (_, at) => ask(url, `sist${at}`).catch(() => null));
  await expect.poll(() => source.asked.length).toBeGreaterThan(45);
  first.process.kill('SIGKILL');
  await once(first.process, 'close');
  await Promise.all(writing);
  source.answerAll({ fault: 'reset' });
  const second = startCommand(['serve'], settings);
  const again = await second.url;
  const after = new Map<string, unknown>();
  const states = new Set<string>();
  for (const words of before.keys()) {
    const { data } = await ask(again, words);
    after.set(words, data.datasets?.totalCount);
    for (const { provenance } of data.datasets?.nodes ?? []) states.add(provenance.state);
  }

  expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
  expect([...states]).toEqual(['CACHED']);
});
