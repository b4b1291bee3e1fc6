import type { Content } from '../content/snapshot.ts';
import { Concept } from '../entities/concept.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { Provenance } from '../entities/provenance.ts';

/** Begins the key of a concept that is only a term of JobAd Enrichments' dictionary. */
const termPrefix = 'term:';

/** The skill of the taxonomy whose label the term is, else a concept made of the term itself. */
export function conceptOfTerm({ taxonomyIndex }: Content, label: string, provenance: Provenance): Concept {
  return (
    taxonomyIndex.conceptsLabelled(label).find(({ type }) => type === 'skill') ??
    entity(Concept, {
      key: `${termPrefix}${label}`,
      scheme: 'jobad-enrichments',
      type: 'competency',
      prefLabel: { [Language.SV]: label },
      altLabels: [],
      definition: null,
      broaderKeys: [],
      relatedKeys: [],
      exactMatch: [],
      topicKeys: [],
      provenance,
    })
  );
}
