import { z } from 'zod';
import { JobAd, ScopeOfWork, Workplace } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { countryCode } from '../../text/country-code.ts';
import { withoutEntities } from '../../text/html-text.ts';
import { webAddress } from '../../text/web-address.ts';
import { placedListOf } from '../../upstream/decode.ts';
import type { Reader } from '../../upstream/dropped-items.ts';
import { checkableAt, oncePerAnswer } from '../source.ts';
import { type JobAdDraft, storedAd } from './ad-draft.ts';
import { adFields } from './ad-fields.ts';
import { finishedAd } from './finished-ad.ts';
import { readAd } from './read-ad.ts';

/** What the job-ad APIs of Arbetsförmedlingen (JobSearch, Historical, JobAd Links, JobStream) have in common. */

/** Sweden in the taxonomy; the APIs' own `country_code` is no ISO code. */
export const SWEDEN = 'i46j_HmG_v64';

/** Ten digits. The number of a sole trader is a personal identity number and is left out: its third digit is 0 or 1. */
export function organisationNumber(value: string | null): string | null {
  const digits = value?.replace(/\D/g, '') ?? '';
  return /^\d{2}[2-9]\d{7}$/.test(digits) ? digits : null;
}

/** The URL of a page of an ad. Null where it contains an e-mail address, as some application links do. */
export function adAddress(value: string | null): string | null {
  const address = webAddress(value);
  return address !== null && /[\w.+-](?:@|%40)[\w-]+\.[a-z]/i.test(address) ? null : address;
}

const PLATSBANKEN = 'https://arbetsformedlingen.se/platsbanken/annonser/';

/** One ad. In the archive `id` is a hash and `original_id` the ad's own id; its `webpage_url` is built from the hash and does not exist. */
export function jobAd({ isArchive }: { isArchive: boolean }) {
  return adFields.transform((found) => draftOf(found, isArchive));
}

/** The same for an ad of the usual shape; undefined for any other. */
export function quickJobAd({ isArchive }: { isArchive: boolean }) {
  return (value: unknown, reader: Reader): JobAdDraft | undefined => {
    const found = readAd(value, reader);
    return found && draftOf(found, isArchive);
  };
}

/** The answer to a look-up: one ad, and the ids by which it can be asked for. */
export function adLookUp({ isArchive }: { isArchive: boolean }) {
  return adFields.transform((found) => ({
    draft: draftOf(found, isArchive),
    ids: isArchive ? [found.id] : [found.id, found.external_id],
  }));
}

/** The ad as the gateway serves it. */
export function draftOf(found: z.output<typeof adFields>, isArchive: boolean): JobAdDraft {
  const where = found.workplace_address;
  const originalId = isArchive ? found.original_id : (found.original_id ?? found.id);
  const page = isArchive
    ? originalId && /^\d+$/.test(originalId) && `${PLATSBANKEN}${originalId}`
    : found.webpage_url;
  const webpageUrl = adAddress(page || null);
  return finishedAd({
    nativeId: found.id,
    headline: found.headline,
    description: found.description?.text ? withoutEntities(found.description.text) : null,
    employer: found.employer?.name ?? null,
    originalId,
    organisationNumber: organisationNumber(found.employer?.organization_number ?? null),
    occupationConcept: found.occupation,
    occupationGroupConcept: found.occupation_group,
    // The legacy code of a group is its SSYK 2012 code.
    occupationCode: fourDigits(found.occupation_group?.legacyCode),
    placeCode: where?.municipality_code ?? where?.region_code ?? null,
    placeConceptId: where?.municipality_concept_id ?? where?.region_concept_id ?? null,
    workplaceLocality: where?.city ?? where?.municipality ?? where?.region ?? null,
    publishedAt: found.publication_date,
    applicationDeadline: found.application_deadline,
    numberOfVacancies: found.number_of_vacancies,
    employmentType: found.employment_type?.label ?? null,
    workingHoursType: found.working_hours_type?.label ?? null,
    remote: null,
    coordinates: where?.coordinates ?? null,
    duration: found.duration?.label ?? null,
    salaryType: found.salary_type?.label ?? null,
    salaryDescription: found.salary_description,
    scopeOfWork: found.scope_of_work && entity(ScopeOfWork, found.scope_of_work),
    applicationUrl: adAddress(found.application_details?.url ?? null),
    applicationReference: found.application_details?.reference ?? null,
    employerUrl: adAddress(found.employer?.url ?? null),
    workplaceName: found.employer?.workplace ?? null,
    experienceRequired: found.experience_required,
    drivingLicenceRequired: found.driving_license_required,
    drivingLicences: found.driving_license?.map(({ label }) => label) ?? null,
    accessToOwnCar: found.access_to_own_car,
    occupationFieldConcept: found.occupation_field,
    workplaces: where ? [workplaceOf(where)] : [],
    mustHaveConcepts: found.must_have ?? [],
    niceToHaveConcepts: found.nice_to_have ?? [],
    ...unreadParts(found),
    webpageUrl,
    links: webpageUrl ? [{ site: 'platsbanken', url: webpageUrl }] : [],
    country: countryOf(where),
    removed: found.removed ?? false,
    lastDay: found.last_publication_date,
  });
}

