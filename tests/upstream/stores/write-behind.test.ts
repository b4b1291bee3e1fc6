import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Waiting, WriteBehind } from '../../../src/upstream/stores/write-behind.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function waiting(key: string, minute = 0, bytes = 1): Waiting {
  return { key, retrievedAt: new Date(Date.UTC(2030, 0, 1, 0, minute)), bytes };
}

function aWriter(settings: { maxBytes?: number } = {}) {
  const batches: string[][] = [];
  const lost: string[] = [];
  const finish: (() => void)[] = [];
  const writer = new WriteBehind<Waiting>({
    write: (answers) => {
      batches.push(answers.map(({ key }) => key));
      return new Promise((resolve) => finish.push(resolve));
    },
    onLoss: ({ key }) => lost.push(key),
    ...settings,
  });
  return { writer, batches, lost, finish };
}

it('writes together the answers of a quarter of a second', async () => {
  const { writer, batches } = aWriter();

  writer.put(waiting('one'));
  await vi.advanceTimersByTimeAsync(200);
  writer.put(waiting('two'));
  const early = batches.length;
  await vi.advanceTimersByTimeAsync(50);

  expect(early).toBe(0);
  expect(batches).toEqual([['one', 'two']]);
});

it('flushes at once, and resolves when all is written', async () => {
  const { writer, batches, finish } = aWriter();
  let isDone = false;

  writer.put(waiting('one'));
  const flushed = writer.flush().then(() => {
    isDone = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  const before = isDone;
  finish[0]?.();
  await flushed;

  expect([before, isDone]).toEqual([false, true]);
  expect(batches).toEqual([['one']]);
});

it('writes one batch at a time: answers that come meanwhile go into the next', async () => {
  const { writer, batches, finish } = aWriter();

  for (const key of ['one', 'two', 'three']) {
    writer.put(waiting(key));
    void writer.flush();
    await vi.advanceTimersByTimeAsync(0);
  }
  const first = structuredClone(batches);
  finish[0]?.();
  await vi.advanceTimersByTimeAsync(0);

  expect(first).toEqual([['one']]);
  expect(batches).toEqual([['one'], ['two', 'three']]);
});

it('finds what waits and what is being written', async () => {
  const { writer } = aWriter();

  writer.put(waiting('written'));
  void writer.flush();
  await vi.advanceTimersByTimeAsync(0);
  writer.put(waiting('waits'));

  expect(writer.find('written')?.key).toBe('written');
  expect(writer.find('waits')?.key).toBe('waits');
  expect(writer.find('another')).toBeUndefined();
});

it('keeps the later of two answers of one key', async () => {
  const { writer, batches } = aWriter();

  writer.put(waiting('key', 2));
  writer.put(waiting('key', 1));
  const kept = writer.find('key')?.retrievedAt.getUTCMinutes();
  void writer.flush();
  await vi.advanceTimersByTimeAsync(0);

  expect(kept).toBe(2);
  expect(batches).toEqual([['key']]);
});

it('gives up the oldest, and reports them, when more waits than is allowed', () => {
  const { writer, lost } = aWriter({ maxBytes: 10 });

  for (const key of ['one', 'two', 'three']) writer.put(waiting(key, 0, 4));
  writer.put(waiting('alone', 0, 100));

  expect(lost).toEqual(['one', 'two', 'three']);
  expect(writer.find('alone')).toBeDefined();
});
