import { resolve } from 'node:path';
import { type GraphQLInterfaceType, isInterfaceType, isUnionType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import { type ContentRecords, contentTypeNames, declarationOf } from '../../src/database/content-types.ts';
import { globalId } from '../../src/entities/node.ts';
import { createSchema } from '../../src/schema.ts';

const schema = createSchema();
let records: ContentRecords;
let content: Content;

beforeAll(async () => {
  records = await readPack([resolve('reference'), resolve('content')]);
  content = createContent(records);
});

function typesThatImplementNode(): string[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('The schema has no Node');
  return schema.getPossibleTypes(node satisfies GraphQLInterfaceType).map(({ name }) => name);
}

describe('the list of content types', () => {
  it('names its classes as the schema does', () => {
    for (const name of contentTypeNames.flatMap((type) => Object.keys(declarationOf(type).classes)))
      expect(schema.getType(name)?.name).toBe(name);
  });

  it('gives a table in memory to exactly the types that implement Node', () => {
    const ofContent = contentTypeNames.map(declarationOf);
    const withTable = ofContent.filter(({ table }) => table).flatMap(({ classes }) => Object.keys(classes));
    const all = new Set(ofContent.flatMap(({ classes }) => Object.keys(classes)));

    expect(withTable.sort()).toEqual(
      typesThatImplementNode()
        .filter((name) => all.has(name))
        .sort(),
    );
  });

  it.each(contentTypeNames.filter((type) => declarationOf(type).table))(
    'makes every entity of the type %s reachable by its reference',
    (type) => {
      const rows = records[type].filter((row) => !('draft' in row && row.draft));

      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const name = row.constructor.name;
        // Occupations and concepts of the taxonomy are those of its newest version.
        expect(content.find(`${name}:${row.key}`)).toMatchObject({ key: row.key });
        expect('id' in row && row.id).toBe(globalId(name, row.key));
      }
    },
  );

  it.each(contentTypeNames.filter((type) => !declarationOf(type).table))(
    'leaves parts such as the type %s without a reference',
    (type) => {
      for (const row of records[type].slice(0, 5))
        expect(content.find(`${row.constructor.name}:${row.key}`)).toBeNull();
    },
  );

  it('has no type that neither a content file nor an imported original can hold', () => {
    const empty = contentTypeNames.filter((type) => records[type].length === 0);

    expect(empty.filter((type) => !declarationOf(type).imported)).toEqual([]);
  });

  it('lets the query search return only types that full-text search looks in', () => {
    const union = schema.getType('SearchResult');
    const members = isUnionType(union) ? union.getTypes().map(({ name }) => name) : [];
    const results = contentTypeNames.map(declarationOf).filter(({ searchResult }) => searchResult);

    for (const { classes, searchable } of results) {
      expect(searchable).toBeDefined();
      expect(members).toEqual(expect.arrayContaining(Object.keys(classes)));
    }
  });
});

it('finds nothing by a reference without a type, or of an unknown type or key', () => {
  expect(content.find('Document:a:b')).toBeNull();
  expect(content.find(':x')).toBeNull();
  expect(content.find('Party:SE/none')).toBeNull();
});
