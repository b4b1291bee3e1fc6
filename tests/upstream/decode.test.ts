import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeBody, listOf } from '../../src/upstream/decode.ts';
import { SourceError } from '../../src/upstream/errors.ts';

const schema = z.object({ items: listOf(z.object({ name: z.string() })) });
const read = (data: unknown) => decodeBody('test-source', JSON.stringify(data), { format: 'json', schema });

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

it('never quotes the body in an error', () => {
  const secrets = z.record(z.string(), z.number());
  const body = JSON.stringify({ 'api key <script>': 'hunter2' });

  expect(() => decodeBody('test-source', body, { format: 'json', schema: secrets })).toThrow(/at …$/);
  expect(() => decodeBody('test-source', '{"hunter2', { format: 'json', schema: secrets })).toThrow(
    'test-source answered with something that is not valid JSON',
  );
});

it('repairs a body only when it is not valid JSON', () => {
  const mended = decodeBody('test-source', '/* */ {"items": []}', {
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
        decodeBody('test-source', body, { format: 'json', schema });
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
      }
    }),
  );
});
