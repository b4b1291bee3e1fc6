import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, type IBackoff } from 'cockatiel';
import { SourceError } from '../errors.ts';
import type { Policy } from '../request.ts';
import { type Clock, seconds } from '../time.ts';

/** The circuit breaker of a source. */
export interface Breaker {
  policy: Policy;
  isOpen(): boolean;
}

/** Failures in a row that open the breaker. A source that fails three times in ten hardly ever reaches it. */
const FAILURES_IN_A_ROW = 8;
const MIN_PAUSE = seconds(5);
const MAX_PAUSE = seconds(60);

/** Sends a failing source nothing for a while, then one request as a probe. */
export function breaker(sourceId: string, clock: Clock): Breaker {
  let tryAgainAt = 0;
  const pause = (round: number): IBackoff<unknown> => {
    tryAgainAt = clock.now() + Math.min(MAX_PAUSE, MIN_PAUSE * 2 ** round);
    // cockatiel would measure the pause by a clock that may be set; `isOpen` below measures it.
    return { duration: Number.NEGATIVE_INFINITY, next: () => pause(round + 1) };
  };
  const isVerdict = (error: Error) => {
    if (!(error instanceof SourceError)) return false;
    if (error.countsAgainstSource) return true;
    // A probe that was never sent proves nothing, and cockatiel counts all but a failure as a success.
    return circuit.state === CircuitState.HalfOpen && error.code !== 'SOURCE_BAD_RESPONSE';
  };
  const circuit = circuitBreaker(handleWhen(isVerdict), {
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
    halfOpenAfter: { next: () => pause(0) },
  });
  const isOpen = () =>
    circuit.state === CircuitState.HalfOpen ||
    (circuit.state === CircuitState.Open && clock.now() < tryAgainAt);
  const policy: Policy = (next) => async (request, context) => {
    // cockatiel would let the other requests wait for the probe; a stored answer is better.
    if (isOpen()) {
      const retryAfterSeconds = Math.max(1, Math.ceil((tryAgainAt - clock.now()) / 1000));
      throw new SourceError(
        sourceId,
        'SOURCE_UNAVAILABLE',
        'failed repeatedly and is not asked for a while',
        {
          retryAfterSeconds,
        },
      );
    }
    return circuit.execute(() => next(request, context));
  };
  return { policy, isOpen: () => circuit.state !== CircuitState.Closed };
}
