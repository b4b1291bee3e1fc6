import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of reading after which other requests have their turn. */
const PIECE = 5;
/** A list of fewer items is read at once. */
const SHORT = 10;

let lastTurn: Promise<void> = Promise.resolve();

/** A turn of the event loop of its own: several answers that come together do not take their pieces in the same one. */
export function ownTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => nextTurn());
  return lastTurn;
}

/** Ends a pass through an answer, which begins again with what was kept of the lists. */
class Pause extends Error {}

/**
 * Reads an answer in passes. A decoder is synchronous, so a pass that has taken its time is thrown away, and the next one
 * goes on in the middle of the list that was being read.
 */
export class Pieces {
  private until: number;
  private hasRead = false;
  private isPaused = false;

  /** The first piece begins now: what is done before the first list is a part of it. */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.until = now() + PIECE;
  }

  /** The result of the first pass that comes to its end. A promise only where one pass is not enough. */
  run<T>(pass: () => T): T | Promise<T> {
    const first = this.try(pass);
    return first ? first.result : this.goOn(pass);
  }

  /** Whether a list is read in pieces: its first item tells it from others. */
  static isLong(list: readonly unknown[]): boolean {
    return list.length > SHORT && typeof list[0] === 'object' && list[0] !== null;
  }

  /** Before each item: ends the pass where its time is over. Each pass reads one item more at least. */
  next(): void {
    if (this.hasRead && this.now() >= this.until) {
      this.isPaused = true;
      throw new Pause();
    }
    this.hasRead = true;
  }

  private async goOn<T>(pass: () => T): Promise<T> {
    for (;;) {
      await ownTurn();
      this.until = this.now() + PIECE;
      const made = this.try(pass);
      if (!made) continue;
      // What is done with a long answer takes its time too.
      await ownTurn();
      return made.result;
    }
  }

  private try<T>(pass: () => T): { result: T } | null {
    this.hasRead = false;
    this.isPaused = false;
    try {
      const result = pass();
      // A decoder may catch everything.
      return this.isPaused ? null : { result };
    } catch (error) {
      if (this.isPaused) return null;
      throw error;
    }
  }
}
