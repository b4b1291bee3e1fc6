import { setMaxListeners } from 'node:events';
import { Ledger } from './ledger.ts';
import { systemClock } from './time.ts';

/** What a client's request passes on to every upstream request it causes. */
export interface Call {
  /** Aborted when the client has disconnected or its time is up. */
  readonly signal: AbortSignal;
  /** By `Clock.now`; nothing waits beyond it. */
  readonly deadline: number;
  /** Who asks, for fair shares of what sources allow. */
  readonly client?: string | undefined;
  /** Records which sources were asked, for `extensions.sources`. */
  readonly ledger: Ledger;
}

/** Whose signal aborts when nobody waits any longer. It may be made when it is asked for. */
export interface Waiting {
  readonly signal: AbortSignal;
}

/** The call of a client, with a time limit. */
export function openCall(waiting: Waiting, milliseconds: number, client?: string): Call {
  const deadline = systemClock.now() + milliseconds;
  let ending: AbortSignal | null = null;
  return {
    deadline,
    client,
    ledger: new Ledger(),
    /** Made when it is asked for, which a request for content alone never does. */
    get signal() {
      ending ??= endingSignal(waiting.signal, deadline - systemClock.now());
      return ending;
    },
  };
}

/**
 * Not by `AbortSignal.timeout`: it would keep everything that listens in memory until its time is up, long after the
 * answer is sent.
 */
function endingSignal(disconnected: AbortSignal, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  // Every upstream request adds a listener; so many are not a leak.
  setMaxListeners(0, controller.signal);
  if (disconnected.aborted) controller.abort(disconnected.reason);
  disconnected.addEventListener('abort', () => controller.abort(disconnected.reason), { once: true });
  endLater(new WeakRef(controller), Math.max(0, milliseconds));
  return controller.signal;
}

/** A function of its own: all closures of one function share one scope, so the timer would keep `signal` in memory. */
function endLater(controller: WeakRef<AbortController>, milliseconds: number): void {
  setTimeout(
    () => controller.deref()?.abort(new Error('the time of the request is up')),
    milliseconds,
  ).unref();
}
