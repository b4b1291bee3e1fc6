import type { Connection } from '../../entities/connection.ts';
import { SourceCount } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { SourceFailure } from '../../entities/source.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { type Answer, askEach, failureIn } from './ask-each.ts';
import type { CursorKeeper } from './cursor-keeper.ts';
import { edgeOf } from './edge.ts';
import { CursorError, searchMark } from './list-cursor.ts';
import { countOrNull, type Member } from './list-page.ts';
import { type MergeRule, mergePages, type SourcePage } from './merge.ts';
import { type Continuation, readCursor, writeCursor } from './merged-cursor.ts';
import { shownSince } from './shown.ts';

/** A list as it is asked for. */
export interface ListRequest<T> {
  /**
   * The lists to merge, in the order of preference. A list that several sources hold has them all, the one to ask
   * first in front; the next one stands in when it fails.
   */
  lists: readonly (readonly Member<T>[])[];
  /** Failures of sources that cannot be asked at all. */
  off: readonly SourceError[];
  /** What is searched by: a cursor belongs to it. */
  search: unknown;
  first: number;
  after: string | null;
  rule: MergeRule<T>;
  keeper: CursorKeeper;
}

/** A page of a merged list. */
export interface MergedConnection<T> extends Connection<T> {
  /** How many items each source counts. */
  totals: SourceCount[];
}

/** Pages that are looked through for one that holds anything new. */
const MAX_ROUNDS = 5;

/**
 * Asks the sources of a list in parallel and merges their pages. A failed source is named in `failures`; the list is
 * null only when all of them failed. The cursors stay valid while items come and go in any of the sources.
 */
export async function listAcross<T>(request: ListRequest<T>): Promise<Answer<MergedConnection<T>>> {
  const { search, first, after, rule } = request;
  const mark = searchMark(search);
  const before =
    after === null ? null : readCursor(await request.keeper.whole(after), mark, Date.now(), rule.daysValid);
  let position = before;
  for (let round = 1; ; round++) {
    const { pages, failures } = await pagesFrom(request, position, first);
    if (pages.length === 0 && failures.length > 0) return { value: null, failures };
    const { connection, next, advanced } = connected(request, { pages, failures, before: position, mark });
    const isEmpty = connection.nodes.length === 0 && first > 0;
    // The page holds only what earlier pages gave, or what could not be read: the list is looked through further.
    if (isEmpty && advanced && connection.pageInfo.hasNextPage && round < MAX_ROUNDS) {
      position = next();
      continue;
    }
    // A source that counts nothing could not know that its last page was the last.
    const isCounted = pages.some(({ page }) => page.total !== null);
    if (isEmpty && !advanced && isCounted && after !== null && failures.length === 0) {
      throw new CursorError(
        'after is beyond the end of the list, which has become shorter: begin anew without it.',
      );
    }
    connection.pageInfo.hasPreviousPage = before !== null;
    return { value: connection, failures };
  }
}

async function pagesFrom<T>(
  { lists, off }: ListRequest<T>,
  before: Continuation | null,
  limit: number,
): Promise<{ pages: SourcePage<T>[]; failures: SourceError[] }> {
  // A list that has ended is not asked again. One goes on in the source where it began, also when another has come up.
  const asked = before
    ? lists.map((list) => list.filter(({ id }) => typeof before.cursors[id] === 'string'))
    : lists;
  const open = asked.flatMap((list) => (list[0] ? [{ id: list[0].id, list }] : []));
  if (open.length === 0 && before) {
    throw new CursorError('after belongs to a source that is switched off now: begin anew without it.');
  }
  const { answers, failures } = await askEach({ on: open, off }, ({ list }) =>
    firstToAnswer(list, async (member): Promise<SourcePage<T>> => {
      const from = before?.cursors[member.id] ?? '';
      return { id: member.id, from, page: await member.list({ from: from || null, limit }) };
    }),
  );
  return { pages: answers.map(({ value }) => value), failures };
}

/** The answer of the first source that gives one; the failure of the last when none does. */
export async function firstToAnswer<M extends { id: string }, T>(
  [member, ...others]: readonly M[],
  ask: (member: M) => Promise<T>,
): Promise<T> {
  if (!member) throw new TypeError('no source to ask');
  try {
    return await ask(member);
  } catch (error) {
    const failure = failureIn(member.id, error);
    if (others.length === 0) throw failure;
    return firstToAnswer(others, ask);
  }
}

interface Parts<T> {
  pages: readonly SourcePage<T>[];
  failures: readonly SourceError[];
  before: Continuation | null;
  mark: string;
}

function connected<T>(
  { first, rule, keeper }: ListRequest<T>,
  { pages, failures, before, mark }: Parts<T>,
): {
  connection: MergedConnection<T>;
  /** How the lists go on after all that was looked at. */
  next(): Continuation;
  /** Whether something was looked at that the page does not hold. */
  advanced: boolean;
} {
  const now = Date.now();
  const totals = pages.map(({ id, page: { total, provenance } }) =>
    entity(SourceCount, { sourceId: id, count: countOrNull(total), provenance }),
  );
  const isCounted = failures.length === 0 && totals.every(({ count }) => count !== null);
  const counted = isCounted ? countOrNull(totals.reduce((sum, { count }) => sum + (count ?? 0), 0)) : null;
  // Later pages do not ask the sources whose lists have ended, so they cannot count anew.
  const total = before ? before.total : counted;
  // Failed sources are asked again from where they were.
  const failed = Object.fromEntries(
    failures.map(({ sourceId }) => [sourceId, before?.cursors[sourceId] ?? '']),
  );
  const shown = before?.shown ?? {};
  const merged = mergePages(pages, first, rule, shown);
  const goesOn = (after: Continuation['cursors'], count: number): Continuation => {
    const position = { ...before?.cursors, ...failed, ...after };
    // A list of one source repeats nothing, unless its rule says that it may.
    const isOfSeveral = Object.keys(position).length > 1 || rule.ownProofs !== undefined;
    return {
      cursors: position,
      total,
      shown: isOfSeveral ? shownSince(shown, merged.items.slice(0, count)) : shown,
    };
  };
  const edges = merged.items.map(({ node, after }, at) =>
    edgeOf(node, () => keeper.shorten(writeCursor(mark, goesOn(after(), at + 1), now))),
  );
  const next = () => goesOn(merged.after, merged.items.length);
  const isUnread = pages.some(({ from, page: { items, isLast, end } }) => {
    return items.length === 0 && !isLast && first > 0 && end !== undefined && end !== from;
  });
  const advanced = merged.repeated > 0 || isUnread;
  const [only] = pages;
  const connection: MergedConnection<T> = {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: merged.hasMore,
      hasPreviousPage: before !== null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        if (edges.length > 0) return edges.at(-1)?.cursor ?? null;
        return advanced && merged.hasMore ? keeper.shorten(writeCursor(mark, next(), now)) : null;
      },
    },
    totalCount: total,
    totals,
    failures: failures.map(failureOf),
    provenance: only && pages.length === 1 ? only.page.provenance : null,
  };
  return { connection, next, advanced };
}

/** A failed source as clients see it beside what the others gave. */
export function failureOf({ sourceId, code, message, retryAfterSeconds }: SourceError): SourceFailure {
  return entity(SourceFailure, { sourceId, code, message, retryAfterSeconds });
}
