import type { Answer } from './answer.ts';
import { GraphError } from './errors.ts';
import { messagesOf } from './event-stream.ts';
import { answerOf, readAnswer } from './read-answer.ts';

/** Milliseconds before the first reconnection, until the gateway says otherwise. */
const firstDelay = 3_000;
const longestDelay = 60_000;

/**
 * The events of a subscription. A lost connection is opened again after the last event, so that none is missed; one that
 * could never be opened throws. Ends when the gateway says so, or when the reader stops.
 */
export async function* eventsOf<Data>(
  open: (headers: Record<string, string>) => Promise<Response>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Answer<Data>, void, undefined> {
  let lastId = '';
  let delay = firstDelay;
  let hasBeenOpen = false;
  for (let attempt = 0; ; attempt += 1) {
    let wait = Math.min(delay * 2 ** attempt, longestDelay);
    try {
      const response = await open(lastId === '' ? {} : { 'last-event-id': lastId });
      if (!response.ok || !response.body) {
        await readAnswer(response);
        return;
      }
      for await (const { event, data, id, retry } of messagesOf(response.body)) {
        hasBeenOpen = true;
        attempt = 0;
        if (retry !== null) delay = retry;
        wait = delay;
        if (event === 'complete') return;
        if (event !== 'next') continue;
        yield answerOf<Data>(JSON.parse(data), response);
        if (id) lastId = id;
      }
    } catch (error) {
      const after = error instanceof GraphError ? retryAfter(error) : 0;
      if (signal?.aborted || !hasBeenOpen || after === null) throw error;
      wait = Math.max(wait, after);
    }
    await pause(wait, signal);
  }
}

/** Milliseconds; null where another attempt would end the same way. */
function retryAfter({ status, retryAfterSeconds }: GraphError): number | null {
  const isBusy = status === 429 || status >= 500;
  return isBusy ? (retryAfterSeconds ?? 0) * 1000 : null;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
  });
}
