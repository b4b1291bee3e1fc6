import { DataState, type Provenance } from '../../entities/provenance.ts';
import type { ChangePage, ChangeStore } from '../changes/change-feed.ts';
import type { JobAdDraft } from '../jobtech/ad-draft.ts';
import type { FeedEvent, NavAd } from './decode.ts';
import { wordsOf } from './words.ts';

/** An active ad in the list. */
export interface ListedAd {
  draft: JobAdDraft;
  words: string;
  changedAt: Date;
  expires: Date | null;
  /** True when the full ad was read; false while only the feed's entry is known. */
  isFull: boolean;
}

const MAX_ADS = 20_000;
/** Only the newest ads have their text in memory. */
const MAX_TEXTS = 3000;
/** Ads read in full after each walk of the feed, the newest first. */
const FULL_ADS_PER_WALK = 100;

/** The active ads of the feed, in memory, the one that changed last at the end. */
export class AdList implements ChangeStore<FeedEvent> {
  private ads = new Map<string, ListedAd>();
  /** Where to read the feed next. */
  nextPage: string | null = null;
  private changed = new Set<string>();
  /** Of the page that was applied last; null before the first. */
  provenance: Provenance | null = null;

  get all(): ReadonlyMap<string, ListedAd> {
    return this.ads;
  }

  async position(): Promise<string | null> {
    return this.nextPage;
  }

  /** The ids of ads that have changed since the last call. */
  takeChanged(): string[] {
    const ids = [...this.changed];
    this.changed = new Set();
    return ids;
  }

  /** An ad as another replica has it; null when it is gone. */
  copy(id: string, ad: ListedAd | null): void {
    const before = this.ads.get(id);
    if (!ad || (before && before.changedAt < ad.changedAt)) this.ads.delete(id);
    if (ad) this.ads.set(id, ad);
  }

  /** All ads as another replica has them. */
  replace(ads: ReadonlyMap<string, ListedAd>): void {
    const byTime = [...ads].sort(([, one], [, other]) => one.changedAt.getTime() - other.changedAt.getTime());
    this.ads = new Map(byTime);
  }

  /** Notes how far the replica has read the feed from which ads were copied. */
  copied(position: string | null, provenance: Provenance): void {
    this.nextPage = position;
    this.provenance = provenance;
  }

  async apply({ changes, provenance }: ChangePage<FeedEvent>, position: string): Promise<void> {
    if (this.provenance?.state === DataState.SAMPLE && provenance.state !== DataState.SAMPLE) {
      // The source answers after all: the samples are removed.
      this.ads = new Map();
    }
    this.provenance = provenance;
    for (const event of changes) this.applyEvent(event);
    this.nextPage = position;
  }

  private applyEvent(event: FeedEvent): void {
    const listed = this.ads.get(event.id);
    if (listed && listed.changedAt > event.changedAt) return;
    this.ads.delete(event.id);
    this.changed.add(event.id);
    const { draft } = event;
    if (!draft) return;
    this.ads.set(event.id, {
      draft,
      words: wordsOf(draft),
      changedAt: event.changedAt,
      expires: null,
      isFull: false,
    });
    for (const oldest of this.ads.keys()) {
      if (this.ads.size <= MAX_ADS) break;
      this.ads.delete(oldest);
      this.changed.add(oldest);
    }
  }

  /** Removes the text of all but the newest ads. */
  dropOldTexts(): void {
    for (const [id, ad] of [...this.ads].slice(0, -MAX_TEXTS)) {
      if (ad.draft.description === null) continue;
      ad.draft = { ...ad.draft, description: null };
      ad.words = wordsOf(ad.draft);
      this.changed.add(id);
    }
  }

  /** The newest ads that have not been read in full. */
  notYetFull(): [id: string, ad: ListedAd][] {
    return [...this.ads]
      .slice(-MAX_TEXTS)
      .filter(([, ad]) => !ad.isFull)
      .slice(-FULL_ADS_PER_WALK)
      .reverse();
  }

  /** Replaces an ad by what it says in full; removes one that is no longer active. Does nothing when the ad changed meanwhile. */
  complete(id: string, listed: ListedAd, found: NavAd | null): void {
    if (this.ads.get(id) !== listed) return;
    this.changed.add(id);
    if (!found?.isActive) this.ads.delete(id);
    else if (found.draft) {
      this.ads.set(id, {
        draft: found.draft,
        words: wordsOf(found.draft),
        changedAt: listed.changedAt,
        expires: found.expires,
        isFull: true,
      });
    }
  }

  removeExpired(now: number): void {
    for (const [id, { expires }] of this.ads) {
      if (expires && expires.getTime() <= now) this.ads.delete(id);
    }
  }
}
