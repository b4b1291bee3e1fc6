import type { AdConcept, JobAdLink, Workplace } from '../../entities/job-ad.ts';
import { bounded, LONGEST_TEXT, LONGEST_TITLE } from '../../text/bounded.ts';
import { withoutEntities } from '../../text/html-text.ts';
import { scrubAddresses, scrubLabel } from '../../text/scrub-contacts.ts';
import { scrubUrl } from '../../text/scrub-url.ts';
import type { JobAdDraft } from './ad-draft.ts';
import { prose, unreadText } from './unread-text.ts';

/** An ad as its source sent it. */
type SentAd = Omit<JobAdDraft, 'description'> & { description: string | null };

const CODE = /^[\p{L}\d_:./#-]{1,300}$/u;

/**
 * The ad as it may be served and stored: without contact details in any of its texts and addresses. Every source ends its
 * decoder with it, so a field that is added later needs no thought of its own. The description costs most by far, and is
 * masked when it is first read. HTML entities become characters; those of the description, which some sources send as
 * HTML, are left to the source.
 */
export function finishedAd(ad: SentAd): JobAdDraft {
  const { country } = ad;
  const webpageUrl = ad.webpageUrl === null ? null : scrubUrl(ad.webpageUrl);
  const links = ad.links.flatMap(({ site, url }): JobAdLink[] => {
    const address = url === ad.webpageUrl ? webpageUrl : scrubUrl(url);
    return address === null ? [] : [{ site: label(site, country), url: address }];
  });
  return {
    ...ad,
    nativeId: ad.nativeId,
    headline: line(ad.headline, country) ?? '',
    description: ad.description ? unreadText(bounded(ad.description, LONGEST_TEXT), country) : null,
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
    webpageUrl,
    links,
    ...terms(ad),
  };
}

/** What not every source states. */
function terms(ad: SentAd): Partial<JobAdDraft> {
  const { country } = ad;
  const words = (text: string | null | undefined) => orNull(text ?? null, country);
  return {
    duration: words(ad.duration),
    salaryType: words(ad.salaryType),
    salaryDescription: line(ad.salaryDescription, country),
    applicationUrl: ad.applicationUrl ? scrubUrl(ad.applicationUrl) : null,
    applicationReference: line(ad.applicationReference, country),
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

/** Prose of one line. */
const line = (sent: string | null | undefined, country: string): string | null =>
  sent ? prose(withoutEntities(bounded(sent, LONGEST_TITLE)), country) || null : null;

/** Labels without contact details, of employers and concepts that most ads share. */
const clean = new Set<string>();
const MOST_CLEAN = 20_000;

function label(sent: string, country: string): string {
  const text = withoutEntities(bounded(sent, LONGEST_TITLE));
  const key = `${country} ${text}`;
  if (clean.has(key)) return text;
  const masked = scrubLabel(text, country);
  if (masked === text) {
    if (clean.size >= MOST_CLEAN) clean.clear();
    clean.add(key);
  }
  return masked;
}

const orNull = (text: string | null, country: string): string | null =>
  text === null ? null : label(text, country) || null;

/** A code has no blanks or signs; what is none is no code of the source. */
const code = (text: string | null): string | null =>
  text !== null && CODE.test(text) && isNoContact(text) ? text : null;
const isNoContact = (text: string): boolean => !/[.-]\p{L}{2,}$/u.test(text) || scrubAddresses(text) === text;

function concept(found: AdConcept | null, country: string): AdConcept | null {
  if (found === null || code(found.conceptId) === null) return null;
  return { ...found, label: label(found.label, country), legacyCode: code(found.legacyCode) };
}
