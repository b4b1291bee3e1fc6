import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { onTestFinished } from 'vitest';

/**
 * A client that leaves in the middle of an answer. It has connections of its own: the shared pool of `fetch` opens a
 * new one when a request is aborted, and a server that closes waits seconds for a request on it.
 */
export function leavingClient() {
  const client = new AbortController();
  const dispatcher = new Agent();
  const leave = () => {
    client.abort();
    void dispatcher.destroy();
  };
  onTestFinished(leave);
  return {
    leave,
    fetch: (url: string, init: RequestInit = {}): Promise<Response> =>
      fetch(url, { ...init, signal: client.signal, dispatcher }),
  };
}
