import fc from 'fast-check';
import { buildSchema, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { namesOf, planTable } from '../../../src/http/saved-queries/columns.ts';
import { rowsOf } from '../../../src/http/saved-queries/flatten.ts';
import { runs } from '../../support/runs.ts';

/** The rows of an answer, each as an object of the cells that have a value. */
function table(sdl: string, query: string, data: unknown) {
  const document = parse(query);
  const schema = buildSchema(sdl);
  expect(validate(schema, document)).toEqual([]);
  const plan = planTable(schema, document, document.definitions[0] as OperationDefinitionNode);
  const rows = [...rowsOf(plan, data)].map((row) =>
    Object.fromEntries(plan.columns.flatMap(({ name }, at) => (row[at] === null ? [] : [[name, row[at]]]))),
  );
  return { columns: plan.columns.map(({ name }) => name), rows };
}

const library = /* GraphQL */ `
  type Query { shelf(name: String): Shelf  books: BookConnection }
  type Shelf { name: String books: [Book!] maps: [Map] owner: Person }
  type Book { title: String tags: [String!] authors: [Person!] }
  type Map { title: String }
  type Person { name: String }
  type BookConnection { totalCount: Int nodes: [Book!]! edges: [BookEdge!]! }
  type BookEdge { node: Book! }
`;

describe('the table of an answer', () => {
  it('has a row for each item of a list, with the values of what it is in', () => {
    const { rows } = table(library, '{ shelf { name books { title authors { name } } } }', {
      shelf: {
        name: 'A',
        books: [
          { title: 'One', authors: [{ name: 'X' }, { name: 'Y' }] },
          { title: 'Two', authors: [] },
        ],
      },
    });

    expect(rows).toEqual([
      { name: 'A', 'books.title': 'One', 'books.authors.name': 'X' },
      { name: 'A', 'books.title': 'One', 'books.authors.name': 'Y' },
      { name: 'A', 'books.title': 'Two' },
    ]);
  });

  it('has lists that stand beside each other below each other, and never each item of one with each of the other', () => {
    const { rows } = table(library, '{ shelf { name books { title } maps { title } } }', {
      shelf: { name: 'A', books: [{ title: 'One' }, { title: 'Two' }], maps: [null, { title: 'M' }] },
    });

    expect(rows).toEqual([
      { name: 'A', 'books.title': 'One' },
      { name: 'A', 'books.title': 'Two' },
      { name: 'A', 'maps.title': 'M' },
    ]);
  });

  it('has the columns of the document, also where the answer has nothing for them', () => {
    const query = '{ shelf { name owner { name } books { title } } }';

    expect(table(library, query, { shelf: null })).toEqual({
      columns: ['name', 'owner.name', 'books.title'],
      rows: [],
    });
  });

  it('has no keys of pages in its names, unless two would then be the same', () => {
    expect(table(library, '{ books { totalCount nodes { title } } }', {}).columns).toEqual([
      'totalCount',
      'title',
    ]);
    expect(table(library, '{ books { nodes { title } edges { node { title } } } }', {}).columns).toEqual([
      'books.nodes.title',
      'books.edges.node.title',
    ]);
  });

  it('keeps the values of a list in one cell', () => {
    const data = { shelf: { books: [{ tags: ['a', 'b'] }] } };

    expect(table(library, '{ shelf { books { tags } } }', data).rows).toEqual([{ tags: ['a', 'b'] }]);
  });

  it('reads fragments as if they were written out', () => {
    const query = `query { shelf { ...F ... on Shelf { books { title } } } }
      fragment F on Shelf { name books { authors { name } } }`;
    const data = { shelf: { name: 'A', books: [{ title: 'One', authors: [{ name: 'X' }] }] } };

    expect(table(library, query, data).rows).toEqual([
      { name: 'A', 'books.authors.name': 'X', 'books.title': 'One' },
    ]);
  });
});

/** A selection: values, single objects and lists of objects. */
interface Tree {
  values: number;
  objects: Tree[];
  lists: Tree[];
}
const treeOf = fc.memo((depth): fc.Arbitrary<Tree> => {
  const inner = depth > 1 ? fc.array(treeOf(depth - 1), { maxLength: 2 }) : fc.constant<Tree[]>([]);
  return fc.record({ values: fc.integer({ min: 1, max: 2 }), objects: inner, lists: inner });
});

/** The types and the selection of a tree. */
function written(root: Tree): { sdl: string; query: string } {
  const types: string[] = [];
  const write = (of: Tree): { type: string; selection: string } => {
    const type = types.length === 0 ? 'Query' : `T${types.length}`;
    const at = types.push('') - 1;
    const fields = Array.from({ length: of.values }, (_, index) => [`v${index}: Int`, `v${index}`]);
    for (const [index, one] of of.objects.entries()) {
      const inner = write(one);
      fields.push([`o${index}: ${inner.type}`, `o${index} { ${inner.selection} }`]);
    }
    for (const [index, one] of of.lists.entries()) {
      const inner = write(one);
      fields.push([`l${index}: [${inner.type}]`, `l${index} { ${inner.selection} }`]);
    }
    types[at] = `type ${type} { ${fields.map(([field]) => field).join(' ')} }`;
    return { type, selection: fields.map(([, selection]) => selection).join(' ') };
  };
  const { selection } = write(root);
  return { sdl: types.join('\n'), query: `{ ${selection} }` };
}

/** An answer to the selection, whose values are all different, and what must be true of its rows. */
function answered(root: Tree, pick: () => number) {
  let last = 0;
  /** A value, and the values that stand in the same row. */
  const beside = new Map<number, number[]>();
  const make = (of: Tree, around: readonly number[]): { data: Record<string, unknown>; rows: number } => {
    const data: Record<string, unknown> = {};
    const lists: { tree: Tree; key: string; into: Record<string, unknown> }[] = [];
    const own: number[] = [];
    const fill = (one: Tree, into: Record<string, unknown>): void => {
      for (let index = 0; index < one.values; index++) {
        const isNull = pick() % 4 === 0;
        into[`v${index}`] = isNull ? null : ++last;
        if (!isNull) own.push(last);
      }
      for (const [index, inner] of one.objects.entries()) {
        const object: Record<string, unknown> = {};
        into[`o${index}`] = pick() % 4 === 0 ? null : object;
        if (into[`o${index}`] !== null) fill(inner, object);
      }
      for (const [index, inner] of one.lists.entries()) lists.push({ tree: inner, key: `l${index}`, into });
    };
    fill(of, data);
    const row = [...around, ...own];
    for (const value of own) beside.set(value, row);
    let rows = 0;
    for (const { tree: inner, key, into } of lists) {
      const items = Array.from({ length: pick() % 4 }, () => (pick() % 5 === 0 ? null : make(inner, row)));
      into[key] = items.map((item) => item?.data ?? null);
      rows += items.reduce((sum, item) => sum + (item?.rows ?? 0), 0);
    }
    return { data, rows: Math.max(1, rows) };
  };
  return { ...make(root, []), beside };
}

describe('the table of any answer', () => {
  it('loses no value, repeats what a row is in, and has no more rows than the lists have items', () => {
    fc.assert(
      fc.property(treeOf(3), fc.infiniteStream(fc.nat()), (root, numbers) => {
        const { sdl, query } = written(root);
        const { data, rows: most, beside } = answered(root, () => numbers.next().value ?? 0);

        const { rows } = table(sdl, query, data);

        const rowsOfValues = rows.map((row) => new Set(Object.values(row)));
        for (const [value, others] of beside) {
          const holding = rowsOfValues.filter((row) => row.has(value));
          expect(holding.length).toBeGreaterThan(0);
          for (const row of holding) for (const other of others) expect(row.has(other)).toBe(true);
        }
        expect(rows.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: runs(100) },
    );
  });

  it('has columns with different names', () => {
    const key = fc.constantFrom('nodes', 'edges', 'node', 'a', 'b');
    const paths = fc.uniqueArray(fc.array(key, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      selector: (path) => path.join('.'),
    });

    fc.assert(
      fc.property(paths, (all) => {
        const names = namesOf(all);

        expect(new Set(names).size).toBe(all.length);
        for (const name of names) expect(name).not.toBe('');
      }),
      { numRuns: runs(200) },
    );
  });
});
