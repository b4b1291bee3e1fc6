import { gaveUp, SourceError, type SourceErrorCode } from '../errors.ts';
import type { Policy, Quota, Trip } from '../request.ts';
import type { SharedStore } from '../stores/shared.ts';
import { type Clock, seconds } from '../time.ts';
import type { BudgetLimit } from './budget-limit.ts';

/** A budget, and what is left of it. */
export interface Budget {
  policy: Policy;
  limit(): BudgetLimit;
  /** For a source that tells its limit somewhere. */
  setLimit(limit: BudgetLimit): void;
  remaining(): number;
}

interface Waiting {
  trip: Trip;
  start(): void;
  refuse(): void;
}

/** Pause after "too many requests" without a word on when to come back. */
const UNSAID_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 24 * 3600;

/**
 * Keeps to the source's limit. A question waits for its turn, those that somebody waits for first, but not when
 * its turn would come after its deadline. A source that says when to come back, or how much is left, is believed.
 * With a shared store the window is counted there, for all replicas together; while it is gone, each keeps to its
 * share.
 */
export function budget(
  sourceId: string,
  declared: BudgetLimit,
  clock: Clock,
  shared: SharedStore | null = null,
): Budget {
  let current = declared;
  /** When the requests of the last window were sent, oldest first. */
  const sent: number[] = [];
  const queue: Waiting[] = [];
  let pause: { until: number; code: SourceErrorCode } = { until: 0, code: 'SOURCE_RATE_LIMITED' };
  /** What the source itself said was left, less what was sent since. */
  let said: { left: number; until: number } | null = null;
  /** What the other replicas leave us. */
  let common: { left: number; replicas: number; seenAt: number; nextTurn: number } | null = null;
  /** Since when the shared store is gone: until the window has passed, what was left is divided too. */
  let alone: { replicas: number; left: number; until: number } | null = null;
  let pumping = false;

  const windowMs = () => seconds(current.windowSeconds);
  const forgetOld = (now: number) => {
    const start = now - windowMs();
    while (sent[0] !== undefined && sent[0] <= start) sent.shift();
    if (said && said.until <= now) said = null;
  };
  /** When the question behind `ahead` others may leave. */
  const turnAt = (ahead: number, now = clock.now()): number => {
    forgetOld(now);
    const limit = alone ? Math.max(1, Math.floor(current.limit / alone.replicas)) : current.limit;
    const place = sent.length + ahead - limit;
    const rounds = Math.floor(Math.max(0, place) / limit);
    const freed = place < 0 ? now : (sent[place % limit] ?? now) + windowMs() * (rounds + 1);
    const renewed = said && said.left <= ahead ? said.until : now;
    const shared = alone && now < alone.until && alone.left <= ahead ? alone.until : now;
    return Math.max(freed, renewed, shared, common?.nextTurn ?? 0, pause.until);
  };
  const left = (): number => {
    const now = clock.now();
    forgetOld(now);
    if (pause.until > now) return 0;
    const own = current.limit - sent.length;
    return Math.max(
      0,
      Math.min(own, said?.left ?? own, common && common.seenAt > now - windowMs() ? common.left : own),
    );
  };
  const send = () => {
    sent.push(clock.now());
    if (said) said.left--;
    if (alone) alone.left--;
  };
  /** How long the other replicas make us wait; 0 when the turn is ours. */
  const askOthers = async (): Promise<number> => {
    if (!shared) return 0;
    const turn = await shared.takeTurn(sourceId, current);
    const now = clock.now();
    if (!turn) {
      alone ??= {
        replicas: common?.replicas ?? 1,
        left: common
          ? Math.floor(Math.min(common.left, current.limit - sent.length) / common.replicas)
          : current.limit,
        until: now + windowMs(),
      };
      return turnAt(0, now) - now;
    }
    alone = null;
    common = { left: turn.left, replicas: turn.replicas, seenAt: now, nextTurn: now + turn.wait };
    return turn.wait;
  };
  const pump = async () => {
    if (pumping) return;
    pumping = true;
    while (queue.length > 0) {
      const wait = turnAt(0) - clock.now();
      if (wait > 0) {
        refuseLate(clock.now() + wait);
        // In short steps, so that an emptied queue holds no timer for long.
        await clock.sleep(Math.min(wait, seconds(1)));
        continue;
      }
      if ((await askOthers()) > 0) continue;
      const first = queue.find((waiting) => !waiting.trip.background) ?? queue[0];
      if (!first) break;
      queue.splice(queue.indexOf(first), 1);
      send();
      first.start();
    }
    pumping = false;
  };
  /** Who cannot have its turn in time is told at once. */
  const refuseLate = (turn: number) => {
    for (const waiting of [...queue]) {
      if (waiting.trip.deadline > turn) continue;
      queue.splice(queue.indexOf(waiting), 1);
      waiting.refuse();
    }
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
    if (!shared && queue.length === 0 && turn <= now) return send();
    const gone = new AbortController();
    const leave = () => gone.abort();
    trip.signal.addEventListener('abort', leave, { once: true });
    const started = await new Promise<boolean>((resolve) => {
      const waiting: Waiting = { trip, start: () => resolve(true), refuse: () => resolve(false) };
      queue.push(waiting);
      void pump();
      const giveUpInTime = async () => {
        while (!gone.signal.aborted && trip.deadline > clock.now()) {
          await clock.sleep(trip.deadline - clock.now(), gone.signal);
        }
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        resolve(false);
      };
      void giveUpInTime();
    });
    trip.signal.removeEventListener('abort', leave);
    gone.abort();
    if (started) return;
    throw trip.signal.aborted ? gaveUp(sourceId) : spent(turnAt(0));
  };
  const rest = (until: number, code: SourceErrorCode) => {
    const now = clock.now();
    const bounded = Math.min(until, now + seconds(LONGEST_PAUSE_SECONDS));
    if (bounded <= Math.max(now, pause.until)) return;
    pause = { until: bounded, code };
    shared?.pause(sourceId, bounded - now, code);
  };
  const heed = (error: unknown) => {
    if (!(error instanceof SourceError)) return;
    const limited = error.code === 'SOURCE_RATE_LIMITED';
    if (!limited && error.retryAfterSeconds === null) return;
    rest(clock.now() + seconds(error.retryAfterSeconds ?? UNSAID_PAUSE_SECONDS), error.code);
  };
  const believe = (quota: Quota) => {
    const until = quota.resetsAt ?? clock.now() + windowMs();
    // Answers overtake each other: within one window of the source the lowest word is the latest.
    const isSameWindow = said !== null && Math.abs(said.until - until) < seconds(2);
    said = { left: isSameWindow && said ? Math.min(said.left, quota.left) : quota.left, until };
    if (quota.left === 0) rest(until, 'SOURCE_RATE_LIMITED');
  };

  return {
    policy: (next) => async (request, trip) => {
      await takeTurn(trip);
      try {
        const reply = await next(request, trip);
        if (reply.quota) believe(reply.quota);
        return reply;
      } catch (error) {
        heed(error);
        throw error;
      }
    },
    limit: () => current,
    setLimit: (limit) => {
      current = limit;
    },
    remaining: left,
  };
}
