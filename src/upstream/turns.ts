/** Work that others wait behind goes on for so long at a time. */
const SLICE = 3;

/**
 * Does work of the process's own thread a little at a time. Between two slices all that has arrived meanwhile is
 * handled. `rest` says how many times as long as it worked it then rests, for work that nobody waits for.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private isRunning = false;

  constructor(private readonly rest = 0) {}

  /** Does the work when its turn comes. */
  take<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push(() => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
      if (this.isRunning) return;
      this.isRunning = true;
      setImmediate(() => this.slice());
    });
  }

  private slice(): void {
    const startedAt = performance.now();
    let worked = 0;
    let done = 0;
    for (; done < this.waiting.length && worked < SLICE; worked = performance.now() - startedAt) {
      this.waiting[done++]?.();
    }
    this.waiting.splice(0, done);
    this.isRunning = this.waiting.length > 0;
    if (!this.isRunning) return;
    if (this.rest === 0) setImmediate(() => this.slice());
    else setTimeout(() => this.slice(), worked * this.rest).unref();
  }
}

/** For work that a client waits for. */
export const turns = new Turns();
/** For work that nobody waits for: at most a ninth of the time. */
export const idleTurns = new Turns(8);
