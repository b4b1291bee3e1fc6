import type { SourceErrorCode } from '../errors.ts';
import type { BudgetLimit } from '../policies/budget-limit.ts';
import type { StoredAnswer } from './last-good.ts';
import type { SharedList } from './shared-list.ts';

/** What replicas of the gateway share. All of it is optional: without it each replica works alone. */
export interface SharedStore {
  get(key: string): Promise<StoredAnswer | null>;
  /** Does not wait for the store; later commands see the answer all the same. */
  put(key: string, sourceId: string, answer: StoredAnswer): void;
  /** Deletes every answer of a source that holds one of these things, and remembers that they are gone. */
  forget(sourceId: string, ids: readonly string[]): void;
  /** Deletes every answer whose text has all of these words; false when the store cannot be reached. */
  forgetText(words: readonly string[]): Promise<boolean>;
  /** Whether a replica has forgotten one of these things within the last day. */
  hasForgotten(sourceId: string, ids: readonly string[]): Promise<boolean>;
  /** The right to ask the source: a token for `unlock`; `taken` by another replica; `gone` when the store cannot be reached. */
  lock(key: string, milliseconds: number): Promise<{ token: string } | 'taken' | 'gone'>;
  unlock(key: string, token: string): void;
  /** Takes a turn from the budget that all replicas share; null when the store cannot be reached. */
  takeTurn(sourceId: string, limit: BudgetLimit): Promise<Turn | null>;
  /** Stops all replicas from asking the source for a while. */
  pause(sourceId: string, milliseconds: number, code: SourceErrorCode): void;
  /** Takes points of a client from its window; null when the store cannot be reached. */
  spend(client: string, points: number, milliseconds: number): Promise<Spent | null>;
  /** The list of a source that one replica follows for all. Replicas that write items in two ways have a list each. */
  list(sourceId: string, version: number): SharedList;
  isReachable(): boolean;
  /** Asks the store now; for readiness. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** What is used of a window. */
export interface Spent {
  current: number;
  /** Milliseconds until the window is over. */
  ttl: number;
}

/** The store's answer to `takeTurn`. */
export interface Turn {
  /** Milliseconds until it is worth asking again; 0 when the turn is taken. */
  wait: number;
  /** Turns left in the window. */
  left: number;
  /** Replicas that have asked for turns in the last minute, this one included. */
  replicas: number;
}
