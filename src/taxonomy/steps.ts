import { setImmediate } from 'node:timers/promises';

/** Work in steps of some milliseconds: a caller that can wait lets other work run between them. */
export type Steps<T> = Generator<undefined, T>;

/** Does what is left at once. */
export function finish<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A value that is made at its first use, in steps where the caller can wait. */
export class MadeOnce<T> {
  private made: { value: T } | null = null;
  private steps: Steps<T> | null = null;

  constructor(private readonly make: () => Steps<T>) {}

  get isMade(): boolean {
    return this.made !== null;
  }

  /** The value; what is not made yet is made at once. */
  get(): T {
    while (!this.made) this.step();
    return this.made.value;
  }

  /** Makes it, each step in a turn of the event loop of its own. */
  async prepare(): Promise<void> {
    while (!this.made) {
      this.step();
      await setImmediate();
    }
  }

  private step(): void {
    const steps = this.steps ?? this.make();
    // After an error the next caller begins anew, and gets the error too.
    this.steps = null;
    const step = steps.next();
    if (step.done) this.made = { value: step.value };
    else this.steps = steps;
  }
}
