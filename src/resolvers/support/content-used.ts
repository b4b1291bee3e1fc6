import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
} from 'graphql';
import type { Context } from '../../context.ts';
import { OwnContent } from '../../entities/own-content.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { SourceReport } from '../../upstream/ledger.ts';
import { statedProvenance } from './own-provenance.ts';

/** Lets every field that gives objects note the content among them, so that an answer can name where it is from. */
export function noteContent(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isCompositeType(getNamedType(field.type))) continue;
      const resolve: GraphQLFieldResolver<unknown, Context> = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: Context, info) => {
        const value: unknown = resolve(source, args, context, info);
        const { contentUsed, content } = context;
        if (!contentUsed) return value;
        const note = (found: unknown) => noted(found, contentUsed, content);
        return value instanceof Promise ? value.then(note) : note(value);
      };
    }
  }
}

function noted(value: unknown, used: Set<Provenance>, content: Context['content']): unknown {
  if (value instanceof OwnContent) note(value, used, content);
  else if (Array.isArray(value))
    for (const item of value) if (item instanceof OwnContent) note(item, used, content);
  return value;
}

function note(item: OwnContent, used: Set<Provenance>, content: Context['content']): void {
  const { origin } = item;
  // What an answer of a source names has no origin in the content, and its source has a line of its own.
  if (origin === undefined) return;
  let provenance = provenances.get(origin);
  if (!provenance) {
    provenance = shared(statedProvenance(item, content));
    provenances.set(origin, provenance);
  }
  used.add(provenance);
}

const provenances = new WeakMap<OwnContent['origin'], Provenance>();
const known = new Map<string, Provenance>();

/** One object for everything with the same source, state, licence, day and attribution. */
function shared(provenance: Provenance): Provenance {
  const { sourceId, state, licence, attribution, retrievedAt } = provenance;
  const key = JSON.stringify([sourceId, state, licence, attribution, retrievedAt]);
  const first = known.get(key) ?? provenance;
  known.set(key, first);
  return first;
}

/** A line of `extensions.sources` for each source and state of the content. */
export function contentReport(used: Iterable<Provenance>): SourceReport[] {
  const lines = new Map<string, SourceReport>();
  for (const provenance of used) {
    const one = lineOf(provenance);
    const key = `${one.source} ${one.state}`;
    const line = lines.get(key);
    lines.set(key, line ? joined(line, one) : one);
  }
  return [...lines.values()];
}

const ownLines = new WeakMap<Provenance, SourceReport>();

function lineOf(provenance: Provenance): SourceReport {
  let line = ownLines.get(provenance);
  if (!line) {
    const { sourceId: source, state, licence, retrievedAt } = provenance;
    const asked = { requests: 0, cacheHits: 0, milliseconds: 0, error: null };
    line = { source, state, ...asked, retrievedAt, licence };
    ownLines.set(provenance, line);
  }
  return line;
}

/** The oldest day counts. */
function joined(line: SourceReport, { licence, retrievedAt }: SourceReport): SourceReport {
  const isOlder = retrievedAt && (!line.retrievedAt || retrievedAt < line.retrievedAt);
  return {
    ...line,
    licence: line.licence === licence ? licence : 'stated with each item',
    retrievedAt: isOlder ? retrievedAt : line.retrievedAt,
  };
}
