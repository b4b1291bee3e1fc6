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
});

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
  coordinates: z
    .object({ latitude: z.number(), longitude: z.number() })
    .nullable()
    .transform((found) => found && entity(GeoPoint, found)),
  mustHaveConcepts: z.array(concept),
  niceToHaveConcepts: z.array(concept),
  webpageUrl: text,
  links: z.array(z.object({ site: z.string(), url: z.string() })),
  country: z.string(),
  removed: z.boolean(),
  lastDay: date.optional(),
}) satisfies z.ZodType<JobAdDraft>;
