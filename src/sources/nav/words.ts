import type { JobAdDraft } from '../jobtech/job-ad.ts';

/** Case, marks and the letters that Norwegian writes its own way do not matter. */
export const folded = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()}`;

/** The searchable text of an ad. Made once per ad: folding thousands of texts for each search would block the process for half a second. */
export function wordsOf({
  headline,
  employer,
  workplaceLocality,
  occupationConcept,
  description,
}: JobAdDraft): string {
  return folded([headline, employer, workplaceLocality, occupationConcept?.label, description].join(' '));
}
