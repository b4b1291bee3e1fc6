/** An answer that waits for the database, or new dates of one. */
export interface Waiting {
  key: string;
  retrievedAt: Date;
  bytes: number;
}

export interface WriteBehindSettings<T extends Waiting> {
  /** Stores several answers, no two of the same key, and never rejects. */
  write(answers: readonly T[]): Promise<void>;
  /** Called for an answer that is given up since answers come faster than the database stores them. */
  onLoss(lost: T): void;
  /** Milliseconds an answer waits at most. */
  maxWait?: number;
  /** Bytes that may wait; beyond them the oldest is given up. */
  maxBytes?: number;
}

/**
 * Collects answers and stores them together, after the clients have got theirs. The embedded database works in the
 * gateway's own thread, so one statement for each answer would delay every client.
 */
export class WriteBehind<T extends Waiting> {
  private readonly waiting = new Map<string, T>();
  private bytes = 0;
  private timer: NodeJS.Timeout | null = null;
  private underWay: readonly T[] = [];
  private written = Promise.resolve();

  constructor(private readonly settings: WriteBehindSettings<T>) {}

  /** An answer that is not stored yet. */
  find(key: string): T | undefined {
    return this.waiting.get(key) ?? this.underWay.find((answer) => answer.key === key);
  }

  put(answer: T): void {
    const before = this.waiting.get(answer.key);
    if (before && before.retrievedAt > answer.retrievedAt) return;
    this.take(answer.key);
    this.waiting.set(answer.key, answer);
    this.bytes += answer.bytes;
    const { maxWait = 250, maxBytes = 16 * 1024 ** 2 } = this.settings;
    for (const key of this.waiting.keys()) {
      if (this.bytes <= maxBytes || this.waiting.size === 1) break;
      const lost = this.take(key);
      if (lost) this.settings.onLoss(lost);
    }
    this.timer ??= setTimeout(() => void this.flush(), maxWait).unref();
  }

  /** Gives up what waits and is not wanted any more. */
  drop(isUnwanted: (answer: T) => boolean): void {
    for (const answer of [...this.waiting.values()]) if (isUnwanted(answer)) this.take(answer.key);
  }

  /** Stores all that waits. One write at a time: answers that come meanwhile go into the next one. */
  flush(): Promise<void> {
    if (this.waiting.size > 0) this.written = this.written.then(() => this.writeWaiting());
    return this.written;
  }

  private take(key: string): T | undefined {
    const answer = this.waiting.get(key);
    this.waiting.delete(key);
    this.bytes -= answer?.bytes ?? 0;
    return answer;
  }

  private async writeWaiting(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.underWay = [...this.waiting.values()];
    this.waiting.clear();
    this.bytes = 0;
    await this.settings.write(this.underWay);
    this.underWay = [];
  }
}
