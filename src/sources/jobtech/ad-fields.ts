import { z } from 'zod';
import { type AdConcept, GeoPoint } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { instant, lastInstant, STOCKHOLM } from '../../text/local-time.ts';
import { orNull, readableOrNull } from '../../upstream/decode.ts';
import { readWith } from '../../upstream/dropped-items.ts';
import {
  adId,
  optionalCode,
  optionalCount,
  optionalText,
  requiredText,
  textOrNumber,
} from '../formats/fields.ts';
import { joined, theOne } from './the-one.ts';

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

const demandTypes = {
  skills: 'skill',
  languages: 'language',
  work_experiences: 'occupation-name',
  education: 'sun-education-field-3',
  education_level: 'sun-education-level-3',
};
const demandFields = z.record(z.string(), z.unknown()).nullish();
const demandLists = Object.entries(demandTypes).map(([name, type]) => ({
  name,
  concepts: readableOrNull(concept.transform((found) => toConcept(found, type))),
}));

/** What an ad demands or welcomes. Null where a list of it is there and cannot be read: an empty one says “nothing”. */
const demands = readWith(z.unknown().optional(), (value, reader): AdConcept[] | null => {
  const fields = demandFields.safeParse(value);
  if (!fields.success) {
    reader.count({ unread: 1 });
    return null;
  }
  const found: AdConcept[] = [];
  for (const { name, concepts } of demandLists) {
    const list = reader.read(concepts, fields.data?.[name]).data ?? null;
    if (list === null) return null;
    found.push(...list);
  }
  return found;
});

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

const flag = orNull(z.boolean());
const percent = orNull(z.number().min(0).max(100));

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
  driving_license: readableOrNull(z.object({ label: requiredText })),
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
  must_have: z.preprocess(joined, demands),
  nice_to_have: z.preprocess(joined, demands),
  publication_date: swedishTime,
  last_publication_date: swedishDeadline,
  removed: orNull(z.boolean()),
});
