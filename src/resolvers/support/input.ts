import { GraphQLError } from 'graphql';
import { Arg, Int } from 'type-graphql';
import { offsetOf } from '../../entities/connection.ts';
import { parseGlobalId } from '../../entities/node.ts';
import type { ListArguments } from '../../loaders/list-arguments.ts';
import type { Window } from '../../sources/kinds/kind.ts';
import { dayOf } from '../../text/day.ts';
import { hasWord } from '../../text/fold.ts';
import { nearestNames } from '../../text/nearest-names.ts';
import { outgoingWords } from '../../text/outgoing-text.ts';

const maxPageSize = 100;
const maxTextLength = 10_000;

/** The error for a wrong argument: its name, what is wrong, and valid values where known. */
export function badInput(argument: string, message: string, valid?: readonly string[]): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', argument, ...(valid && { validValues: valid }) },
  });
}

/** The error for a value that does not exist: a look-up gives null in its place. */
class UnknownValue extends GraphQLError {}

export function unknownValue(argument: string, message: string, valid: readonly string[]): GraphQLError {
  return new UnknownValue(message, {
    extensions: { code: 'BAD_USER_INPUT', argument, validValues: valid },
  });
}

/** A look-up understands what a filter does: null for what does not exist, an error for what a filter refuses otherwise. */
export function lookedUp<T>(find: () => T | null): T | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnknownValue) return null;
    throw error;
  }
}

/** A code, an id or a name, trimmed. An empty one is no unknown one, and gets an error of its own. */
export function given(argument: string, value: string): string {
  const text = value.trim();
  if (text === '') throw badInput(argument, `${argument} is empty: leave it out, or give a value.`);
  return text;
}

/** The key in a global id of a type; null for anything else. */
export function keyInId(type: string, value: string): string | null {
  const parsed = parseGlobalId(value);
  return parsed?.type === type ? parsed.key : null;
}

/** Somebody whom an ambiguous name may mean. */
export interface Candidate {
  id: string;
  name: string;
  party: string | null;
}

/** The error for a name that fits several: who they are, so that the client can ask for one of them. */
export function ambiguous(argument: string, name: string, candidates: readonly Candidate[]): GraphQLError {
  return new GraphQLError(
    `${JSON.stringify(name)} fits ${candidates.length} persons. Give the party too, or the id of one of the candidates.`,
    { extensions: { code: 'BAD_USER_INPUT', argument, candidates } },
  );
}

/** The valid values nearest to an invalid one, the nearest first. */
export function nearest(value: string, valid: Iterable<string>, count = 8): string[] {
  const names = [...valid].map((of) => ({ of, name: of.toLowerCase() }));
  return nearestNames(value.toLowerCase(), names, count);
}

/** Each of `values`, or an error that lists the nearest valid ones: an unknown code must not look like no results. */
export function known<T>(
  argument: string,
  values: readonly string[] | null | undefined,
  find: (value: string) => T | null | undefined,
  valid: () => Iterable<string>,
): T[] | null {
  if (!values) return null;
  if (values.length > 100) throw badInput(argument, `${argument} takes at most 100 values.`);
  return values.map((value) => {
    const found = find(given(argument, value));
    if (found !== null && found !== undefined) return found;
    const candidates = nearest(value, valid());
    throw unknownValue(
      argument,
      `There is no ${JSON.stringify(value)} for ${argument}. The nearest are: ${candidates.join(', ')}.`,
      candidates,
    );
  });
}

/** One value that must exist; see `known`. */
export function knownOne<T>(
  argument: string,
  value: string | null | undefined,
  find: (value: string) => T | null | undefined,
  valid: () => Iterable<string>,
): T | null {
  return known(argument, value === null || value === undefined ? null : [value], find, valid)?.[0] ?? null;
}

/** Search text, trimmed. An error when it is empty or too long. */
export function searchText(argument: string, value: string): string {
  const text = value.trim();
  if (text.length === 0) throw badInput(argument, `${argument} is empty: give at least one word.`);
  if (text.length > maxTextLength)
    throw badInput(
      argument,
      `${argument} holds ${text.length} characters; at most ${maxTextLength} are allowed.`,
    );
  // Some sources would take signs alone for a search for everything.
  if (!hasWord(text))
    throw badInput(argument, `${argument} holds no letter or digit: give at least one word.`);
  return text;
}

