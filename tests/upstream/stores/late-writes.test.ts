import { expect, it } from 'vitest';
import type { UnreadText } from '../../../src/entities/job-ad.ts';
import { LateWrites } from '../../../src/upstream/stores/late-writes.ts';

function aText(): UnreadText & { reads: number } {
  const text = {
    reads: 0,
    get isRead() {
      return text.reads > 0;
    },
    get masked() {
      text.reads++;
      return '[…]';
    },
    inTurn: () => text.masked,
    toJSON: () => text.masked,
  };
  return text;
}

it('writes an answer after its texts are read, and not before the caller goes on', async () => {
  const late = new LateWrites({ onLoss: () => {} });
  const texts = [aText(), aText()];
  let readAtWrite: number[] | null = null;
  late.add('key', { texts, size: 1, write: () => (readAtWrite = texts.map(({ reads }) => reads)) });

  expect(texts.map(({ reads }) => reads)).toEqual([0, 0]);
  expect(late.has('key')).toBe(true);
  await late.flush();

  expect(readAtWrite).not.toBeNull();
  expect(texts.every(({ isRead }) => isRead)).toBe(true);
  expect(late.has('key')).toBe(false);
});

it('writes what waits without being told to', async () => {
  const late = new LateWrites({ onLoss: () => {} });
  const written = await Promise.all(
    ['one', 'other'].map(
      (key) => new Promise((write) => late.add(key, { texts: [aText()], size: 1, write: () => write(key) })),
    ),
  );

  expect(written).toEqual(['one', 'other']);
});

it('writes the later of two answers of a key, once', async () => {
  const late = new LateWrites({ onLoss: () => {} });
  const written: string[] = [];
  late.add('key', { texts: [aText()], size: 1, write: () => written.push('earlier') });
  late.add('key', { texts: [aText()], size: 1, write: () => written.push('later') });

  await late.flush();
  await late.flush();

  expect(written).toEqual(['later']);
});

it('gives up the oldest when too much waits, and reads none of its texts', async () => {
  let lost = 0;
  const late = new LateWrites({ onLoss: () => lost++, maxSize: 10 });
  const texts = [aText(), aText(), aText()];
  const written: number[] = [];
  for (const [at, text] of texts.entries()) {
    late.add(`key ${at}`, { texts: [text], size: 5, write: () => written.push(at) });
  }

  await late.flush();

  expect(lost).toBe(1);
  expect(written.toSorted()).toEqual([1, 2]);
  expect(texts[0]?.reads).toBe(0);
});
