const everyMs = 60_000;

/** Thins out log lines that a failure would repeat for every request. */
export class OnceAMinute {
  private events = 0;
  private nextLineAt = 0;

  constructor(
    /** Milliseconds of a clock that never steps back. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts an event. Calls `line` with the events since the last line, unless this minute has had its line. */
  count(line: (events: number) => void): void {
    this.events++;
    const now = this.now();
    if (now < this.nextLineAt) return;
    line(this.events);
    this.events = 0;
    this.nextLineAt = now + everyMs;
  }
}
