import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { path } from '../../upstream/path.ts';
import { type Clock, days, minutes, seconds } from '../../upstream/time.ts';
import type { Answer, Upstream } from '../../upstream/upstream.ts';
import type { ChangeFeed, ChangePage } from '../changes/change-feed.ts';
import { type FeedEvent, feedPage, storedFeedPage } from './decode.ts';
import type { PublicToken } from './public-token.ts';

/** How far back the feed is read. Ads that have not changed since then are not in the list. */
const READ_BACK = days(30);
const PAGE_SIZE = 1000;

interface WirePage {
  id: string;
  next_id: string | null;
  items: FeedEvent[];
}

/** NAV's feed page by page; a position is the id of a page. */
export class PageFeed implements ChangeFeed<FeedEvent> {
  /** The time from which changes were read; null before the first request. */
  readSince: Date | null = null;
  private hasReachedEnd = false;

  constructor(
    private readonly upstream: Upstream,
    private readonly token: PublicToken,
    private readonly clock: Clock,
  ) {}

  /** Goes on where another replica is. */
  goOn(readSince: Date | null, hasReachedEnd: boolean): void {
    this.readSince = readSince;
    this.hasReachedEnd = hasReachedEnd;
  }

  async page(position: string | null, call: Call): Promise<ChangePage<FeedEvent> | null> {
    const answer = await this.token.authorised(call, (headers) =>
      (position === null ? this.first(headers, call) : this.at(position, headers, call)).catch(emptyPage),
    );
    if (!answer || answer.value.next_id === null) this.hasReachedEnd = true;
    if (!answer) return null;
    const { id, next_id: next, items } = answer.value;
    return { position: id, next, changes: items, provenance: answer.provenance };
  }

  private first(headers: Record<string, string>, call: Call): Promise<Answer<WirePage> | null> {
    this.readSince = new Date(this.clock.wall() - READ_BACK);
    return this.upstream.find(
      {
        operation: 'feed',
        path: 'api/v1/feed',
        query: { pageSize: PAGE_SIZE },
        headers: { ...headers, 'if-modified-since': this.readSince.toUTCString() },
        decode: feedPage,
        keep: false,
        // Which page the feed begins with is for the source to say.
        echo: null,
      },
      call,
    );
  }

  /**
   * The last page is requested again and again, with its ETag alone: with a date the feed starts again from that
   * date. Earlier pages are read once and not cached.
   */
  private at(
    position: string,
    headers: Record<string, string>,
    call: Call,
  ): Promise<Answer<WirePage> | null> {
    return this.upstream.find(
      {
        operation: this.hasReachedEnd ? 'tail' : 'page',
        path: path`api/v1/feed/${position}`,
        query: { pageSize: PAGE_SIZE },
        headers,
        decode: feedPage,
        stored: storedFeedPage,
        idsIn: ({ items }) => items.flatMap(({ id, draft }) => (draft ? [id] : [])),
        keep: this.hasReachedEnd,
        askByDate: false,
        freshFor: seconds(1),
        usableFor: minutes(30),
        echo: { asked: [position], of: ({ id }) => [[id]] },
      },
      call,
    );
  }
}

/** The feed answers 304 for an empty page, also when no ETag was sent. */
function emptyPage(error: unknown): null {
  if (error instanceof SourceError && error.refusedWith === 304) return null;
  throw error;
}
