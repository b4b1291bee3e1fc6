import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { canonical } from './canonical.ts';
import { remembered } from './remembered.ts';

/** A GraphQL request as Apollo gets it. */
export interface SentRequest {
  method: string;
  /** The query string with its question mark, or ''. */
  search: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Reads what an answer depends on from the header of that name: `Accept-Language`. */
export type HeaderReaders = Readonly<Record<string, (header: string | undefined) => string>>;

interface Parameters {
  query: string | undefined;
  operationName: string | undefined;
  variables: object | undefined;
  extensions: object | undefined;
}

/** A longer key is hashed, which takes longer than to compare a short one. */
const longestKey = 2_000;
const short = (key: string): string => (key.length <= longestKey ? key : hash('sha256', key, 'base64url'));

/** Only queries are kept. The words may stand elsewhere too, such as in a comment; that query is then not kept. */
const otherOperations = /\b(?:mutation|subscription)\b/;

/**
 * The key under which the answer to a request is kept: all that changes it. Null for a request whose answer is
 * not kept, among them those that Apollo refuses for their shape.
 */
export function keyOf(sent: SentRequest, readers: HeaderReaders): string | null {
  const asked = askedBy(sent);
  if (asked === null) return null;
  const read = Object.entries(readers).map(([name, reader]) =>
    reader(textOf(sent.headers[name.toLowerCase()])),
  );
  return short(`${asked}${JSON.stringify([sent.headers.accept, ...read])}`);
}

function askedBy({ method, search, headers, body }: SentRequest): string | null {
  if (method === 'POST') return written(fromBody(body));
  return method === 'GET' && headers['content-type'] === undefined ? inSearch(search) : null;
}

/** Most who ask by GET send one of a few addresses. */
const inSearch = remembered((search) => written(fromSearch(search)), { most: 200, longest: 4_000 });

/** What is asked, as text; null for what is not kept. */
function written(asked: Parameters | null): string | null {
  if (!asked) return null;
  const { query, operationName, variables = {}, extensions = {} } = asked;
  if ('persistedQuery' in extensions) {
    // With the document, the request stores it for those that come with the hash alone.
    if (query !== undefined || !isPersisted(extensions.persistedQuery)) return null;
  } else if (!query || otherOperations.test(query)) return null;

  const [given, extended] = [canonical(variables), canonical(extensions)];
  if (given === null || extended === null) return null;
  // JSON also tells apart texts that would be the same in UTF-8, such as halves of surrogate pairs.
  return short(JSON.stringify([query, operationName, given, extended]));
}

function fromBody(body: unknown): Parameters | null {
  if (!isRecord(body)) return null;
  const query = optional(body['query'], isText);
  const operationName = optional(body['operationName'], isText);
  const variables = optional(body['variables'], isRecord);
  const extensions = optional(body['extensions'], isRecord);
  if (query === null || operationName === null || variables === null || extensions === null) return null;
  return { query, operationName, variables, extensions };
}

function fromSearch(search: string): Parameters | null {
  const given = new URLSearchParams(search);
  const names = ['query', 'operationName', 'variables', 'extensions'];
  if (names.some((name) => given.getAll(name).length > 1)) return null;
  const variables = parsed(given.get('variables'));
  const extensions = parsed(given.get('extensions'));
  if (variables === null || extensions === null) return null;
  return {
    query: given.get('query') ?? undefined,
    operationName: given.get('operationName') ?? undefined,
    variables,
    extensions,
  };
}

/** The object in a parameter; undefined where there is none, null where it is something else. */
function parsed(text: string | null): Record<string, unknown> | undefined | null {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** A member that may be left out or null; null where it is of another type. */
function optional<T>(value: unknown, is: (value: unknown) => value is T): T | undefined | null {
  if (value === undefined || value === null) return undefined;
  return is(value) ? value : null;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPersisted(value: unknown): boolean {
  return isRecord(value) && value['version'] === 1 && typeof value['sha256Hash'] === 'string';
}

const textOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(', ') : header;
