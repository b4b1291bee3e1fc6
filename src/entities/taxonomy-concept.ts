/** A concept as a version of the JobTech taxonomy has it. */
export interface TaxonomyConcept {
  key: string;
  type: string;
  label: string;
  english: string | null;
  altLabels: string[];
  definition: string | null;
  /** SSYK 2012 of a group. */
  code: string | null;
  iscoCodes: string[];
  broaderKeys: string[];
  relatedKeys: string[];
  /** URIs in ESCO, exact matches only. */
  exactMatch: string[];
  /** URIs in ESCO with an equal label; whether they mean the same has not been checked. */
  closeMatch?: string[];
  /** Occupation names that it may stand in for; 75 is close, 25 partly. */
  substitutes: { key: string; percentage: number }[];
  /** The concept that took the place of a withdrawn one. */
  replacedBy: string | null;
}
