import {
  GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isScalarType,
} from 'graphql';
import { entryOf } from '../../text/entry-of.ts';

/** Characters of a name, a code or a word: enough for the longest there is, and cheap to compare with all of them. */
const maxName = 200;
/** Arguments that may be longer, by their names. */
const longerArguments: Readonly<Record<string, number>> = {
  // A text in whole sentences, such as an ad.
  text: 10_000,
  query: 1_000,
  // Addresses, and ids and cursors made from them.
  after: 4_000,
  id: 2_000,
  uri: 2_000,
  url: 2_000,
};

/** The most characters that an argument or an input field of the name may hold. */
export const longestText = (argument: string): number => entryOf(longerArguments, argument) ?? maxName;

type Arguments = Readonly<Record<string, unknown>>;

/** The check of the arguments of a field; null where none of them is a text. */
export function argumentLengths({
  args,
}: GraphQLField<unknown, unknown>): ((given: Arguments) => void) | null {
  if (!args.some(({ type }) => holdsText(type, new Set()))) return null;
  return (given) => refuseLong(given);
}

function holdsText(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return named.name === 'String' || named.name === 'ID';
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => holdsText(field.type, seen));
}

function refuseLong(given: Arguments): void {
  for (const [name, value] of Object.entries(given)) refuse(name, value);
}

function refuse(name: string, value: unknown): void {
  if (typeof value === 'string') {
    const maximum = longestText(name);
    if (value.length <= maximum) return;
    throw new GraphQLError(`“${name}” holds ${value.length} characters; the limit is ${maximum}.`, {
      extensions: { code: 'BAD_USER_INPUT', argument: name, maximum },
    });
  }
  if (Array.isArray(value)) for (const item of value) refuse(name, item);
  else if (typeof value === 'object' && value !== null) refuseLong({ ...value });
}
