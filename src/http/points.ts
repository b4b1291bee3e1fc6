/** Clients remembered at the same time. */
const maxClients = 10_000;

interface Spent {
  points: number;
  since: number;
}

/** What is used of a client's minute, as the rate limit plugin reads it. */
interface Used {
  current: number;
  /** Milliseconds until the minute is over. */
  ttl: number;
}

/** The points that each client has spent in its current window. */
export class Points {
  private readonly clients = new Map<string, Spent>();

  constructor(
    readonly max: number,
    private readonly window: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  spend(client: string, points: number): Used {
    const now = this.now();
    const before = this.clients.get(client);
    const spent = before && now - before.since < this.window ? before : { points: 0, since: now };
    spent.points += points;
    // The one that came last is last, and the first is forgotten first.
    this.clients.delete(client);
    this.clients.set(client, spent);
    const [oldest] = this.clients.keys();
    if (this.clients.size > maxClients && oldest !== undefined) this.clients.delete(oldest);
    return { current: spent.points, ttl: this.window - (now - spent.since) };
  }

  /** A store for the plugin, which counts requests as one point. */
  store() {
    const spend = (client: string) => this.spend(client, 1);
    return class Store {
      incr(client: string, done: (error: Error | null, used?: Used) => void): void {
        done(null, spend(client));
      }
      child(): Store {
        return this;
      }
    };
  }
}
