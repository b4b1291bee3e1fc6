import { DataState, type Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import type { Ledger } from '../../upstream/ledger.ts';
import { path } from '../../upstream/path.ts';
import { type Clock, days, minutes, seconds } from '../../upstream/time.ts';
import type { Answer, Upstream } from '../../upstream/upstream.ts';
import type { JobAdDraft } from '../jobtech/job-ad.ts';
import { draftOf, type FeedEvent, feedEntry, feedPage, type NavAd, token } from './decode.ts';
import { wordsOf } from './words.ts';

/** An active ad as it is held. */
export interface HeldAd {
  draft: JobAdDraft;
  words: string;
  changedAt: Date;
  expires: Date | null;
  /** Read in full, not only from the feed. */
  isWhole: boolean;
}

/** How far back the feed is read. Older ads that have not changed since are not held. */
const READ_BACK = days(30);
const PAGE_SIZE = 1000;
/** The documentation asks for no more than this. */
const POLL_EVERY = minutes(2);
const MOST_ADS = 20_000;
/** So that one reading ends, also of a feed that never does. */
const MOST_PAGES = 400;
/** Ads whose text is held, the newest; of the others all but the text. */
const MOST_TEXTS = 3000;
/** Ads read in full after each reading of the feed, the newest first. */
const DETAILS_AT_A_TIME = 100;
const FIRST_PATIENCE = seconds(4);
const PATIENCE = 500;
const TOKEN_FOR = minutes(30);

/**
 * What the feed says of Norway's ads. The feed has no search: it is a log of changes, so it is read from a month back,
 * folded by ad, and held in the process; when somebody asks, what has come since is read first. Nothing runs while
 * nobody asks.
 */
export class NavFeed {
  private ads = new Map<string, HeldAd>();
  /** The page to read next. */
  private at: string | null = null;
  private readSince: Date | null = null;
  private latest: Provenance | null = null;
  private checkedAt = 0;
  private reading: Promise<void> | null = null;
  private failure: SourceError | null = null;
  private bearer: { token: string; at: number } | null = null;
  /** Whether the end of the feed has been reached once. */
  isComplete = false;

  constructor(
    private readonly upstream: Upstream,
    private readonly clock: Clock,
  ) {}

  /** The ads held, after a look at the feed; an error when nothing at all could be read. */
  async current(call: Call): Promise<{ held: ReadonlyMap<string, HeldAd>; provenance: Provenance }> {
    if (this.clock.now() - this.checkedAt >= POLL_EVERY) {
      this.reading ??= this.read(call.ledger).finally(() => {
        this.reading = null;
      });
      const left = call.deadline - this.clock.now() - PATIENCE;
      await this.inTime(this.reading, Math.min(this.latest ? PATIENCE : FIRST_PATIENCE, left), call.signal);
      if (!this.latest)
        await this.inTime(this.reading, call.deadline - this.clock.now() - PATIENCE, call.signal);
    }
    if (!this.latest) throw this.failure ?? this.notYet();
    this.expire();
    return { held: this.ads, provenance: this.provenance(this.latest) };
  }

  /** Where the ads come from, and which there are. */
  private provenance(latest: Provenance): Provenance {
    const whole = [...this.ads.values()].filter(({ isWhole }) => isWhole).length;
    const until = this.checkedAt ? new Date(this.checkedAt).toISOString() : 'not yet to its end';
    const locator = `Changes read since ${this.readSince?.toISOString() ?? '?'}, until ${until}; ${this.ads.size} active ads held, ${whole} of them in full`;
    return { ...latest, state: this.state(latest), url: null, locator };
  }

  /** One ad in full, straight from the source; null for an unknown one and for one that is no longer active. */
  async entry(id: string, call: Call): Promise<{ ad: NavAd; provenance: Provenance } | null> {
    const answer = await this.authorised(call, (headers) =>
      this.upstream.find(
        {
          operation: 'entry',
          path: path`api/v1/feedentry/${id}`,
          headers,
          decode: feedEntry,
          freshFor: POLL_EVERY,
        },
        call,
      ),
    );
    return answer && { ad: answer.value, provenance: answer.provenance };
  }

  private state({ state }: Provenance): DataState {
    if (state === DataState.SAMPLE) return state;
    const age = this.clock.now() - this.checkedAt;
    if (this.failure || (this.isComplete && age > POLL_EVERY * 2)) return DataState.STALE;
    return DataState.CACHED;
  }

  private notYet(): SourceError {
    return new SourceError(this.upstream.id, 'SOURCE_TIMEOUT', 'is still being read; ask again in a moment', {
      retryAfterSeconds: 10,
    });
  }

  /** Never rejects: what failed is remembered, and the next question tries again from the same page. */
  private async read(ledger: Ledger): Promise<void> {
    const deadline = this.clock.now() + minutes(15);
    // Not the signal of who asks: what is read is read for all.
    const call: Call = { signal: new AbortController().signal, deadline, ledger };
    try {
      await this.readToTheEnd(call);
      this.failure = null;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.failure = error;
      return;
    }
    void this.readDetails(call).catch(() => undefined);
  }

  private async readToTheEnd(call: Call): Promise<void> {
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const answer = await this.authorised(call, (headers) => this.page(headers, call).catch(emptyPage));
      // Nothing there: an empty page, which is the end.
      if (!answer) break;
      const { value: page, provenance } = answer;
      if (this.latest && this.latest.state === DataState.SAMPLE && provenance.state !== DataState.SAMPLE) {
        // The source is there after all: what was made up goes.
        this.ads = new Map();
      }
      this.latest = provenance;
      for (const event of page.items) this.fold(event);
      this.at = page.next_id ?? page.id;
      if (page.next_id === null) break;
    }
    this.checkedAt = this.clock.now();
    this.isComplete = true;
  }

  private page(headers: Record<string, string>, call: Call): Promise<Answer<FeedPage> | null> {
    const query = { pageSize: PAGE_SIZE };
    if (this.at === null) {
      this.readSince = new Date(this.clock.now() - READ_BACK);
      const since = { ...headers, 'if-modified-since': this.readSince.toUTCString() };
      const first = {
        operation: 'feed',
        path: 'api/v1/feed',
        query,
        headers: since,
        decode: feedPage,
        keep: false,
      };
      return this.upstream.find(first, call);
    }
    // The last page is asked again and again, with its ETag alone: a date would make the feed begin anew. Pages on
    // the way there are read once and not kept.
    const isTail = this.isComplete;
    return this.upstream.find(
      {
        operation: isTail ? 'tail' : 'page',
        path: path`api/v1/feed/${this.at}`,
        query,
        headers,
        decode: feedPage,
        keep: isTail,
        askByDate: false,
        freshFor: seconds(1),
        usableFor: minutes(30),
      },
      call,
    );
  }

  private fold(event: FeedEvent): void {
    const held = this.ads.get(event.id);
    if (held && held.changedAt > event.changedAt) return;
    this.ads.delete(event.id);
    if (!event.isActive || event.title === null || event.title === '...') return;
    const draft = draftOf(event);
    this.ads.set(event.id, {
      draft,
      words: wordsOf(draft),
      changedAt: event.changedAt,
      expires: null,
      isWhole: false,
    });
    for (const oldest of this.ads.keys()) {
      if (this.ads.size <= MOST_ADS) break;
      this.ads.delete(oldest);
    }
  }

  private async readDetails(call: Call): Promise<void> {
    for (const ad of [...this.ads.values()].slice(0, -MOST_TEXTS)) {
      if (ad.draft.description === null) continue;
      ad.draft = { ...ad.draft, description: null };
      ad.words = wordsOf(ad.draft);
    }
    const wanted = [...this.ads]
      .slice(-MOST_TEXTS)
      .filter(([, ad]) => !ad.isWhole)
      .slice(-DETAILS_AT_A_TIME);
    for (const [id, held] of wanted.reverse()) {
      const found = await this.entry(id, call);
      if (this.ads.get(id) === held) this.complete(id, held, found?.ad ?? null);
    }
  }

  /** Takes in what an ad says in full; one that has ended goes. */
  private complete(id: string, held: HeldAd, found: NavAd | null): void {
    if (!found?.isActive) this.ads.delete(id);
    else if (found.draft) {
      this.ads.set(id, {
        draft: found.draft,
        words: wordsOf(found.draft),
        changedAt: held.changedAt,
        expires: found.expires,
        isWhole: true,
      });
    }
  }

  private expire(): void {
    const now = this.clock.now();
    for (const [id, { expires }] of this.ads) {
      if (expires && expires.getTime() <= now) this.ads.delete(id);
    }
  }

  /** Asks with the token; it changes without notice, so a refusal leads to a new one and one more try. */
  private async authorised<T>(call: Call, ask: (headers: Record<string, string>) => Promise<T>): Promise<T> {
    // A token of our own does not change, and needs no public one.
    if (this.upstream.hasKey) return ask({});
    const known = this.bearer !== null && this.clock.now() - this.bearer.at < TOKEN_FOR ? this.bearer : null;
    const first = known ?? (await this.newToken(call));
    try {
      return await ask({ authorization: `Bearer ${first.token}` });
    } catch (error) {
      if (!(error instanceof SourceError && error.refusedWith !== null) || !known) throw error;
      const second = await this.newToken(call);
      if (second.token === first.token) throw error;
      return ask({ authorization: `Bearer ${second.token}` });
    }
  }

  private async newToken(call: Call): Promise<{ token: string; at: number }> {
    const { value } = await this.upstream.get(
      {
        operation: 'token',
        path: 'api/publicToken',
        format: 'text',
        decode: token,
        keep: false,
      },
      call,
    );
    this.bearer = { token: value, at: this.clock.now() };
    return this.bearer;
  }

  private async inTime(work: Promise<void>, patience: number, signal: AbortSignal): Promise<void> {
    const done = new AbortController();
    const leave = () => done.abort();
    signal.addEventListener('abort', leave, { once: true });
    try {
      if (signal.aborted) return;
      await Promise.race([work, this.clock.sleep(Math.max(0, patience), done.signal)]);
    } finally {
      signal.removeEventListener('abort', leave);
      done.abort();
    }
  }
}

/** “Not modified”, where nothing was held, is how the feed says that a page is empty. */
function emptyPage(error: unknown): null {
  if (error instanceof SourceError && error.refusedWith === 304) return null;
  throw error;
}

interface FeedPage {
  id: string;
  next_id: string | null;
  items: FeedEvent[];
}
