import { type Clock, systemClock } from './time.ts';

/** When each kind of work in the background succeeded last, for the metrics. */
export class LastSuccess {
  private readonly times = new Map<string, number>();

  constructor(private readonly clock: Clock = systemClock) {}

  /** From now on it is expected to succeed; what is expected already stays as it is. */
  expect(what: string): void {
    if (!this.times.has(what)) this.times.set(what, this.clock.now());
  }

  /** It has succeeded now, and is expected to do so again. */
  note(what: string): void {
    this.times.set(what, this.clock.now());
  }

  /** Nothing more is expected of it. */
  end(what: string): void {
    this.times.delete(what);
  }

  /** Seconds since the last success, or since one was first expected. */
  behind(): Record<string, number> {
    const now = this.clock.now();
    return Object.fromEntries([...this.times].map(([what, at]) => [what, (now - at) / 1000]));
  }
}
