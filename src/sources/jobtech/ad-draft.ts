import { z } from 'zod';
import { GeoPoint, type JobAd } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';

/** An ad before its provenance is known. */
export type JobAdDraft = Omit<JobAd, 'id' | 'provenance'>;

const text = z.string().nullable();
const date = z
  .string()
  .nullable()
  .transform((value) => (value === null ? null : new Date(value)));
const concept = z.object({
  conceptId: z.string(),
  scheme: z.string(),
  type: z.string(),
  label: z.string(),
  legacyCode: text,
  weight: z.number().nullish(),
});
const point = z
  .object({ latitude: z.number(), longitude: z.number() })
  .nullable()
  .transform((found) => found && entity(GeoPoint, found));
const flag = z.boolean().nullish();

/** An ad as a store has it: what was decoded and scrubbed, as JSON. */
export const storedAd = z.object({
  nativeId: z.string(),
  headline: z.string(),
  description: text,
  employer: text,
  originalId: text,
  organisationNumber: text,
  occupationConcept: concept.nullable(),
  occupationGroupConcept: concept.nullable(),
  occupationCode: text,
  placeCode: text,
  placeConceptId: text,
  workplaceLocality: text,
  publishedAt: date,
  applicationDeadline: date,
  numberOfVacancies: z.number().nullable(),
  employmentType: text,
  workingHoursType: text,
  remote: z.boolean().nullable(),
  coordinates: point,
  duration: text.optional(),
  salaryType: text.optional(),
  salaryDescription: text.optional(),
  scopeOfWork: z.object({ min: z.number().nullable(), max: z.number().nullable() }).nullish(),
  applicationUrl: text.optional(),
  applicationReference: text.optional(),
  employerUrl: text.optional(),
  workplaceName: text.optional(),
  experienceRequired: flag,
  drivingLicenceRequired: flag,
  drivingLicences: z.array(z.string()).nullish(),
  accessToOwnCar: flag,
  sector: text.optional(),
  startsAt: text.optional(),
  workplaces: z
    .array(
      z.object({ locality: text, municipality: text, county: text, country: z.string(), coordinates: point }),
    )
    .nullish(),
  occupationFieldConcept: concept.nullish(),
  mustHaveConcepts: z.array(concept),
  niceToHaveConcepts: z.array(concept),
  unreadParts: z.array(z.string()).optional(),
  webpageUrl: text,
  links: z.array(z.object({ site: z.string(), url: z.string() })),
  country: z.string(),
  removed: z.boolean(),
  lastDay: date.optional(),
}) satisfies z.ZodType<JobAdDraft>;
