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
  for (const { sourceId: source, state, licence, retrievedAt } of used) {
    const key = `${source} ${state}`;
    const line = lines.get(key);
    if (!line) {
      const asked = { requests: 0, cacheHits: 0, milliseconds: 0, error: null };
      lines.set(key, { source, state, ...asked, retrievedAt, licence });
      continue;
    }
    if (line.licence !== licence) line.licence = 'stated with each item';
    if (retrievedAt && (!line.retrievedAt || retrievedAt < line.retrievedAt)) line.retrievedAt = retrievedAt;
  }
  return [...lines.values()];
}
