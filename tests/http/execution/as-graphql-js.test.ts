import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionResult,
  execute as executeByGraphqlJs,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { execute } from '../../../src/http/execution/execute.ts';
import { runs } from '../../support/runs.ts';

/** Every way in which a field can be typed, in a schema that leads back to itself. */
const sdl = `
  interface Named { name: String  sure: String! }
  type Thing implements Named {
    name: String  sure: String!  count: Int  sized(by: Int = 2, of: [Kind!]): String
    kind: Kind  texts: [String]  sureTexts: [String!]!
    thing: Thing  sureThing: Thing!  things: [Thing]  sureThings: [Thing!]  sureList: [Thing]!
    named: Named  either: Either  grid: [[Thing!]]
  }
  type Place implements Named { name: String  sure: String!  thing: Thing }
  union Either = Thing | Place
  enum Kind { ONE TWO }
  type Query { thing: Thing  things: [Thing!]!  named: [Named!]  either: Either  sure: String! }
`;

/** What a field of the tests gives, and whether it comes later. */
interface Given {
  gives: 'value' | 'null' | 'error' | 'wrong';
  isLater: boolean;
}

/** A schema whose fields give what is drawn for their path, so that both executions see the same. */
function withValues(usual: readonly Given[]): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) type.resolveType = (value) => value.is;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (_source, args, _context, { path, fieldName, returnType }) => {
        const way: string[] = [];
        for (let step: typeof path | undefined = path; step; step = step.prev) way.unshift(String(step.key));
        const key = way.join('.');
        const hash = [...key].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7);
        const { gives = 'value', isLater = false } = usual[hash % Math.max(usual.length, 1)] ?? {};
        const made = (): unknown => {
          if (gives === 'error') throw new Error(`no ${key}`);
          if (gives === 'null') return null;
          if (gives === 'wrong') return Object.create(null);
          return madeOf(String(returnType), `${fieldName} ${JSON.stringify(args)}`, hash);
        };
        return isLater ? Promise.resolve().then(made) : made();
      };
    }
  }
  return schema;
}

function madeOf(type: string, text: string, hash: number): unknown {
  const inner = type.replace(/!$/, '');
  if (inner.startsWith('[')) {
    const item = inner.slice(1, -1);
    return Array.from({ length: hash % 3 }, (_, at) =>
      (hash + at) % 7 === 0 && !item.endsWith('!') ? null : madeOf(item, `${text} ${at}`, hash + at),
    );
  }
  if (inner === 'Int') return hash;
  if (inner === 'Kind') return hash % 2 === 0 ? 'ONE' : 'TWO';
  if (inner === 'String') return text;
  const is = inner === 'Thing' || inner === 'Place' ? inner : hash % 2 === 0 ? 'Thing' : 'Place';
  return { is, __typename: is };
}

const leaves = ['name', 'sure', 'count', 'sized', 'sized(by: $by, of: ONE)', 'kind', 'texts', 'sureTexts'];
const ofThing = ['thing', 'sureThing', 'things', 'sureThings', 'sureList', 'grid'];
const directive = fc.constantFrom('', '', '', '@skip(if: $no)', '@include(if: $yes)', '@include(if: false)');
const alias = fc.constantFrom('', '', '', 'a: ', 'b: ', '__proto__: ');

const selection = fc.letrec<{ thing: string; either: string }>((tie) => ({
  thing: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.tuple(alias, fc.constantFrom(...leaves, '__typename'), directive).map((parts) => parts.join(' ')),
        fc.tuple(alias, fc.constantFrom(...ofThing), directive, tie('thing')).map((parts) => parts.join(' ')),
        fc
          .tuple(fc.constantFrom('named', 'either'), directive, tie('either'))
          .map((parts) => parts.join(' ')),
        fc.constantFrom(
          '...F',
          '... on Named { sure name }',
          '... on Thing @include(if: $yes) { name kind }',
        ),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => `{ ${parts.join(' ')} }`),
  either: fc
    .tuple(
      tie('thing'),
      fc.constantFrom('', '... on Named { name sure }', '... on Place { sure thing { ...F } }'),
    )
    .map(([thing, other]) => `{ __typename ... on Thing ${thing} ${other} }`),
}));

const documents = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom('thing', 'things'), directive, selection.thing)
        .map((parts) => parts.join(' ')),
      selection.either.map((inside) => `either ${inside}`),
      selection.either.map((inside) => `named ${inside}`),
      fc.constantFrom('sure', '__typename', '__type(name: "Kind") { name }'),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (fields) =>
      `query ($yes: Boolean!, $no: Boolean = false, $by: Int) { ${fields.join(' ')} }
       fragment F on Thing { name sure count thing { sure } }`,
  );

const oneGiven: fc.Arbitrary<Given> = fc.record({
  gives: fc.constantFrom('value', 'value', 'value', 'null', 'error', 'wrong'),
  isLater: fc.boolean(),
});

/** Mistakes of the program are told in other words. */
const worded = (message: string): string =>
  /^(?:Abstract type|The type|Runtime Object type)/.test(message) ? 'of no such type' : message;

/** Errors may come in another order where several values come later. */
const comparable = ({ data, errors = [] }: ExecutionResult) => ({
  data: JSON.stringify(data),
  errors: errors
    .map(({ message, path, locations }) => JSON.stringify([path, locations, worded(message)]))
    .toSorted(),
});

describe('the execution of a query', () => {
  it('gives what graphql-js gives, with the same errors', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.array(oneGiven, { maxLength: 12 }),
        fc.boolean(),
        fc.option(fc.integer({ max: 9, min: 0 }), { nil: undefined }),
        async (text, usual, yes, by) => {
          const document = parse(text);
          const schema = withValues(usual);
          if (validate(schema, document).length > 0) return;
          const variableValues = { yes, ...(by !== undefined && { by }) };
          const asked = { schema, document, variableValues, contextValue: {} };

          const { executed } = await execute(asked);

          const expected = await executeByGraphqlJs(asked);
          // What fails first takes its neighbours with it; which is first may differ, as the specification allows.
          if ((expected.errors ?? []).length > 1 && usual.some(({ isLater }) => isLater)) {
            expect(JSON.stringify(executed.data)).toBe(JSON.stringify(expected.data));
            return;
          }
          expect(comparable(executed)).toEqual(comparable(expected));
        },
      ),
      { numRuns: runs(250) },
    );
  });
});
