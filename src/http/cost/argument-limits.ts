import { type ArgumentNode, type DocumentNode, Kind, type ValueNode, visit } from 'graphql';
import { LimitError } from '../errors.ts';

export const maxTextLength = 10_000;
const maxListLength = 100;
/** A router asks for all that it needs of a type at once; each counts as an object of the query's cost. */
const maxRepresentations = 1_000;
/** Names and values of one input object: up to fifty errors print it whole. */
const maxObjectLength = 20_000;

/**
 * Refuses variables that hold a text or a list longer than any legitimate argument; gives the length of their longest
 * text.
 */
export function refuseLongVariables(variables: Readonly<Record<string, unknown>>): number {
  let longest = 0;
  for (const [name, value] of Object.entries(variables)) {
    if (Array.isArray(value)) refuseList(name, value.length, isRepresentation(value[0]));
    for (const item of Array.isArray(value) ? value : [value])
      longest = Math.max(longest, refuseLongValue(name, item));
  }
  return longest;
}

function refuseLongValue(name: string, value: unknown): number {
  const values: unknown[] = [value];
  let inObjects = 0;
  let longest = 0;
  while (values.length > 0) {
    const at = values.pop();
    if (typeof at === 'string') {
      refuseText(name, at.length);
      longest = Math.max(longest, at.length);
    }
    if (Array.isArray(at)) refuseList(name, at.length);
    if (typeof at !== 'object' || at === null) continue;
    // Not `Object.entries`, which makes a pair for each name before the first is counted.
    for (const key in at) {
      const inner: unknown = Reflect.get(at, key);
      values.push(inner);
      inObjects += key.length + (typeof inner === 'string' ? inner.length : 1);
      if (inObjects > maxObjectLength) throw tooLarge(name);
    }
  }
  return longest;
}

/** Refuses the same in literal arguments of the query. */
export function refuseLongLiterals(document: DocumentNode): void {
  visit(document, { Argument: (node) => refuseLongArgument(node) });
}

function refuseLongArgument(argument: ArgumentNode): void {
  const name = argument.name.value;
  const values: ValueNode[] = [argument.value];
  for (let at = values.pop(); at; at = values.pop()) {
    if (at.kind === Kind.STRING) refuseText(name, at.value.length);
    if (at.kind === Kind.LIST) {
      refuseList(name, at.values.length);
      values.push(...at.values);
    }
    if (at.kind === Kind.OBJECT) values.push(...at.fields.map((field) => field.value));
  }
}

function tooLarge(argument: string): LimitError {
  return new LimitError(
    'BAD_USER_INPUT',
    `“${argument}” is an object with more than ${maxObjectLength} characters.`,
    { argument, maximum: maxObjectLength },
  );
}

function refuseText(argument: string, length: number): void {
  if (length <= maxTextLength) return;
  throw new LimitError(
    'BAD_USER_INPUT',
    `“${argument}” holds ${length} characters; the limit is ${maxTextLength}.`,
    { argument, maximum: maxTextLength },
  );
}

function refuseList(argument: string, length: number, ofRepresentations = false): void {
  const maximum = ofRepresentations ? maxRepresentations : maxListLength;
  if (length <= maximum) return;
  throw new LimitError(
    'BAD_USER_INPUT',
    `“${argument}” lists ${length} values; the limit is ${maximum}. Split the query.`,
    { argument, maximum },
  );
}

/** No other input has a field with that name. */
function isRepresentation(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__typename' in value;
}
