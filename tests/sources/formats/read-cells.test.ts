import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { statusAt } from '../../../src/sources/formats/json-stat/cube.ts';
import { jsonStatDataset } from '../../../src/sources/formats/json-stat/decode.ts';
import { cellFields } from '../../../src/sources/formats/json-stat/read-cells.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { runs } from '../../support/runs.ts';

const SIZE = 6;
const facts = {
  class: 'dataset',
  label: 'Exempel',
  id: ['A', 'B'],
  size: [2, 3],
  dimension: {
    A: { category: { index: ['a', 'b'] } },
    B: { category: { index: { x: 0, y: 1, z: 2 } } },
  },
};

/** What can be seen of a decoded body, or the error. */
function seen(body: string, fields: typeof cellFields | undefined) {
  try {
    const { value, body: kept } = decodeAtOnce('test', body, {
      format: 'json',
      schema: jsonStatDataset(),
      fields,
      leftOut: 'contacts',
    });
    const { cells, ...others } = value;
    return {
      ...others,
      kept: JSON.parse(kept ?? body),
      values: cells && [...cells.values],
      texts: cells && [...cells.texts],
      statuses: cells && Array.from(cells.values, (_, cell) => statusAt(cells, cell)),
    };
  } catch (error) {
    return { error: String(error) };
  }
}

const agree = (body: string) => expect(seen(body, cellFields)).toEqual(seen(body, undefined));

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -9999, max: 9999 }).map((tenths) => tenths / 10),
);
const symbol = fc.oneof(
  fc.constantFrom(
    '..',
    ':',
    'p',
    'b|c',
    '',
    '"',
    '\\',
    '}',
    ']',
    'å',
    'a sentence of its own',
    'a@b.example',
  ),
  fc.string({ maxLength: 3, unit: 'grapheme' }),
);
const cell = fc.nat(SIZE).map(String);
const item = fc.oneof({ weight: 9, arbitrary: fc.oneof(number, fc.constant(null)) }, symbol, fc.boolean());
const dataset = fc.record(
  {
    value: fc.oneof(
      fc.array(item, { minLength: SIZE, maxLength: SIZE }),
      fc.array(fc.option(number), { minLength: SIZE, maxLength: SIZE }),
      fc.array(item, { maxLength: 8 }),
      fc.dictionary(cell, fc.oneof(number, item)),
    ),
    status: fc.oneof(
      symbol,
      fc.array(fc.option(symbol), { minLength: SIZE, maxLength: SIZE }),
      fc.array(fc.option(symbol), { maxLength: 8 }),
      fc.dictionary(cell, fc.oneof(symbol, fc.constant(null))),
      fc.jsonValue(),
    ),
    extension: fc.constant({
      contact: [{ name: 'Exempel', mail: 'a@b.example' }],
      px: { aggregallowed: true },
    }),
  },
  { requiredKeys: ['value'] },
);

it('values and statuses that are read from the text are those of the parser, and so is what is stored', () => {
  fc.assert(
    fc.property(dataset, fc.constantFrom(0, 1, '\t'), fc.boolean(), (cells, indent, isFirst) => {
      const data = isFirst ? { ...cells, ...facts } : { ...facts, ...cells };
      agree(JSON.stringify(data, null, indent));
    }),
    { numRuns: runs(400) },
  );
});

it.each([
  ['a body that is cut', '{"class":"dataset","value":[1,2'],
  ['a list that does not close', '{"value":[1,2,3,4,5,6'],
  ['a comma at the end', '{"value":[1,2,3,4,5,6,]}'],
  ['a zero before a number', '{"value":[1,2,3,4,5,06]}'],
  ['a point without digits', '{"value":[1,2,3,4,5,6.]}'],
  ['a point before digits', '{"value":[1,2,3,4,5,.6]}'],
  ['a plus', '{"value":[1,2,3,4,5,+6]}'],
  ['an unknown name', '{"value":[1,2,3,4,5,nul]}'],
  ['a second value', `{"value":[1,2],${JSON.stringify(facts).slice(1, -1)},"value":[1,2,3,4,5,6]}`],
  ['a byte order mark', `\uFEFF${JSON.stringify(facts)}`],
  ['something behind the end', `${JSON.stringify({ ...facts, value: [1, 2, 3, 4, 5, 6] })}]`],
  ['a list', '[1,2,3]'],
  ['text', 'nothing'],
  ['numbers of many digits', '{"value":[0.1234567890123456789,12345678901234567890,1e400,-0,1E-7,5e-324]}'],
])('%s is read, or refused, as by the parser', (_, body) => {
  agree(
    body.startsWith('{"value"') && body.endsWith(']}')
      ? `${body.slice(0, -1)},${JSON.stringify(facts).slice(1)}`
      : body,
  );
});

it('no object, and no number on the heap, is made for each cell', () => {
  const size = 20_000;
  const status = Object.fromEntries(Array.from({ length: size }, (_, at) => [at, 'p']));
  const body = JSON.stringify({
    class: 'dataset',
    id: ['A'],
    size: [size],
    dimension: { A: { category: { index: Array.from({ length: size }, (_, at) => `a${at}`) } } },
    value: Array.from({ length: size }, (_, at) => at / 10),
    status,
  });
  const parse = vi.spyOn(JSON, 'parse');

  const { value } = decodeAtOnce('test', body, {
    format: 'json',
    schema: jsonStatDataset(),
    fields: cellFields,
  });

  const parsed = parse.mock.calls.map(([text]) => text);
  parse.mockRestore();
  expect(parsed.every((text) => text.includes('"value":null') && text.includes('"status":null'))).toBe(true);
  expect(value.cells?.values[19_999]).toBe(1999.9);
  expect(value.cells?.statuses).toBeInstanceOf(Uint8Array);
});
