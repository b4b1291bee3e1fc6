import { gaveUp } from '../errors.ts';
import type { Refresh } from '../request.ts';
import type { Shelf } from '../stores/cache-store.ts';
import type { SharedStore } from '../stores/shared.ts';
import { type Clock, seconds } from '../time.ts';

interface RelaySettings {
  shared: SharedStore | null;
  shelf: Shelf;
  clock: Clock;
  /** For one question; a replica that died holds its lock no longer than this. */
  timeoutMs: number;
}

const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 200;

/**
 * Equal questions of several replicas are one: who gets the lock asks, the others wait for its answer in the
 * shared store. When it fails, or dies, the next one asks; when the store is gone, each asks for itself.
 */
export function relayed({ shared, shelf, clock, timeoutMs }: RelaySettings): (next: Refresh) => Refresh {
  return (next) => async (question, trip) => {
    if (!shared) return next(question, trip);
    const since = clock.now();
    for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
      const lock = await shared.lock(question.key, timeoutMs + seconds(1));
      if (lock === 'gone') return next(question, trip);
      // The lock may have come free because the answer is there.
      const news = await shelf.newer(question, since);
      if (typeof lock === 'object') {
        try {
          return news ?? (await next(question, trip));
        } finally {
          shared.unlock(question.key, lock.token);
        }
      }
      if (news) return news;
      await clock.sleep(Math.min(pause, trip.deadline - clock.now()), trip.signal);
      if (trip.signal.aborted || clock.now() >= trip.deadline) throw gaveUp(question.sourceId);
    }
  };
}
