import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listOf, orNull, part, readable, readableOrNull } from '../../src/upstream/decode.ts';
import { SourceError } from '../../src/upstream/errors.ts';
import { decodeAtOnce } from '../support/decode-at-once.ts';
import { runs } from '../support/runs.ts';

const schema = z.object({ items: listOf(z.object({ name: z.string() })) });
const read = (data: unknown) => decodeAtOnce('test-source', JSON.stringify(data), { format: 'json', schema });

describe('a list', () => {
  it('keeps the items that can be read and counts the others', () => {
    const { value, dropped } = read({ items: [{ name: 'a' }, { name: 1 }, null, { name: 'b' }] });

    expect(value).toEqual({ items: [{ name: 'a' }, { name: 'b' }] });
    expect(dropped).toBe(2);
  });

  it('without an item that can be read is an error, since an empty list would look like an answer', () => {
    expect(() => read({ items: [{ title: 'a' }] })).toThrow('at items.0.name');
  });

  it('may be empty', () => {
    expect(read({ items: [] })).toMatchObject({ value: { items: [] }, dropped: 0, listed: 0 });
  });
});

describe('a part of an item', () => {
  const withParts = z.object({
    list: readableOrNull(z.object({ name: z.string() })),
    hints: readable(z.string()),
    rest: part(z.array(z.string()).nullish(), 'unread' as const),
  });
  const readParts = (data: object) =>
    decodeAtOnce('test-source', JSON.stringify(data), { format: 'json', schema: withParts });

  it.each([
    [{}],
    [{ list: null, hints: null, rest: null }],
    [{ list: [], hints: '', rest: [] }],
    [{ list: [null] }],
  ])('that is missing is an empty list: %j', (data) => {
    const { value, unread } = readParts(data);

    expect(value).toMatchObject({ list: [], hints: [] });
    expect(unread).toBe(0);
  });

  it.each([[[{ title: 'a' }]], [7], [{ name: null }], [[['a']]]])(
    'that is there and cannot be read is null and counted: %j',
    (list) => {
      expect(readParts({ list })).toMatchObject({ value: { list: null }, unread: 1, dropped: 0 });
    },
  );

  it('of which something can be read is what can be read', () => {
    expect(readParts({ list: [{ name: 'a' }, 7] })).toMatchObject({
      value: { list: [{ name: 'a' }] },
      unread: 0,
    });
  });

  it('without which an item can do is counted too when it cannot be read', () => {
    expect(readParts({ hints: [7], rest: 'a' })).toMatchObject({
      value: { hints: [], rest: 'unread' },
      unread: 2,
    });
  });
});

it('never quotes the body in an error', () => {
  const secrets = z.record(z.string(), z.number());
  const body = JSON.stringify({ 'api key <script>': 'hunter2' });

  expect(() => decodeAtOnce('test-source', body, { format: 'json', schema: secrets })).toThrow(/at …$/);
  expect(() => decodeAtOnce('test-source', '{"hunter2', { format: 'json', schema: secrets })).toThrow(
    'test-source answered with something that is not valid JSON',
  );
});

it('repairs a body only when it is not valid JSON', () => {
  const mended = decodeAtOnce('test-source', '/* */ {"items": []}', {
    format: 'json',
    schema,
    clean: (body) => body.replace('/* */', ''),
  });

  expect(mended.value).toEqual({ items: [] });
});

it('gives a value or a typed error for any JSON', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
      try {
        decodeAtOnce('test-source', body, { format: 'json', schema });
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
      }
    }),
  );
});

