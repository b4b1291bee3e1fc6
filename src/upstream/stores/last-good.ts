/** One answer of a source, kept so that a restart or an outage loses nothing. */
export interface StoredAnswer {
  /** Status, content type and body as the source sent them; decoded again when served. */
  body: string;
  contentType: string;
  retrievedAt: Date;
  /** Until when it may be served without asking. */
  freshUntil: Date;
  /** Until when it may be served when the source fails. */
  usableUntil: Date;
  etag: string | null;
  lastModified: string | null;
}

/** Where last good answers are kept between runs. The key names source, operation, decoder version and request. */
export interface LastGoodStore {
  get(key: string): Promise<StoredAnswer | null>;
  /** Takes an answer in; it is stored soon after, with others. */
  put(key: string, sourceId: string, answer: StoredAnswer): void;
  /** Resolves when all that was put is stored. */
  flush(): Promise<void>;
  /** Removes what is no longer usable, and the oldest beyond the bound. */
  sweep(now: Date): Promise<void>;
}
