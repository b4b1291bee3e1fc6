import type { RequestContext } from '../request.ts';
import { type Clock, OVER } from '../time.ts';

interface Waiting {
  context: RequestContext;
  /** True lets the request go on; false refuses it. */
  end(started: boolean): void;
}

/** Clients whose last turn is remembered beside those that wait. */
const maxRemembered = 1_000;

/**
 * Requests that wait: those of clients leave before refreshes in the background, and each leaves at its deadline. Clients
 * take turns, so that one with many requests does not keep the others waiting.
 */
export class RequestQueue {
  private readonly waiting: Waiting[] = [];
  /** When each client had its last turn, as a running number. */
  private readonly lastTurns = new Map<string | undefined, number>();
  private turns = 0;

  constructor(private readonly clock: Clock) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** How many requests would leave before one with this context. */
  ahead({ background, client }: RequestContext): number {
    const counts = new Map<string | undefined, number>();
    let behind = 0;
    for (const { context } of this.waiting) {
      if (!background && context.background) behind++;
      else counts.set(context.client, (counts.get(context.client) ?? 0) + 1);
    }
    if (background) return this.waiting.length - behind;
    const own = counts.get(client) ?? 0;
    let ahead = 0;
    // Each of the others gets a turn before each of this client's.
    for (const count of counts.values()) ahead += Math.min(count, own + 1);
    return ahead;
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

  /**
   * Takes the next request from the queue; the function lets it go on. Null when there is none, or none of a client that
   * may go on now.
   */
  next(mayGo: (client: string | undefined) => boolean = () => true): (() => void) | null {
    const first = this.first(mayGo);
    if (!first) return null;
    this.remove(first);
    const { client } = first.context;
    this.lastTurns.delete(client);
    this.lastTurns.set(client, ++this.turns);
    const [oldest] = this.lastTurns.keys();
    if (this.lastTurns.size > maxRemembered) this.lastTurns.delete(oldest);
    return () => first.end(true);
  }

  /** The context of the request that would leave next; null when none may. */
  nextContext(mayGo: (client: string | undefined) => boolean): RequestContext | null {
    return this.first(mayGo)?.context ?? null;
  }

  /** Whether a client other than this one waits. */
  hasOthers(client: string | undefined): boolean {
    return this.waiting.some(({ context }) => !context.background && context.client !== client);
  }

  private first(mayGo: (client: string | undefined) => boolean): Waiting | null {
    let first: Waiting | null = null;
    for (const one of this.waiting) {
      if (mayGo(one.context.client) && (!first || this.isBefore(one.context, first.context))) first = one;
    }
    return first;
  }

  /** Whether one leaves before another that came earlier. */
  private isBefore(one: RequestContext, earlier: RequestContext): boolean {
    if (one.background !== earlier.background) return earlier.background;
    return (this.lastTurns.get(one.client) ?? 0) < (this.lastTurns.get(earlier.client) ?? 0);
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
