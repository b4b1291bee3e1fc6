/** An answer of a source as it is stored, so that it survives a restart and an outage. */
export interface StoredAnswer {
  /** As the source sent it, or what was decoded where the answer holds personal data. */
  body: string;
  contentType: string;
  retrievedAt: Date;
  /** Until when it may be served without asking the source. */
  freshUntil: Date;
  /** Until when it may be served when the source fails. */
  usableUntil: Date;
  etag: string | null;
  lastModified: string | null;
  /** The ids of the things in it, by which all copies of a thing are found. */
  ids: readonly string[];
}

/** What a “not modified” changes of a stored answer. */
export type Renewal = Pick<StoredAnswer, 'retrievedAt' | 'freshUntil' | 'usableUntil' | 'etag'>;

/** Stores last good answers between runs. The key names source, operation, decoder version and request. */
export interface LastGoodStore {
  get(key: string): Promise<StoredAnswer | null>;
  /** The newest answer under a key that begins so, which holds the thing with the id and may still be served. */
  holding(beginning: string, id: string, now: Date): Promise<StoredAnswer | null>;
  /**
   * False when this process can tell without asking that nothing is stored under the key. Another process may have stored
   * it since: `get` knows.
   */
  mayHave(key: string): boolean;
  /** Queues an answer, which is stored soon after, with others. */
  put(key: string, sourceId: string, answer: StoredAnswer): void;
  /** Queues new dates of an answer; nothing happens where none is stored. */
  renew(key: string, renewal: Renewal): void;
  /** Resolves when all that was queued is stored. */
  flush(): Promise<void>;
  /** Deletes every answer of a source that holds one of these things. */
  forget(sourceId: string, ids: readonly string[]): Promise<void>;
  /** Removes what is no longer usable, and the oldest beyond the bound. */
  sweep(now: Date): Promise<boolean>;
}
