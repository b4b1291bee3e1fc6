import type { AdConcept, JobAdLink, Workplace } from '../../entities/job-ad.ts';
import { remembered } from '../../text/remembered.ts';
import { scrubAddresses, scrubContacts, scrubLabel } from '../../text/scrub-contacts.ts';
import { scrubUrl } from '../../text/scrub-url.ts';
import type { JobAdDraft } from './ad-draft.ts';

/** The same ads come in many answers: in every search that finds them, and again when an answer is refreshed. */
const prose = remembered(scrubContacts, 4_000_000);

const CODE = /^[\p{L}\d_:./#-]{1,300}$/u;

/**
 * The ad as it may be served and stored: without contact details in any of its texts and addresses. Every source ends its
 * decoder with it, so a field that is added later needs no thought of its own.
 */
export function finishedAd(ad: JobAdDraft): JobAdDraft {
  const { country } = ad;
  const links = ad.links.flatMap(({ site, url }): JobAdLink[] => {
    const clean = scrubUrl(url);
    return clean === null ? [] : [{ site: scrubLabel(site, country), url: clean }];
  });
  return {
    ...ad,
    nativeId: ad.nativeId,
    headline: prose(ad.headline, country),
    description: ad.description === null ? null : prose(ad.description, country) || null,
    employer: orNull(ad.employer, country),
    workplaceLocality: orNull(ad.workplaceLocality, country),
    employmentType: orNull(ad.employmentType, country),
    workingHoursType: orNull(ad.workingHoursType, country),
    originalId: code(ad.originalId),
    occupationCode: code(ad.occupationCode),
    placeCode: code(ad.placeCode),
    placeConceptId: code(ad.placeConceptId),
    occupationConcept: concept(ad.occupationConcept, country),
    occupationGroupConcept: concept(ad.occupationGroupConcept, country),
    mustHaveConcepts: ad.mustHaveConcepts.flatMap((one) => concept(one, country) ?? []),
    niceToHaveConcepts: ad.niceToHaveConcepts.flatMap((one) => concept(one, country) ?? []),
    webpageUrl: ad.webpageUrl === null ? null : scrubUrl(ad.webpageUrl),
    links,
    ...terms(ad),
  };
}

/** What not every source states. */
function terms(ad: JobAdDraft): Partial<JobAdDraft> {
  const { country } = ad;
  const words = (text: string | null | undefined) => orNull(text ?? null, country);
  return {
    duration: words(ad.duration),
    salaryType: words(ad.salaryType),
    salaryDescription: ad.salaryDescription ? prose(ad.salaryDescription, country) || null : null,
    applicationUrl: ad.applicationUrl ? scrubUrl(ad.applicationUrl) : null,
    applicationReference: ad.applicationReference ? prose(ad.applicationReference, country) || null : null,
    employerUrl: ad.employerUrl ? scrubUrl(ad.employerUrl) : null,
    workplaceName: words(ad.workplaceName),
    drivingLicences: ad.drivingLicences?.flatMap((one) => words(one) ?? []) ?? null,
    sector: words(ad.sector),
    startsAt: words(ad.startsAt),
    occupationFieldConcept: concept(ad.occupationFieldConcept ?? null, country),
    workplaces:
      ad.workplaces?.map(
        (one): Workplace => ({
          ...one,
          locality: words(one.locality),
          municipality: words(one.municipality),
          county: words(one.county),
        }),
      ) ?? null,
  };
}

const orNull = (text: string | null, country: string): string | null =>
  text === null ? null : scrubLabel(text, country) || null;

/** A code has no blanks or signs; what is none is no code of the source. */
const code = (text: string | null): string | null =>
  text !== null && CODE.test(text) && isNoContact(text) ? text : null;
const isNoContact = (text: string): boolean => !/[.-]\p{L}{2,}$/u.test(text) || scrubAddresses(text) === text;

function concept(found: AdConcept | null, country: string): AdConcept | null {
  if (found === null || code(found.conceptId) === null) return null;
  return { ...found, label: scrubLabel(found.label, country), legacyCode: code(found.legacyCode) };
}