describe('the count of dropped items', () => {
  const name = z.object({ name: z.string() });
  const countOf = (of: z.ZodType, data: unknown) => {
    const { dropped, listed } = decodeAtOnce('test-source', JSON.stringify(data), {
      format: 'json',
      schema: of,
    });
    return { dropped, listed };
  };

  it('leaves out what a branch of a union dropped before it failed', () => {
    const either = z.union([
      z.object({ items: listOf(name), type: z.literal('a') }),
      z.object({ items: z.array(z.unknown()) }),
    ]);
    const items = [{ name: 'a' }, { name: 1 }, null];

    expect(countOf(either, { items, type: 'a' })).toEqual({ dropped: 2, listed: 3 });
    expect(countOf(either, { items, type: 'b' })).toEqual({ dropped: 0, listed: 0 });
  });

  it('leaves out what a field dropped that is null in the end', () => {
    const field = z.object({ field: orNull(z.object({ items: listOf(name), id: z.string() })) });

    expect(countOf(field, { field: { items: [{ name: 'a' }, null], id: 1 } })).toEqual({
      dropped: 0,
      listed: 0,
    });
  });

  it('counts an item that is dropped once, whatever the lists in it dropped', () => {
    const nested = listOf(z.object({ parts: listOf(name), id: z.string() }));
    const parts = [{ name: 'a' }, null, null];

    expect(
      countOf(nested, [
        { parts, id: 1 },
        { parts, id: 'b' },
      ]),
    ).toEqual({ dropped: 3, listed: 5 });
  });

  it('is that of one decoding, also when a decoder decodes another body meanwhile', () => {
    const other = z.unknown().transform(() => countOf(listOf(name), [{ name: 'a' }, null]));
    const outer = z.tuple([listOf(name), other]);

    const { value, dropped } = decodeAtOnce('test-source', JSON.stringify([[{ name: 'a' }, 1, 2], null]), {
      format: 'json',
      schema: outer,
    });

    expect(dropped).toBe(2);
    expect(value).toEqual([[{ name: 'a' }], { dropped: 1, listed: 2 }]);
  });

  /** A decoder as data: its schema, and what it counts by a definition that knows nothing of zod. */
  type Shape =
    | { text: true }
    | { list: Shape }
    | { orNull: Shape }
    | { either: [Shape, Shape] }
    | { fields: [Shape, Shape] };
  type Count = { dropped: number; listed: number } | null;

  function schemaOf(shape: Shape): z.ZodType {
    if ('text' in shape) return z.string();
    if ('list' in shape) return listOf(schemaOf(shape.list));
    if ('orNull' in shape) return orNull(schemaOf(shape.orNull));
    if ('either' in shape) return z.union(shape.either.map(schemaOf));
    const [a, b] = shape.fields;
    return z.object({ a: schemaOf(a), b: schemaOf(b) });
  }

  const nothing = { dropped: 0, listed: 0 };
  const sum = (counts: readonly NonNullable<Count>[]) =>
    counts.reduce(
      (one, other) => ({ dropped: one.dropped + other.dropped, listed: one.listed + other.listed }),
      nothing,
    );

  /** Null for a value that the shape cannot read. */
  function expected(shape: Shape, value: unknown): Count {
    if ('text' in shape) return typeof value === 'string' ? nothing : null;
    if ('either' in shape) return expected(shape.either[0], value) ?? expected(shape.either[1], value);
    if ('orNull' in shape) return expected(shape.orNull, value) ?? nothing;
    if ('list' in shape) {
      if (!Array.isArray(value)) return null;
      const good = value.map((item) => expected(shape.list, item)).filter((count) => count !== null);
      if (value.length > 0 && good.length === 0) return null;
      return sum([{ dropped: value.length - good.length, listed: value.length }, ...good]);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const fields: { a?: unknown; b?: unknown } = value;
    const [a, b] = [expected(shape.fields[0], fields.a), expected(shape.fields[1], fields.b)];
    return a && b && sum([a, b]);
  }

  function shapes(depth: number): fc.Arbitrary<Shape> {
    const text = fc.constant<Shape>({ text: true });
    if (depth === 0) return text;
    const inner = shapes(depth - 1);
    const pair = fc.tuple(inner, inner);
    return fc.oneof(
      text,
      inner.map((list): Shape => ({ list })),
      inner.map((one): Shape => ({ orNull: one })),
      pair.map((either): Shape => ({ either })),
      pair.map((fields): Shape => ({ fields })),
    );
  }

  /** Mostly what the shape can read, with something else here and there. */
  function valuesFor(of: Shape): fc.Arbitrary<unknown> {
    const wrong = fc.constantFrom<unknown>(1, null, [1]);
    const right = (): fc.Arbitrary<unknown> => {
      if ('text' in of) return fc.constant('a');
      if ('list' in of) return fc.array(valuesFor(of.list), { maxLength: 4 });
      if ('orNull' in of) return valuesFor(of.orNull);
      if ('either' in of) return fc.oneof(...of.either.map(valuesFor));
      return fc.record({ a: valuesFor(of.fields[0]), b: valuesFor(of.fields[1]) });
    };
    return fc.oneof({ weight: 4, arbitrary: right() }, { weight: 1, arbitrary: wrong });
  }

  it('is that of what is in the answer, for any decoder of lists, unions and fields', () => {
    const cases = shapes(4).chain((of) => valuesFor(of).map((value) => ({ of, value })));
    fc.assert(
      fc.property(cases, ({ of, value }) => {
        const count = expected(of, value);
        if (count) expect(countOf(schemaOf(of), value)).toEqual(count);
        else expect(() => countOf(schemaOf(of), value)).toThrow(SourceError);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('what is no text', () => {
  const body = String.raw`{"items":[{"name":"a\u0000b\ud800c\ud83d\ude00"}]}`;

  it('is left out of JSON: NUL and halves of surrogate pairs, but no whole pair', () => {
    expect(decodeAtOnce('test-source', body, { format: 'json', schema }).value.items).toEqual([
      { name: 'abc😀' },
    ]);
  });

  it('is left out of other bodies', () => {
    expect(decodeAtOnce('test-source', 'a\0b', { format: 'text', schema: z.string() }).value).toBe('ab');
  });
});
