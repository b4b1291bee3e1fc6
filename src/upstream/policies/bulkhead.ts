import { gaveUp } from '../errors.ts';
import type { Policy } from '../request.ts';
import type { Clock } from '../time.ts';

interface Waiting {
  background: boolean;
  start(): void;
}

/** At most so many requests of a source are under way; the others queue, and leave the queue at their deadline. */
export function bulkhead({ concurrency, clock }: { concurrency: number; clock: Clock }): Policy {
  let underWay = 0;
  const queue: Waiting[] = [];
  const release = () => {
    underWay--;
    const first = queue.find((waiting) => !waiting.background) ?? queue[0];
    if (!first) return;
    queue.splice(queue.indexOf(first), 1);
    underWay++;
    first.start();
  };
  return (next) => async (request, context) => {
    if (underWay < concurrency) {
      underWay++;
    } else {
      const left = new AbortController();
      const leave = () => left.abort();
      context.signal.addEventListener('abort', leave, { once: true });
      const started = await new Promise<boolean>((resolve) => {
        const waiting: Waiting = { background: context.background, start: () => resolve(true) };
        queue.push(waiting);
        const giveUpInTime = async () => {
          while (!left.signal.aborted && context.deadline > clock.now()) {
            await clock.sleep(context.deadline - clock.now(), left.signal);
          }
          const place = queue.indexOf(waiting);
          if (place >= 0) queue.splice(place, 1);
          resolve(false);
        };
        void giveUpInTime();
      });
      context.signal.removeEventListener('abort', leave);
      left.abort();
      if (!started) throw gaveUp(request.sourceId);
    }
    try {
      return await next(request, context);
    } finally {
      release();
    }
  };
}
