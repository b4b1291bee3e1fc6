/** How far a replica has read a list. */
export interface ListPlace {
  /** Names the list; one that is written anew has another name. */
  log: string;
  /** The number of the last change that was read. */
  number: number;
}

/** An item of a list as it was written; null when it is gone. */
export interface ListChange {
  id: string;
  text: string | null;
}

/** Some of what has changed in a list. */
export interface ListReading {
  place: ListPlace;
  /** Whether these are the first of all items: what was read before is another list, or too old. */
  isFromStart: boolean;
  /** Whether nothing follows. */
  isAtEnd: boolean;
  /** What the replica that writes says of the list as a whole. */
  state: string;
  changes: readonly ListChange[];
}

/**
 * A list of one source that one replica at a time writes and all read: what a source tells only as a log of changes is
 * followed once for all. A list that nobody has written for a day is gone.
 */
export interface SharedList {
  /** What comes after a place; `empty` when there is no list, null when the store cannot be reached. */
  read(after: ListPlace | null): Promise<ListReading | 'empty' | null>;
  /** The right to write: a token; `taken` by another replica; null when the store cannot be reached. */
  take(milliseconds: number): Promise<{ token: string } | 'taken' | null>;
  /**
   * Writes, prolongs the right, and tells the place after what was written. `lost` when another replica has the right now;
   * null when the store cannot be reached.
   */
  write(
    token: string,
    written: { changes: readonly ListChange[]; state: string; isNew: boolean; milliseconds: number },
  ): Promise<ListPlace | 'lost' | null>;
  giveUp(token: string): void;
}
