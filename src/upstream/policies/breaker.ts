import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, type IBackoff } from 'cockatiel';
import { SourceError } from '../errors.ts';
import type { Policy } from '../request.ts';
import { seconds } from '../time.ts';

/** A breaker, and whether it lets questions through. */
export interface Breaker {
  policy: Policy;
  isOpen(): boolean;
}

/** So many failures in a row, and the source is left alone; a source that fails three times in ten hardly ever gets there. */
const FAILURES_IN_A_ROW = 8;
const FIRST_PAUSE = seconds(5);
const LONGEST_PAUSE = seconds(60);

/** Leaves a failing source alone for a while, then lets one question through to see whether it is back. */
export function breaker(sourceId: string): Breaker {
  let tryAgainAt = 0;
  const pause = (round: number): IBackoff<unknown> => {
    const duration = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** round);
    tryAgainAt = Date.now() + duration;
    return { duration, next: () => pause(round + 1) };
  };
  const isVerdict = (error: Error) => {
    if (!(error instanceof SourceError)) return false;
    if (error.countsAgainstSource) return true;
    // A probe that never got through proves nothing; for cockatiel what is not a failure is a success.
    return circuit.state === CircuitState.HalfOpen && error.code !== 'SOURCE_BAD_RESPONSE';
  };
  const circuit = circuitBreaker(handleWhen(isVerdict), {
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
    halfOpenAfter: { next: () => pause(0) },
  });
  const isOpen = () =>
    circuit.state === CircuitState.HalfOpen ||
    (circuit.state === CircuitState.Open && Date.now() < tryAgainAt);
  const policy: Policy = (next) => async (request, trip) => {
    // cockatiel would let the others wait for the probe; they have better things to do.
    if (isOpen()) {
      const retryAfterSeconds = Math.max(1, Math.ceil((tryAgainAt - Date.now()) / 1000));
      throw new SourceError(
        sourceId,
        'SOURCE_UNAVAILABLE',
        'failed repeatedly and is left alone for a while',
        {
          retryAfterSeconds,
        },
      );
    }
    return circuit.execute(() => next(request, trip));
  };
  return { policy, isOpen: () => circuit.state !== CircuitState.Closed };
}
