import type { Delivery } from './subscription.ts';

/** An SSE comment. It keeps proxies from closing an idle connection, and reveals a client that has disconnected. */
const heartbeat = ':\n\n';
/** Ends a stream for good. Browsers ignore an event without data, so it has an empty data line. */
const complete = 'event: complete\ndata: \n\n';

/** Intervals of a stream, in milliseconds. */
export interface StreamPace {
  /** Time without events after which a heartbeat is sent. */
  heartbeat: number;
  /** The shortest time before a disconnected client reconnects. */
  reconnect: number;
}

interface StreamLife extends StreamPace {
  /** Ends the stream early. */
  signal: AbortSignal;
}

/**
 * The text of an event stream in the “distinct connections mode” of GraphQL over Server-Sent Events. It writes its
 * first bytes at once. When a stream ends without `complete`, the client reconnects.
 */
export async function* eventStream(
  deliveries: AsyncIterable<Delivery>,
  life: StreamLife,
): AsyncGenerator<string> {
  yield `retry: ${withJitter(life.reconnect)}\n${heartbeat}`;
  for await (const delivery of withHeartbeats(deliveries, life)) {
    yield delivery ? message(JSON.stringify(delivery.result), delivery.id) : heartbeat;
  }
  if (!life.signal.aborted) yield complete;
}

/** The event stream of one complete answer. */
export function singleAnswer(json: string): string {
  return `${message(json.trim())}${complete}`;
}

function message(json: string, id: string | null = null): string {
  return `event: next\n${id === null ? '' : `id: ${id}\n`}data: ${json}\n\n`;
}

/** A random delay, so that the clients of a stopped gateway do not all reconnect at once. */
function withJitter(shortest: number): number {
  return Math.round(shortest * (1 + 1.5 * Math.random()));
}

/**
 * The items, and null after each interval without one. It ends as soon as the signal aborts, even while it waits for
 * an item. It reads no item ahead. `Promise.race` would be shorter, but would add a handler to the pending promise at
 * every heartbeat and so leak memory.
 */
async function* withHeartbeats<T>(
  items: AsyncIterable<T>,
  { heartbeat: interval, signal }: StreamLife,
): AsyncGenerator<T | null> {
  const iterator = items[Symbol.asyncIterator]();
  let wake: () => void = () => undefined;
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const pull: { outcome?: () => IteratorResult<T> } = {};
      iterator.next().then(
        (result) => {
          pull.outcome = () => result;
          wake();
        },
        (error: unknown) => {
          pull.outcome = () => {
            throw error;
          };
          wake();
        },
      );
      while (!pull.outcome) {
        if (signal.aborted) return;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, interval);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        if (signal.aborted) return;
        if (!pull.outcome) yield null;
      }
      const { done, value } = pull.outcome();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not awaited: `return` waits for the pending `next`, which ends only because the source sees the same signal.
    iterator.return?.().then(undefined, () => undefined);
  }
}
