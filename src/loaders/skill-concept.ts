import type { Content } from '../content/content.ts';
import { Concept, taxonomyScheme } from '../entities/concept.ts';
import type { AdConcept } from '../entities/job-ad.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { Provenance } from '../entities/provenance.ts';

/** Marks the id of a concept that is only a term of a source's dictionary. */
const termPrefix = 'term:';

const bare = {
  altLabels: [],
  definition: null,
  broaderKeys: [],
  relatedKeys: [],
  exactMatch: [],
  topicKeys: [],
};

/** A concept as it is kept here, else as the ad names it; a withdrawn one leads to the one that took its place. */
export function conceptOfAd(
  { concepts, backbone }: Content,
  { conceptId, scheme, type, label }: AdConcept,
  provenance: Provenance,
): Concept {
  return (
    concepts.get(conceptId) ??
    (scheme === taxonomyScheme ? backbone.concept(conceptId) : null) ??
    entity(Concept, {
      ...bare,
      key: conceptId,
      scheme,
      type,
      prefLabel: { [scheme === 'esco' ? Language.NO : Language.SV]: label },
      exactMatch: scheme === 'esco' ? [conceptId] : [],
      provenance,
    })
  );
}

/** The taxonomy's skill that bears the label of a term, else the term as a concept of the dictionary it stands in. */
export function conceptOfTerm({ backbone }: Content, label: string, provenance: Provenance): Concept {
  return (
    backbone.conceptsLabelled(label).find(({ type }) => type === 'skill') ??
    entity(Concept, {
      ...bare,
      key: `${termPrefix}${label}`,
      scheme: 'jobad-enrichments',
      type: 'competency',
      prefLabel: { [Language.SV]: label },
      provenance,
    })
  );
}
