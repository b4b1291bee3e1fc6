import { z } from 'zod';
import { Language } from '../../entities/language.ts';
import { type LegalActRecord, LegalActStatus } from '../../entities/legal-act.ts';
import { plainText } from '../../text/plain-text.ts';
import { orNull, placedListOf } from '../../upstream/decode.ts';

const value = orNull(z.object({ value: z.string() })).transform((found) => found?.value.trim() || null);
const day = value.transform((text) => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null);
/** Written as 1 and 0 or as true and false. */
const truth = value.transform((text) => (text === null ? null : /^(?:1|true)$/i.test(text)));

const row = z.object({
  celex: z.object({ value: z.string().min(1) }),
  date: day,
  inForce: truth,
  eif: day,
  end: day,
  eli: value,
  lang: value,
  title: value,
});

/** Rows multiply: a title a language, times each day of entry into force. */
export const answer = z.object({
  results: z.object({ bindings: placedListOf(row).default([]) }),
});
type Row = z.output<typeof row>;

const LANGUAGES: readonly (readonly [string, Language])[] = [
  ['/SWE', Language.SV],
  ['/ENG', Language.EN],
];
const NO_END = '9999-12-31';

/** The acts of an answer by CELEX number; `today` decides whether an act is yet to enter into force. */
export function actsIn(
  { results }: z.output<typeof answer>,
  today: string,
): Map<string, Omit<LegalActRecord, 'provenance'>> {
  const rows = new Map<string, Row[]>();
  for (const { item } of results.bindings) {
    const known = rows.get(item.celex.value);
    if (known) known.push(item);
    else rows.set(item.celex.value, [item]);
  }
  return new Map([...rows].map(([celex, found]) => [celex, actOf(celex, found, today)]));
}

function actOf(celex: string, rows: readonly Row[], today: string): Omit<LegalActRecord, 'provenance'> {
  const days = (field: 'date' | 'eif' | 'end') =>
    [...new Set(rows.flatMap((one) => one[field] ?? []))].sort();
  const title: LegalActRecord['title'] = {};
  for (const { lang, title: text } of rows) {
    const language = LANGUAGES.find(([ending]) => lang?.endsWith(ending))?.[1];
    if (language && text) title[language] ??= plainText(text);
  }
  const entryIntoForce = days('eif');
  const inForce = rows.find((one) => one.inForce !== null)?.inForce ?? null;
  return {
    celex,
    title,
    eli: rows.find(({ eli }) => eli !== null)?.eli ?? null,
    date: days('date')[0] ?? null,
    entryIntoForce,
    endOfValidity: days('end').find((end) => end !== NO_END) ?? null,
    status: statusOf(inForce, entryIntoForce[0], today),
  };
}

function statusOf(inForce: boolean | null, firstDay: string | undefined, today: string): LegalActStatus {
  if (inForce === null) return LegalActStatus.UNKNOWN;
  if (inForce) return LegalActStatus.IN_FORCE;
  return firstDay !== undefined && firstDay > today ? LegalActStatus.NOT_YET : LegalActStatus.NOT_IN_FORCE;
}
