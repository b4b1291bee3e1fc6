import { SourceError } from '../errors.ts';
import type { Policy } from '../request.ts';
import { type Clock, seconds } from '../time.ts';

interface RetrySettings {
  clock: Clock;
  /** Between 0 and 1; spreads the retries of many replicas. */
  random?: () => number;
}

/** The longest wait before a retry. When the source asks for more, the client gets the error at once. */
const MAX_WAIT = seconds(2);
/** A token bucket: requests earn retries, at most 8 per 100, so that an outage does not double the load. */
const EARNED_PER_REQUEST = 0.08;
const INITIAL_ALLOWANCE = 2;
const MAX_ALLOWANCE = 10;

/**
 * Sends once more when that may help: the connection was cut, or the source answered 5xx or a short `Retry-After`.
 * Every request here is a GET or a POST that only reads, so sending it twice changes nothing.
 */
export function retry({ clock, random = Math.random }: RetrySettings): Policy {
  let allowance = INITIAL_ALLOWANCE;
  return (next) => async (request, context) => {
    allowance = Math.min(MAX_ALLOWANCE, allowance + EARNED_PER_REQUEST);
    try {
      return await next(request, context);
    } catch (error) {
      if (!(error instanceof SourceError) || !error.retryable || allowance < 1) throw error;
      // The writer has a part of the stream already, so its caller must start over.
      if (request.writer) throw error;
      const jitter = 50 + random() * 150;
      const pause =
        error.retryAfterSeconds === null ? jitter : seconds(error.retryAfterSeconds) + jitter / 10;
      if (pause > MAX_WAIT || clock.now() + pause >= context.deadline) throw error;
      allowance -= 1;
      await clock.sleep(pause, context.signal);
      if (context.signal.aborted) throw error;
      return next(request, context);
    }
  };
}
