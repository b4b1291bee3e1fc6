import { gaveUp } from '../errors.ts';
import type { RequestContext, UpstreamRequest } from '../request.ts';
import { type Clock, OVER } from '../time.ts';

type Travel<T> = (request: UpstreamRequest, context: RequestContext) => Promise<T>;

/** One context that several clients wait for. */
interface Flight<T> {
  arrival: Promise<T>;
  waiting: Set<RequestContext>;
  landed: boolean;
  cancel: AbortController;
}

/**
 * Equal requests in flight are one. Each client leaves at its own deadline or when it goes away; the context goes
 * on while anybody waits, and is cancelled when nobody does.
 */
export function coalesce<T extends object>(clock: Clock): (next: Travel<T>) => Travel<T> {
  const flights = new Map<string, Flight<T>>();
  return (next) => async (request, context) => {
    if (context.signal.aborted) throw gaveUp(request.sourceId);
    let flight = flights.get(request.key);
    if (!flight) {
      const waiting = new Set<RequestContext>([context]);
      const cancel = new AbortController();
      const shared: RequestContext = {
        signal: cancel.signal,
        line: context.line,
        get deadline() {
          return Math.max(...[...waiting].map(({ deadline }) => deadline), 0);
        },
        get background() {
          return [...waiting].every(({ background }) => background);
        },
      };
      const started: Flight<T> = { arrival: next(request, shared), waiting, landed: false, cancel };
      const land = () => {
        started.landed = true;
        if (flights.get(request.key) === started) flights.delete(request.key);
      };
      started.arrival.then(land, land);
      flights.set(request.key, started);
      flight = started;
    }
    flight.waiting.add(context);
    const joined = flight;
    const left = new AbortController();
    const leave = () => left.abort(OVER);
    context.signal.addEventListener('abort', leave, { once: true });
    try {
      const landed = await Promise.race([
        joined.arrival,
        clock.sleep(context.deadline - clock.now(), left.signal),
      ]);
      if (landed) return landed;
      // At the common deadline let the context itself say what it was waiting for: a turn, or the source.
      if (!context.signal.aborted && joined.waiting.size === 1) return await joined.arrival;
      throw gaveUp(request.sourceId);
    } finally {
      context.signal.removeEventListener('abort', leave);
      left.abort(OVER);
      joined.waiting.delete(context);
      if (joined.waiting.size === 0) {
        // Whoever asks next shall not board a cancelled context.
        if (flights.get(request.key) === joined) flights.delete(request.key);
        if (!joined.landed) joined.cancel.abort();
      }
    }
  };
}
