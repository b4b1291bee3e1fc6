import type { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { DataState, Provenance } from '../entities/provenance.ts';
import { webAddress } from '../text/web-address.ts';
import type { BudgetLimit } from '../upstream/policies/budget-limit.ts';
import type { Upstream, UpstreamDeclaration } from '../upstream/upstream.ts';
import type { Example } from './kinds/kind.ts';
import type { Kind, OperationsByKind } from './kinds/kinds.ts';

/** All that a source says of itself; the rest of the gateway follows from it. */
export interface SourceDeclaration<K extends Kind = Kind> extends UpstreamDeclaration {
  kind: K;
  /** For people: “Sveriges dataportal”. */
  name: string;
  publisher: string;
  homepage: string;
  documentation: string | null;
  /** ISO 3166-1 alpha-2; null for international sources. */
  country: string | null;
  /** Language of texts that carry no language tag. */
  language?: Language;
  /** False for a source that a deployment must switch on. */
  enabled?: boolean;
  /** Identifier schemes that its records carry, by which hubs join it: `organisation-number`, `riksdagen`. */
  identifiers: readonly string[];
  /**
   * Requests upstream that an operation costs for one parent in an answer; 1 where nothing is said. Less than 1 where
   * one request answers many parents: 1/20 for twenty, `sharedRequest` for one request that answers all.
   */
  requests?: Readonly<Partial<Record<keyof OperationsByKind[K], number>>>;
  /** Examples of its operations, by name, where those of its kind do not fit. */
  examples?: Readonly<Record<string, Example<OperationsByKind[K]>>>;
  /** Another API of the source at an address of its own, which `SOURCE_<ID>_<NAME>_URL` replaces. */
  second?: { name: string; baseUrl: string; budget: BudgetLimit };
  /** Keys in its answers that hold personal data, which `sources record` blanks beside addresses and numbers. */
  personalKeys?: readonly string[];
  /** `second` is absent without such an API, and where a deployment has replaced the address of the first only. */
  open(upstream: Upstream, second?: Upstream | null): OperationsByKind[K];
}

/** One request answers an operation for all parents of an answer. */
export const sharedRequest = 1 / 1000;

/** Declares a source; the type checker sees that its operations are those of its kind. */
export function defineSource<K extends Kind>(declaration: SourceDeclaration<K>): SourceDeclaration<K> {
  return declaration;
}

/** The same provenance with the address of the thing itself; a sample has none, since nothing can be checked there. */
export function checkableAt(url: string | null, provenance: Provenance): Provenance {
  const address = webAddress(url);
  if (!address || provenance.state === DataState.SAMPLE) return provenance;
  return entity(Provenance, { ...provenance, url: address });
}

/**
 * Makes an entity of a decoded item once for as long as the provenance of its answer is the same. Requests that are
 * answered from memory get the same entities, which never change.
 */
export function oncePerAnswer<D extends object, E>(
  make: (draft: D, provenance: Provenance) => E,
): (draft: D, provenance: Provenance) => E {
  const made = new WeakMap<D, { provenance: Provenance; entity: E }>();
  return (draft, provenance) => {
    const before = made.get(draft);
    if (before?.provenance === provenance) return before.entity;
    const entity = make(draft, provenance);
    made.set(draft, { provenance, entity });
    return entity;
  };
}
