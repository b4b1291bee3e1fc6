import type { TaxonomyConcept } from '../../src/entities/taxonomy-concept.ts';

/** A concept of a loaded version; name only what matters. */
export const taxonomyConcept = (
  key: string,
  type: string,
  label: string,
  more: Partial<TaxonomyConcept> = {},
): TaxonomyConcept => ({
  key,
  type,
  label,
  english: null,
  altLabels: [],
  definition: null,
  code: null,
  iscoCodes: [],
  broaderKeys: [],
  relatedKeys: [],
  exactMatch: [],
  substitutes: [],
  replacedBy: null,
  ...more,
});
