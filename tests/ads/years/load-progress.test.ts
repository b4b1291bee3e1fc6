import { expect, it } from 'vitest';
import { LoadProgress } from '../../../src/ads/years/load-progress.ts';

it('tells every few seconds how far a file has been read, and at its end', async () => {
  let now = 0;
  const told: string[] = [];
  const progress = new LoadProgress(
    (line) => told.push(line),
    () => now,
  );
  const file = {
    name: '2023.jsonl',
    bytes: 4_000_000,
    async *pieces() {
      for (let piece = 0; piece < 4; piece++) yield new Uint8Array(1_000_000);
    },
  };

  for await (const _ of progress.watch(file).pieces()) {
    now += 2_000;
    progress.have(500);
  }
  progress.ended();

  expect(told).toEqual([
    '2023.jsonl: 1500 ads, 3.0 of 4.0 MB, 250 ads/s',
    '2023.jsonl: 2000 ads, 4.0 of 4.0 MB, 250 ads/s',
  ]);
});
