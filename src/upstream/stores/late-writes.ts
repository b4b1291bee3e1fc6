import type { UnreadText } from '../../entities/job-ad.ts';
import { idleTurns, type Turns, turns } from '../turns.ts';

/** An answer that may be written when its texts are read. */
interface Late {
  texts: readonly UnreadText[];
  /** Characters of the answer. */
  size: number;
  write(): void;
}

interface LateWritesSettings {
  /** Called for an answer that is given up since answers come faster than their texts can be read. */
  onLoss(): void;
  /** Characters that may wait; beyond them the oldest answer is given up. */
  maxSize?: number;
}

/**
 * Answers whose contact details are taken out before they are written, after the clients have got theirs, while the
 * process has little else to do.
 */
export class LateWrites {
  private readonly waiting = new Map<string, Late>();
  private size = 0;
  private isRunning = false;

  constructor(private readonly settings: LateWritesSettings) {}

  has(key: string): boolean {
    return this.waiting.has(key);
  }

  add(key: string, late: Late): void {
    this.take(key);
    this.waiting.set(key, late);
    this.size += late.size;
    const { maxSize = 4_000_000 } = this.settings;
    for (const oldest of this.waiting.keys()) {
      if (this.size <= maxSize || this.waiting.size === 1) break;
      this.take(oldest);
      this.settings.onLoss();
    }
    if (!this.isRunning) void this.run();
  }

  /** Writes all that waits. */
  async flush(): Promise<void> {
    await Promise.all([...this.waiting].map(([key, late]) => this.write(key, late, turns)));
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    for (let [next] = this.waiting; next; [next] = this.waiting) await this.write(...next, idleTurns);
    this.isRunning = false;
  }

  private async write(key: string, late: Late, inTurn: Turns): Promise<void> {
    const isWanted = () => this.waiting.get(key) === late;
    for (const text of late.texts) {
      if (!isWanted()) return;
      await inTurn.take(() => isWanted() && text.inTurn(inTurn));
    }
    await inTurn.take(() => {
      if (!isWanted()) return;
      this.take(key);
      late.write();
    });
  }

  private take(key: string): void {
    this.size -= this.waiting.get(key)?.size ?? 0;
    this.waiting.delete(key);
  }
}
