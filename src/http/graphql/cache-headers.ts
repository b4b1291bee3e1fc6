import type { MadeAnswer } from '../answers/made-answer.ts';

/** The type of the answer depends on the first, its encoding on the second. */
const alwaysVaries = ['Accept', 'Accept-Encoding'];
export const notStored = [['cache-control', 'no-store']] as const;

/** Milliseconds between the making of an answer and its headers. */
const justMade = 10;

/**
 * Headers of an answer by GET. An answer with an error is not stored, nor is one that is STALE or a SAMPLE. There is no
 * `Age`, which caches would take from `max-age` once more.
 */
export function cacheHeaders(answer: MadeAnswer, now: number): (readonly [string, string])[] {
  const vary = ['vary', [...alwaysVaries, ...answer.varies].join(', ')] as const;
  if (answer.freshUntil === null) return [vary, ...notStored];
  const maxAge = Math.max(0, Math.floor((answer.freshUntil - now + justMade) / 1000));
  return [vary, ['cache-control', `public, max-age=${maxAge}`], ['etag', answer.etag]];
}

/** What caches may do with what is made of an answer. */
export interface Caching {
  control: string;
  /** Request headers that the data depends on. */
  varies: readonly string[];
  /** Of the data; null where no cache may store it. */
  etag: string | null;
}

/** As the headers of an answer by GET say it, for what has its type in its own address. */
export function cachingOf(headers: Iterable<readonly [string, string]>): Caching {
  const head = new Map(headers);
  return {
    control: head.get('cache-control') ?? 'no-store',
    varies: (head.get('vary') ?? '').split(/, */).filter((name) => name !== '' && name !== 'Accept'),
    etag: head.get('etag') ?? null,
  };
}

/** Whether the client has the answer already, by its `If-None-Match`. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
}
