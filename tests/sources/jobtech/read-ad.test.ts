import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { adFields } from '../../../src/sources/jobtech/ad-fields.ts';
import { readAd } from '../../../src/sources/jobtech/read-ad.ts';
import { countItems, readWith } from '../../../src/upstream/dropped-items.ts';
import { runs } from '../../support/runs.ts';

/** What a field may hold instead of what the API documents. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    ' ',
    0,
    -0,
    -1,
    1.5,
    2 ** 31 - 1,
    2 ** 31,
    Number.POSITIVE_INFINITY,
    true,
    [],
    {},
  ),
  fc.string(),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.jsonValue({ maxDepth: 2 }),
);
/** Mostly right, sometimes odd or missing, sometimes as the first of a list. */
const field = (right: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.array(right, { maxLength: 2 }) },
  );
const text = fc.oneof(fc.string(), fc.constantFrom(' Exempel ', '5560000000', '0180'));
const time = fc.constantFrom(
  '2026-08-12T09:00:00',
  '2026-10-25T02:30:00',
  '2026-03-29T02:30:00',
  '2026-08-12',
  '2026-08-12T07:00:00Z',
  '2026-02-31T00:00:00',
  'i morgon',
);
const concept = fc.record(
  {
    concept_id: field(text),
    label: field(text),
    legacy_ams_taxonomy_id: field(fc.oneof(text, fc.integer())),
    weight: field(fc.oneof(fc.integer(), fc.double())),
  },
  { requiredKeys: [] },
);
const demands = fc.record(
  Object.fromEntries(
    ['skills', 'languages', 'work_experiences', 'education', 'education_level'].map((name) => [
      name,
      field(fc.array(field(concept), { maxLength: 3 })),
    ]),
  ),
  { requiredKeys: [] },
);
const number = fc.oneof(fc.double(), fc.integer({ min: -180, max: 180 }));
const address = fc.record(
  {
    ...Object.fromEntries(
      ['municipality', 'municipality_code', 'municipality_concept_id', 'region', 'region_code'].map(
        (name) => [name, field(text)],
      ),
    ),
    region_concept_id: field(text),
    country: field(text),
    country_concept_id: field(text),
    city: field(text),
    coordinates: field(fc.oneof(fc.tuple(number, number), fc.array(number, { maxLength: 3 }))),
  },
  { requiredKeys: [] },
);
const wireAd = fc.record(
  {
    id: field(fc.oneof(fc.constantFrom('30000001', 'a.b:c~d', 'anna@exempel.se'), fc.string(), fc.integer())),
    original_id: field(fc.oneof(text, fc.integer())),
    external_id: field(fc.oneof(text, fc.integer())),
    headline: field(text),
    description: field(fc.record({ text: field(text), text_formatted: text }, { requiredKeys: [] })),
    webpage_url: field(fc.webUrl()),
    application_deadline: field(time),
    number_of_vacancies: field(fc.integer()),
    employment_type: field(concept),
    working_hours_type: field(concept),
    duration: field(concept),
    salary_type: field(concept),
    salary_description: field(text),
    scope_of_work: field(fc.record({ min: field(number), max: field(number) }, { requiredKeys: [] })),
    application_details: field(fc.record({ reference: field(text), url: field(text) }, { requiredKeys: [] })),
    experience_required: field(fc.boolean()),
    access_to_own_car: field(fc.boolean()),
    driving_license_required: field(fc.boolean()),
    driving_license: field(fc.array(field(fc.record({ label: field(text) })), { maxLength: 3 })),
    occupation_field: field(concept),
    employer: field(
      fc.record(
        { organization_number: field(text), name: field(text), url: field(text), workplace: field(text) },
        { requiredKeys: [] },
      ),
    ),
    occupation: field(concept),
    occupation_group: field(concept),
    workplace_address: field(address),
    must_have: field(demands),
    nice_to_have: field(demands),
    publication_date: field(time),
    last_publication_date: field(time),
    removed: field(fc.boolean()),
    application_contacts: odd,
  },
  { requiredKeys: [] },
);

/** Counts what it cannot read as the schema does. */
const quickly = readWith(z.unknown(), (value, reader) => readAd(value, reader));

it('reads every ad as the schema does, or leaves it to the schema', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: wireAd }, { weight: 1, arbitrary: odd }), (ad) => {
      const counted = countItems(quickly, ad).items;
      const read = readAd(ad);
      if (read === undefined) return;
      quick++;
      const bySchema = adFields.safeParse(ad);
      expect(bySchema.success).toBe(true);
      expect(read).toStrictEqual(bySchema.data);
      expect(counted).toEqual(countItems(adFields, ad).items);
    }),
    { numRuns: runs(1000) },
  );
  // Else nothing was compared.
  expect(quick).toBeGreaterThan(100);
});

it('reads an ad of the usual shape itself', () => {
  expect(readAd({ id: '1', headline: 'Exempel' })).toMatchObject({
    id: '1',
    headline: 'Exempel',
    removed: null,
  });
});
