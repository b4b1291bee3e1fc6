import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { GraphQLError, type GraphQLSchema, stripIgnoredCharacters, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { refuseLargeDocument } from '../cost/document-limits.ts';
import { Problem } from './problem.ts';
import { type AddressedQuery, linkedQuery, parseQuery } from './query.ts';

/** Below `/q/`, before a compressed document. */
export const linkPrefix = '-/';
/** Servers and browsers refuse longer addresses. */
const maxCompressed = 8_000;
/** A small address must not become a large document. */
const maxDocument = 100_000;
const maxRemembered = 200;

/** A document as part of an address: without what GraphQL ignores, in DEFLATE (RFC 1951) and base64url. */
export function compressed(document: string): string {
  let stripped: string;
  try {
    stripped = stripIgnoredCharacters(document);
  } catch (error) {
    throw new Problem(
      'GRAPHQL_PARSE_FAILED',
      error instanceof Error ? error.message : 'The document cannot be read.',
    );
  }
  const text = deflateRawSync(stripped, { level: 9 }).toString('base64url');
  if (text.length <= maxCompressed) return text;
  const message = {
    en: `The query takes ${text.length} characters in an address; at most ${maxCompressed} fit. Send it to /graphql.`,
    sv: `Frågan tar ${text.length} tecken i en adress; högst ${maxCompressed} får plats. Skicka den till /graphql.`,
  };
  throw new Problem('LINK_TOO_LONG', message, { limit: maxCompressed });
}

function decompressed(text: string): string {
  if (text.length > maxCompressed)
    throw new Problem(
      'LINK_TOO_LONG',
      {
        en: `A link has at most ${maxCompressed} characters.`,
        sv: `En länk har högst ${maxCompressed} tecken.`,
      },
      { limit: maxCompressed },
    );
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: maxDocument });
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('BAD_REQUEST', {
      en: 'The link holds no query: it was cut or changed.',
      sv: 'Länken har ingen fråga: den har kapats eller ändrats.',
    });
  }
}

/** Reads queries out of links. Nothing of them is stored, but the last ones are remembered. */
export function linkReader(schema: GraphQLSchema): (name: string) => AddressedQuery {
  const known = new LRUCache<string, AddressedQuery>({ max: maxRemembered });
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const document = decompressed(name.slice(linkPrefix.length));
    try {
      refuseLargeDocument(document);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code, http: _, ...facts } = error.extensions;
      throw new Problem(String(code), error.message, facts);
    }
    const parsed = parseQuery(document);
    if (typeof parsed === 'string') throw new Problem('GRAPHQL_PARSE_FAILED', parsed);
    const [problem] = validate(schema, parsed.parsed, undefined, { maxErrors: 1 });
    if (problem) throw new Problem('GRAPHQL_VALIDATION_FAILED', problem.message);
    const query = linkedQuery(schema, name, parsed);
    known.set(name, query);
    return query;
  };
}
