/** Clients remembered at the same time. */
const maxClients = 10_000;
/**
 * The share of a minute's points that a client spends before replicas count together. Most clients spend less, and cost
 * the shared store nothing.
 */
const shareBeforeCounting = 1 / 32;

interface Spent {
  /** As far as this process knows. */
  points: number;
  /** Of these, what the shared store has not been told. */
  untold: number;
  since: number;
}

/** What is used of a client's minute, as the rate limit plugin reads it. */
interface Used {
  current: number;
  /** Milliseconds until the minute is over. */
  ttl: number;
}

/** Counts the points of a client over all replicas; null when the store cannot be reached. */
export type SharedPoints = (client: string, points: number, milliseconds: number) => Promise<Used | null>;

/** The points that each client has spent in its current window, at all replicas where they share a store. */
export class Points {
  private readonly clients = new Map<string, Spent>();
  private readonly free: number;

  constructor(
    readonly max: number,
    private readonly window: number,
    private readonly shared: SharedPoints | null = null,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.free = Math.floor(max * shareBeforeCounting);
  }

  /** As far as this process knows: what another replica has counted meanwhile is known at the client's next request. */
  spend(client: string, points: number): Used {
    const spent = this.add(client, points);
    void this.count(client, spent);
    return this.used(spent);
  }

  /** A store for the plugin, which counts requests as one point. */
  store() {
    const spend = (client: string): Used | Promise<Used> => {
      const spent = this.add(client, 1);
      const known = this.used(spent);
      return this.isShared(spent) ? this.count(client, spent).then((counted) => counted ?? known) : known;
    };
    return class Store {
      incr(client: string, done: (error: Error | null, used?: Used) => void): void {
        const used = spend(client);
        if (used instanceof Promise) used.then((counted) => done(null, counted), done);
        else done(null, used);
      }
      child(): Store {
        return this;
      }
    };
  }

  private add(client: string, points: number): Spent {
    const now = this.now();
    const before = this.clients.get(client);
    const isOpen = before && now - before.since < this.window;
    const spent = isOpen ? before : { points: 0, untold: 0, since: now };
    spent.points += points;
    spent.untold += points;
    // The one that came last is last, and the first is forgotten first.
    this.clients.delete(client);
    this.clients.set(client, spent);
    const [oldest] = this.clients.keys();
    if (this.clients.size > maxClients && oldest !== undefined) this.clients.delete(oldest);
    return spent;
  }

  /** Tells the shared store what it does not know yet, and learns what other replicas have counted. */
  private async count(client: string, spent: Spent): Promise<Used | null> {
    if (!this.shared || !this.isShared(spent)) return null;
    const { untold } = spent;
    spent.untold = 0;
    const counted = await this.shared(client, untold, this.window);
    if (!counted) {
      spent.untold += untold;
      return null;
    }
    spent.points = counted.current + spent.untold;
    spent.since = this.now() - (this.window - counted.ttl);
    return counted;
  }

  private isShared({ points }: Spent): boolean {
    return this.shared !== null && points > this.free;
  }

  private used({ points, since }: Spent): Used {
    return { current: points, ttl: this.window - (this.now() - since) };
  }
}
