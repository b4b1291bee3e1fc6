import { EventCursorError } from '../../src/ads/job-ad-events.ts';

/** Who follows the log, and how. */
interface Follower {
  search: unknown;
  after: string | null;
  signal: AbortSignal;
}

/** Events kept in memory and followed as those of the real log are; tells what was asked of it. */
export function eventLog<T extends { cursor: string }>(...events: T[]) {
  const followers: Follower[] = [];
  let pulled = 0;
  let change: PromiseWithResolver = promiseWithResolver();
  let fault: Error | null = null;
  const changed = () => {
    const { resolve } = change;
    change = promiseWithResolver();
    resolve();
  };

  return {
    followers,
    /** How many events were handed out. */
    pulled: () => pulled,
    add(...more: T[]): void {
      events.push(...more);
      changed();
    },
    /** Breaks it for whoever has read to its end. */
    fail(error: Error): void {
      fault = error;
      changed();
    },
    async *follow(search: unknown, after: string | null, signal: AbortSignal): AsyncGenerator<T> {
      let at = after === null ? events.length : events.findIndex(({ cursor }) => cursor === after) + 1;
      if (after !== null && at === 0) throw new EventCursorError(`There is no event ${after}.`);
      followers.push({ search, after, signal });
      while (!signal.aborted) {
        const event = events[at];
        if (event) {
          at += 1;
          pulled += 1;
          yield event;
        } else if (fault) throw fault;
        else await Promise.race([change.promise, aborted(signal)]);
      }
    },
  };
}

interface PromiseWithResolver {
  promise: Promise<void>;
  resolve: () => void;
}

function promiseWithResolver(): PromiseWithResolver {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
