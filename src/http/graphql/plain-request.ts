import { z } from 'zod';
import type { SentRequest } from '../answers/key.ts';

/** A GraphQL request that Apollo would accept as it is. */
export interface PlainRequest {
  /** The text of the document, or the hash of one that was sent before. */
  query: { text: string } | { hash: string };
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

const persisted = z.object({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string() }) });
const parameters = new Set(['query', 'operationName', 'variables', 'extensions']);

/** Reads a request in the usual form. Null for any other, which Apollo reads or refuses. */
export function plainRequest({ method, headers, search, body }: SentRequest): PlainRequest | null {
  if (method === 'POST') return isRecord(body) ? plain(body) : null;
  if (method !== 'GET' || headers['content-type'] !== undefined) return null;
  const sent: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in sent || !parameters.has(name)) return null;
    sent[name] = value;
  }
  try {
    for (const name of ['variables', 'extensions']) {
      const text = sent[name];
      if (typeof text !== 'string') continue;
      const value: unknown = JSON.parse(text);
      if (!isRecord(value)) return null;
      sent[name] = value;
    }
  } catch {
    return null;
  }
  return plain(sent);
}

function plain({
  query,
  operationName,
  variables,
  extensions,
}: Readonly<Record<string, unknown>>): PlainRequest | null {
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && !isRecord(variables)) return null;
  const asked = documentOf(query, extensions);
  return asked && { query: asked, operationName: operationName ?? null, variables: variables ?? {} };
}

function documentOf(query: unknown, extensions: unknown): PlainRequest['query'] | null {
  if (extensions === undefined || extensions === null)
    return typeof query === 'string' && query !== '' ? { text: query } : null;
  // Apollo compares the hash of a text that comes with it.
  if (query !== undefined) return null;
  const read = persisted.safeParse(extensions);
  return read.success ? { hash: read.data.persistedQuery.sha256Hash } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
