import { gaveUp, SourceError } from '../errors.ts';
import type { Policy } from '../request.ts';
import type { Clock } from '../time.ts';

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
    const ending = new AbortController();
    const startedAt = clock.now();
    const { client, background, line } = context;
    let deadline = context.deadline;
    let isOver = false;
    const tick = () => {
      // It moves when another client joins the request.
      deadline = Math.max(deadline, context.deadline);
      if (deadline > clock.now()) {
        cancel = clock.after(deadline - clock.now(), tick);
        return;
      }
      isOver = true;
      ending.abort();
    };
    let cancel = clock.after(deadline - clock.now(), tick);
    // Not `AbortSignal.any`, which takes longer than all else here.
    const leave = () => ending.abort(context.signal.reason);
    context.signal.addEventListener('abort', leave, { once: true });
    try {
      return await next(request, { signal: ending.signal, deadline, client, background, line });
    } catch (error) {
      // Clients leave at the same moment as the time is up; the source is to blame all the same.
      if (isOver || (context.signal.aborted && clock.now() >= deadline - TOLERANCE)) {
        const waited = Math.round(clock.now() - startedAt);
        throw new SourceError(request.sourceId, 'SOURCE_TIMEOUT', `did not answer within ${waited} ms`, {
          countsAgainstSource: true,
        });
      }
      if (context.signal.aborted) throw gaveUp(request.sourceId);
      throw error;
    } finally {
      cancel();
      context.signal.removeEventListener('abort', leave);
    }
  };
}
