import type { Provenance } from '../../entities/provenance.ts';
import type { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';

/** Which part of a list is wanted; a limit of 0 asks for the total only. */
export interface Window {
  offset: number;
  limit: number;
}

/** A part of a list; `total` is null when the source gives no count. */
export interface Page<T> {
  items: T[];
  total: number | null;
  provenance: Provenance;
}

/** Asks one example of an operation, as `sources check` and the contract test do. */
export type Example<Operations> = (operations: Operations, call: Call) => Promise<unknown>;

/** An operation that asks for one thing by its id. */
export interface LookUpExample<Operations> {
  /** Two ids that the samples know, where those below have none there. */
  inSamples?: readonly [string, string];
  /** Ids that the source knows, two at least, the first for an example; null for a source without this look-up. */
  known(operations: Operations, call: Call): Promise<readonly string[] | null>;
  /** The thing with that id. An answer that holds another thing must be an error. */
  ask(operations: Operations, id: string, call: Call): Promise<unknown>;
}

/** What all sources of a kind have in common. */
export interface KindDefinition<Operations> {
  /** The value of `Source.kind` in GraphQL. */
  publicKind: SourceKind;
  /** Its answers name private persons, so the bodies are never stored. */
  holdsPersonalData?: boolean;
  /** The persons in its answers hold public office: names stay, addresses and numbers go. */
  namesArePublic?: boolean;
  /**
   * One example of every operation that is no look-up, by name, asked in ways that a real source answers. A source
   * whose ids differ gives `examples` of its own.
   */
  examples: Readonly<Record<string, Example<Operations>>>;
  /** Every look-up by name: what a search finds is asked for by its own id. */
  lookUps?: Readonly<Record<string, LookUpExample<Operations>>>;
}

/** Defines a kind; the type parameter is the interface of its operations. */
export function defineKind<Operations>(definition: KindDefinition<Operations>): KindDefinition<Operations> {
  return definition;
}