function unreadParts(found: z.output<typeof adFields>): Pick<JobAdDraft, 'unreadParts'> {
  const unread = [
    ...(found.must_have === null ? ['mustHave'] : []),
    ...(found.nice_to_have === null ? ['niceToHave'] : []),
  ];
  return unread.length > 0 ? { unreadParts: unread } : {};
}

function workplaceOf(where: NonNullable<z.output<typeof adFields>['workplace_address']>): Workplace {
  const { city: locality, municipality, region: county, coordinates: at } = where;
  return entity(Workplace, { locality, municipality, county, country: countryOf(where), coordinates: at });
}

/** A code of four digits; null for any other. */
export const fourDigits = (code: string | null | undefined): string | null =>
  code && /^\d{4}$/.test(code) ? code : null;

/** An ad without an address is a Swedish ad whose workplace is not stated. */
export function countryOf(
  where: { country: string | null; country_concept_id: string | null } | null | undefined,
): string {
  if (!where || where.country_concept_id === SWEDEN) return 'SE';
  if (where.country === null) return where.country_concept_id === null ? 'SE' : 'ZZ';
  return countryCode(where.country) ?? 'ZZ';
}

/** A page of ads, each with its position in the page. An ad that decodes to null is left out. */
export function adPage<T extends z.ZodType<JobAdDraft | null>>(
  ad: T,
  quick?: (value: unknown, reader: Reader) => z.output<T> | undefined,
) {
  return z
    .object({
      // The maximum of GraphQL's Int.
      total: z.object({ value: z.int32().nonnegative() }),
      hits: placedListOf(ad, quick),
    })
    .transform(({ total, hits: found }) => {
      const hits: JobAdDraft[] = [];
      const places: number[] = [];
      for (const { place, item } of found) {
        if (item === null) continue;
        hits.push(item);
        places.push(place);
      }
      return { total, hits, places, isEmpty: found.length === 0 };
    });
}
export type AdPage = z.output<ReturnType<typeof adPage>>;

/** A page of ads as a store has it. */
export const storedPage = z.object({
  total: z.object({ value: z.number() }),
  hits: z.array(storedAd),
  places: z.array(z.number()),
  isEmpty: z.boolean(),
});

/** An ad that was looked up, as a store has it. */
export const storedLookUp = z.object({ draft: storedAd, ids: z.array(z.string().nullable()) });

/** The ids of the ads of a page. */
export const idsOf = ({ hits }: AdPage): string[] => hits.map(({ nativeId }) => nativeId);

/** The texts of the ads of a page. */
export const textsOf = ({ hits }: AdPage): JobAdDraft['description'][] =>
  hits.map(({ description }) => description);

/** An ad with its provenance. */
export const adFrom = oncePerAnswer((draft: JobAdDraft, provenance): JobAd => {
  const ad = entity(JobAd, draft);
  ad.provenance = checkableAt(draft.webpageUrl, provenance);
  return ad;
});
