import { DataState } from '../../entities/provenance.ts';
import { gaveUp } from '../errors.ts';
import type { AnswerPolicy } from '../request.ts';
import { type CacheStore, toSourceAnswer } from '../stores/cache-store.ts';
import type { SharedStore } from '../stores/shared.ts';
import { type Clock, seconds } from '../time.ts';

interface ReplicaLockSettings {
  shared: SharedStore | null;
  cacheStore: CacheStore;
  clock: Clock;
  /** For one request. The lock of a replica that died expires soon after. */
  timeoutMs: number;
}

const MIN_PAUSE = 20;
const MAX_PAUSE = 200;

/**
 * Sends equal requests of several replicas once. The replica that gets the lock asks the source; the others wait for its
 * answer in the shared store. When that replica fails, the next one asks; when the store cannot be reached, each asks for
 * itself.
 */
export function replicaLock({ shared, cacheStore, clock, timeoutMs }: ReplicaLockSettings): AnswerPolicy {
  return (next) => async (request, context) => {
    if (!shared) return next(request, context);
    const since = clock.wall();
    for (let pause = MIN_PAUSE; ; pause = Math.min(MAX_PAUSE, pause * 1.5)) {
      const lock = await shared.lock(request.key, timeoutMs + seconds(1));
      if (lock === 'gone') return next(request, context);
      // The lock may be free because another replica has stored the answer.
      const newer = await cacheStore.newer(request, since);
      const answer = newer && toSourceAnswer(newer, DataState.LIVE);
      if (typeof lock === 'object') {
        try {
          return answer ?? (await next(request, context));
        } finally {
          shared.unlock(request.key, lock.token);
        }
      }
      if (answer) return answer;
      await clock.sleep(Math.min(pause, context.deadline - clock.now()), context.signal);
      if (context.signal.aborted || clock.now() >= context.deadline) throw gaveUp(request.sourceId);
    }
  };
}
