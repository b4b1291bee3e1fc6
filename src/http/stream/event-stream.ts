import type { Delivery } from './subscription.ts';

/** A comment: keeps proxies from closing what lies still, and tells us when nobody is there any more. */
const heartbeat = ':\n\n';
/** Ends a stream for good. The empty data is for browsers, which pass over events without. */
const complete = 'event: complete\ndata: \n\n';

/** Times of a stream, in milliseconds. */
export interface StreamPace {
  /** How long it may lie still before a heartbeat is sent. */
  heartbeat: number;
  /** After which a client whose stream was broken off may come back, at the soonest. */
  reconnect: number;
}

interface StreamLife extends StreamPace {
  /** Ends it before its time. */
  signal: AbortSignal;
}

/**
 * The text of an event stream, by the “distinct connections mode” of GraphQL over Server-Sent Events. It opens at
 * once. One that ends without `complete` was broken off, and its client comes back.
 */
export async function* eventStream(
  deliveries: AsyncIterable<Delivery>,
  life: StreamLife,
): AsyncGenerator<string> {
  yield `retry: ${spread(life.reconnect)}\n${heartbeat}`;
  for await (const delivery of withHeartbeats(deliveries, life)) {
    yield delivery ? message(JSON.stringify(delivery.result), delivery.id) : heartbeat;
  }
  if (!life.signal.aborted) yield complete;
}

/** The stream of an answer that is there already, as JSON. */
export function singleAnswer(json: string): string {
  return `${message(json.trim())}${complete}`;
}

function message(json: string, id: string | null = null): string {
  return `event: next\n${id === null ? '' : `id: ${id}\n`}data: ${json}\n\n`;
}

/** So that the clients of a gateway that was stopped do not all come back at once. */
function spread(soonest: number): number {
  return Math.round(soonest * (1 + 1.5 * Math.random()));
}

/**
 * The items, and null whenever none has come for a while. Ends with the signal at once, though an item is awaited.
 * Nothing is pulled ahead, and nothing builds up over a long wait, as it would under `Promise.race`.
 */
async function* withHeartbeats<T>(
  items: AsyncIterable<T>,
  { heartbeat: every, signal }: StreamLife,
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
          const timer = setTimeout(resolve, every);
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
    // Not waited for: it may be waiting itself, and the signal has told it to stop.
    iterator.return?.().then(undefined, () => undefined);
  }
}
