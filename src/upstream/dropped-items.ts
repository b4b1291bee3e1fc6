import { z } from 'zod';
import type { Pieces } from './pieces.ts';

/** Items that the lists of an answer held, and those of them that could not be read. */
export interface ItemCount {
  listed: number;
  dropped: number;
  /** Parts of items that were there and could not be read; the items themselves are kept. */
  unread: number;
}

/** What a decoder's own code may do while it reads. */
export interface Reader {
  /** Reads a part. What the part dropped counts only when the part itself can be read. */
  read<T extends z.ZodType>(part: T, value: unknown): z.ZodSafeParseResult<z.output<T>>;
  count(items: Partial<ItemCount>): void;
  /** What was counted until now. */
  counted(): ItemCount;
  /** Present where a long list may be read in several passes. */
  readonly pieces?: Pieces | undefined;
}

/** zod passes the context of a parse on to every schema below, so the count belongs to one parse alone. */
const COUNT = Symbol('count of items');
const PIECES = Symbol('pieces');
interface CountingContext extends z.core.ParseContext<z.core.$ZodIssue> {
  [COUNT]: ItemCount;
  [PIECES]?: Pieces;
}
interface Counted<T extends z.ZodType> {
  read: z.ZodSafeParseResult<z.output<T>>;
  items: ItemCount;
}
const isCounting = (context: object): context is CountingContext => COUNT in context;

/** Parses a value, and counts its items apart from every other parse. */
export function countItems<T extends z.ZodType>(schema: T, value: unknown, pieces?: Pieces): Counted<T> {
  const items: ItemCount = { listed: 0, dropped: 0, unread: 0 };
  return { read: parse(schema, value, { [COUNT]: items, ...(pieces && { [PIECES]: pieces }) }), items };
}

/** The same with turns for other work between the pieces of a long list; at once where it takes no longer than one. */
export function countItemsInPieces<T extends z.ZodType>(
  schema: T,
  value: unknown,
  pieces: Pieces,
): Counted<T> | Promise<Counted<T>> {
  return pieces.run(() => countItems(schema, value, pieces));
}

/** A schema and a transform whose code reads parts itself, or leaves items out by rules of its own. */
export function readWith<T extends z.ZodType, Output>(
  schema: T,
  read: (value: z.output<T>, reader: Reader, issues: z.RefinementCtx) => Output,
) {
  const contexts = new WeakMap<object, CountingContext>();
  const transform = z.transform((value: z.output<T>, payload): Output => {
    // A schema that is parsed outside `countItems` counts for nobody.
    const context = contexts.get(payload) ?? { [COUNT]: { listed: 0, dropped: 0, unread: 0 } };
    const reader: Reader = {
      read: (part, found) => parse(part, found, context),
      counted: () => ({ ...context[COUNT] }),
      pieces: context[PIECES],
      count: ({ listed = 0, dropped = 0, unread = 0 }) => {
        context[COUNT].listed += listed;
        context[COUNT].dropped += dropped;
        context[COUNT].unread += unread;
      },
    };
    return read(value, reader, payload);
  });
  // zod gives the context to `run` only, and the payload to both.
  const run = transform._zod.run;
  transform._zod.run = (payload, context) => {
    if (isCounting(context)) contexts.set(payload, context);
    return run(payload, context);
  };
  return z.pipe(schema, transform);
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  context: CountingContext,
): z.ZodSafeParseResult<z.output<T>> {
  prepare(schema);
  const items = context[COUNT];
  const before = { ...items };
  let isRead = false;
  try {
    const read = schema.safeParse(value, context);
    isRead = read.success;
    return read;
  } finally {
    // Also where a pass ends in the middle of it.
    if (!isRead) Object.assign(items, before);
  }
}

const prepared = new WeakSet<z.core.$ZodType>();

/**
 * A union goes on after a branch that failed, and `catch` after its schema, so what those counted must be taken back.
 * zod has no hook for it: each such schema is wrapped, once, before it is first used.
 */
function prepare(schema: z.core.$ZodType): void {
  if (prepared.has(schema)) return;
  prepared.add(schema);
  if (schema instanceof z.core.$ZodUnion) schema._zod.def.options.forEach(takeBackOnFailure);
  if (schema instanceof z.core.$ZodCatch) takeBackOnFailure(schema._zod.def.innerType);
  for (const part of partsOf(schema)) prepare(part);
}

const wrapped = new WeakSet<z.core.$ZodType>();

function takeBackOnFailure(schema: z.core.$ZodType): void {
  if (wrapped.has(schema)) return;
  wrapped.add(schema);
  const run = schema._zod.run;
  schema._zod.run = (payload, context) => {
    if (!isCounting(context)) return run(payload, context);
    const items = context[COUNT];
    const before = { ...items };
    const result = run(payload, context);
    // Decoders are synchronous; zod throws for one that is not.
    if (!(result instanceof Promise) && result.issues.length > 0) Object.assign(items, before);
    return result;
  };
}

/** The schemas of which a schema is made: in its definition, in a list or by name. */
function partsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodLazy) return [schema._zod.innerType];
  const found = Object.values(schema._zod.def).flatMap((part: unknown): unknown[] =>
    typeof part === 'object' && part !== null && !isSchema(part) ? Object.values(part) : [part],
  );
  return found.filter(isSchema);
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return value instanceof z.core.$ZodType;
}
