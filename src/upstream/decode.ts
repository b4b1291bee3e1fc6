import { z } from 'zod';
import {
  type countItems,
  countItemsInPieces,
  type ItemCount,
  type Reader,
  readWith,
} from './dropped-items.ts';
import { SourceError } from './errors.ts';
import { Pieces } from './pieces.ts';
import type { Decoded } from './request.ts';
import { type FieldReaders, TakenFields } from './take-fields.ts';
import { type Leaving, type LeftOut, leaveOutContacts, textWithoutContacts } from './without-contacts.ts';

/**
 * A list whose items are read one by one; an item that cannot be read is dropped and counted. A list without an item
 * that can be read is an error: the source has changed shape, and an empty list would look like an answer.
 */
export function listOf<T extends z.ZodType>(item: T, quick?: Quick<T>) {
  return placedListOf(item, quick).transform((found) => found.map((one) => one.item));
}

type Quick<T extends z.ZodType> = (value: unknown, reader: Reader) => z.output<T> | undefined;

/**
 * The same, each item with its place in the list as it came: for lists whose pages are counted by places. `quick` reads
 * an item of the usual shape as the schema does, in less time, and gives undefined for any other.
 */
export function placedListOf<T extends z.ZodType>(item: T, quick: Quick<T> = () => undefined) {
  const listsOf = new WeakMap<Pieces, Map<unknown, ReadList<z.output<T>>>>();
  return readWith(z.array(z.unknown()), (found, reader, issues): Placed<z.output<T>>[] => {
    const pieces = Pieces.isLong(found) ? reader.pieces : undefined;
    const list = pieces ? listIn(listsOf, pieces, found[0]) : newList<z.output<T>>();
    const { items } = list;
    const before = reader.counted();
    reader.count(list.counted);
    try {
      for (; list.next < found.length; list.next++) {
        pieces?.next();
        const candidate = found[list.next];
        const known = quick(candidate, reader);
        if (known !== undefined) {
          items.push({ place: list.next, item: known });
          continue;
        }
        const read = reader.read(item, candidate);
        if (read.success) items.push({ place: list.next, item: read.data });
        else list.firstIssue ??= read.error.issues[0];
      }
    } finally {
      list.counted = difference(reader.counted(), before);
    }
    if (found.length > 0 && items.length === 0) {
      issues.addIssue({
        code: 'custom',
        message: 'no item could be read',
        path: [0, ...(list.firstIssue?.path ?? [])],
      });
      return z.NEVER;
    }
    reader.count({ listed: found.length, dropped: found.length - items.length });
    return items;
  });
}

interface Placed<Item> {
  place: number;
  item: Item;
}

/** How far a list has been read; the next pass goes on there. */
interface ReadList<Item> {
  next: number;
  items: Placed<Item>[];
  firstIssue: z.core.$ZodIssue | undefined;
  counted: ItemCount;
}

const newList = <Item>(): ReadList<Item> => ({ next: 0, items: [], firstIssue: undefined, counted: nothing });

/** The list that begins with an item, as the passes before have left it. */
function listIn<Item>(
  listsOf: WeakMap<Pieces, Map<unknown, ReadList<Item>>>,
  pieces: Pieces,
  first: unknown,
): ReadList<Item> {
  const lists = listsOf.get(pieces) ?? new Map<unknown, ReadList<Item>>();
  listsOf.set(pieces, lists);
  const list = lists.get(first) ?? newList<Item>();
  lists.set(first, list);
  return list;
}

const nothing: ItemCount = { listed: 0, dropped: 0, unread: 0 };

const difference = (now: ItemCount, before: ItemCount): ItemCount => ({
  listed: now.listed - before.listed,
  dropped: now.dropped - before.dropped,
  unread: now.unread - before.unread,
});

/**
 * The items that can be read of a list inside an item. It may also be null, or one item alone. Null where something is
 * there and nothing of it can be read, which is counted: an empty list says that there is nothing.
 */
export function readableOrNull<T extends z.ZodType>(item: T) {
  return readWith(z.unknown().optional(), (found, reader): z.output<T>[] | null => {
    const list = (Array.isArray(found) ? found : [found]).filter((one) => !isNothing(one));
    const items = list.flatMap((one): z.output<T>[] => {
      const read = reader.read(item, one);
      return read.success ? [read.data] : [];
    });
    if (items.length > 0 || list.length === 0) return items;
    reader.count({ unread: 1 });
    return null;
  });
}

/** The same for a part whose loss need not be told from its absence: an empty list for both, and the loss is counted. */
export function readable<T extends z.ZodType>(item: T) {
  return readableOrNull(item).transform((found) => found ?? []);
}

/** Sources write nothing in several ways. */
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '';

/** A part of an item: `unread` where it cannot be read, which is counted. The schema itself reads a missing part. */
export function part<T extends z.ZodType, Unread>(schema: T, unread: Unread) {
  return readWith(z.unknown().optional(), (found, reader): z.output<T> | Unread => {
    const read = reader.read(schema, found);
    if (read.success) return read.data;
    reader.count({ unread: 1 });
    return unread;
  });
}

