import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listOf, orNull } from '../../src/upstream/decode.ts';
import { countItems, countItemsInPieces } from '../../src/upstream/dropped-items.ts';
import { Pieces } from '../../src/upstream/pieces.ts';

/** Every item takes a millisecond. `seen` tells the turn in which each was read. */
function reading() {
  let now = 0;
  let turn = 0;
  let isOver = false;
  const seen: { name: string; turn: number }[] = [];
  const item = z.object({ name: z.string(), parts: orNull(listOf(z.object({ part: z.string() }))) });
  const timed = z.unknown().transform((value, context) => {
    now += 1;
    const read = item.safeParse(value);
    if (!read.success) {
      context.addIssue({ code: 'custom', message: 'no item' });
      return z.NEVER;
    }
    seen.push({ name: read.data.name, turn });
    return read.data;
  });
  const nextTurn = () => {
    turn++;
    if (!isOver) setImmediate(nextTurn);
  };
  return {
    item: timed,
    seen,
    pieces: new Pieces(() => now),
    async turns<T>(work: () => T): Promise<Awaited<T>> {
      setImmediate(nextTurn);
      try {
        return await work();
      } finally {
        isOver = true;
      }
    },
  };
}

const named = (count: number, prefix = 'a') =>
  Array.from({ length: count }, (_, at) => (at % 7 === 3 ? { name: null } : { name: `${prefix}${at}` }));

describe('a long list', () => {
  it('is read in turns of five milliseconds, each item once, with the result and the counts of one go', async () => {
    const { item, pieces, seen, turns } = reading();
    const schema = z.object({ first: listOf(item), second: listOf(item), name: z.string() });
    const data = { first: named(40), second: named(30, 'b'), name: 'page' };
    const expected = countItems(
      z.object({ first: listOf(reading().item), second: listOf(reading().item), name: z.string() }),
      data,
    );

    const found = await turns(() => countItemsInPieces(schema, data, pieces));

    expect(found).toEqual(expected);
    const perTurn = seen.map(({ turn }) => seen.filter((other) => other.turn === turn).length);
    expect(Math.max(...perTurn)).toBeLessThanOrEqual(5);
    expect(new Set(seen.map(({ name }) => name)).size).toBe(seen.length);
  });

  it('goes on in the middle of a list inside an item', async () => {
    let now = 0;
    let read = 0;
    const part = z.object({ part: z.number() }).transform((value) => {
      now += 1;
      read += 1;
      return value;
    });
    const schema = listOf(z.object({ parts: orNull(listOf(part)) }));
    const parts = (from: number) => Array.from({ length: 20 }, (_, at) => ({ part: from + at }));
    const data = Array.from({ length: 11 }, (_, at) => ({ parts: parts(100 * at) }));

    const found = await countItemsInPieces(schema, data, new Pieces(() => now));

    expect(found.read.data).toEqual(data);
    expect(found.items).toEqual({ listed: 231, dropped: 0, unread: 0 });
    expect(read).toBe(220);
  });

  it('comes to its end where every item takes longer than a turn', async () => {
    let now = 0;
    const slow = z.object({ at: z.number() }).transform((value) => {
      now += 50;
      return value;
    });
    const data = Array.from({ length: 12 }, (_, at) => ({ at }));

    const { read } = await countItemsInPieces(listOf(slow), data, new Pieces(() => now));

    expect(read.data).toEqual(data);
  });

  it('of which no item can be read is an error with the path in the first', async () => {
    let now = 0;
    const never = z.unknown().transform((_, context) => {
      now += 2;
      context.addIssue({ code: 'custom', message: 'no', path: ['name'] });
      return z.NEVER;
    });
    const data = Array.from({ length: 12 }, (_, at) => ({ at }));

    const { read } = await countItemsInPieces(listOf(never), data, new Pieces(() => now));

    expect(read.error?.issues[0]?.path).toEqual([0, 'name']);
  });
});

it('what was done before the list counts as a part of the first piece', async () => {
  let now = 0;
  const pieces = new Pieces(() => now);
  const item = z.object({ at: z.number() });
  const data = Array.from({ length: 12 }, (_, at) => ({ at }));
  // Such as the parsing of a long body.
  now = 8;

  const counted = countItemsInPieces(listOf(item), data, pieces);

  expect(counted).toBeInstanceOf(Promise);
  expect((await counted).read.data).toEqual(data);
});

describe('a short answer', () => {
  it('is read at once, without a promise', () => {
    const { item, pieces } = reading();
    const data = named(10);

    expect(countItemsInPieces(listOf(item), data, pieces)).toEqual(countItems(listOf(reading().item), data));
  });
});
