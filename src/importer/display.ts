import { Language } from '../entities/language.ts';
import { fold } from '../text/fold.ts';
import { ocrReadings } from '../text/ocr.ts';
import { oneLine } from '../text/white-space.ts';

/** A text as people may read it, and what was mended or masked in it. */
export interface Shown {
  text: string;
  defects: string[];
}

/** Words that end in a full stop without ending a sentence. */
const abbreviations = ['t.ex', 'bl.a', 'dvs', 'm.m', 'm.fl', 'f.eks', 'bl.a'];
const masks = {
  email: {
    [Language.SV]: '[e-post]',
    [Language.NO]: '[e-post]',
    [Language.EN]: '[e-mail]',
    [Language.ET]: '[e-mail]',
  },
  telephone: {
    [Language.SV]: '[telefon]',
    [Language.NO]: '[telefon]',
    [Language.EN]: '[telephone]',
    [Language.ET]: '[telephone]',
  },
} as const;

/** Each mend by its name; spelling is never touched, and a scanned text keeps its own spacing. */
const mends: { name: string; scanned: boolean; pattern: RegExp; by: string }[] = [
  { name: 'CITATION_MARK', scanned: true, pattern: /【[^】]*】/gu, by: '' },
  // Soft hyphens, zero-width and direction marks, and control characters can hide text from readers.
  {
    name: 'HIDDEN_CHARACTER',
    scanned: true,
    pattern: /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?![\t\n\f\r])\p{Cc}/gu,
    by: '',
  },
  { name: 'NO_BREAK_SPACE', scanned: true, pattern: /[\u00a0\u202f]/gu, by: ' ' },
  { name: 'MISSING_SPACE', scanned: false, pattern: /(?<=\p{Ll}{2}\.)(?=\p{Lu}\p{Ll})/gu, by: ' ' },
  {
    name: 'MISSING_SPACE',
    scanned: false,
    pattern: new RegExp(
      `(?<=(?<!\\p{L})(?:${abbreviations.join('|').replaceAll('.', '\\.')})\\.)(?=\\p{L}{2})`,
      'gu',
    ),
    by: ' ',
  },
];

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/**
 * A telephone number begins with + or 0 and has 8 digits or more in groups; years, sums and law numbers do not. Scraped
 * pages glue words to it. Addresses on the web are matched first, and left as they are.
 */
const telephone =
  /https?:\/\/\S+|(?<!\p{N}[:/._-]?)(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?|0)\d(?:[ /-]{0,2}\d){6,}/gu;

/** Makes the text that may be served: mended, with contact details masked, in one line. */
export function toShown(raw: string, language: Language, scanned: boolean): Shown {
  const defects = new Set<string>();
  let text = raw.normalize('NFC');
  for (const mend of mends) {
    if (scanned && !mend.scanned) continue;
    const mended = text.replace(mend.pattern, mend.by);
    if (mended !== text) defects.add(mend.name);
    text = mended;
  }
  text = oneLine(text);
  for (const [name, pattern] of [
    ['email', email],
    ['telephone', telephone],
  ] as const) {
    const masked = text.replace(pattern, (found) => (/^https?:/.test(found) ? found : masks[name][language]));
    if (masked !== text) defects.add('CONTACT_DETAIL');
    text = masked;
  }
  return { text, defects: [...defects] };
}

/** The text as it is compared in search; a scanned one with its other readings. */
export function toSearched(shown: string, scanned: boolean): string {
  return fold(scanned ? `${shown} ${ocrReadings(shown)}` : shown);
}
