import type { Content } from '../content/snapshot.ts';
import { Concept, taxonomyScheme } from '../entities/concept.ts';
import type { AdConcept, JobAd } from '../entities/job-ad.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { Occupation } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import type { Provenance } from '../entities/provenance.ts';
import type { TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';

/** The concept of an ad from the content or the taxonomy (a replaced one by its replacement), else made from the ad itself. */
export function conceptOfAd(
  { concepts, taxonomyIndex }: Pick<Content, 'concepts' | 'taxonomyIndex'>,
  { conceptId, scheme, type, label }: AdConcept,
  provenance: Provenance,
): Concept {
  return (
    concepts.get(conceptId) ??
    (scheme === taxonomyScheme ? taxonomyIndex.concept(conceptId) : null) ??
    entity(Concept, {
      key: conceptId,
      scheme,
      type,
      prefLabel: { [scheme === 'esco' ? Language.NO : Language.SV]: label },
      altLabels: [],
      definition: null,
      broaderKeys: [],
      relatedKeys: [],
      exactMatch: scheme === 'esco' ? [conceptId] : [],
      topicKeys: [],
      provenance,
    })
  );
}

/** The Swedish occupation group of an ad; null for ads from abroad, whose codes are of another classification. */
export function groupOfAd(taxonomyIndex: TaxonomyIndex, ad: JobAd): Occupation | null {
  if (!ad.occupationGroupConcept) return null;
  const byId = taxonomyIndex.occupation(ad.occupationGroupConcept.conceptId);
  return byId ?? taxonomyIndex.occupations.get(ad.occupationCode ?? '') ?? null;
}

/** The Swedish municipality or county of an ad; null for ads from abroad or without a place. */
export function placeOfAd(
  { places, placesByTaxonomyId }: Pick<Content, 'places' | 'placesByTaxonomyId'>,
  { placeCode, placeConceptId }: JobAd,
): Place | null {
  return places.get(placeCode ?? '') ?? placesByTaxonomyId.get(placeConceptId ?? '') ?? null;
}
