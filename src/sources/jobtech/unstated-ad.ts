import type { JobAdDraft } from './ad-draft.ts';

/** The fields of an ad that a source may not state, all empty. */
export function unstatedAd() {
  return {
    description: null,
    employer: null,
    originalId: null,
    organisationNumber: null,
    occupationConcept: null,
    occupationGroupConcept: null,
    occupationCode: null,
    placeCode: null,
    placeConceptId: null,
    workplaceLocality: null,
    publishedAt: null,
    applicationDeadline: null,
    numberOfVacancies: null,
    employmentType: null,
    workingHoursType: null,
    remote: null,
    coordinates: null,
    mustHaveConcepts: [],
    niceToHaveConcepts: [],
    removed: false,
  } satisfies Partial<JobAdDraft>;
}
