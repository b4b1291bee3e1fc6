import { hash } from 'node:crypto';
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

/**
 * The start of a page. A page begins a new search, limited by the time of publication of the last ad before it: ads that
 * arrive or leave meanwhile move no other one.
 */
interface Position {
  /** Ads of the search that are before the start. */
  offset: number;
  /** Only ads published at this local time or before, without these ids. `total` is that of the first search. */
  slice: { until: Tied; total: number } | null;
}

/** So many ads of one second may leave between two pages before one is skipped; all of them where a page holds them. */
const OVERLAP = 20;
/** What an id may hold so that it can stand in a cursor. */
const ID = /^[^.~]{1,64}$/;
/** Limits the length of a cursor. */
const MOST_TIED = 180;

function readPosition(from: string | null): Position {
  if (from === null) return { offset: 0, slice: null };
  const [offset = '', until = '', total = '', ...more] = from.split('~');
  const bound = readTied(until);
  const slice = bound ? { until: bound, total: countOf(total) } : null;
  if (more.length > 0 || (!bound && total !== '')) throw notOurs();
  return { offset: offsetAt(offset), slice };
}

function countOf(text: string): number {
  const count = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count < 2 ** 31)) throw notOurs();
  return count;
}

function writePosition({ offset, slice }: Position): string {
  const parts = [String(offset), writeTied(slice?.until), slice ? String(slice.total) : ''];
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

/** Stands where no ad has a time of publication. */
const NO_TIME = '1970-01-01T00:00:00';

interface Paging {
  upstream: Upstream;
  /** Asks for one page. */
  ask(more: Parameters): Promise<Answer<AdPage>>;
  /** The parameter for the latest time of publication; null where there is none. */
  until: string | null;
}

/** A page of ads, the newest first. */
export async function pageOfAds(
  { upstream, ask, until }: Paging,
  query: JobSearch,
  window: ListWindow,
): Promise<JobPage> {
  const start = readPosition(window.from);
  const { slice } = start;
  // Ads of the same second, and those before the largest offset, are read again and left out.
  const overlap = overlapOf(start, window.limit, until !== null);
  const base = Math.min(start.offset - overlap, LARGEST_OFFSET);
  const before = start.offset - base;
  if (before >= LARGEST_PAGE && start.offset > LARGEST_OFFSET) {
    const detail = `gives no more than ${LARGEST_OFFSET + LARGEST_PAGE} ads of one search; narrow it, for instance by place`;
    throw new SourceError(upstream.id, 'SOURCE_BAD_RESPONSE', detail);
  }
  const limit = window.limit === 0 ? 0 : Math.min(window.limit + before, LARGEST_PAGE);
  const { value, provenance } = await ask({
    ...(slice && until && { [until]: secondAfter(slice.until.at) }),
    sort: 'pubdate-desc',
    offset: base || undefined,
    limit,
  });
  const total = slice ? slice.total : value.total.value;
  // An ad that cannot be read still counts as a position in the list.
  const end = Math.min(base + limit, value.total.value);
  // Where the search is not limited by time, the last ads of the page before tell where it ended.
  const given = new Set(slice?.until.ids);
  const anchor =
    until === null ? value.hits.findLastIndex(({ nativeId }) => given.has(shortId(nativeId))) : -1;
  const taken: Taken[] = [];
  for (const [at, draft] of value.hits.entries()) {
    const place = value.places[at] ?? at;
    if (until === null ? at <= anchor || (anchor < 0 && place < before) : !slice && place < before) continue;
    if (
      until !== null &&
      slice &&
      (given.has(shortId(draft.nativeId)) || (localTimeOf(draft) ?? '') > slice.until.at)
    )
      continue;
    taken.push({ draft, offset: base + place, end: at === value.hits.length - 1 ? end : base + place + 1 });
  }
  let written: readonly string[] | null = null;
  // Few cursors are written, and each tells of all ads before it.
  const positionAfter = (index: number): string => {
    written ??= positionsAfter(taken, { slice, total, isLimited: until !== null });
    return written[index] ?? '';
  };
  const items = taken.map(
    ({ draft }, index) =>
      new AdInPage(toAd(draft, query, provenance), draft.publishedAt, () => positionAfter(index)),
  );
  // An empty page is the end, even where the total is higher.
  const isLast = end >= value.total.value || (value.isEmpty && limit > 0);
  if (items.length === 0 && limit > 0 && !isLast) {
    // All ads were returned before: continue after them, or the page would lead to itself.
    const from = writePosition({ offset: end, slice: until === null ? null : slice });
    // The largest page needs the fewest requests.
    return pageOfAds({ upstream, ask, until }, query, { from, limit: LARGEST_PAGE });
  }
  return { items, isLast, total, provenance };
}

/** An ad of the page, its place in the search, and where the search goes on after it. */
interface Taken {
  draft: JobAdDraft;
  offset: number;
  end: number;
}

class AdInPage {
  constructor(
    readonly ad: JobAd,
    readonly at: Date | null,
    private readonly position: () => string,
  ) {}

  get next(): string {
    return this.position();
  }
}

const localTimeOf = ({ publishedAt }: JobAdDraft): string | null =>
  publishedAt && localTimeIn(STOCKHOLM, publishedAt);

/** The position after each ad. */
function positionsAfter(
  taken: readonly Taken[],
  { slice, total, isLimited }: Pick<Position, 'slice'> & { total: number; isLimited: boolean },
): string[] {
  let tied = slice?.until ?? null;
  let recent: readonly string[] = slice?.until.ids ?? [];
  /** How many ads of the search are before the first one of that second. */
  let tiedFrom = 0;
  return taken.map(({ draft, offset, end }) => {
    const publishedAt = localTimeOf(draft);
    const id = shortId(draft.nativeId);
    if (publishedAt !== null && publishedAt !== tied?.at) tiedFrom = offset;
    tied = withOneMore(tied, publishedAt, id);
    recent = [...recent, id].slice(-OVERLAP);
    return writePosition(
      isLimited
        ? { offset: tied ? end - tiedFrom : end, slice: tied && { until: tied, total } }
        : { offset: end, slice: { until: { at: tied?.at ?? NO_TIME, ids: recent }, total } },
    );
  });
}

/** Ids of the archive are long digests; cursors hold ten letters of them. */
const shortId = (id: string): string => (id.length <= 10 ? id : hash('sha256', id, 'base64url').slice(0, 10));

/** How many ads before the start are read again: all of its second where they fit, else the last ones. */
function overlapOf({ offset, slice }: Position, limit: number, isLimited: boolean): number {
  if (!slice) return 0;
  const room = Math.max(0, LARGEST_PAGE - limit);
  if (!isLimited) return Math.min(OVERLAP, room, offset);
  return offset <= Math.min(room, MOST_TIED) ? offset : Math.min(OVERLAP, room);
}

/** The second with one ad more. An ad without a time of publication counts to the one before it. */
function withOneMore(tied: Tied | null, at: string | null, id: string): Tied | null {
  if (at !== null && tied?.at !== at) return { at, ids: [id] };
  return !tied || tied.ids.includes(id) ? tied : { at: tied.at, ids: [...tied.ids, id] };
}

function toAd(draft: JobAdDraft, { remote }: JobSearch, provenance: Provenance): JobAd {
  // An ad has no field for remote work; it is known only for ads found by that filter.
  return adFrom(remote === undefined ? draft : { ...draft, remote }, provenance);
}
