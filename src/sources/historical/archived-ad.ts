import { z } from 'zod';
import { countryCode } from '../../text/country-code.ts';
import { instant, localTimeIn, STOCKHOLM } from '../../text/local-time.ts';
import { orNull, readable } from '../../upstream/decode.ts';
import { SWEDEN } from '../jobtech/job-ad.ts';

/** Longer than any real code; limits the memory for each ad. */
const LONGEST = 100;
/** An id or a code that some records hold as a number; null where it is missing or empty. */
const code = orNull(z.union([z.string(), z.number().transform(String)])).transform(
  (value) => value?.trim().slice(0, LONGEST) || null,
);
const concept = z.object({ concept_id: code, legacy_ams_taxonomy_id: code });
const address = z.object({
  municipality_code: code,
  municipality_concept_id: code,
  region_code: code,
  region_concept_id: code,
  country: code,
  country_code: code,
  country_concept_id: code,
});

/** The code of Sweden before the taxonomy. */
const OLD_SWEDEN = '199';

/** The fields that ads of the archive's files are counted by. Where a field is a list, every item counts. */
export const archivedAd = z
  .object({
    id: code,
    original_id: code,
    publication_date: z.string().transform((text, context) => {
      const month = swedishMonth(text.trim());
      if (month !== null) return month;
      context.addIssue({ code: 'custom', message: 'no time' });
      return z.NEVER;
    }),
    occupation: readable(concept),
    occupation_group: readable(concept),
    occupation_field: readable(concept),
    workplace_address: readable(address),
  })
  .transform((found, context) => {
    const id = found.id ?? found.original_id;
    if (id === null) {
      context.addIssue({ code: 'custom', message: 'no id' });
      return z.NEVER;
    }
    return {
      id,
      /** Month of publication in Swedish time: `2023-01`. */
      month: found.publication_date,
      names: found.occupation.map(coded),
      groups: found.occupation_group.map(coded),
      fields: found.occupation_field.map(coded),
      /** Concept ids of municipality, county and country; the SCB code where there is no id. */
      places: found.workplace_address.flatMap((where) =>
        [
          where.municipality_concept_id ?? where.municipality_code,
          where.region_concept_id ?? where.region_code,
          countryOf(where),
        ].filter((name) => name !== null),
      ),
    };
  });
export type ArchivedAd = z.output<typeof archivedAd>;

/** An occupation, group or field: its concept id, and its code from before the taxonomy. */
export interface Coded {
  id: string | null;
  code: string | null;
}

const coded = (found: z.output<typeof concept>): Coded => ({
  id: found.concept_id,
  code: found.legacy_ams_taxonomy_id,
});

function countryOf(where: z.output<typeof address>): string | null {
  if (where.country_concept_id !== null) return where.country_concept_id;
  const isSweden =
    where.country_code === OLD_SWEDEN || (where.country !== null && countryCode(where.country) === 'SE');
  return isSweden ? SWEDEN : null;
}

/** A time without a zone is Swedish time, so its month is read as written. */
function swedishMonth(text: string): string | null {
  const [, month] = /^(\d{4}-(?:0[1-9]|1[0-2]))-\d{2}(?:[T ][\d:.]*)?$/.exec(text) ?? [];
  if (month) return month;
  const at = instant(STOCKHOLM, text);
  return at && localTimeIn(STOCKHOLM, at).slice(0, 7);
}
