import { closest } from 'fastest-levenshtein';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  printType,
} from 'graphql';
import { z } from 'zod';
import { foldWords } from '../../../text/fold.ts';
import { Problem } from '../../saved-queries/problem.ts';
import { tool } from '../tool.ts';

const maxFields = 40;
const maxCharacters = 12_000;

export const lookUpSchema = tool({
  name: 'look_up_schema',
  title: 'Look up the schema',
  description:
    'Tells which fields query_graph can ask for: those on a topic (“about”), or everything of one type (“type”). Without either: the fields that a query begins with.',
  input: z.strictObject({
    about: z.string().min(1).max(200).optional().describe('English words, such as: unemployment place'),
    type: z.string().min(1).max(100).optional().describe('name of a type, such as Place'),
  }),
  isOpenWorld: false,
  async call({ about, type }, { schema }) {
    if (type !== undefined) return typeText(schema, type);
    if (about !== undefined) return fieldsAbout(schema, about);
    const query = schema.getQueryType();
    return query ? Object.values(query.getFields()).map(lineOf('Query')).join('\n') : '';
  },
});

function typeText(schema: GraphQLSchema, name: string): string {
  const type = schema.getType(name);
  if (!type || name.startsWith('__')) {
    const known = Object.keys(schema.getTypeMap()).filter((one) => !one.startsWith('__'));
    const nearest = closest(name, known);
    throw new Problem('NOT_FOUND', `There is no type ${JSON.stringify(name)}. The nearest is ${nearest}.`, {
      validValues: [nearest],
    });
  }
  const whole = printType(type);
  if (whole.length <= maxCharacters || !hasFields(type)) return whole.slice(0, maxCharacters);
  // Query is as long as a book: each field in a line.
  return Object.values(type.getFields())
    .map(lineOf(name))
    .join('\n')
    .slice(0, 3 * maxCharacters);
}

/** Fields whose name or description has the words, those with most of them first. */
function fieldsAbout(schema: GraphQLSchema, about: string): string {
  const words = foldWords(about)
    .split(' ')
    .filter((word) => word.length > 1);
  const found = Object.values(schema.getTypeMap())
    .filter((type) => hasFields(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      (hasFields(type) ? Object.values(type.getFields()) : []).map((field) => ({
        line: lineOf(type.name)(field),
        score: scoreOf(words, type, field) + (type === schema.getQueryType() ? 0.5 : 0),
      })),
    )
    .filter(({ score }) => score >= 1)
    .sort((one, other) => other.score - one.score)
    .slice(0, maxFields);
  if (found.length === 0)
    throw new Problem(
      'NOT_FOUND',
      `No field is about ${JSON.stringify(about)}. Use other English words, or leave “about” out to see where a query begins.`,
    );
  return found.map(({ line }) => line).join('\n');
}

function scoreOf(
  words: readonly string[],
  type: GraphQLNamedType,
  { name, description }: GraphQLField<unknown, unknown>,
): number {
  const inName = foldWords(spaced(`${type.name} ${name}`)).split(' ');
  const inText = foldWords(description ?? '').split(' ');
  const begins = (those: readonly string[], word: string) => those.some((one) => one.startsWith(word));
  return words.reduce((sum, word) => sum + (begins(inName, word) ? 2 : begins(inText, word) ? 1 : 0), 0);
}

/** `jobAds` as words. */
const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2');

const hasFields = (type: GraphQLNamedType) => isObjectType(type) || isInterfaceType(type);

const lineOf =
  (type: string) =>
  ({ name, args, type: of, description }: GraphQLField<unknown, unknown>): string => {
    const given = args.map((arg) => `${arg.name}: ${arg.type}`).join(', ');
    const [sentence = ''] = (description ?? '').split(/(?<=\.)\s/);
    return `${type}.${name}${given === '' ? '' : `(${given})`}: ${of}${sentence === '' ? '' : ` – ${sentence}`}`;
  };
