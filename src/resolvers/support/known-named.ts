import { fold } from '../../text/fold.ts';
import { nearestNames } from '../../text/nearest-names.ts';
import { badInput, given, keyInId, unknownValue } from './input.ts';

const maxSuggestions = 8;

/** Things of the content of one type, that have a key and names. */
export interface Named<T> {
  /** GraphQL type, or the types of a table that holds several. */
  types: readonly string[];
  all: ReadonlyMap<string, T>;
  namesOf(one: T): readonly string[];
}

/**
 * The thing that a value means: its key (a slug or a code) in any case, its id, or a name that it alone has. An error
 * with the nearest for any other value, and null for none. Look-ups and filters call it alike.
 */
export function knownNamed<T extends { key: string }>(
  argument: string,
  value: string | null | undefined,
  { types, all, namesOf }: Named<T>,
): T | null {
  if (value === null || value === undefined) return null;
  const wanted = given(argument, value);
  const byKey = all.get(wanted) ?? all.get(wanted.toLowerCase());
  if (byKey) return byKey;
  for (const type of types) {
    const byId = all.get(keyInId(type, wanted) ?? '');
    if (byId) return byId;
  }
  const name = fold(wanted);
  const alike = [...all.values()].filter((one) => namesOf(one).some((known) => fold(known) === name));
  const [only, ...others] = alike;
  const shown = (some: readonly T[]) =>
    some.map((one) => `${one.key} ${namesOf(one)[0] ?? ''}`.trim()).join(', ');
  const keysOf = (some: readonly T[]) => some.map(({ key }) => key);
  if (only && others.length === 0) return only;
  if (only) {
    const some = alike.slice(0, maxSuggestions);
    throw badInput(argument, `${JSON.stringify(value)} may be ${shown(some)}: give the slug.`, keysOf(some));
  }
  const short = name.slice(0, 60);
  const names = [...all.values()].flatMap((one) =>
    [one.key, ...namesOf(one)].map((known) => ({ of: one, name: fold(known) })),
  );
  const near = nearestNames(short, names, maxSuggestions);
  throw unknownValue(
    argument,
    `There is no ${JSON.stringify(value)} for ${argument}. The nearest are: ${shown(near)}.`,
    keysOf(near),
  );
}
