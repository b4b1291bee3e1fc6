import { LRUCache } from 'lru-cache';
import type { Clock } from '../../upstream/time.ts';
import { systemClock } from '../../upstream/time.ts';
import type { MadeAnswer } from './made-answer.ts';

/** What an entry takes besides its bodies. */
const bytesOfEntry = 1_000;
const bytesOfThing = 150;
/** One answer may take so much of the room. */
const largestShare = 1 / 8;

/** When an answer was begun: what has changed since then may be missing in it. */
export interface Beginning {
  cleared: number;
  forgotten: number;
}

/**
 * Finished answers to GraphQL requests, in memory. An answer is kept until the first of its sources may have something
 * newer, the content changes, or something in it is gone. The least recently used goes first.
 */
export class AnswerCache {
  private readonly kept: LRUCache<string, MadeAnswer> | null;
  /** The keys of the answers that hold a thing. */
  private readonly holders = new Map<string, Set<string>>();
  /** The keys of those of which nobody says what they hold. */
  private readonly unlisted = new Set<string>();
  private cleared = 0;
  private forgotten = 0;

  /** `bytes` bounds the bodies with what is compressed of them; 0 keeps nothing. */
  constructor(
    bytes: number,
    readonly clock: Pick<Clock, 'now'> = systemClock,
  ) {
    this.kept =
      bytes === 0
        ? null
        : new LRUCache({
            maxSize: bytes,
            maxEntrySize: bytes * largestShare,
            sizeCalculation: sizeOf,
            dispose: (answer, key) => this.unlist(key, answer),
          });
  }

  get isOn(): boolean {
    return this.kept !== null;
  }

  get(key: string): MadeAnswer | null {
    const answer = this.kept?.get(key);
    if (!answer) return null;
    if (this.clock.now() < answer.keptUntil) return answer;
    this.kept?.delete(key);
    return null;
  }

  begin(): Beginning {
    return { cleared: this.cleared, forgotten: this.forgotten };
  }

  /** Keeps an answer if an equal request would get the same. */
  put(key: string, answer: MadeAnswer, begun: Beginning): boolean {
    const { isRepeatable, things } = answer.facts;
    if (!this.kept || !isRepeatable || this.clock.now() >= answer.keptUntil) return false;
    if (begun.cleared !== this.cleared) return false;
    if (begun.forgotten !== this.forgotten && things?.length !== 0) return false;
    this.keep(key, answer);
    answer.body.onGrowth = () => {
      // Its size has changed, which the cache would not see in the same object.
      if (this.kept?.peek(key) === answer) this.keep(key, answer);
    };
    return this.kept.has(key);
  }

  /** Deletes everything: the content has changed. */
  clear(): void {
    this.cleared += 1;
    this.kept?.clear();
  }

  /** Deletes every answer that holds one of these things of a source; null: every answer with things that may be gone. */
  forget(sourceId: string | null, ids: readonly string[]): void {
    this.forgotten += 1;
    const things = sourceId === null ? [...this.holders.keys()] : ids.map((id) => `${sourceId}:${id}`);
    const keys = things.flatMap((thing) => [...(this.holders.get(thing) ?? [])]);
    for (const key of [...keys, ...this.unlisted]) this.kept?.delete(key);
  }

  get size(): { answers: number; bytes: number } {
    return { answers: this.kept?.size ?? 0, bytes: this.kept?.calculatedSize ?? 0 };
  }

  private keep(key: string, answer: MadeAnswer): void {
    answer.body.detach();
    this.kept?.delete(key);
    this.kept?.set(key, answer);
    if (!this.kept?.has(key)) return;
    const { things } = answer.facts;
    if (things === null) this.unlisted.add(key);
    for (const thing of things ?? []) {
      const keys = this.holders.get(thing);
      if (keys) keys.add(key);
      else this.holders.set(thing, new Set([key]));
    }
  }

  private unlist(key: string, { facts }: MadeAnswer): void {
    this.unlisted.delete(key);
    for (const thing of facts.things ?? []) {
      const keys = this.holders.get(thing);
      keys?.delete(key);
      if (keys?.size === 0) this.holders.delete(thing);
    }
  }
}

function sizeOf({ body, facts }: MadeAnswer, key: string): number {
  return bytesOfEntry + key.length * 2 + body.size + (facts.things?.length ?? 0) * bytesOfThing;
}
