import type { SourceErrorCode } from '../errors.ts';
import type { BudgetLimit } from '../policies/budget-limit.ts';
import type { StoredAnswer } from './last-good.ts';

/** What replicas of the gateway share. None of it is ever needed: without it each replica goes on alone. */
export interface SharedStore {
  get(key: string): Promise<StoredAnswer | null>;
  /** Later commands see it at once, though nobody waits for it. */
  put(key: string, answer: StoredAnswer): void;
  /** Leave to ask the source: a token for `unlock`, `taken` by another replica, or `gone` when nobody can tell. */
  lock(key: string, milliseconds: number): Promise<{ token: string } | 'taken' | 'gone'>;
  unlock(key: string, token: string): void;
  /** Takes a turn from the budget that all replicas share; null when nobody can tell. */
  takeTurn(sourceId: string, limit: BudgetLimit): Promise<Turn | null>;
  /** Lets no replica ask the source for a while. */
  pause(sourceId: string, milliseconds: number, code: SourceErrorCode): void;
  isReachable(): boolean;
  /** Asks now; for readiness. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** What came of asking for a turn. */
export interface Turn {
  /** Milliseconds until it is worth asking again; 0 when the turn is taken. */
  wait: number;
  /** Turns left in the window. */
  left: number;
  /** Replicas that have asked for turns lately, this one included. */
  replicas: number;
}
