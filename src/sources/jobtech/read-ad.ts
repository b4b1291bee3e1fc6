import type { z } from 'zod';
import { type AdConcept, GeoPoint } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { instant, lastInstant, STOCKHOLM } from '../../text/local-time.ts';
import type { Reader } from '../../upstream/dropped-items.ts';
import { textIn } from '../formats/fields.ts';
import type { adFields } from './ad-fields.ts';
import { joined, theOne } from './the-one.ts';

type Fields = z.output<typeof adFields>;
type Wire = Readonly<Record<string, unknown>>;

const PLAIN_ID = /^[\w:.~-]{1,200}$/;

/**
 * The fields of an ad of the usual shape, as `adFields` reads them in twenty times the time; undefined for any other,
 * which the schema then reads or refuses. The two are held equal by a property test.
 */
export function readAd(value: unknown, reader?: Reader): Fields | undefined {
  const ad = objectIn(value);
  if (!ad || typeof ad['id'] !== 'string' || !PLAIN_ID.test(ad['id'])) return undefined;
  const headline = text(ad['headline']);
  if (headline === null) return undefined;
  const description = objectIn(theOne(ad['description']));
  const employer = objectIn(theOne(ad['employer']));
  const scope = objectIn(theOne(ad['scope_of_work']));
  const application = objectIn(theOne(ad['application_details']));
  const mustHave = demands(joined(ad['must_have']));
  const niceToHave = demands(joined(ad['nice_to_have']));
  const licensed = licences(ad['driving_license']);
  reader?.count({ unread: [mustHave, niceToHave, licensed].filter((part) => part === null).length });
  return {
    id: ad['id'],
    original_id: code(ad['original_id']),
    external_id: code(ad['external_id']),
    headline,
    description: description && { text: text(description['text']) },
    webpage_url: text(ad['webpage_url']),
    application_deadline: deadline(ad['application_deadline']),
    number_of_vacancies: count(ad['number_of_vacancies']),
    employment_type: concept(theOne(ad['employment_type']), 'employment-type'),
    working_hours_type: concept(theOne(ad['working_hours_type']), 'worktime-extent'),
    duration: concept(theOne(ad['duration']), 'employment-duration'),
    salary_type: concept(theOne(ad['salary_type']), 'wage-type'),
    salary_description: text(ad['salary_description']),
    scope_of_work: scope && { min: percent(scope['min']), max: percent(scope['max']) },
    application_details: application && {
      reference: text(application['reference']),
      url: text(application['url']),
    },
    experience_required: flag(ad['experience_required']),
    access_to_own_car: flag(ad['access_to_own_car']),
    driving_license_required: flag(ad['driving_license_required']),
    driving_license: licensed,
    employer: employer && {
      organization_number: code(employer['organization_number']),
      name: text(employer['name']),
      url: text(employer['url']),
      workplace: text(employer['workplace']),
    },
    occupation_field: concept(theOne(ad['occupation_field']), 'occupation-field'),
    occupation: concept(theOne(ad['occupation']), 'occupation-name'),
    occupation_group: concept(theOne(ad['occupation_group']), 'ssyk-level-4'),
    workplace_address: address(theOne(ad['workplace_address'])),
    must_have: mustHave,
    nice_to_have: niceToHave,
    publication_date: time(ad['publication_date']),
    last_publication_date: deadline(ad['last_publication_date']),
    removed: flag(ad['removed']),
  };
}

function objectIn(value: unknown): Wire | null {
  return isWire(value) ? value : null;
}

const isWire = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | null => (typeof value === 'string' ? textIn(value) : null);

/** As it is written; a number as the text of it. */
const textOrNumber = (value: unknown): string | null =>
  typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : null;

const code = (value: unknown): string | null => textOrNumber(value)?.trim() || null;

const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : null;

const flag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

const percent = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= 100 ? value : null;

const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** What can be read of a list; null where something is there and nothing can be read. */
function readList<T>(value: unknown, read: (one: unknown) => T | null): T[] | null {
  const list = (Array.isArray(value) ? value : [value]).filter(isThere);
  const found = list.flatMap((one: unknown) => read(one) ?? []);
  return found.length > 0 || list.length === 0 ? found : null;
}

const licences = (value: unknown): { label: string }[] | null =>
  readList(value, (one) => {
    const label = text(objectIn(one)?.['label']);
    return label === null ? null : { label };
  });

function deadline(value: unknown): Date | null {
  const written = text(value);
  return written === null ? null : lastInstant(STOCKHOLM, written);
}

function time(value: unknown): Date | null {
  const written = text(value);
  return written === null ? null : instant(STOCKHOLM, written);
}

function concept(value: unknown, type: string): AdConcept | null {
  if (!isWire(value)) return null;
  const { concept_id: conceptId, label } = value;
  if (typeof conceptId !== 'string' || conceptId === '' || typeof label !== 'string' || label === '')
    return null;
  const legacyCode = textOrNumber(value['legacy_ams_taxonomy_id']);
  const { weight } = value;
  return {
    conceptId,
    scheme: 'jobtech-taxonomy',
    type,
    label,
    legacyCode,
    ...(typeof weight === 'number' && Number.isFinite(weight) && { weight }),
  };
}

const DEMANDS = [
  ['skills', 'skill'],
  ['languages', 'language'],
  ['work_experiences', 'occupation-name'],
  ['education', 'sun-education-field-3'],
  ['education_level', 'sun-education-level-3'],
] as const;

function demands(value: unknown): AdConcept[] | null {
  if (value === null || value === undefined) return [];
  if (!isWire(value)) return null;
  const found: AdConcept[] = [];
  for (const [name, type] of DEMANDS) {
    const list = readList(value[name], (one) => concept(one, type));
    if (!list) return null;
    found.push(...list);
  }
  return found;
}

function address(value: unknown): Fields['workplace_address'] {
  if (!isWire(value)) return null;
  return {
    municipality: text(value['municipality']),
    municipality_code: text(value['municipality_code']),
    municipality_concept_id: text(value['municipality_concept_id']),
    region: text(value['region']),
    region_code: text(value['region_code']),
    region_concept_id: text(value['region_concept_id']),
    country: text(value['country']),
    country_concept_id: text(value['country_concept_id']),
    city: text(value['city']),
    coordinates: coordinates(value['coordinates']),
  };
}

function coordinates(value: unknown): GeoPoint | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [longitude, latitude]: unknown[] = value;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  return entity(GeoPoint, { latitude, longitude });
}
