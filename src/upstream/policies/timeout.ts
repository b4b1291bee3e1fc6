import { gaveUp, SourceError } from '../errors.ts';
import type { Policy } from '../request.ts';
import { type Clock, OVER } from '../time.ts';

/** Milliseconds by which timers of the same deadline may differ. */
const TOLERANCE = 50;

/**
 * Ends a request at its deadline, also while the source still sends; the source's own time-out is part of the deadline.
 * Not cockatiel's timeout: its duration is fixed when the policy is made, so it cannot follow a deadline that moves, and
 * it uses the system's timers only.
 */
export function timeOut({ clock }: { clock: Clock }): Policy {
  return (next) => async (request, context) => {
    if (context.signal.aborted || context.deadline <= clock.now()) throw gaveUp(request.sourceId);
    const timer = new AbortController();
    const done = new AbortController();
    const startedAt = clock.now();
    let deadline = context.deadline;
    const tick = async () => {
      while (!done.signal.aborted && deadline > clock.now()) {
        await clock.sleep(deadline - clock.now(), done.signal);
        // It moves when another client joins the request.
        deadline = Math.max(deadline, context.deadline);
      }
      if (!done.signal.aborted) timer.abort();
    };
    void tick();
    try {
      const signal = AbortSignal.any([context.signal, timer.signal]);
      return await next(request, { ...context, deadline: context.deadline, signal });
    } catch (error) {
      // Clients leave at the same moment as the time is up; the source is to blame all the same.
      if (timer.signal.aborted || (context.signal.aborted && clock.now() >= deadline - TOLERANCE)) {
        const waited = Math.round(clock.now() - startedAt);
        throw new SourceError(request.sourceId, 'SOURCE_TIMEOUT', `did not answer within ${waited} ms`, {
          countsAgainstSource: true,
        });
      }
      if (context.signal.aborted) throw gaveUp(request.sourceId);
      throw error;
    } finally {
      done.abort(OVER);
    }
  };
}
