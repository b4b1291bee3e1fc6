import { gaveUp, SourceError, type SourceErrorCode } from '../errors.ts';
import type { Policy, Quota, RequestContext } from '../request.ts';
import type { SharedStore } from '../stores/shared.ts';
import { type Clock, seconds } from '../time.ts';
import type { BudgetLimit } from './budget-limit.ts';
import { ClientShares } from './client-shares.ts';
import { RequestQueue } from './request-queue.ts';

/** The request budget of a source, and what is left of it. */
export interface Budget {
  policy: Policy;
  limit(): BudgetLimit;
  /** For a source that reports its limit in an answer. */
  setLimit(limit: BudgetLimit): void;
  remaining(): number;
}

/** Pause after a 429 that does not say when to come back. */
const DEFAULT_PAUSE_SECONDS = 30;
const MAX_PAUSE_SECONDS = 3600;
/** Milliseconds until it is seen whether a client may send more because others have left the queue. */
const SHARE_PAUSE = 100;

/**
 * Keeps to the source's limit. A request waits for its turn, requests of clients before refreshes in the background,
 * and clients take turns and get fair shares of the window.
 * A request whose turn would come after its deadline fails at once. When the source reports how much is left or when
 * to come back, that applies. With a shared store the window is counted there, for all replicas together; while the
 * store cannot be reached, each replica keeps to its share.
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
  const queue = new RequestQueue(clock);
  const shares = new ClientShares();
  let pause: { until: number; code: SourceErrorCode } = { until: 0, code: 'SOURCE_RATE_LIMITED' };
  /** What the source reported as left, less what was sent since. */
  let reported: { left: number; until: number } | null = null;
  /** What the replicas together have left, as of the last turn. */
  let common: { left: number; replicas: number; seenAt: number; nextTurn: number } | null = null;
  /** Set while the shared store cannot be reached. Until the window has passed, what was left is divided too. */
  let alone: { replicas: number; left: number; until: number } | null = null;
  let pumping = false;

  const windowMs = () => seconds(current.windowSeconds);
  const forgetOld = (now: number) => {
    const start = now - windowMs();
    while (sent[0] !== undefined && sent[0] <= start) sent.shift();
    if (reported && reported.until <= now) reported = null;
  };
  /** When a request with `ahead` others before it may be sent. */
  const turnAt = (ahead: number, now = clock.now()): number => {
    forgetOld(now);
    const limit = alone ? Math.max(1, Math.floor(current.limit / alone.replicas)) : current.limit;
    const place = sent.length + ahead - limit;
    const rounds = Math.floor(Math.max(0, place) / limit);
    const freed = place < 0 ? now : (sent[place % limit] ?? now) + windowMs() * (rounds + 1);
    const renewed = reported && reported.left <= ahead ? reported.until : now;
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
      Math.min(own, reported?.left ?? own, common && common.seenAt > now - windowMs() ? common.left : own),
    );
  };
  const send = (client: string | undefined) => {
    sent.push(clock.now());
    shares.sent(client, clock.now());
    if (reported) reported.left--;
    if (alone) alone.left--;
  };
  /** When the client may send one more, as far as its share goes. */
  const shareAt = (client: string | undefined, othersWait = false, now = clock.now()): number =>
    shares.turnAt(client, { limit: current.limit, windowMs: windowMs(), now, othersWait });
  /** The client whose turn it is and that is within its share. Where all that wait have had a fifth, more is free. */
  const mayGo = (): ((client: string | undefined) => boolean) | null => {
    const now = clock.now();
    shares.forget(now - windowMs());
    const whileOthersWait = (client: string | undefined) =>
      shareAt(client, queue.hasOthers(client), now) <= now;
    const otherwise = (client: string | undefined) => shareAt(client, false, now) <= now;
    return [whileOthersWait, otherwise].find((one) => queue.nextContext(one)) ?? null;
  };
  /** Milliseconds to wait because of the other replicas; 0 when the turn is ours. */
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
    while (!queue.isEmpty) {
      const wait = turnAt(0) - clock.now();
      if (wait > 0) {
        // A request whose turn comes too late is refused now, not at its deadline.
        queue.refuseUntil(clock.now() + wait);
        // In short steps, so that no timer is left for long once the queue is empty.
        await clock.sleep(Math.min(wait, seconds(1)));
        continue;
      }
      if (!mayGo()) {
        await clock.sleep(SHARE_PAUSE);
        continue;
      }
      if ((await askOthers()) > 0) continue;
      const chosen = mayGo();
      const client = chosen && queue.nextContext(chosen)?.client;
      const start = chosen && queue.next(chosen);
      if (!start) continue;
      send(client ?? undefined);
      start();
    }
    pumping = false;
  };
  const spent = (until: number) => {
    const paused = pause.until > clock.now();
    return new SourceError(
      sourceId,
      paused ? pause.code : 'SOURCE_RATE_LIMITED',
      paused ? 'asked for a pause' : 'has been asked as often as its limit allows',
      { retryAfterSeconds: Math.max(1, Math.ceil((until - clock.now()) / 1000)) },
    );
  };
  const takeTurn = async (context: RequestContext): Promise<void> => {
    const now = clock.now();
    // Another queue took too long; the budget is not to blame.
    if (context.deadline <= now) throw gaveUp(sourceId);
    shares.forget(now - windowMs());
    shares.asked(context.client, now);
    const turn = Math.max(turnAt(queue.ahead(context), now), shareAt(context.client));
    if (turn >= context.deadline) throw spent(turn);
    if (!shared && queue.isEmpty && turn <= now) return send(context.client);
    const joined = queue.join(context);
    void pump();
    if (await joined) return;
    throw context.signal.aborted ? gaveUp(sourceId) : spent(Math.max(turnAt(0), shareAt(context.client)));
  };
  const pauseUntil = (until: number, code: SourceErrorCode) => {
    const now = clock.now();
    const bounded = Math.min(until, now + seconds(MAX_PAUSE_SECONDS));
    if (bounded <= Math.max(now, pause.until)) return;
    pause = { until: bounded, code };
    shared?.pause(sourceId, bounded - now, code);
  };
  const noteFailure = (error: unknown) => {
    if (!(error instanceof SourceError)) return;
    const limited = error.code === 'SOURCE_RATE_LIMITED';
    if (!limited && error.retryAfterSeconds === null) return;
    pauseUntil(clock.now() + seconds(error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS), error.code);
  };
  const noteQuota = (quota: Quota) => {
    const until = quota.resetsAt ?? clock.now() + windowMs();
    // Answers overtake each other: within one window of the source the lowest number is the latest.
    const isSameWindow = reported !== null && Math.abs(reported.until - until) < seconds(2);
    reported = { left: isSameWindow && reported ? Math.min(reported.left, quota.left) : quota.left, until };
    if (quota.left === 0) pauseUntil(until, 'SOURCE_RATE_LIMITED');
  };

  return {
    policy: (next) => async (request, context) => {
      await takeTurn(context);
      try {
        const reply = await next(request, context);
        if (reply.quota) noteQuota(reply.quota);
        return reply;
      } catch (error) {
        noteFailure(error);
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
