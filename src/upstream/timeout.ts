import { gaveUp, SourceError } from './errors.ts';
import type { Policy } from './policy.ts';
import type { Clock } from './time.ts';

/** Ends a try at its deadline, however busily the source drips; the source's own limit is part of the deadline. */
export function timeOut({ clock }: { clock: Clock }): Policy {
  return (next) => async (request, trip) => {
    if (trip.signal.aborted || trip.deadline <= clock.now()) throw gaveUp(request.sourceId);
    const timer = new AbortController();
    const done = new AbortController();
    const startedAt = clock.now();
    const tick = async () => {
      // The deadline moves when another client joins the trip.
      while (!done.signal.aborted && trip.deadline > clock.now()) {
        await clock.sleep(trip.deadline - clock.now(), done.signal);
      }
      if (!done.signal.aborted) timer.abort();
    };
    void tick();
    try {
      const signal = AbortSignal.any([trip.signal, timer.signal]);
      return await next(request, { ...trip, deadline: trip.deadline, signal });
    } catch (error) {
      if (timer.signal.aborted) {
        const waited = Math.round(clock.now() - startedAt);
        throw new SourceError(request.sourceId, 'SOURCE_TIMEOUT', `did not answer within ${waited} ms`, {
          countsAgainstSource: true,
        });
      }
      if (trip.signal.aborted) throw gaveUp(request.sourceId);
      throw error;
    } finally {
      done.abort();
    }
  };
}
