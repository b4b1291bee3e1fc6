import type { Clock } from '../../src/upstream/time.ts';

/** A clock that moves only when the test moves it. */
export class FakeClock implements Clock {
  /** By how much the machine's clock was set. */
  private ahead = 0;
  private readonly sleepers = new Set<{ at: number; wake: () => void }>();

  constructor(private time = Date.parse('2026-01-15T12:00:00Z')) {}

  /** How many sleeps have not ended. */
  get asleep(): number {
    return this.sleepers.size;
  }

  now(): number {
    return this.time;
  }

  wall(): number {
    return this.time + this.ahead;
  }

  /** Sets the machine's clock: it steps, and no time passes. */
  setWall(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = { at: this.time + Math.max(0, milliseconds), wake: resolve };
      if (signal?.aborted) return resolve();
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers.delete(sleeper);
        resolve();
      });
    });
  }

  after(milliseconds: number, wake: () => void): () => void {
    const sleeper = { at: this.time + Math.max(0, milliseconds), wake };
    this.sleepers.add(sleeper);
    return () => this.sleepers.delete(sleeper);
  }

  /** Lets time pass: ends the sleeps in order and lets the code after each run. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await settled();
      const [next] = [...this.sleepers].sort((one, other) => one.at - other.at);
      if (!next || next.at > end) break;
      this.sleepers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    this.time = end;
    await settled();
  }
}

/** Resolves when all that needs no time has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
