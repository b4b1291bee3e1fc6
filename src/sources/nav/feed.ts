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
import { type FollowedState, SharedAds } from './shared-ads.ts';

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
/** How often a replica looks for what another has read, at most. */
const COPY_EVERY = seconds(1);
/** While another replica reads the feed. */
const LOOK_AGAIN = 250;
/** Ads read in full between two writes to the shared list. */
const FULL_ADS_PER_WRITE = 10;
/** Shorter than the time between two walks, of which the second may be another replica's. */
const FULL_ADS_TIMEOUT = minutes(1);
/** Raise it when ads are written to the shared list in another way. */
const LIST_VERSION = 1;

/**
 * NAV's job ads, from its feed. The feed has no search: it is a log of changes, so it is read from a month back and
 * the active ads are stored in memory. A search first reads what is new. Without searches there are no requests. Where
 * replicas share a store, one of them reads the feed, and the others copy its list.
 */
export class NavFeed {
  private readonly token: PublicToken;
  private readonly feed: PageFeed;
  private readonly list = new AdList();
  private readonly follower: ChangeFollower<FeedEvent>;
  /** Null where no replicas share a store. */
  private readonly shared: SharedAds | null;
  private renewing: Promise<void> | null = null;
  private copiedAt = Number.NEGATIVE_INFINITY;
  private caughtUpAt: Date | null = null;
  private failedAt: Date | null = null;

  constructor(
    private readonly upstream: Upstream,
    private readonly clock: Clock,
  ) {
    this.token = new PublicToken(upstream, clock);
    this.feed = new PageFeed(upstream, this.token, clock);
    const list = upstream.list(LIST_VERSION);
    this.shared = list && new SharedAds(list, this.list);
    this.follower = new ChangeFollower({
      sourceId: upstream.id,
      feed: this.feed,
      store: {
        position: () => this.list.position(),
        apply: async (page, position) => {
          await this.list.apply(page, position);
          await upstream.forget(page.changes.flatMap(({ id, draft }) => (draft ? [] : [id])));
          await this.share();
        },
      },
      clock,
      maxPages: MAX_PAGES,
    });
  }

  /** Whether the end of the feed was reached at least once. */
  get isComplete(): boolean {
    return this.caughtUpAt !== null;
  }

  /** The active ads, after the feed was polled; an error when nothing at all could be read. */
  async current(call: Call): Promise<{ ads: ReadonlyMap<string, ListedAd>; provenance: Provenance }> {
    if (this.isDue || (this.shared && this.clock.now() - this.copiedAt >= COPY_EVERY)) {
      const renewal = this.renew(call);
      const left = () => call.deadline - this.clock.now() - RESERVE;
      await this.waitFor(renewal, Math.min(this.list.provenance ? WAIT : FIRST_WAIT, left()), call.signal);
      if (!this.list.provenance) await this.waitFor(renewal, left(), call.signal);
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
    const until = this.caughtUpAt?.toISOString() ?? 'not yet to its end';
    const locator = `Changes read since ${since}, until ${until}; ${ads.length} active ads stored, ${full} of them in full`;
    return { ...provenance, state: this.state(provenance), url: null, locator };
  }

  private state({ state }: Provenance): DataState {
    if (state === DataState.SAMPLE) return state;
    const isBehind = this.isComplete && this.lag > POLL_EVERY * 2;
    const hasFailed = this.failedAt !== null && (!this.caughtUpAt || this.failedAt > this.caughtUpAt);
    return hasFailed || isBehind ? DataState.STALE : DataState.CACHED;
  }

  /** Milliseconds since a replica last read the feed to its end. */
  private get lag(): number {
    const { caughtUpAt } = this.shared?.state ?? {};
    // By the clock of the machine: a time in the future is of a clock that was set since.
    const ofOthers = caughtUpAt
      ? Math.abs(this.clock.wall() - caughtUpAt.getTime())
      : Number.POSITIVE_INFINITY;
    return Math.min(this.follower.lag, ofOthers);
  }

  private get isDue(): boolean {
    return this.lag >= POLL_EVERY;
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

  /** All searches share one renewal. It resolves also when the source fails: the next search goes on from the same page. */
  private renew(call: Call): Promise<void> {
    this.renewing ??= (this.shared ? this.renewShared(this.shared, call) : this.walk(call)).finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  /** Copies what another replica has read, or reads the feed for all. Alone while the store cannot be reached. */
  private async renewShared(shared: SharedAds, call: Call): Promise<void> {
    // The ads of the last walk are still being read in full.
    if (shared.isLeading) return;
    const until = this.clock.now() + WALK_TIMEOUT;
    while (this.clock.now() < until) {
      if (!(await this.copy(shared))) break;
      if (!this.isDue) return;
      const right = await shared.take();
      if (right === 'alone') break;
      if (right) return this.lead(shared, call);
      await this.clock.sleep(LOOK_AGAIN);
    }
    if (this.isDue) await this.walk(call);
  }

  /** False when the store cannot be reached, or holds what cannot be read. */
  private async copy(shared: SharedAds): Promise<boolean> {
    const state = await shared.read().catch(() => null);
    this.copiedAt = this.clock.now();
    if (state === null) return false;
    if (state === 'own') return true;
    this.caughtUpAt = state.caughtUpAt;
    this.feed.goOn(state.readSince, state.caughtUpAt !== null);
    return true;
  }

  /** Reads the feed with the right to do so, which is given up when the newest ads have been read in full. */
  private async lead(shared: SharedAds, call: Call): Promise<void> {
    const isCopied = await this.copy(shared);
    if (!isCopied || !this.isDue) return shared.giveUp();
    await shared.begin(this.followed());
    await this.walk(call);
  }

  private async walk({ ledger }: Call): Promise<void> {
    const deadline = this.clock.now() + WALK_TIMEOUT;
    // Not the signal of this search: the walk serves all searches.
    const common: Call = { signal: new AbortController().signal, deadline, ledger };
    try {
      await this.follower.catchUp(common);
      this.caughtUpAt = new Date(this.clock.wall());
      await this.share();
    } catch {
      // The follower remembers why.
      this.failedAt = new Date(this.clock.wall());
      return this.shared?.giveUp();
    }
    void this.readFullAds({ ...common, deadline: this.clock.now() + FULL_ADS_TIMEOUT })
      .catch(() => undefined)
      .then(() => this.share())
      .catch(() => undefined)
      .finally(() => this.shared?.giveUp());
  }

  /** How far the feed has been read; null before the first page. */
  private followed(): FollowedState | null {
    const { provenance, nextPage: position } = this.list;
    return (
      provenance && { position, readSince: this.feed.readSince, caughtUpAt: this.caughtUpAt, provenance }
    );
  }

  /** Writes what has changed where other replicas read it. An error when another replica follows the feed now. */
  private async share(): Promise<void> {
    const changed = this.list.takeChanged();
    const state = this.followed();
    if (this.shared && state && !(await this.shared.write(changed, state)))
      throw new Error('another replica follows the feed');
  }

  private async readFullAds(call: Call): Promise<void> {
    this.list.dropOldTexts();
    for (const [at, [id, listed]] of this.list.notYetFull().entries()) {
      const found = await this.entry(id, call);
      this.list.complete(id, listed, found?.ad ?? null);
      if (at % FULL_ADS_PER_WRITE === FULL_ADS_PER_WRITE - 1) await this.share();
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
