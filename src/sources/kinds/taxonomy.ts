import { SourceKind } from '../../entities/source.ts';
import type { TaxonomyConcept } from '../../entities/taxonomy-concept.ts';
import type { Call } from '../../upstream/call.ts';
import { defineKind, type Page, type Window } from './kind.ts';

/** A concept in a list, where withdrawn ones stand too. */
export interface ListedConcept extends TaxonomyConcept {
  withdrawn: boolean;
}

/** What a taxonomy that is loaded whole answers. No request of a client asks it: `refresh taxonomy` does. */
export interface TaxonomyOperations {
  /** The numbers of the published versions, the newest last. */
  versions(call: Call): Promise<number[]>;
  /** A part of all concepts of a type in one version; a part without any means that there are no more. */
  concepts(type: string, version: number, window: Window, call: Call): Promise<Page<ListedConcept>>;
}

export const taxonomy = defineKind<TaxonomyOperations>({
  publicKind: SourceKind.TAXONOMY,
  examples: {
    versions: (source, call) => source.versions(call),
  },
  lookUps: {
    'concepts of a type': {
      known: async () => ['skill', 'occupation-name'],
      ask: (source, type, call) => source.concepts(type, 1, { offset: 0, limit: 3 }, call),
    },
  },
});
