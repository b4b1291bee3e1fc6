import { SourceError } from '../errors.ts';
import type { Policy } from '../request.ts';
import { type Clock, seconds } from '../time.ts';

interface RetrySettings {
  clock: Clock;
  /** Between 0 and 1; spreads the second tries of many instances. */
  random?: () => number;
}

/** Longest wait for a source that says when to come back; beyond it the client is told instead. */
const LONGEST_WAIT = seconds(2);
/** Retries are earned by requests, so that an outage never turns into a storm: at most 8 per 100, and 2 to begin with. */
const EARNED_PER_REQUEST = 0.08;
const TO_BEGIN_WITH = 2;
const MOST_SAVED = 10;

/**
 * Asks once more when that may help: the connection was cut, or the source said 5xx or "come back soon".
 * Every question here is a GET or a POST that only reads, so asking twice changes nothing.
 */
export function retry({ clock, random = Math.random }: RetrySettings): Policy {
  let allowance = TO_BEGIN_WITH;
  return (next) => async (request, trip) => {
    allowance = Math.min(MOST_SAVED, allowance + EARNED_PER_REQUEST);
    try {
      return await next(request, trip);
    } catch (error) {
      if (!(error instanceof SourceError) || !error.retryable || allowance < 1) throw error;
      // A part of it has been taken in already: whoever takes it must begin anew.
      if (request.sink) throw error;
      const jitter = 50 + random() * 150;
      const pause =
        error.retryAfterSeconds === null ? jitter : seconds(error.retryAfterSeconds) + jitter / 10;
      if (pause > LONGEST_WAIT || clock.now() + pause >= trip.deadline) throw error;
      allowance -= 1;
      await clock.sleep(pause, trip.signal);
      if (trip.signal.aborted) throw error;
      return next(request, trip);
    }
  };
}
