import { expect, it } from 'vitest';
import { LoadProgress } from '../../../src/ads/years/load-progress.ts';

it('reports every few seconds how far a file has been read, and at its end', async () => {
  let now = 0;
  const reported: string[] = [];
  const progress = new LoadProgress(
    (line) => reported.push(line),
    () => now,
  );
  const file = {
    name: '2023.jsonl',
    bytes: 4_000_000,
    async *chunks() {
      for (let chunk = 0; chunk < 4; chunk++) yield new Uint8Array(1_000_000);
    },
  };

  for await (const _ of progress.measured(file).chunks()) {
    now += 2_000;
    progress.addAds(500);
  }
  progress.reportNow();

  expect(reported).toEqual([
    '2023.jsonl: 1500 ads, 3.0 of 4.0 MB, 250 ads/s',
    '2023.jsonl: 2000 ads, 4.0 of 4.0 MB, 250 ads/s',
  ]);
});
