import { z } from 'zod';
import { entryOf } from '../../text/entry-of.ts';
import { listOf, orNull } from '../../upstream/decode.ts';
import { requiredText } from '../formats/fields.ts';

/** Types of education by their codes. */
const FORMS: Readonly<Record<string, string>> = {
  yh: 'Yrkeshögskola',
  hs: 'Högskola',
  vuxgy: 'Komvux på gymnasial nivå',
  vuxgr: 'Komvux på grundläggande nivå',
  fhs: 'Folkhögskola',
  kku: 'Konst- och kulturutbildning',
  'af arbetsmarknadsutbildning': 'Arbetsmarknadsutbildning',
};

const codes = orNull(listOf(z.string())).transform((found) => found ?? []);
const event = orNull(z.object({ municipalityCode: codes, regionCode: codes })).transform(
  (found) => found ?? { municipalityCode: [], regionCode: [] },
);
const providers = orNull(z.object({ providers: orNull(listOf(requiredText)) })).transform(
  // A course may have several; none of them is the main one.
  (found) => (found?.providers?.length ? [...new Set(found.providers)].sort().join(', ') : null),
);

/** An education before its provenance is known. */
export interface EducationDraft {
  title: string;
  provider: string | null;
  form: string | null;
  url: string | null;
  municipalityCodes: string[];
  countyCodes: string[];
}

const hit = z
  .object({
    education_title: requiredText,
    education_form: orNull(requiredText),
    education_provider_name: orNull(requiredText),
    providerSummary: providers,
    eventSummary: event,
  })
  .transform(
    (read): EducationDraft => ({
      title: read.education_title,
      provider: read.providerSummary ?? read.education_provider_name,
      form: read.education_form && (entryOf(FORMS, read.education_form) ?? read.education_form),
      url: null,
      municipalityCodes: read.eventSummary.municipalityCode,
      countyCodes: read.eventSummary.regionCode,
    }),
  );

/** The answer of both matching endpoints. */
export const educationHits = z.object({ hits: listOf(hit) }).transform(({ hits }) => merged(hits));

/** The API lists a course once for each municipality; these entries become one with all municipalities. */
function merged(found: readonly EducationDraft[]): EducationDraft[] {
  const byCourse = new Map<string, EducationDraft>();
  for (const one of found) {
    const key = [one.title, one.provider, one.form].join('\n');
    const before = byCourse.get(key);
    byCourse.set(
      key,
      before
        ? {
            ...before,
            municipalityCodes: [...new Set([...before.municipalityCodes, ...one.municipalityCodes])],
            countyCodes: [...new Set([...before.countyCodes, ...one.countyCodes])],
          }
        : one,
    );
  }
  return [...byCourse.values()];
}

const occupation = z
  .object({
    concept_taxonomy_id: requiredText,
    occupation_label: requiredText,
    occupation_group: orNull(z.object({ ssyk: orNull(z.string().regex(/^\d{4}$/)) })),
  })
  .transform((read) => ({
    conceptId: read.concept_taxonomy_id,
    label: read.occupation_label,
    ssyk: read.occupation_group?.ssyk ?? null,
  }));

const words = orNull(listOf(requiredText)).transform((found) => found ?? []);

/** The answer of `/occupations/match-by-text`. */
export const occupationHits = z
  .object({
    related_occupations: listOf(occupation),
    identified_keywords_for_input: orNull(z.object({ competencies: words, occupations: words })),
  })
  .transform(({ related_occupations: hits, identified_keywords_for_input: found }) => ({
    hits,
    keywords: [...(found?.occupations ?? []), ...(found?.competencies ?? [])],
  }));
