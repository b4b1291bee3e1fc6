import type { Call } from '../../upstream/call.ts';
import { SourceError, UnexpectedSourceError } from '../../upstream/errors.ts';
import type { Clock } from '../../upstream/time.ts';
import type { ChangeFeed, ChangeStore } from './change-feed.ts';

export interface ChangeFollowerSettings<Change> {
  sourceId: string;
  feed: ChangeFeed<Change>;
  store: ChangeStore<Change>;
  clock: Clock;
  /** Pages that one walk reads at most; the next walk continues from the stored position. */
  maxPages?: number;
}

/**
 * Walks a feed of changes from the stored position to its end and applies each page to the store. A walk that fails
 * loses nothing: the next one continues from the last page that was applied.
 */
export class ChangeFollower<Change> {
  private walking: Promise<void> | null = null;
  /** Pages of a feed that has led back to an earlier page. */
  private readonly circle = new Set<string>();
  private caughtUpAt: number | null = null;
  /** Why the last walk ended early; null when it did not. */
  failure: SourceError | null = null;

  constructor(private readonly settings: ChangeFollowerSettings<Change>) {}

  /** Milliseconds since the last complete walk. */
  get lag(): number {
    return this.caughtUpAt === null ? Number.POSITIVE_INFINITY : this.settings.clock.now() - this.caughtUpAt;
  }

  /** Walks to the end of the feed. Callers share a walk that is running. Rejects when a page could not be read or applied. */
  catchUp(call: Call): Promise<void> {
    this.walking ??= this.walk(call).finally(() => {
      this.walking = null;
    });
    return this.walking;
  }

  private async walk(call: Call): Promise<void> {
    try {
      await this.readPages(call);
    } catch (error) {
      this.failure =
        error instanceof SourceError ? error : new UnexpectedSourceError(this.settings.sourceId, error);
      throw error;
    }
    if (call.signal.aborted) return;
    this.failure = null;
    this.caughtUpAt = this.settings.clock.now();
  }

  private async readPages(call: Call): Promise<void> {
    const { feed, store, maxPages = Number.POSITIVE_INFINITY } = this.settings;
    const visited = new Set<string>();
    for (let pages = 0; pages < maxPages; pages++) {
      const page = await feed.page(await store.position(), call);
      if (!page) return;
      visited.add(mark(page.position));
      const next = page.next !== null && !this.isCircle(mark(page.next), visited) ? page.next : null;
      await store.apply(page, next ?? page.position);
      if (next === null) return;
      // The page is applied and its position stored, so a shutdown loses nothing here.
      if (call.signal.aborted) return;
    }
  }

  /** Whether a page was read before: a page that names itself or an earlier page is the end, or reading would never stop. */
  private isCircle(next: string, visited: Set<string>): boolean {
    if (!visited.has(next) && !this.circle.has(next)) return false;
    // The next walk begins at this page, and must not go round again.
    for (const one of visited) this.circle.add(one);
    return true;
  }
}

/** Ids of pages in other letters name the same page. */
const mark = (position: string): string => position.toLowerCase();
