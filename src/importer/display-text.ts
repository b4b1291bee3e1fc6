import { Language } from '../entities/language.ts';
import { fold } from '../text/fold.ts';
import { ocrReadings } from '../text/ocr.ts';
import { mask } from '../text/scrub-contacts.ts';
import { oneLine } from '../text/white-space.ts';

/** A text as clients see it, and the names of the defects that were repaired or masked in it. */
export interface DisplayText {
  text: string;
  defects: string[];
}

/** Abbreviations whose full stop does not end a sentence. */
const abbreviations = ['t.ex', 'bl.a', 'dvs', 'm.m', 'm.fl', 'f.eks'];
const masks = {
  email: {
    [Language.SV]: '[e-post]',
    [Language.NO]: '[e-post]',
    [Language.EN]: '[e-mail]',
    [Language.ET]: '[e-mail]',
    [Language.DE]: '[E-Mail]',
    [Language.FR]: '[e-mail]',
    [Language.IT]: '[e-mail]',
  },
  telephone: {
    [Language.SV]: '[telefon]',
    [Language.NO]: '[telefon]',
    [Language.EN]: '[telephone]',
    [Language.ET]: '[telephone]',
    [Language.DE]: '[Telefon]',
    [Language.FR]: '[téléphone]',
    [Language.IT]: '[telefono]',
  },
} as const;

/** Repairs by the name of the defect. Spelling is never changed, and an OCR text keeps its spacing. */
const repairs: { name: string; inOcrText: boolean; pattern: RegExp; by: string }[] = [
  { name: 'CITATION_MARK', inOcrText: true, pattern: /【[^】]*】/gu, by: '' },
  // Soft hyphens, zero-width characters, direction marks and control characters can hide text from readers.
  {
    name: 'HIDDEN_CHARACTER',
    inOcrText: true,
    pattern: /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?![\t\n\f\r])\p{Cc}/gu,
    by: '',
  },
  { name: 'NO_BREAK_SPACE', inOcrText: true, pattern: /[\u00a0\u202f]/gu, by: ' ' },
  { name: 'MISSING_SPACE', inOcrText: false, pattern: /(?<=\p{Ll}{2}\.)(?=\p{Lu}\p{Ll})/gu, by: ' ' },
  {
    name: 'MISSING_SPACE',
    inOcrText: false,
    pattern: new RegExp(
      `(?<=(?<!\\p{L})(?:${abbreviations.join('|').replaceAll('.', '\\.')})\\.)(?=\\p{L}{2})`,
      'gu',
    ),
    by: ' ',
  },
];

/** Web addresses are kept as they are. */
const webAddress = /(https?:\/\/\S+)/u;

/** The text that clients may see: repaired, with contact details masked, in one line. */
export function toDisplayText(raw: string, language: Language, scanned: boolean): DisplayText {
  const defects = new Set<string>();
  let text = raw.normalize('NFC');
  for (const repair of repairs) {
    if (scanned && !repair.inOcrText) continue;
    const repaired = text.replace(repair.pattern, repair.by);
    if (repaired !== text) defects.add(repair.name);
    text = repaired;
  }
  text = oneLine(text);
  const masked = text
    .split(webAddress)
    .map((part, at) => (at % 2 === 1 ? part : withoutContacts(part, language)))
    .join('');
  if (masked !== text) defects.add('CONTACT_DETAIL');
  return { text: masked, defects: [...defects] };
}

/** The names of an article are its subject, so addresses and numbers alone are masked. */
function withoutContacts(text: string, language: Language): string {
  return mask(text, {
    country: language === Language.NO ? 'NO' : 'SE',
    names: false,
    mask: (type, found) =>
      type === 'email' ? masks.email[language] : type === 'number' ? masks.telephone[language] : found,
  });
}

/** The text that search compares: folded, and for an OCR text with the other readings of its words. */
export function toSearchText(displayText: string, scanned: boolean): string {
  return fold(scanned ? `${displayText} ${ocrReadings(displayText)}` : displayText);
}
