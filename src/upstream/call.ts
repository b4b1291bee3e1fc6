import type { Ledger } from './ledger.ts';

/** What a client's request lends to every question it leads to. */
export interface Call {
  /** Aborted when the client has gone away or its time is up. */
  signal: AbortSignal;
  /** Milliseconds since 1970; nothing is waited for beyond it. */
  deadline: number;
  /** Notes which sources were asked, for `extensions.sources`. */
  ledger: Ledger;
}
