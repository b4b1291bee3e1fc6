import type { JobAd } from '../../entities/job-ad.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { localTimeIn, STOCKHOLM } from '../../text/local-time.ts';
import { SourceError } from '../../upstream/errors.ts';
import type { Answer, Upstream } from '../../upstream/upstream.ts';
import { notOurs, offsetAt } from '../across/list-cursor.ts';
import type { ListWindow } from '../across/list-page.ts';
import type { JobPage, JobSearch } from '../kinds/job-ads.ts';
import type { JobAdDraft } from './ad-draft.ts';
import { type AdPage, adFrom } from './job-ad.ts';
import type { Parameters } from './search.ts';

/** The APIs refuse more. */
const LARGEST_OFFSET = 2000;
const LARGEST_PAGE = 100;

/** A second of publication, and the ids of its ads that were already returned. */
interface Tied {
  at: string;
  ids: readonly string[];
}

/** The start of a page. Beyond the largest offset a new search begins, limited by time of publication. */
interface Position {
  offset: number;
  /** Only ads published at this local time or before, without these ids. `total` is that of the first search. */
  slice: { until: Tied; total: number } | null;
  /** The second of the last ad before the start; known only close to the largest offset. */
  last: Tied | null;
}

/** From this offset on, cursors hold the ids of the last second. Earlier they would only make cursors longer. */
const NOTED_FROM = LARGEST_OFFSET - 10 * LARGEST_PAGE;
/** What an id may hold so that it can stand in a cursor. */
const ID = /^[^.~]{1,64}$/;
/** Limits the length of a cursor. */
const MOST_TIED = 180;

function readPosition(from: string | null): Position {
  if (from === null) return { offset: 0, slice: null, last: null };
  const [offset = '', until = '', total = '', last = '', ...more] = from.split('~');
  const bound = readTied(until);
  const slice = bound ? { until: bound, total: countOf(total) } : null;
  if (more.length > 0 || (!bound && total !== '')) throw notOurs();
  return { offset: offsetAt(offset), slice, last: readTied(last) };
}

function countOf(text: string): number {
  const count = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count < 2 ** 31)) throw notOurs();
  return count;
}

function writePosition({ offset, slice, last }: Position): string {
  const parts = [String(offset), writeTied(slice?.until), slice ? String(slice.total) : '', writeTied(last)];
  return parts.join('~').replace(/~+$/, '');
}

function readTied(text: string): Tied | null {
  if (text === '') return null;
  const [at = '', ...ids] = text.split('.');
  const isTime =
    /^[12]\d{3}(?:-\d{2}){2}T\d{2}(?::\d{2}){2}$/.test(at) && !Number.isNaN(Date.parse(`${at}Z`));
  if (!isTime || ids.length > MOST_TIED || ids.some((id) => !ID.test(id))) throw notOurs();
  return { at, ids };
}

const writeTied = (tied: Tied | null | undefined): string =>
  tied ? [tied.at, ...tied.ids.slice(-MOST_TIED)].join('.') : '';

/** The second after a local time. Computed on the text, since a local time is ambiguous when summer time ends. */
const secondAfter = (local: string): string =>
  new Date(Date.parse(`${local}Z`) + 1000).toISOString().slice(0, 19);

interface Paging {
  upstream: Upstream;
  /** Asks for one page. */
  ask(more: Parameters): Promise<Answer<AdPage>>;
  /** The parameter for the latest time of publication; null where there is none. */
  until: string | null;
}

/** A page of ads, the newest first, also beyond the largest offset. */
export async function pageOfAds(
  { upstream, ask, until }: Paging,
  query: JobSearch,
  window: ListWindow,
): Promise<JobPage> {
  const start = readPosition(window.from);
  // The last page begins at the largest offset; its first ads belong to the page before.
  const before = Math.max(0, start.offset - LARGEST_OFFSET);
  if (before >= LARGEST_PAGE) {
    const detail = `gives no more than ${LARGEST_OFFSET + LARGEST_PAGE} ads of one search; narrow it, for instance by place`;
    throw new SourceError(upstream.id, 'SOURCE_BAD_RESPONSE', detail);
  }
  const base = start.offset - before;
  const limit = Math.min(window.limit + before, LARGEST_PAGE);
  const { slice } = start;
  const { value, provenance } = await ask({
    ...(slice && until && { [until]: secondAfter(slice.until.at) }),
    sort: 'pubdate-desc',
    offset: base || undefined,
    limit,
  });
  const total = slice ? slice.total : value.total.value;
  const items: JobPage['items'] = [];
  // An ad that cannot be read still counts as a position in the list.
  const end = Math.min(base + limit, value.total.value);
  let tied = start.last ?? slice?.until ?? null;
  for (const [at, draft] of value.hits.entries()) {
    const place = value.places[at] ?? at;
    if (place < before) continue;
    const publishedAt = draft.publishedAt && localTimeIn(STOCKHOLM, draft.publishedAt);
    if (slice && (slice.until.ids.includes(draft.nativeId) || (publishedAt ?? '') > slice.until.at)) continue;
    if (publishedAt !== null) tied = withOneMore(tied, publishedAt, draft.nativeId);
    const offset = at === value.hits.length - 1 ? end : base + place + 1;
    // A new search from the same second would return the same page.
    const isBeyond = offset > LARGEST_OFFSET && until !== null && tied?.at !== slice?.until.at;
    const next: Position =
      isBeyond && tied
        ? { offset: 0, slice: { until: tied, total }, last: null }
        : { offset, slice, last: until !== null && offset > NOTED_FROM ? tied : null };
    items.push({ ad: toAd(draft, query, provenance), next: writePosition(next), at: draft.publishedAt });
  }
  // An empty page is the end, even where the total is higher.
  const isLast = end >= value.total.value || (value.isEmpty && limit > 0);
  if (items.length === 0 && limit > 0 && !isLast) {
    // All ads were returned before: continue after them, or the page would lead to itself.
    const from = writePosition({ offset: end, slice, last: start.last });
    // The largest page needs the fewest requests.
    return pageOfAds({ upstream, ask, until }, query, { from, limit: LARGEST_PAGE });
  }
  return { items, isLast, total, provenance };
}

function withOneMore(tied: Tied | null, at: string, id: string): Tied {
  if (tied?.at !== at) return { at, ids: [id] };
  return tied.ids.includes(id) ? tied : { at, ids: [...tied.ids, id] };
}

function toAd(draft: JobAdDraft, { remote }: JobSearch, provenance: Provenance): JobAd {
  // An ad has no field for remote work; it is known only for ads found by that filter.
  return adFrom(remote === undefined ? draft : { ...draft, remote }, provenance);
}
