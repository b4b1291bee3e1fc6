import { DataState, type Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { path } from '../../upstream/path.ts';
import { type Clock, minutes, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { ChangeFollower } from '../changes/change-follower.ts';
import { AdList, type ListedAd } from './ad-list.ts';
import { type FeedEvent, feedEntry, type NavAd, storedEntry } from './decode.ts';
import { PageFeed } from './page-feed.ts';
import { PublicToken } from './public-token.ts';

/** The documentation asks clients to poll no more often. */
const POLL_EVERY = minutes(2);
/** A bound on one walk, also for a feed without an end. */
const MAX_PAGES = 400;
const WALK_TIMEOUT = minutes(15);
/** How long a search waits for the first walk, and for a later one. */
const FIRST_WAIT = seconds(4);
const WAIT = 500;
/** Left of the request's time for the answer itself. */
const RESERVE = 500;

/**
 * NAV's job ads, from its feed. The feed has no search: it is a log of changes, so it is read from a month back and
 * the active ads are stored in memory. A search first reads what is new. Without searches there are no requests.
 */
export class NavFeed {
  private readonly token: PublicToken;
  private readonly feed: PageFeed;
  private readonly list = new AdList();
  private readonly follower: ChangeFollower<FeedEvent>;

  constructor(
    private readonly upstream: Upstream,
    private readonly clock: Clock,
  ) {
    this.token = new PublicToken(upstream, clock);
    this.feed = new PageFeed(upstream, this.token, clock);
    this.follower = new ChangeFollower({
      sourceId: upstream.id,
      feed: this.feed,
      store: {
        position: () => this.list.position(),
        apply: async (page, position) => {
          await this.list.apply(page, position);
          await upstream.forget(page.changes.flatMap(({ id, draft }) => (draft ? [] : [id])));
        },
      },
      clock,
      maxPages: MAX_PAGES,
      onCaughtUp: (call) => void this.readFullAds(call).catch(() => undefined),
    });
  }

  /** Whether the end of the feed was reached at least once. */
  get isComplete(): boolean {
    return this.follower.checkedAt !== null;
  }

  /** The active ads, after the feed was polled; an error when nothing at all could be read. */
  async current(call: Call): Promise<{ ads: ReadonlyMap<string, ListedAd>; provenance: Provenance }> {
    if (this.follower.lag >= POLL_EVERY) {
      const walk = this.walk(call);
      const left = () => call.deadline - this.clock.now() - RESERVE;
      await this.waitFor(walk, Math.min(this.list.provenance ? WAIT : FIRST_WAIT, left()), call.signal);
      if (!this.list.provenance) await this.waitFor(walk, left(), call.signal);
    }
    const { provenance } = this.list;
    if (!provenance) throw this.follower.failure ?? this.notYet();
    this.list.removeExpired(this.clock.wall());
    return { ads: this.list.all, provenance: this.describe(provenance) };
  }

  /** One ad in full, straight from the source; null when the source does not know it. */
  async entry(id: string, call: Call): Promise<{ ad: NavAd; provenance: Provenance } | null> {
    const answer = await this.token.authorised(call, (headers) =>
      this.upstream.find(
        {
          operation: 'entry',
          path: path`api/v1/feedentry/${id}`,
          headers,
          decode: feedEntry,
          stored: storedEntry,
          id,
          isGone: ({ isActive }) => !isActive,
          freshFor: POLL_EVERY,
          version: 2,
          echo: { asked: [id], of: (entry) => [[entry.id]] },
        },
        call,
      ),
    );
    return answer && { ad: answer.value, provenance: answer.provenance };
  }

  /** The provenance of the list as a whole, with the span of time and the number of ads that it covers. */
  private describe(provenance: Provenance): Provenance {
    const ads = [...this.list.all.values()];
    const full = ads.filter(({ isFull }) => isFull).length;
    const since = this.feed.readSince?.toISOString() ?? '?';
    const until = this.follower.checkedAt?.toISOString() ?? 'not yet to its end';
    const locator = `Changes read since ${since}, until ${until}; ${ads.length} active ads stored, ${full} of them in full`;
    return { ...provenance, state: this.state(provenance), url: null, locator };
  }

  private state({ state }: Provenance): DataState {
    if (state === DataState.SAMPLE) return state;
    const isBehind = this.isComplete && this.follower.lag > POLL_EVERY * 2;
    return this.follower.failure || isBehind ? DataState.STALE : DataState.CACHED;
  }

  private notYet(): SourceError {
    return new SourceError(
      this.upstream.id,
      'SOURCE_TIMEOUT',
      'is still being read; try again in ten seconds',
      {
        retryAfterSeconds: 10,
      },
    );
  }

  /** Resolves also when the source fails: the follower remembers why, and the next search continues from the same page. */
  private async walk({ ledger }: Call): Promise<void> {
    const deadline = this.clock.now() + WALK_TIMEOUT;
    // Not the signal of this search: the walk serves all searches.
    const shared: Call = { signal: new AbortController().signal, deadline, ledger };
    await this.follower.catchUp(shared).catch(() => undefined);
  }

  private async readFullAds(call: Call): Promise<void> {
    this.list.dropOldTexts();
    for (const [id, listed] of this.list.notYetFull()) {
      const found = await this.entry(id, call);
      this.list.complete(id, listed, found?.ad ?? null);
    }
  }

  private async waitFor(work: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
    const done = new AbortController();
    const leave = () => done.abort();
    signal.addEventListener('abort', leave, { once: true });
    try {
      if (signal.aborted) return;
      await Promise.race([work, this.clock.sleep(Math.max(0, milliseconds), done.signal)]);
    } finally {
      signal.removeEventListener('abort', leave);
      done.abort();
    }
  }
}
