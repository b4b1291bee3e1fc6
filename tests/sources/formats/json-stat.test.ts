import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placesOf,
  sizeOf,
  statusAt,
  stridesOf,
  valueAt,
} from '../../../src/sources/formats/json-stat/cube.ts';
import {
  decodeJsonStat,
  JsonStatError,
  jsonStatDataset,
} from '../../../src/sources/formats/json-stat/decode.ts';
import { encodeJsonStat } from '../../../src/sources/formats/json-stat/encode.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { runs } from '../../support/runs.ts';

const region = {
  label: 'region',
  category: { index: { '01': 1, '10': 2, '00': 0 }, label: { '00': 'Riket  ' } },
};
const small = {
  version: '2.0',
  class: 'dataset',
  id: ['Region', 'Tid'],
  size: [3, 2],
  dimension: { Region: region, Tid: { category: { index: ['2024', '2025'] } } },
  value: [1, 2, 3, 4, 5, 6] as unknown,
  status: undefined as unknown,
};

function dataset(changes: object = {}, options = {}) {
  const read = decodeJsonStat({ ...small, ...changes }, options);
  if (read.class !== 'dataset') throw new TypeError('a dataset');
  return read.dataset;
}
function cellsIn(changes: object = {}) {
  const { cells } = dataset(changes);
  if (!cells) throw new TypeError('cells');
  return {
    values: Array.from(cells.values, (_, cell) => valueAt(cells, cell)),
    statuses: Array.from(cells.values, (_, cell) => statusAt(cells, cell)),
    texts: [...cells.texts],
  };
}
const refused = (changes: object, options = {}) => {
  try {
    dataset(changes, options);
  } catch (error) {
    if (error instanceof JsonStatError) return error.path.join('.');
    throw error;
  }
  return null;
};
const oneDimension = (category: object, size = 1) => ({
  id: ['A'],
  size: [size],
  dimension: { A: { category } },
  value: Array.from({ length: size }, (_, at) => at),
});

describe('categories of JSON-stat', () => {
  it('stand in the order of their index and not of their keys', () => {
    expect(dataset().dimensions[0]?.codes).toEqual(['00', '01', '10']);
  });

  it.each<[string, object, number, string[]]>([
    ['a list', { index: ['b', 'a'] }, 2, ['b', 'a']],
    ['an object', { index: { a: 1, b: 0 } }, 2, ['b', 'a']],
    ['missing, with one label', { label: { only: 'Only' } }, 1, ['only']],
  ])('are read from an index that is %s', (_, category, size, codes) => {
    expect(dataset(oneDimension(category, size)).dimensions[0]?.codes).toEqual(codes);
  });

  it('keep codes with Å, Ä, Ö and leading zeros as texts', () => {
    const codes = ['Ålder', '0180', '1+2', '2024M06'];

    expect(dataset(oneDimension({ index: codes }, 4)).dimensions[0]?.codes).toEqual(codes);
  });

  it('carry units of their own', () => {
    const unit = {
      '000A': { base: 'antal', decimals: 0 },
      '000B': { base: 'procent', decimals: 1 },
      '000C': {},
    };
    const [metric] = dataset(oneDimension({ index: ['000A', '000B', '000C'], unit }, 3)).dimensions;

    expect([...(metric?.units ?? [])].map(([code, { base, decimals }]) => [code, base, decimals])).toEqual([
      ['000A', 'antal', 0],
      ['000B', 'procent', 1],
      ['000C', null, null],
    ]);
  });

  it.each<[string, object, string]>([
    ['fewer categories than the size says', { size: [4, 2] }, 'dimension.Region.category'],
    [
      'two categories in one place',
      oneDimension({ index: { a: 0, b: 0 } }, 2),
      'dimension.A.category.index.b',
    ],
    ['a place outside', oneDimension({ index: { a: 7 } }), 'dimension.A.category.index.a'],
    ['a code twice', oneDimension({ index: ['a', 'a'] }, 2), 'dimension.A.category.index'],
    ['a dimension that is not described', { id: ['Region', 'Kon'] }, 'dimension.Kon'],
    ['a dimension twice', { id: ['Tid', 'Tid'] }, 'id'],
    ['a size that is no count', { size: [3, -1] }, 'size.1'],
    ['values for a smaller cube', { value: [1, 2, 3] }, 'value'],
    ['a value outside the cube', { value: { 6: 1 } }, 'value.6'],
    ['a value that is an object', { value: { 1: {} } }, 'value.1'],
    ['a status outside the cube', { status: { x: ':' } }, 'status.x'],
    ['a status that is a number', { status: { 1: 3 } }, 'status.1'],
    ['an error in place of a dataset', { error: [], dimension: undefined, class: undefined }, 'error'],
    ['a warning in place of a dataset', { warning: {}, dimension: undefined, class: undefined }, 'warning'],
    ['no dimensions at all', { dimension: undefined }, 'dimension'],
    ['an unknown class', { class: 'map' }, 'class'],
  ])('are refused with the path of %s', (_, changes, path) => {
    expect(refused(changes)).toBe(path);
  });
});

