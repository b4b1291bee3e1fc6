import { z } from 'zod';
import { type AdConcept, GeoPoint, JobAd, ScopeOfWork, Workplace } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { countryCode } from '../../text/country-code.ts';
import { instant, lastInstant, STOCKHOLM } from '../../text/local-time.ts';
import { webAddress } from '../../text/web-address.ts';
import { orNull, placedListOf, readable } from '../../upstream/decode.ts';
import {
  adId,
  optionalCode,
  optionalCount,
  optionalText,
  requiredText,
  textOrNumber,
} from '../formats/fields.ts';
import { checkableAt } from '../source.ts';
import { type JobAdDraft, storedAd } from './ad-draft.ts';
import { finishedAd } from './finished-ad.ts';

/** What the job-ad APIs of Arbetsförmedlingen (JobSearch, Historical, JobAd Links, JobStream) have in common. */

/** Sweden in the taxonomy; the APIs' own `country_code` is no ISO code. */
export const SWEDEN = 'i46j_HmG_v64';

/** A local Swedish time without a zone. */
export const swedishTime = optionalText.transform((value) => (value ? instant(STOCKHOLM, value) : null));
/** The last moment of a period: a day without a time ends with its last second. */
export const swedishDeadline = optionalText.transform((value) =>
  value ? lastInstant(STOCKHOLM, value) : null,
);

const concept = z.object({
  concept_id: z.string().min(1),
  label: z.string().min(1),
  legacy_ams_taxonomy_id: orNull(textOrNumber),
  weight: orNull(z.number()),
});

/** Older records hold a list of one item where others hold the item itself. */
const theOne = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** A concept that may be missing. */
export function conceptOf(type: string) {
  return z.preprocess(
    theOne,
    orNull(concept).transform((found) => found && toConcept(found, type)),
  );
}

function toConcept(found: z.output<typeof concept>, type: string): AdConcept {
  const { concept_id: conceptId, label, legacy_ams_taxonomy_id: legacyCode, weight } = found;
  return {
    conceptId,
    scheme: 'jobtech-taxonomy',
    type,
    label,
    legacyCode,
    ...(weight !== null && { weight }),
  };
}

const conceptsOf = (type: string) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.flatMap((one) => {
        const read = concept.safeParse(one);
        return read.success ? [toConcept(read.data, type)] : [];
      }),
    );

const nothing = { skills: [], languages: [], work_experiences: [], education: [], education_level: [] };
const demands = z
  .object({
    skills: conceptsOf('skill'),
    languages: conceptsOf('language'),
    work_experiences: conceptsOf('occupation-name'),
    education: conceptsOf('sun-education-field-3'),
    education_level: conceptsOf('sun-education-level-3'),
  })
  .catch(nothing)
  .transform((found) => Object.values(found).flat());

/** Longitude first, unlike the parameter `position`. */
const coordinates = orNull(z.tuple([z.number(), z.number()])).transform((found) => {
  if (!found) return null;
  const [longitude, latitude] = found;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return entity(GeoPoint, { latitude, longitude });
});

const address = orNull(
  z.object({
    municipality: optionalText,
    municipality_code: optionalText,
    municipality_concept_id: optionalText,
    region: optionalText,
    region_code: optionalText,
    region_concept_id: optionalText,
    country: optionalText,
    country_concept_id: optionalText,
    city: optionalText,
    coordinates,
  }),
);

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

const flag = orNull(z.boolean());
const percent = orNull(z.number().min(0).max(100));

const PLATSBANKEN = 'https://arbetsformedlingen.se/platsbanken/annonser/';

/** The fields that are read of an ad. */
export const adFields = z.object({
  id: adId,
  original_id: optionalCode,
  external_id: optionalCode,
  headline: requiredText,
  description: z.preprocess(theOne, orNull(z.object({ text: optionalText }))),
  webpage_url: optionalText,
  application_deadline: swedishDeadline,
  number_of_vacancies: optionalCount,
  employment_type: conceptOf('employment-type'),
  working_hours_type: conceptOf('worktime-extent'),
  duration: conceptOf('employment-duration'),
  salary_type: conceptOf('wage-type'),
  salary_description: optionalText,
  scope_of_work: z.preprocess(theOne, orNull(z.object({ min: percent, max: percent }))),
  application_details: z.preprocess(theOne, orNull(z.object({ reference: optionalText, url: optionalText }))),
  experience_required: flag,
  access_to_own_car: flag,
  driving_license_required: flag,
  driving_license: readable(z.object({ label: requiredText })),
  employer: z.preprocess(
    theOne,
    orNull(
      z.object({
        organization_number: optionalCode,
        name: optionalText,
        url: optionalText,
        workplace: optionalText,
      }),
    ),
  ),
  occupation_field: conceptOf('occupation-field'),
  occupation: conceptOf('occupation-name'),
  occupation_group: conceptOf('ssyk-level-4'),
  workplace_address: z.preprocess(theOne, address),
  must_have: z.preprocess(theOne, demands),
  nice_to_have: z.preprocess(theOne, demands),
  publication_date: swedishTime,
  last_publication_date: swedishDeadline,
  removed: orNull(z.boolean()),
});

/** One ad. In the archive `id` is a hash and `original_id` the ad's own id; its `webpage_url` is built from the hash and does not exist. */
export function jobAd({ isArchive }: { isArchive: boolean }) {
  return adFields.transform((found) => draftOf(found, isArchive));
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
    description: found.description?.text ?? null,
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
    drivingLicences: found.driving_license.map(({ label }) => label),
    accessToOwnCar: found.access_to_own_car,
    occupationFieldConcept: found.occupation_field,
    workplaces: where ? [workplaceOf(where)] : [],
    mustHaveConcepts: found.must_have,
    niceToHaveConcepts: found.nice_to_have,
    webpageUrl,
    links: webpageUrl ? [{ site: 'platsbanken', url: webpageUrl }] : [],
    country: countryOf(where),
    removed: found.removed ?? false,
    lastDay: found.last_publication_date,
  });
}

function workplaceOf(where: NonNullable<z.output<typeof address>>): Workplace {
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
export function adPage<T extends z.ZodType<JobAdDraft | null>>(ad: T) {
  return z
    .object({
      // The maximum of GraphQL's Int.
      total: z.object({ value: z.int32().nonnegative() }),
      hits: placedListOf(ad),
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

/** An ad with its provenance. */
export function adFrom(draft: JobAdDraft, provenance: Provenance): JobAd {
  return entity(JobAd, { ...draft, provenance: checkableAt(draft.webpageUrl, provenance) });
}
