import { isEnumType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { queryLimits } from '../../../src/http/cost/limits.ts';
import { examples } from '../../../src/http/playground/examples.ts';
import { audiences } from '../../../src/http/saved-queries/front-matter.ts';
import { namedQuery } from '../../../src/http/saved-queries/named.ts';
import { readSavedQuery } from '../../../src/http/saved-queries/query.ts';
import { checkInTurns, readSavedQueries } from '../../../src/http/saved-queries/read.ts';
import { valuesByType } from '../../../src/http/saved-queries/words/values.ts';
import { createSchema } from '../../../src/schema.ts';

const schema = createSchema();
const all = readSavedQueries(schema);

describe('the saved queries of the package', () => {
  it('are there for each group', () => {
    for (const audience of audiences)
      expect(all.filter((query) => query.audience.includes(audience)).length).toBeGreaterThan(5);
    expect(all.filter(({ isQuery }) => isQuery).length).toBeGreaterThan(30);
  });

  it.each(all.map((query) => [query.name, query] as const))('%s is within the limits', (_, query) => {
    const limits = queryLimits(schema, { maxCost: 10_000, maxDepth: 15 });
    const document = parse(query.document);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('the operation does not come first');

    expect(limits.check(document, operation, { since: '2026-01-01' }).cost).toBeLessThan(10_000);
  });

  it('are checked one in a turn, and each once', async () => {
    const read = readSavedQueries(schema);
    let turns = 0;
    const checkedInTurn: number[] = [];
    const look = () => {
      turns++;
      checkedInTurn.push(read.filter(({ isChecked }) => isChecked).length);
      if (checkedInTurn.at(-1) !== read.length) setImmediate(look);
    };
    setImmediate(look);

    await checkInTurns(read);

    expect(turns).toBeGreaterThanOrEqual(read.length - 1);
    const [first = 0, ...later] = checkedInTurn;
    expect(later.map((count, at) => count - (checkedInTurn[at] ?? first)).every((more) => more <= 1)).toBe(
      true,
    );
  });

  it('are not checked to be found by name', () => {
    const read = readSavedQueries(schema);

    expect(namedQuery(read, 'indicators').title.en).toBe('Named series');
    expect(read.some(({ isChecked }) => isChecked)).toBe(false);
  });

  it.each(all.map((query) => [query.name, query] as const))(
    '%s has a heading of its own for every column, in both languages',
    (_, { plan, headings }) => {
      for (const lang of ['sv', 'en'] as const) {
        const shown = plan.columns.map(({ name }) => headings[name]?.[lang] ?? `no heading: ${name}`);
        expect(shown.filter((heading) => heading.startsWith('no heading'))).toEqual([]);
        expect(shown.filter((heading, at) => shown.indexOf(heading) !== at)).toEqual([]);
      }
    },
  );

  it('have a name in both languages for every value of every enum that they show', () => {
    const types = new Set(all.flatMap(({ plan }) => plan.columns.map(({ type }) => type)));
    const nameless = [...types].flatMap((name) => {
      const type = schema.getType(name);
      if (!isEnumType(type)) return [];
      return type
        .getValues()
        .flatMap(({ name: value }) => (valuesByType[name]?.[value] ? [] : [`${name}.${value}`]));
    });

    expect(nameless).toEqual([]);
  });

  it('show every view', () => {
    expect([...new Set(all.map(({ view }) => view.type))].sort()).toEqual([
      'bar',
      'line',
      'list',
      'map',
      'matrix',
      'number',
      'table',
    ]);
  });

  it('are the examples of the playground, which opens with the election compass', () => {
    expect(examples()[0]).toContain('query Compass');
    expect(examples().length).toBeGreaterThan(10);
  });
});

const notes = `# ---
# title: { sv: A, en: A }
# description: { sv: B, en: B }
# for: [analyst]
# view: { type: list, title: name, url: code }
# variables:
#   code: { label: { sv: Kod, en: Code } }
# ---
`;
const document = 'query Q($code: String! = "1280") { place(code: $code) { name code } }';

describe('a file that cannot be used is refused with its name and what to change', () => {
  it.each([
    ['has no comment', document, 'must begin with a comment of YAML'],
    ['has an unknown key', notes.replace('# for', '# colour: red\n# for') + document, 'colour'],
    ['lacks a language', notes.replace('{ sv: A, en: A }', '{ sv: A }') + document, 'title.en'],
    ['asks for an unknown field', `${notes}{ place(code: "1") { nam } }`, 'Cannot query field "nam"'],
    ['is no GraphQL', `${notes}{ place(`, 'Syntax Error'],
    ['has two operations', `${notes}${document} query R { __typename }`, 'must hold one operation'],
    ['names no column of its own', notes.replace('url: code', 'url: link') + document, 'no column “link”'],
    ['labels another variable', notes.replace('#   code:', '#   kod:') + document, 'has no variable $kod'],
    [
      'has its order elsewhere',
      notes.replace('# for: [analyst]', '# for: [analyst]\n# "order": 3') + document,
      'order',
    ],
    ['needs a value', `${notes}${document.replace(' = "1280"', '')}`, '$code has no default'],
    [
      'has a variable with the name of a parameter',
      notes + document.replaceAll('$code', '$view'),
      'has no variable $code',
    ],
  ])('when it %s', (_, content, message) => {
    expect(() => readSavedQuery(schema, 'queries/place.graphql', content).check()).toThrow(
      expect.objectContaining({
        name: 'SavedQueryError',
        message: expect.stringMatching(/^queries\/place\.graphql/),
      }),
    );
    expect(() => readSavedQuery(schema, 'queries/place.graphql', content).check()).toThrow(message);
  });

  it('and one that can is read', () => {
    const query = readSavedQuery(schema, 'queries/place.graphql', notes + document);

    expect(query).toMatchObject({ name: 'place', title: { sv: 'A' }, view: { type: 'list', url: 'code' } });
    expect(query.plan.columns.map(({ name }) => name)).toEqual(['name', 'code']);
    expect(query.variables).toMatchObject([{ name: 'code', type: 'String!', defaultText: '1280' }]);
  });
});
