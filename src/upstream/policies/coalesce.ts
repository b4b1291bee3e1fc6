import { gaveUp } from '../errors.ts';
import type { AnswerPolicy, RequestContext, SourceAnswer } from '../request.ts';
import { type Clock, OVER } from '../time.ts';

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
    const left = new AbortController();
    const leave = () => left.abort(OVER);
    context.signal.addEventListener('abort', leave, { once: true });
    try {
      const answer = await Promise.race([
        joined.answer,
        clock.sleep(context.deadline - clock.now(), left.signal),
      ]);
      if (answer) return answer;
      // The last client gets the error of the request itself, which says what it was waiting for: a turn, or the source.
      if (!context.signal.aborted && joined.waiting.size === 1) return await joined.answer;
      throw gaveUp(request.sourceId);
    } finally {
      context.signal.removeEventListener('abort', leave);
      left.abort(OVER);
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
          return [...waiting][0]?.client;
        },
        get deadline() {
          return Math.max(...[...waiting].map(({ deadline }) => deadline), 0);
        },
        get background() {
          return [...waiting].every(({ background }) => background);
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
