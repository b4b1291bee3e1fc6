import type { JobAd } from '../../entities/job-ad.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { localTimeIn, STOCKHOLM } from '../../text/local-time.ts';
import { SourceError } from '../../upstream/errors.ts';
import type { Answer, Upstream } from '../../upstream/upstream.ts';
import type { ListWindow } from '../across/list-page.ts';
import type { JobPage, JobSearch } from '../kinds/job-ads.ts';
import { type AdPage, adFrom, type JobAdDraft } from './job-ad.ts';
import type { Parameters } from './search.ts';

/** The APIs refuse more. */
const LARGEST_OFFSET = 2000;
const LARGEST_PAGE = 100;

/** Ads of one second: the time, and the ids of those that were given. */
interface Tied {
  at: string;
  ids: readonly string[];
}

/** Where in a list a page begins: beyond the largest offset the list is taken up again from a time. */
interface Position {
  offset: number;
  /** Only ads published at this local time or before, and not these, of which the list before held `total`. */
  slice: { until: Tied; total: number } | null;
  /** The last second before the place; known only where a slice may begin soon. */
  last: Tied | null;
}

/** So far before the largest offset the ads of one second are noted: more would make cursors long for nothing. */
const NOTED_FROM = LARGEST_OFFSET - 10 * LARGEST_PAGE;
/** What a cursor bears. */
const MOST_TIED = 180;

function readPosition(from: string | null): Position {
  if (from === null) return { offset: 0, slice: null, last: null };
  const [offset = '', until = '', total = '', last = ''] = from.split('~');
  const bound = readTied(until);
  const slice = bound ? { until: bound, total: Number(total) } : null;
  return { offset: Number(offset), slice, last: readTied(last) };
}

function writePosition({ offset, slice, last }: Position): string {
  const parts = [String(offset), writeTied(slice?.until), slice ? String(slice.total) : '', writeTied(last)];
  return parts.join('~').replace(/~+$/, '');
}

function readTied(text: string): Tied | null {
  const [at = '', ...ids] = text.split('.');
  return at ? { at, ids } : null;
}

const writeTied = (tied: Tied | null | undefined): string =>
  tied ? [tied.at, ...tied.ids.slice(-MOST_TIED)].join('.') : '';

/** The second after a local time. As text, for in autumn the clocks go back an hour. */
const secondAfter = (local: string): string =>
  new Date(Date.parse(`${local}Z`) + 1000).toISOString().slice(0, 19);

interface Paging {
  upstream: Upstream;
  /** Asks for one page. */
  ask(more: Parameters): Promise<Answer<AdPage>>;
  /** The parameter for the latest time of publication; null where there is none. */
  until: string | null;
}

/** A page of ads, the newest first, however far down the list. */
export async function pageOfAds(
  { upstream, ask, until }: Paging,
  query: JobSearch,
  window: ListWindow,
): Promise<JobPage> {
  const start = readPosition(window.from);
  // The last page begins at the largest offset and is longer than what is wanted of it.
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
  // An ad that could not be read has its place in the list all the same.
  const end = Math.min(base + limit, value.total.value);
  let tied = start.last ?? slice?.until ?? null;
  for (const [at, draft] of value.hits.entries()) {
    const place = value.places[at] ?? at;
    if (place < before) continue;
    const publishedAt = draft.publishedAt && localTimeIn(STOCKHOLM, draft.publishedAt);
    if (slice && (slice.until.ids.includes(draft.nativeId) || (publishedAt ?? '') > slice.until.at)) continue;
    if (publishedAt !== null) tied = withOneMore(tied, publishedAt, draft.nativeId);
    const offset = at === value.hits.length - 1 ? end : base + place + 1;
    // A slice of a single second would lead to itself.
    const isBeyond = offset > LARGEST_OFFSET && until !== null && tied?.at !== slice?.until.at;
    const next: Position =
      isBeyond && tied
        ? { offset: 0, slice: { until: tied, total }, last: null }
        : { offset, slice, last: until !== null && offset > NOTED_FROM ? tied : null };
    items.push({ ad: toAd(draft, query, provenance), next: writePosition(next), at: draft.publishedAt });
  }
  // A page that holds nothing is the end, whatever is counted.
  const isLast = end >= value.total.value || (value.isEmpty && limit > 0);
  if (items.length === 0 && limit > 0 && !isLast) {
    // Nothing but ads of the slice before: they are left behind, or a page would lead to itself.
    const from = writePosition({ offset: end, slice, last: start.last });
    // As much as there can be, so that few calls lead past them.
    return pageOfAds({ upstream, ask, until }, query, { from, limit: LARGEST_PAGE });
  }
  return { items, isLast, total, provenance };
}

function withOneMore(tied: Tied | null, at: string, id: string): Tied {
  if (tied?.at !== at) return { at, ids: [id] };
  return tied.ids.includes(id) ? tied : { at, ids: [...tied.ids, id] };
}

function toAd(draft: JobAdDraft, { remote }: JobSearch, provenance: Provenance): JobAd {
  // No field of an ad says it, so it is known of those only that were found by it.
  return adFrom(remote === undefined ? draft : { ...draft, remote }, provenance);
}
