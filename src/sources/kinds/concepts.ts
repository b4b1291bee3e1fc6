import type { Concept } from '../../entities/concept.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import { defineKind } from './kind.ts';

/** What a source of concepts answers that are fetched one by one, and not loaded with a version. */
export interface ConceptOperations {
  /** How the URIs of its concepts begin. */
  uriPrefix: string;
  /** Concepts by URI; those that the source does not know are not in the map. */
  byUri(uris: readonly string[], call: Call): Promise<Map<string, Concept>>;
}

export const concepts = defineKind<ConceptOperations>({
  publicKind: SourceKind.TAXONOMY,
  examples: {
    // ISCO's group of software developers, as ESCO names it.
    concepts: (source, call) => source.byUri(['http://data.europa.eu/esco/isco/C2512'], call),
  },
});
