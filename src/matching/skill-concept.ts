import type { Content } from '../content/snapshot.ts';
import { Concept } from '../entities/concept.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { Provenance } from '../entities/provenance.ts';

/** Marks the id of a concept that is only a term of a source's dictionary. */
const termPrefix = 'term:';

/** The taxonomy's skill that bears the label of a term, else the term as a concept of the dictionary it stands in. */
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
