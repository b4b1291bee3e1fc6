import { gaveUp } from '../errors.ts';
import type { AnswerPolicy, RequestContext, SourceAnswer } from '../request.ts';
import { type Clock, inTime } from '../time.ts';

/** A request under way, and the contexts of the clients that wait for it. */
interface SharedRequest {
  answer: Promise<SourceAnswer>;
  waiting: Set<RequestContext>;
  isDone: boolean;
  cancel: AbortController;
}

/**
 * Sends equal requests once. Each client leaves at its own deadline or when it disconnects. The request goes on while a
 * client waits for it, and is cancelled when the last one leaves.
 */
export function coalesce(clock: Clock): AnswerPolicy {
  const underWay = new Map<string, SharedRequest>();
  return (next) => async (request, context) => {
    if (context.signal.aborted) throw gaveUp(request.sourceId);
    const joined = underWay.get(request.key) ?? start();
    joined.waiting.add(context);
    try {
      const answer = await inTime(joined.answer, context.deadline - clock.now(), clock, context.signal);
      if (answer) return answer;
      // The last client gets the error of the request itself, which says what it was waiting for: a turn, or the source.
      if (!context.signal.aborted && joined.waiting.size === 1) return await joined.answer;
      throw gaveUp(request.sourceId);
    } finally {
      joined.waiting.delete(context);
      if (joined.waiting.size === 0) {
        // A later client must not join a cancelled request.
        if (underWay.get(request.key) === joined) underWay.delete(request.key);
        if (!joined.isDone) joined.cancel.abort();
      }
    }

    function start(): SharedRequest {
      const waiting = new Set<RequestContext>([context]);
      const cancel = new AbortController();
      const shared: RequestContext = {
        signal: cancel.signal,
        line: context.line,
        // The one that has waited longest.
        get client() {
          const [first] = waiting;
          return first?.client;
        },
        get deadline() {
          let latest = 0;
          for (const { deadline } of waiting) latest = Math.max(latest, deadline);
          return latest;
        },
        get background() {
          for (const { background } of waiting) if (!background) return false;
          return true;
        },
      };
      const started: SharedRequest = { answer: next(request, shared), waiting, isDone: false, cancel };
      const finish = () => {
        started.isDone = true;
        if (underWay.get(request.key) === started) underWay.delete(request.key);
      };
      started.answer.then(finish, finish);
      underWay.set(request.key, started);
      return started;
    }
  };
}
