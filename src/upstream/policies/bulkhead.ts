import { gaveUp } from '../errors.ts';
import type { Policy } from '../request.ts';
import type { Clock } from '../time.ts';
import { RequestQueue } from './request-queue.ts';

/**
 * Sends at most so many requests of a source at the same time; the others queue until their deadline. Not cockatiel's
 * bulkhead: its queue has no priorities, and a queued request that is cancelled only leaves it when a slot is free.
 */
export function bulkhead({ concurrency, clock }: { concurrency: number; clock: Clock }): Policy {
  let underWay = 0;
  const queue = new RequestQueue(clock);
  return (next) => async (request, context) => {
    if (underWay < concurrency) underWay++;
    else if (!(await queue.join(context))) throw gaveUp(request.sourceId);
    try {
      return await next(request, context);
    } finally {
      // The slot goes to the next request without being free in between.
      const start = queue.next();
      if (start) start();
      else underWay--;
    }
  };
}
