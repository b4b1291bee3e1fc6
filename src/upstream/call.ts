import { setMaxListeners } from 'node:events';
import { Ledger } from './ledger.ts';
import { systemClock } from './time.ts';

/** What a client's request passes on to every upstream request it causes. */
export interface Call {
  /** Aborted when the client has disconnected or its time is up. */
  signal: AbortSignal;
  /** By `Clock.now`; nothing waits beyond it. */
  deadline: number;
  /** Who asks, for fair shares of what sources allow. */
  client?: string | undefined;
  /** Records which sources were asked, for `extensions.sources`. */
  ledger: Ledger;
}

/**
 * The call of the client behind `signal`, with a time limit. Not by `AbortSignal.timeout`: it would keep everything that
 * listens in memory until its time is up, long after the answer is sent.
 */
export function openCall(signal: AbortSignal, milliseconds: number, client?: string): Call {
  const controller = new AbortController();
  // Every upstream request adds a listener; so many are not a leak.
  setMaxListeners(0, controller.signal);
  signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  endLater(new WeakRef(controller), milliseconds);
  return {
    signal: controller.signal,
    deadline: systemClock.now() + milliseconds,
    client,
    ledger: new Ledger(),
  };
}

/** A function of its own: all closures of one function share one scope, so the timer would keep `signal` in memory. */
function endLater(controller: WeakRef<AbortController>, milliseconds: number): void {
  setTimeout(
    () => controller.deref()?.abort(new Error('the time of the request is up')),
    milliseconds,
  ).unref();
}
