/** The part of a window that one client may use while others wait, and that it leaves to others while any are about. */
const PART = 5;

interface Now {
  /** Requests in a window, of all clients. */
  limit: number;
  windowMs: number;
  now: number;
  /** Whether other clients wait for their turn. */
  othersWait: boolean;
}

/**
 * Fair shares of a source's window. A client that is alone may use all of it. While others wait, it gets a fifth. While
 * others have asked within the window, it leaves a fifth to them, so that who comes next does not find it spent.
 */
export class ClientShares {
  /** When the requests of each client were sent, oldest first. */
  private readonly sentAt = new Map<string, number[]>();
  private readonly askedAt = new Map<string, number>();

  asked(client: string | undefined, now: number): void {
    if (client === undefined) return;
    // The client that asked last is last.
    this.askedAt.delete(client);
    this.askedAt.set(client, now);
  }

  sent(client: string | undefined, now: number): void {
    if (client === undefined) return;
    const times = this.sentAt.get(client) ?? [];
    times.push(now);
    this.sentAt.set(client, times);
  }

  /** When the client may send one more. The gateway's own requests have no share. */
  turnAt(client: string | undefined, { limit, windowMs, now, othersWait }: Now): number {
    if (client === undefined) return now;
    const part = Math.max(1, Math.floor(limit / PART));
    const share = othersWait ? part : this.othersAsked(client) ? Math.max(part, limit - part) : limit;
    const times = this.sentAt.get(client) ?? [];
    const freed = times[times.length - share];
    return freed === undefined ? now : Math.max(now, freed + windowMs);
  }

  private othersAsked(client: string): boolean {
    return this.askedAt.size > (this.askedAt.has(client) ? 1 : 0);
  }

  /** Forgets what was before the window. */
  forget(before: number): void {
    for (const [client, at] of this.askedAt) {
      if (at > before) break;
      this.askedAt.delete(client);
    }
    for (const [client, times] of this.sentAt) {
      while (times[0] !== undefined && times[0] <= before) times.shift();
      if (times.length === 0) this.sentAt.delete(client);
    }
  }
}
