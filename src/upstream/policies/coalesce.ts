import { gaveUp } from '../errors.ts';
import type { Question, Trip } from '../request.ts';
import { type Clock, OVER } from '../time.ts';

type Travel<T> = (question: Question, trip: Trip) => Promise<T>;

/** One trip that several clients wait for. */
interface Flight<T> {
  arrival: Promise<T>;
  waiting: Set<Trip>;
  landed: boolean;
  cancel: AbortController;
}

/**
 * Equal questions in flight are one. Each client leaves at its own deadline or when it goes away; the trip goes
 * on while anybody waits, and is cancelled when nobody does.
 */
export function coalesced<T extends object>(clock: Clock): (next: Travel<T>) => Travel<T> {
  const flights = new Map<string, Flight<T>>();
  return (next) => async (question, trip) => {
    if (trip.signal.aborted) throw gaveUp(question.sourceId);
    let flight = flights.get(question.key);
    if (!flight) {
      const waiting = new Set<Trip>([trip]);
      const cancel = new AbortController();
      const shared: Trip = {
        signal: cancel.signal,
        line: trip.line,
        get deadline() {
          return Math.max(...[...waiting].map(({ deadline }) => deadline), 0);
        },
        get background() {
          return [...waiting].every(({ background }) => background);
        },
      };
      const started: Flight<T> = { arrival: next(question, shared), waiting, landed: false, cancel };
      const land = () => {
        started.landed = true;
        if (flights.get(question.key) === started) flights.delete(question.key);
      };
      started.arrival.then(land, land);
      flights.set(question.key, started);
      flight = started;
    }
    flight.waiting.add(trip);
    const joined = flight;
    const left = new AbortController();
    const leave = () => left.abort(OVER);
    trip.signal.addEventListener('abort', leave, { once: true });
    try {
      const landed = await Promise.race([
        joined.arrival,
        clock.sleep(trip.deadline - clock.now(), left.signal),
      ]);
      if (landed) return landed;
      // At the common deadline let the trip itself say what it was waiting for: a turn, or the source.
      if (!trip.signal.aborted && joined.waiting.size === 1) return await joined.arrival;
      throw gaveUp(question.sourceId);
    } finally {
      trip.signal.removeEventListener('abort', leave);
      left.abort(OVER);
      joined.waiting.delete(trip);
      if (joined.waiting.size === 0) {
        // Whoever asks next shall not board a cancelled trip.
        if (flights.get(question.key) === joined) flights.delete(question.key);
        if (!joined.landed) joined.cancel.abort();
      }
    }
  };
}
