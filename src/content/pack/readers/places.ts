import { z } from 'zod';
import { Place } from '../../../entities/place.ts';
import { PlaceKind } from '../../../entities/vocabulary.ts';
import { type DeclaredKey, get, keysOf } from '../declared-keys.ts';
import { text } from '../fields.ts';
import { packReader } from '../pack-reader.ts';
import { taxonomyId as conceptId } from './taxonomy-id.ts';

const taxonomyId = conceptId.optional();

function declaredCountry(value: unknown): DeclaredKey[] {
  const code = get(get(value, 'country'), 'code');
  return typeof code === 'string' ? [{ type: 'Place', key: code, path: ['country', 'code'] }] : [];
}

/** The country, its counties and its municipalities, keyed by SCB's codes. */
export const places = packReader({
  name: 'places',
  declares: (value) => [
    ...declaredCountry(value),
    ...keysOf(value, 'counties', 'Place', 'code'),
    ...keysOf(value, 'municipalities', 'Place', 'code'),
  ],
  schema: ({ origin }) =>
    z.strictObject({
      origin: origin.optional(),
      country: z.strictObject({ code: text, name: text, nuts: text.optional(), taxonomyId }).optional(),
      counties: z
        .array(
          z.strictObject({
            code: z.string().regex(/^\d{2}$/, 'must be two digits in quotes, such as "01"'),
            name: text,
            nuts: z
              .string()
              .regex(/^[A-Z]{2}[0-9A-Z]{3}$/, 'must be a NUTS 3 code, such as SE110')
              .optional(),
            taxonomyId,
          }),
        )
        .default([]),
      municipalities: z
        .array(
          z.strictObject({
            code: z.string().regex(/^\d{4}$/, 'must be four digits in quotes, such as "0114"'),
            name: text,
            taxonomyId,
          }),
        )
        .default([]),
    }),
  build(file, into) {
    const origin = into.origin(file.origin);
    const add = (
      kind: PlaceKind,
      place: { code: string; name: string; nuts?: string | undefined; taxonomyId?: string | undefined },
      county: string | null,
    ) =>
      into.add(into.records.place, Place, {
        key: place.code,
        name: place.name,
        kind,
        nuts: place.nuts ?? null,
        taxonomyId: place.taxonomyId ?? null,
        countyKey: county,
        origin,
      });
    if (file.country) add(PlaceKind.COUNTRY, file.country, null);
    for (const county of file.counties) add(PlaceKind.COUNTY, county, null);
    const counties = new Set(
      into.records.place.filter((place) => place.kind === PlaceKind.COUNTY).map((place) => place.key),
    );
    for (const [index, municipality] of file.municipalities.entries()) {
      const county = municipality.code.slice(0, 2);
      if (!counties.has(county)) {
        into.problem(
          ['municipalities', index, 'code'],
          `begins with ${county}, which is no county of the list; correct the code`,
        );
      }
      add(PlaceKind.MUNICIPALITY, municipality, county);
    }
  },
});
