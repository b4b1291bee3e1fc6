import { fileURLToPath } from 'node:url';
import {
  execute,
  type GraphQLArgument,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  parse,
  validateSchema,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { afterEach, expect, it, vi } from 'vitest';
import { readPack } from '../src/content/pack/pack.ts';
import { createContent } from '../src/content/snapshot.ts';
import { createSchema } from '../src/schema.ts';

const folder = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

afterEach(() => vi.restoreAllMocks());

it('is a valid schema', () => {
  expect(validateSchema(createSchema())).toEqual([]);
});

it('resolves stored content synchronously, including fields with arguments', async () => {
  const content = createContent(await readPack([folder('reference'), folder('content')]));
  const document = parse(`{ questionnaire(slug: "valkompass-2022") { title(lang: EN) questions { shortTitle
    positions(status: [ANSWERED], parties: ["C"]) { summary(lang: SV) party { seats(election: "se-riksdag-2022") } } } } }`);

  const result = execute({ schema: createSchema(), document, contextValue: { content, languages: [] } });

  expect(result).not.toBeInstanceOf(Promise);
  expect(result).toMatchObject({ data: { questionnaire: { title: expect.stringContaining('compass') } } });
});

it('calls the methods of resolvers without type-graphql', async () => {
  const content = createContent(await readPack([folder('reference'), folder('content')]));
  const document =
    parse(`{ questionnaire(slug: "valkompass-2022") { title summary(lang: SV) questions { number topics { name }
    positions(status: [ANSWERED]) { summary party { name seats(election: "se-riksdag-2022") } provenance { licence } } } } }`);
  const schema = createSchema();
  const { queries, fieldResolvers } = getMetadataStorage();
  // It sorts the parameters of a method whenever it calls it.
  const calledBy: string[] = [];
  for (const { methodName, params = [] } of [...queries, ...fieldResolvers])
    vi.spyOn(params, 'sort').mockImplementation(() => {
      calledBy.push(methodName);
      return params;
    });

  const result = execute({ schema, document, contextValue: { content, languages: [] } });

  expect(result).toMatchObject({ data: { questionnaire: { questions: expect.any(Array) } } });
  expect(calledBy).toEqual([]);
});

it('a field whose argument can be refused is nullable, so that a wrong one costs that field alone', () => {
  const refusable = ({ type }: GraphQLArgument) => !isEnumType(getNamedType(type));
  const fields = Object.values(createSchema().getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) &&
    type.name !== 'Subscription' &&
    !type.name.startsWith('__')
      ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
      : [],
  );
  const wrong = fields.filter(({ field: { args, type } }) => args.some(refusable) && isNonNullType(type));

  // Apollo Federation demands this one; its items are nullable.
  expect(wrong.map(({ name }) => name)).toEqual(['Query._entities']);
});
