import { gaveUp, SourceError, type SourceErrorCode } from './errors.ts';
import type { Policy, Trip } from './policy.ts';
import { type Clock, seconds } from './time.ts';

/** So many requests in any window of so many seconds. */
export interface BudgetLimit {
  limit: number;
  windowSeconds: number;
}

/** A budget, and what is left of it. */
export interface Budget {
  policy: Policy;
  remaining(): number;
}

interface Waiting {
  trip: Trip;
  start(): void;
}

/** Pause after "too many requests" without a word on when to come back. */
const UNSAID_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 24 * 3600;

/**
 * Keeps to the source's limit. A question waits for its turn, those that somebody waits for first, but not when
 * its turn would come after its deadline. A source that says when to come back is not asked before.
 */
export function budget(sourceId: string, { limit, windowSeconds }: BudgetLimit, clock: Clock): Budget {
  const window = seconds(windowSeconds);
  /** When the requests of the last window were sent, oldest first. */
  const sent: number[] = [];
  const queue: Waiting[] = [];
  let pause: { until: number; code: SourceErrorCode } = { until: 0, code: 'SOURCE_RATE_LIMITED' };
  let pumping = false;

  const forgetOld = (now: number) => {
    const start = now - window;
    while (sent[0] !== undefined && sent[0] <= start) sent.shift();
  };
  /** When the question behind `ahead` others may leave. */
  const turnAt = (ahead: number, now = clock.now()): number => {
    forgetOld(now);
    const place = sent.length + ahead - limit;
    const rounds = Math.floor(Math.max(0, place) / limit);
    const freed = place < 0 ? now : (sent[place % limit] ?? now) + window * (rounds + 1);
    return Math.max(freed, pause.until);
  };
  const pump = async () => {
    if (pumping) return;
    pumping = true;
    while (queue.length > 0) {
      const wait = turnAt(0) - clock.now();
      if (wait > 0) {
        // In short steps, so that an emptied queue holds no timer for long.
        await clock.sleep(Math.min(wait, seconds(1)));
        continue;
      }
      const first = queue.find((waiting) => !waiting.trip.background) ?? queue[0];
      if (!first) break;
      queue.splice(queue.indexOf(first), 1);
      sent.push(clock.now());
      first.start();
    }
    pumping = false;
  };
  const spent = (until: number) => {
    const paused = pause.until > clock.now();
    return new SourceError(
      sourceId,
      paused ? pause.code : 'SOURCE_RATE_LIMITED',
      paused ? 'asked to be left alone for a while' : 'has been asked as often as its limit allows',
      { retryAfterSeconds: Math.max(1, Math.ceil((until - clock.now()) / 1000)) },
    );
  };
  const takeTurn = async (trip: Trip): Promise<void> => {
    const now = clock.now();
    // It came out of another queue too late; that is no fault of the budget.
    if (trip.deadline <= now) throw gaveUp(sourceId);
    const ahead = trip.background ? queue.length : queue.filter((waiting) => !waiting.trip.background).length;
    const turn = turnAt(ahead, now);
    if (turn >= trip.deadline) throw spent(turn);
    if (queue.length === 0 && turn <= now) {
      sent.push(now);
      return;
    }
    const left = new AbortController();
    const leave = () => left.abort();
    trip.signal.addEventListener('abort', leave, { once: true });
    const started = await new Promise<boolean>((resolve) => {
      const waiting: Waiting = { trip, start: () => resolve(true) };
      queue.push(waiting);
      void pump();
      const giveUpInTime = async () => {
        while (!left.signal.aborted && trip.deadline > clock.now()) {
          await clock.sleep(trip.deadline - clock.now(), left.signal);
        }
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        resolve(false);
      };
      void giveUpInTime();
    });
    trip.signal.removeEventListener('abort', leave);
    left.abort();
    if (started) return;
    throw trip.signal.aborted ? gaveUp(sourceId) : spent(turnAt(0));
  };
  const heed = (error: unknown) => {
    if (!(error instanceof SourceError)) return;
    const limited = error.code === 'SOURCE_RATE_LIMITED';
    if (!limited && error.retryAfterSeconds === null) return;
    const wait = Math.min(error.retryAfterSeconds ?? UNSAID_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
    pause = { until: Math.max(pause.until, clock.now() + seconds(wait)), code: error.code };
  };

  return {
    policy: (next) => async (request, trip) => {
      await takeTurn(trip);
      try {
        return await next(request, trip);
      } catch (error) {
        heed(error);
        throw error;
      }
    },
    remaining: () => {
      forgetOld(clock.now());
      return pause.until > clock.now() ? 0 : Math.max(0, limit - sent.length);
    },
  };
}
