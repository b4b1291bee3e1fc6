import { Concept } from '../entities/concept.ts';
import type { AdConcept, JobAd } from '../entities/job-ad.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { Occupation } from '../entities/occupation.ts';
import type { Backbone } from './backbone.ts';

/** The concept as it is kept here, else as the ad names it. */
export function conceptOfAd(concepts: ReadonlyMap<string, Concept>, ad: JobAd, one: AdConcept): Concept {
  const { conceptId, scheme, type, label } = one;
  return (
    concepts.get(conceptId) ??
    entity(Concept, {
      key: conceptId,
      scheme,
      type,
      prefLabel: { [scheme === 'esco' ? Language.NO : Language.SV]: label },
      definition: null,
      broaderKeys: [],
      relatedKeys: [],
      exactMatch: scheme === 'esco' ? [conceptId] : [],
      topicKeys: [],
      provenance: ad.provenance,
    })
  );
}

/** The Swedish group of an ad; null for ads from abroad, whose codes are of another classification. */
export function groupOfAd(backbone: Backbone, ad: JobAd): Occupation | null {
  if (!ad.occupationGroupConcept) return null;
  const byId = backbone.occupation(ad.occupationGroupConcept.conceptId);
  return byId ?? backbone.occupations.get(ad.occupationCode ?? '') ?? null;
}