/** Search text that goes to sources: contact details are left out of it. */
export function sentText(argument: string, value: string): string {
  const words = outgoingWords(searchText(argument, value));
  if (words.length === 0)
    throw badInput(
      argument,
      `${argument} holds contact details alone, which are not sent to sources: give other words.`,
    );
  return words;
}

/** `first` of a plain list: how many items at most. */
export function listSize(first: number | null | undefined, otherwise = 20): number {
  const size = first ?? otherwise;
  if (size < 1 || size > maxPageSize) throw badInput('first', `first must be between 1 and ${maxPageSize}.`);
  return size;
}

/** `first` and `after` of a connection that several sources may fill. */
export function listArguments(
  first: number | null | undefined,
  after: string | null | undefined,
): ListArguments {
  return { first: pageWindow(first, null).limit, after: after ?? null };
}

/** `first` and `after` of a connection as offset and limit. */
export function pageWindow(first: number | null | undefined, after: string | null | undefined): Window {
  const limit = first ?? 20;
  if (limit < 0 || limit > maxPageSize)
    throw badInput('first', `first must be between 0 and ${maxPageSize}; 0 gives counts only.`);
  if (after === null || after === undefined) return { offset: 0, limit };
  const offset = offsetOf(after);
  if (offset === null)
    throw badInput('after', 'after is not a cursor of this list: give the endCursor of an earlier page.');
  return { offset: offset + 1, limit };
}

/** The argument `first`. */
export function First() {
  return Arg('first', () => Int, {
    nullable: true,
    description: 'Maximum number of items: 1 to 100, on a connection 0 to 100; 20 by default.',
  });
}

/** The argument `after`. */
export function After() {
  return Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the previous page.' });
}

/** Refuses texts that no store and no source can hold: with a NUL, or half of a character. */
export function refuseBrokenText(argument: string, value: unknown): void {
  if (typeof value === 'string') {
    if (/[\0\p{Cs}]/u.test(value)) {
      throw badInput(
        argument,
        `${argument} holds a character that is no text: NUL, or half of a surrogate pair.`,
      );
    }
  } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const part of Object.values(value)) refuseBrokenText(argument, part);
  }
}

/** Refuses an empty text anywhere in an argument: it is neither an unknown value nor no value. */
export function refuseEmptyText(argument: string, value: unknown): void {
  if (typeof value === 'string') given(argument, value);
  else if (Array.isArray(value)) for (const item of value) refuseEmptyText(argument, item);
  else if (typeof value === 'object' && value !== null && !(value instanceof Date))
    for (const [name, part] of Object.entries(value)) refuseEmptyText(name, part);
}

/** Two days as text, either of which may be left out. An error when the first comes after the last. */
export function daysBetween(
  from: Date | string | null | undefined,
  to: Date | string | null | undefined,
): { from?: string; to?: string } {
  const first = from ? dayOf(from) : null;
  const last = to ? dayOf(to) : null;
  if (first !== null && last !== null && first > last)
    throw badInput('from', `from ${first} comes after to ${last}: swap them.`);
  return { ...(first !== null && { from: first }), ...(last !== null && { to: last }) };
}

/** A part of a plain list whose items have global ids; see `partAfter`. */
export function partOfList<T extends { id: string }>(
  items: readonly T[],
  first: number | null | undefined,
  after: string | null | undefined,
): T[] {
  return partAfter(items, ({ id }) => id, { first, after });
}

/** `first` items after the one that `after` names. An error for an `after` that is not in the list. */
export function partAfter<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  { first, after }: { first: number | null | undefined; after: string | null | undefined },
): T[] {
  const size = listSize(first);
  if (after === null || after === undefined) return items.slice(0, size);
  const at = items.findIndex((item) => idOf(item) === after);
  if (at < 0)
    throw badInput('after', 'after is no id of this list: give the id of the last item of the page before.');
  return items.slice(at + 1, at + 1 + size);
}

/** `first` and `offset` of a plain list without ids, whose source gives at most `most` items. */
export function partAt(
  first: number | null | undefined,
  offset: number | null | undefined,
  most: number,
): Window {
  const start = offset ?? 0;
  if (start < 0 || start > most) throw badInput('offset', `offset must be between 0 and ${most}.`);
  return { offset: start, limit: listSize(first) };
}

/** The argument `offset` of a plain list without ids. */
export function Offset() {
  return Arg('offset', () => Int, { nullable: true, description: 'Items to leave out before the first.' });
}

/** The argument `after` of a plain list. */
export function AfterId(description = 'The `id` of the last item of the previous page.') {
  return Arg('after', () => String, { nullable: true, description });
}
