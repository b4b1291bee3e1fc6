import { Extensions } from 'type-graphql';

/**
 * Calls upstream that a field leads to for one parent, by source: `@Asks({ riksdagen: 1 })`; a part of one where
 * a loader asks for many parents at once. A query that would need more than a source's budget is refused by it.
 */
export function Asks(calls: Readonly<Record<string, number>>, each?: Span) {
  return Extensions({ upstreamCalls: new Map(Object.entries(calls)), ...(each && { upstreamSpan: each }) });
}

/** The calls are made for each whole number from one argument to another, of which there are at most so many. */
export interface Span {
  from: string;
  to: string;
  most: number;
}

/** A part of a call, for a source that is asked once however many ask for something of it. */
export const once = 1 / 1000;

/** Calls of a search for ads anywhere. Norway's are read once for all, and so not counted. */
export const searchOfAds = { jobsearch: 1, joblinks: 1, forem: 1 };
/** Calls of a search for ads in Sweden, or by occupation, which Le Forem cannot search by. */
export const searchOfSwedishAds = { jobsearch: 1, joblinks: 1 };

/** There are few different things behind the field, however often it is asked. */
export function FewDifferent(distinct = 20) {
  return Extensions({ distinct });
}