describe('cells of JSON-stat', () => {
  it.each<[string, object, (number | null)[]]>([
    ['a list', { value: [1, null, 3, 0, 5, 6] }, [1, null, 3, 0, 5, 6]],
    ['sparse', { value: { 0: 4, 5: 0 } }, [4, null, null, null, null, 0]],
    ['one for all', { value: [7] }, [7, 7, 7, 7, 7, 7]],
    ['none', { value: {} }, [null, null, null, null, null, null]],
  ])('have no number where there is none, and never 0: %s', (_, changes, values) => {
    expect(cellsIn(changes).values).toEqual(values);
  });

  it.each<[string, unknown, (string | null)[]]>([
    ['an object', { 1: '..', 4: 'p' }, [null, '..', null, null, 'p', null]],
    ['a list', [null, '..', null, null, 'p', null], [null, '..', null, null, 'p', null]],
    ['one text for all', 'e', ['e', 'e', 'e', 'e', 'e', 'e']],
    ['a list of one', ['e'], ['e', 'e', 'e', 'e', 'e', 'e']],
  ])('keep a status beside a number, whether it is %s', (_, status, expected) => {
    const { values, statuses } = cellsIn({ status });

    expect(statuses).toEqual(expected);
    expect(values).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('may be texts', () => {
    expect(cellsIn({ value: [1, ':C', 3, null, 5, 6] }).texts).toEqual([[1, ':C']]);
  });

  it('are not asked for when the list is empty', () => {
    expect(dataset({ value: [] }).cells).toBeNull();
  });

  it('are none in a cube with a dimension of size 0', () => {
    const empty = {
      size: [3, 0],
      dimension: { ...small.dimension, Tid: { category: { index: {} } } },
      value: {},
    };

    expect(cellsIn(empty).values).toEqual([]);
  });

  it('are refused above the bound before anything is allocated', () => {
    expect(refused({}, { maxCells: 5 })).toBe('size');
    expect(refused({}, { maxCells: 6 })).toBeNull();
  });
});

describe('a dataset of JSON-stat', () => {
  it('of version 1 is unwrapped', () => {
    const { dimension, id, size, value } = small;
    const wrapped = { anything: { dimension: { ...dimension, id, size, role: { time: ['Tid'] } }, value } };
    const read = decodeJsonStat(wrapped);

    expect(read.class === 'dataset' && read.dataset.roles.time).toEqual(['Tid']);
  });

  it.each([
    ['2026-09-22T11:00:00+0200', '2026-09-22T11:00:00+02:00'],
    ['2026-06-08T06:00:00Z', '2026-06-08T06:00:00Z'],
    ['2012-11-27', '2012-11-27'],
    ['9999-01-01T00:00:00Z', null],
    ['not a date', null],
  ])('was updated %s', (updated, expected) => {
    expect(dataset({ updated }).updated).toBe(expected);
  });

  it('needs no roles', () => {
    expect(dataset().roles).toEqual({ time: [], geo: [], metric: [] });
  });

  it('is an issue of a schema where it cannot be read', () => {
    const read = jsonStatDataset().safeParse({ ...small, size: [9, 9] });

    expect(read.error?.issues[0]?.path).toEqual(['dimension', 'Region', 'category']);
  });
});

it('a collection holds embedded and linked items', () => {
  const items = [
    { ...small },
    { class: 'dataset', href: 'https://example.org/a' },
    { class: 'collection', label: 'C' },
  ];
  const read = decodeJsonStat({ class: 'collection', label: 'All', link: { item: items } });

  expect(read).toMatchObject({
    label: 'All',
    items: [
      { class: 'dataset', dataset: { dimensions: [{ id: 'Region' }, { id: 'Tid' }] } },
      { href: 'https://example.org/a', dataset: null },
      { class: 'collection', label: 'C' },
    ],
  });
});

const text = fc.string({ maxLength: 6, unit: 'grapheme' });
const codes = fc.uniqueArray(
  text.filter((code) => code !== '__proto__'),
  { minLength: 1, maxLength: 4 },
);
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
  fc.constant(null),
  text,
);
const anyDataset = fc
  .uniqueArray(
    text.filter((id) => id !== '__proto__'),
    { minLength: 0, maxLength: 4 },
  )
  .chain((ids) => fc.tuple(fc.constant(ids), fc.tuple(...ids.map(() => fc.tuple(codes, fc.boolean())))))
  .chain(([ids, dimensions]) => {
    const sizes = dimensions.map(([one]) => one.length);
    const size = sizes.reduce((product, one) => product * one, 1);
    return fc.record({
      class: fc.constant('dataset'),
      label: fc.option(text),
      note: fc.array(text),
      id: fc.constant(ids),
      size: fc.constant(sizes),
      dimension: fc.constant(
        Object.fromEntries(
          ids.map((id, at) => {
            const [list = [], isList] = dimensions[at] ?? [];
            // Keys in another order than the places.
            const index = isList
              ? list
              : Object.fromEntries(list.map((code, place) => [code, place]).reverse());
            return [
              id,
              {
                label: 'L',
                category: { index, label: Object.fromEntries(list.map((code) => [code, code])) },
              },
            ];
          }),
        ),
      ),
      value: fc.oneof(
        fc.array(value, { minLength: size, maxLength: size }),
        fc.dictionary(fc.nat(size - 1).map(String), value),
      ),
      status: fc.oneof(
        fc.constant(undefined),
        text,
        fc.array(fc.option(text), { minLength: size, maxLength: size }),
        fc.dictionary(fc.nat(size - 1).map(String), text),
      ),
    });
  });

describe('any dataset', () => {
  it('is the same after decoding, encoding and decoding', () => {
    fc.assert(
      fc.property(anyDataset, (data) => {
        const read = decodeJsonStat(data);
        const again = decodeJsonStat(JSON.parse(JSON.stringify(encodeJsonStat(read))));

        expect(again).toEqual(read);
      }),
      { numRuns: runs(150) },
    );
  });

  it('has a cell for each combination, in row-major order', () => {
    fc.assert(
      fc.property(anyDataset, (data) => {
        const read = decodeJsonStat(data);
        if (read.class !== 'dataset' || !read.dataset.cells) return;
        const { dimensions, cells } = read.dataset;
        const strides = stridesOf(dimensions);
        const found = Array.from(cells.values, (_, cell) =>
          placesOf(cell, dimensions, []).reduce((sum, place, at) => sum + place * (strides[at] ?? 0), 0),
        );

        expect(found).toEqual(Array.from({ length: sizeOf(dimensions) }, (_, cell) => cell));
      }),
      { numRuns: runs(150) },
    );
  });

  it('is data or an error with a path, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          anyDataset.chain((data) => fc.constant({ ...data, size: 7 })),
        ),
        (data) => {
          try {
            decodeJsonStat(data);
          } catch (error) {
            expect(error).toBeInstanceOf(JsonStatError);
          }
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

describe.skipIf(!recordedFile(''))('recorded JSON-stat', () => {
  it.each([
    'pxweb-v2/scb-TAB6471-data.json',
    'pxweb-v1/scb-BefolkningNy-data-json-stat1.json',
    'json-stat2/galicia.json',
    'json-stat2/hierarchy.json',
    'json-stat2/order.json',
    'json-stat2/us-gsp.json',
    'json-stat2/ssb-29843-trimmed.jsonstat1.json',
    'eurostat/une_rt_m-DE-last3.json',
    'eurostat/sts_inpr_m-IE-all-confidential.json',
    'eurostat/une_rt_m-unit-FAKE-last1-size0.json',
    'eurostat/nama_10_gdp-DE-since-2030-time-size0.json',
  ])('%s has every number and status of the file, and is the same after encoding', (name) => {
    const raw = JSON.parse(recordedText(name));
    const body = raw.value === undefined ? Object.values<Record<string, unknown>>(raw)[0] : raw;
    const read = decodeJsonStat(raw);
    if (read.class !== 'dataset') throw new TypeError('a dataset');
    const { dimensions, cells } = read.dataset;
    const size = sizeOf(dimensions);
    const of = (field: object | null | undefined, cell: number) =>
      (field as Record<string, unknown> | null | undefined)?.[String(cell)] ?? null;

    for (let cell = 0; cell < size; cell++) {
      expect(cells && (cells.texts.get(cell) ?? valueAt(cells, cell))).toBe(of(body?.value, cell));
      expect(cells && statusAt(cells, cell)).toBe(of(body?.status, cell));
    }
    expect(decodeJsonStat(JSON.parse(JSON.stringify(encodeJsonStat(read))))).toEqual(read);
  });

  it('of SCB’s population has men and women that do not add up, and no total is made of them', () => {
    const read = decodeJsonStat(JSON.parse(recordedText('pxweb-v2/scb-TAB6471-data.json')));
    if (read.class !== 'dataset' || !read.dataset.cells) throw new TypeError('a dataset');
    const { dimensions, cells } = read.dataset;
    const [regions = 0, ages = 0, , , months = 0] = dimensions.map(({ codes }) => codes.length);
    const at = (region: number, age: number, sex: number, month: number) =>
      valueAt(cells, ((region * ages + age) * 3 + sex) * months + month) ?? Number.NaN;
    let differing = 0;
    for (let region = 0; region < regions; region++)
      for (let age = 0; age < ages; age++)
        for (let month = 0; month < months; month++)
          if (at(region, age, 1, month) + at(region, age, 2, month) !== at(region, age, 0, month))
            differing++;

    expect([differing, regions * ages * months]).toEqual([776, 924]);
  });

  it('as a collection gives its datasets', () => {
    const read = decodeJsonStat(JSON.parse(recordedText('json-stat2/oecd-canada-col.json')));

    expect(read.class === 'collection' && read.items.map(({ dataset }) => dataset !== null)).toContain(true);
  });
});
