import type { RequestContext } from '../request.ts';
import { type Clock, OVER } from '../time.ts';

interface Waiting {
  context: RequestContext;
  /** True lets the request go on; false refuses it. */
  end(started: boolean): void;
}

/** Requests that wait: those of clients leave before refreshes in the background, and each leaves at its deadline. */
export class RequestQueue {
  private readonly waiting: Waiting[] = [];

  constructor(private readonly clock: Clock) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** How many requests would leave before one with this context. */
  ahead({ background }: RequestContext): number {
    return background
      ? this.waiting.length
      : this.waiting.filter(({ context }) => !context.background).length;
  }

  /** Waits; true when the request may go on, false when it is refused, its deadline has passed or its client has left. */
  async join(context: RequestContext): Promise<boolean> {
    const left = new AbortController();
    const leave = () => left.abort(OVER);
    context.signal.addEventListener('abort', leave, { once: true });
    try {
      return await new Promise<boolean>((resolve) => {
        const waiting: Waiting = { context, end: resolve };
        this.waiting.push(waiting);
        void this.untilDeadline(context, left.signal).then(() => {
          this.remove(waiting);
          resolve(false);
        });
      });
    } finally {
      context.signal.removeEventListener('abort', leave);
      left.abort(OVER);
    }
  }

  /** Takes the next request from the queue; the function lets it go on. Null when the queue is empty. */
  next(): (() => void) | null {
    const first = this.waiting.find(({ context }) => !context.background) ?? this.waiting[0];
    if (!first) return null;
    this.remove(first);
    return () => first.end(true);
  }

  /** Refuses every request whose deadline is not after this time. */
  refuseUntil(time: number): void {
    for (const waiting of [...this.waiting]) {
      if (waiting.context.deadline > time) continue;
      this.remove(waiting);
      waiting.end(false);
    }
  }

  /** The deadline is read again after each sleep: it moves when another client joins the request. */
  private async untilDeadline(context: RequestContext, left: AbortSignal): Promise<void> {
    while (!left.aborted && context.deadline > this.clock.now()) {
      await this.clock.sleep(context.deadline - this.clock.now(), left);
    }
  }

  private remove(waiting: Waiting): void {
    const place = this.waiting.indexOf(waiting);
    if (place >= 0) this.waiting.splice(place, 1);
  }
}
