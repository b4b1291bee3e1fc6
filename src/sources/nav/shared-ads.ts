import { z } from 'zod';
import { entity } from '../../entities/node.ts';
import { DataState, Provenance } from '../../entities/provenance.ts';
import type { ListPlace, SharedList } from '../../upstream/stores/shared-list.ts';
import { seconds } from '../../upstream/time.ts';
import { storedAd } from '../jobtech/ad-draft.ts';
import type { AdList, ListedAd } from './ad-list.ts';
import { wordsOf } from './words.ts';

const date = z.string().transform((value) => new Date(value));
const storedItem = z.object({
  draft: storedAd,
  changedAt: date,
  expires: date.nullable(),
  isFull: z.boolean(),
});
const provenance = z
  .object({
    sourceId: z.string(),
    url: z.string().nullable(),
    retrievedAt: date.nullable(),
    state: z.enum(DataState),
    licence: z.string().nullable(),
    attribution: z.string().nullable(),
    locator: z.string().nullable(),
  })
  .transform((read) => entity(Provenance, read));
const storedState = z.object({
  position: z.string().nullable(),
  readSince: date.nullable(),
  /** When the feed was last read to its end; null while it never was. */
  caughtUpAt: date.nullable(),
  provenance,
});

/** How far the feed has been read, and what its answers say of themselves. */
export type FollowedState = z.output<typeof storedState>;

/** Prolonged with every page. */
const RIGHT_FOR = seconds(60);
/** Ads in one command to the store. */
const CHUNK = 200;

/**
 * The list of ads as replicas share it: the one with the right to follow the feed writes what it reads, and the others
 * copy it. While the store cannot be reached, each replica follows the feed alone from where it is.
 */
export class SharedAds {
  private place: ListPlace | null = null;
  /** Of a list that is being copied, until it may take the place of the one in memory. */
  private coming: Map<string, ListedAd> | null = null;
  private token: string | null = null;
  /** Whether the list in memory has changes that no other replica knows. */
  private isAhead = false;
  /** What is said of the shared list; null where none is known. */
  state: FollowedState | null = null;

  constructor(
    private readonly store: SharedList,
    private readonly ads: AdList,
  ) {}

  /**
   * Copies what has changed, and tells how far the list in memory is. `own` where it is not the shared one, and null when
   * the store cannot be reached.
   */
  async read(): Promise<FollowedState | 'own' | null> {
    for (;;) {
      const found = await this.store.read(this.place);
      if (found === null) return null;
      if (found === 'empty') {
        this.place = null;
        this.coming = null;
        this.state = null;
        // The store has lost the list: it is written again.
        this.isAhead = this.hasOwn;
        return 'own';
      }
      if (this.isAhead && !this.coming && !found.isFromStart) {
        if (found.changes.length === 0) return 'own';
        // Others have gone on meanwhile: theirs is the list, and it is read from its start.
        this.place = null;
        continue;
      }
      if (found.isFromStart) this.coming = new Map();
      for (const { id, text } of found.changes) this.copy(id, text);
      this.place = found.place;
      this.state = storedState.parse(JSON.parse(found.state));
      if (!found.isAtEnd) continue;
      // A list that is still being made does not take the place of a whole one.
      if (this.coming && (this.state.caughtUpAt || !this.hasOwn)) this.adopt();
      if (this.coming) return 'own';
      this.ads.copied(this.state.position, this.state.provenance);
      return this.state;
    }
  }

  /** Whether this replica follows the feed for all. */
  get isLeading(): boolean {
    return this.token !== null;
  }

  /** The right to follow the feed, which another replica may have; `alone` when the store cannot be reached. */
  async take(): Promise<boolean | 'alone'> {
    const right = await this.store.take(RIGHT_FOR);
    if (right === null) return 'alone';
    if (right === 'taken') return false;
    this.token = right.token;
    return true;
  }

  giveUp(): void {
    if (this.token) this.store.giveUp(this.token);
    this.token = null;
  }

  /** Makes the shared list the one that this replica is to go on from: its own where others have less. */
  async begin(state: FollowedState | null): Promise<void> {
    if (!state || !this.hasOwn || !(this.isAhead || this.coming)) {
      if (this.coming) this.adopt();
      return;
    }
    this.coming = null;
    const all = [...this.ads.all.keys()];
    const unfinished = { ...state, position: null, caughtUpAt: null };
    for (let from = 0; from === 0 || from < all.length; from += CHUNK)
      await this.send(all.slice(from, from + CHUNK), unfinished, from === 0);
    await this.send([], state, false);
    if (this.token) this.isAhead = false;
  }

  /** Writes the ads that have changed. False when another replica has the right now. */
  async write(changed: readonly string[], state: FollowedState): Promise<boolean> {
    if (state.provenance.state === DataState.SAMPLE) {
      // Samples are of this process alone; what is shared takes their place.
      this.place = null;
      return true;
    }
    if (this.token === null) {
      this.isAhead = true;
      return true;
    }
    for (let from = 0; from === 0 || from < changed.length; from += CHUNK)
      if (!(await this.send(changed.slice(from, from + CHUNK), state, false))) return false;
    return true;
  }

  private async send(ids: readonly string[], state: FollowedState, isNew: boolean): Promise<boolean> {
    if (this.token === null) return true;
    const written = await this.store.write(this.token, {
      changes: ids.map((id) => {
        const ad = this.ads.all.get(id);
        return { id, text: ad ? JSON.stringify({ ...ad, words: undefined }) : null };
      }),
      state: JSON.stringify(state),
      isNew,
      milliseconds: RIGHT_FOR,
    });
    if (written === null || written === 'lost') {
      this.token = null;
      this.isAhead = true;
      // Without the store this replica goes on alone.
      return written === null;
    }
    this.state = state;
    const before = isNew ? 0 : (this.place?.number ?? 0);
    // Unless somebody has removed an ad meanwhile, nothing is left to copy.
    if (written.number === before + ids.length) this.place = written;
    return true;
  }

  private get hasOwn(): boolean {
    const { provenance } = this.ads;
    return provenance !== null && provenance.state !== DataState.SAMPLE;
  }

  private copy(id: string, text: string | null): void {
    const ad = text === null ? null : readItem(text);
    if (!this.coming) this.ads.copy(id, ad);
    else if (ad) this.coming.set(id, ad);
    else this.coming.delete(id);
  }

  private adopt(): void {
    if (this.coming) this.ads.replace(this.coming);
    this.coming = null;
    this.isAhead = false;
  }
}

function readItem(text: string): ListedAd {
  const item = storedItem.parse(JSON.parse(text));
  return { ...item, words: wordsOf(item.draft) };
}
