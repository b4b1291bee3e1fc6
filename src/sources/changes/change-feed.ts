import type { Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';

/** One answer of a feed: the changes between two positions. */
export interface ChangePage<Change> {
  /** Where the page begins, as its feed writes positions. */
  position: string;
  /** Where the following page begins; null on the last page, which is read again later. */
  next: string | null;
  changes: readonly Change[];
  provenance: Provenance;
}

/** A source of changes: how a page is fetched, and how a position is written. */
export interface ChangeFeed<Change> {
  /** The page at a position, or the first page for null. Null when there is nothing to read there now. */
  page(position: string | null, call: Call): Promise<ChangePage<Change> | null>;
}

/** What the changes are written to. It also stores the position, so that both are written together. */
export interface ChangeStore<Change> {
  /** Where to read next; null before the first page. */
  position(): Promise<string | null>;
  /** Applies a page and stores the position after it. */
  apply(page: ChangePage<Change>, position: string): Promise<void>;
}
