import { createHash } from 'node:crypto';
import type { FormattedExecutionResult } from 'graphql';

/** What the caches of others may know of an answer. */
export interface Cacheability {
  /** Milliseconds until the first of its sources may have something newer; null when it must not be stored. */
  freshFor: number | null;
  /** Request headers that the data depends on. */
  varies: Iterable<string>;
  /** Says from where and when the data is; equal for equal answers. */
  origin: unknown;
}

/** Of an answer of which nobody says more. */
export const unknownOrigin: Cacheability = { freshFor: null, varies: [], origin: null };

/** The type of the answer depends on the first, its encoding on the second. */
const alwaysVaries = ['Accept', 'Accept-Encoding'];
export const notStored = [['cache-control', 'no-store']] as const;

/** Headers of an answer by GET. An answer with an error is not stored, nor is one that is STALE or a SAMPLE. */
export function cacheHeaders(
  { data, errors }: Pick<FormattedExecutionResult, 'data' | 'errors'>,
  { freshFor, varies, origin }: Cacheability,
): (readonly [string, string])[] {
  const vary = ['vary', [...alwaysVaries, ...varies].join(', ')] as const;
  if (freshFor === null || (errors?.length ?? 0) > 0 || !data) return [vary, ...notStored];
  const maxAge = Math.max(0, Math.floor(freshFor / 1000));
  return [vary, ['cache-control', `public, max-age=${maxAge}`], ['etag', etagOf([data, origin])]];
}

/** Weak, since timings in `extensions` differ between answers that say the same. */
function etagOf(content: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;
}

/** Whether the client has the answer already, by its `If-None-Match`. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
}