/** The value, or null when it cannot be read: for a field that an item can do without. */
export function orNull<T extends z.ZodType>(schema: T) {
  return schema
    .nullish()
    .transform((value) => value ?? null)
    .catch(null);
}

interface Reading<Schema extends z.ZodType> {
  format: 'json' | 'text';
  schema: Schema;
  /** Repairs a body that is not valid JSON; a valid one is left as it is. */
  clean?: ((body: string) => string) | undefined;
  /** Fields that are read from the text. */
  fields?: FieldReaders | undefined;
  /** What is left out before the schema reads it. */
  leftOut?: LeftOut | undefined;
}

/**
 * Decodes a body. An error names only the path of what is wrong, since the body may hold anything. A long list is read in
 * several turns, between which other requests are answered; only then is it a promise.
 */
export function decodeBody<Schema extends z.ZodType>(
  sourceId: string,
  body: string,
  reading: Reading<Schema>,
  pieces = new Pieces(),
): DecodedBody<Schema> | Promise<DecodedBody<Schema>> {
  const parsed = parseBody(sourceId, body, reading);
  return parsed instanceof Promise
    ? parsed.then((found) => readParsed(sourceId, found, reading, pieces))
    : readParsed(sourceId, parsed, reading, pieces);
}

function readParsed<Schema extends z.ZodType>(
  sourceId: string,
  parsed: Parsed,
  { schema }: Reading<Schema>,
  pieces: Pieces,
): DecodedBody<Schema> | Promise<DecodedBody<Schema>> {
  const counted = countItemsInPieces(schema, parsed.data, pieces);
  return counted instanceof Promise
    ? counted.then((found) => readBody(sourceId, parsed, found))
    : readBody(sourceId, parsed, counted);
}

type DecodedBody<Schema extends z.ZodType> = Decoded & { value: z.output<Schema> };

/** What the schema reads, and the body without the contacts that are left out. */
interface Parsed {
  data: unknown;
  body: string;
  /** Texts that were cut since they are too long. */
  cut: number;
}

function parseBody(
  sourceId: string,
  body: string,
  { format, clean, fields, leftOut }: Reading<z.ZodType>,
): Parsed | Promise<Parsed> {
  if (format === 'json') {
    const taken = fields ? TakenFields.of(body, fields) : null;
    const data = parseJson(sourceId, taken?.rest ?? body, clean);
    const done = ({ isChanged, cut }: Leaving): Parsed => {
      const without = isChanged ? (taken?.bodyOf(data) ?? JSON.stringify(data)) : body;
      taken?.putInto(data);
      return { data, body: without, cut };
    };
    const leaving = leftOut === undefined ? NOTHING_LEFT : leaveOutContacts(data, leftOut);
    return leaving instanceof Promise ? leaving.then(done) : done(leaving);
  }
  const text = body.replaceAll('\0', '');
  if (leftOut === undefined) return { data: text, body, cut: 0 };
  const without = textWithoutContacts(text, leftOut);
  const asParsed = (left: string): Parsed => ({ data: left, body: left, cut: 0 });
  return without instanceof Promise ? without.then(asParsed) : asParsed(without);
}

const NOTHING_LEFT: Leaving = { isChanged: false, cut: 0 };

function readBody<Schema extends z.ZodType>(
  sourceId: string,
  { body, cut }: Parsed,
  { read, items }: ReturnType<typeof countItems<Schema>>,
): DecodedBody<Schema> {
  if (read.success) return { value: read.data, ...items, unread: items.unread + cut, body };
  const path = safePath(read.error.issues[0]?.path ?? []);
  throw new SourceError(
    sourceId,
    'SOURCE_BAD_RESPONSE',
    `answered in a shape that cannot be read, at ${path}`,
    { isShape: true },
  );
}

/** NUL and halves of surrogate pairs, which only an escape brings: PostgreSQL stores neither, and encoding a half throws. */
const NO_TEXT_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;
const NO_TEXT = /[\0\p{Surrogate}]/gu;
const asText = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(NO_TEXT, '') : value;

function parseJson(sourceId: string, body: string, clean: Reading<z.ZodType>['clean']): unknown {
  try {
    return body.includes('\\u') && NO_TEXT_ESCAPE.test(body) ? JSON.parse(body, asText) : JSON.parse(body);
  } catch {
    if (clean) return parseJson(sourceId, clean(body), undefined);
    // The parser's own message quotes the body, so it is not passed on.
    throw new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', 'answered with something that is not valid JSON');
  }
}

/** Keys may come from the body, so anything but a plain name is left out. */
function safePath(path: readonly PropertyKey[]): string {
  const names = path.slice(0, 8).map((part) => {
    const name = String(part);
    return /^[\p{L}\d@_-]{1,40}$/u.test(name) ? name : '…';
  });
  return names.length > 0 ? names.join('.') : 'the top';
}
