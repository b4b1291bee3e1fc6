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
  examples: {},
  lookUps: {
    concepts: {
      // ISCO's groups of software developers and of systems analysts, as ESCO names them.
      known: async () => ['http://data.europa.eu/esco/isco/C2512', 'http://data.europa.eu/esco/isco/C2511'],
      ask: (source, uri, call) => source.byUri([uri], call),
    },
  },
});
