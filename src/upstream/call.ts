import { setMaxListeners } from 'node:events';
import { Ledger } from './ledger.ts';

/** What a client's request lends to every question it leads to. */
export interface Call {
  /** Aborted when the client has gone away or its time is up. */
  signal: AbortSignal;
  /** Milliseconds since 1970; nothing is waited for beyond it. */
  deadline: number;
  /** Notes which sources were asked, for `extensions.sources`. */
  ledger: Ledger;
}

/**
 * A call for the client behind `signal`, with so many milliseconds for all it leads to. Not by `AbortSignal.timeout`: it
 * would hold everything that has listened until its time is up, long after the answer has left.
 */
export function openCall(signal: AbortSignal, milliseconds: number): Call {
  const patience = new AbortController();
  // Every call upstream listens; that many is no leak.
  setMaxListeners(0, patience.signal);
  signal.addEventListener('abort', () => patience.abort(signal.reason), { once: true });
  endLater(new WeakRef(patience), milliseconds);
  return { signal: patience.signal, deadline: Date.now() + milliseconds, ledger: new Ledger() };
}

/** Apart from `openCall`, since what a function's closures hold they hold together. */
function endLater(patience: WeakRef<AbortController>, milliseconds: number): void {
  setTimeout(() => patience.deref()?.abort(new Error('the time of the request is up')), milliseconds).unref();
}
