import { gaveUp } from '../errors.ts';
import type { Refresh } from '../request.ts';
import type { CacheStore } from '../stores/cache-store.ts';
import type { SharedStore } from '../stores/shared.ts';
import { type Clock, seconds } from '../time.ts';

interface ReplicaLockSettings {
  shared: SharedStore | null;
  cacheStore: CacheStore;
  clock: Clock;
  /** For one request; a replica that died holds its lock no longer than this. */
  timeoutMs: number;
}

const FIRST_PAUSE = 20;
const MAX_PAUSE = 200;

/**
 * Equal requests of several replicas are one: who gets the lock asks, the others wait for its answer in the
 * shared store. When it fails, or dies, the next one asks; when the store is gone, each asks for itself.
 */
export function replicaLock({
  shared,
  cacheStore,
  clock,
  timeoutMs,
}: ReplicaLockSettings): (next: Refresh) => Refresh {
  return (next) => async (request, context) => {
    if (!shared) return next(request, context);
    const since = clock.now();
    for (let pause = FIRST_PAUSE; ; pause = Math.min(MAX_PAUSE, pause * 1.5)) {
      const lock = await shared.lock(request.key, timeoutMs + seconds(1));
      if (lock === 'gone') return next(request, context);
      // The lock may have come free because the answer is there.
      const news = await cacheStore.newer(request, since);
      if (typeof lock === 'object') {
        try {
          return news ?? (await next(request, context));
        } finally {
          shared.unlock(request.key, lock.token);
        }
      }
      if (news) return news;
      await clock.sleep(Math.min(pause, context.deadline - clock.now()), context.signal);
      if (context.signal.aborted || clock.now() >= context.deadline) throw gaveUp(request.sourceId);
    }
  };
}
