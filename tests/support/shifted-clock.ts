import type { Clock } from '../../src/upstream/time.ts';
import { systemClock } from '../../src/upstream/time.ts';

/** The system's clock, which a test can put forward: waits take their real time, and stored answers grow old at once. */
export class ShiftedClock implements Clock {
  private shift = 0;

  now(): number {
    return systemClock.now() + this.shift;
  }

  wall(): number {
    return systemClock.wall() + this.shift;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(milliseconds, signal);
  }

  after(milliseconds: number, wake: () => void): () => void {
    return systemClock.after(milliseconds, wake);
  }

  putForward(milliseconds: number): void {
    this.shift += milliseconds;
  }
}
