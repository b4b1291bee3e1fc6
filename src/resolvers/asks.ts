import { Extensions } from 'type-graphql';

/**
 * Calls upstream that a field leads to for one parent, by source: `@Asks({ riksdagen: 1 })`; a part of one where
 * a loader asks for many parents at once. A query that would need more than a source's budget is refused by it.
 */
export function Asks(calls: Readonly<Record<string, number>>) {
  return Extensions({ upstreamCalls: new Map(Object.entries(calls)) });
}

/** There are few different things behind the field, however often it is asked. */
export function FewDifferent(distinct = 20) {
  return Extensions({ distinct });
}
