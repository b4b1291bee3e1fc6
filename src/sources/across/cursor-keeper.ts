import { hash } from 'node:crypto';
import type { LastGoodStore, StoredAnswer } from '../../upstream/stores/last-good.ts';
import type { SharedStore } from '../../upstream/stores/shared.ts';
import { type Clock, days, systemClock } from '../../upstream/time.ts';
import { CursorError } from './list-cursor.ts';

/** Clients put cursors into addresses, so none is longer. */
const MAX_LENGTH = 200;
/** In the process; a cursor is at most some kilobytes. */
const MAX_IN_MEMORY = 2_000;
const KEPT_FOR = days(30);
const HANDLE = /^~[\w-]{43}$/;
/** Beside the ids of sources in the stores. */
const OWNER = 'cursors';

interface Stores {
  shared?: SharedStore | null | undefined;
  lastGood: LastGoodStore | null;
  clock?: Clock | undefined;
}

/**
 * Keeps long cursors and gives their handles to clients. A cursor of a merged list says where each source goes on and
 * which items came from several, which takes more than an address should hold. It is kept as answers of sources are: in
 * the process, in the store that replicas share, and in the database.
 */
export class CursorKeeper {
  private readonly memory = new Map<string, string>();

  constructor(private readonly stores: Stores) {}

  /** The cursor itself, or the handle of a long one. */
  shorten(cursor: string): string {
    if (cursor.length <= MAX_LENGTH) return cursor;
    const handle = `~${hash('sha256', cursor, 'base64url')}`;
    if (this.memory.has(handle)) return handle;
    this.remember(handle, cursor);
    const { shared, lastGood, clock = systemClock } = this.stores;
    const now = clock.wall();
    const stored: StoredAnswer = {
      body: cursor,
      contentType: 'text/plain',
      retrievedAt: new Date(now),
      freshUntil: new Date(now + KEPT_FOR),
      usableUntil: new Date(now + KEPT_FOR),
      etag: null,
      lastModified: null,
      ids: [],
    };
    shared?.put(keyOf(handle), OWNER, stored);
    lastGood?.put(keyOf(handle), OWNER, stored);
    return handle;
  }

  /** The whole cursor. A `CursorError` for the handle of one that is no longer kept. */
  async whole(cursor: string): Promise<string> {
    if (!HANDLE.test(cursor)) return cursor;
    const own = this.memory.get(cursor);
    if (own !== undefined) return own;
    const { shared, lastGood } = this.stores;
    const stored =
      (await shared?.get(keyOf(cursor))) ?? (await lastGood?.get(keyOf(cursor)).catch(() => null));
    if (!stored) throw new CursorError('after has expired, and is no longer kept: begin anew without it.');
    this.remember(cursor, stored.body);
    return stored.body;
  }

  private remember(handle: string, cursor: string): void {
    this.memory.set(handle, cursor);
    const [oldest] = this.memory.keys();
    if (this.memory.size > MAX_IN_MEMORY && oldest !== undefined) this.memory.delete(oldest);
  }
}

const keyOf = (handle: string): string => `${OWNER}:${handle}`;
