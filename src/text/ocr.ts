import { entryOf } from './entry-of.ts';

/** Characters that OCR software reads in place of letters. */
const misread: Record<string, string> = { '6': 'o', '1': 'l', '4': 'a', '&': 'a' };

/**
 * Other readings of the words of a text that OCR software has read, for search: letters in place of digits and signs
 * that stand between letters, and in place of é.
 */
export function ocrReadings(text: string): string {
  const readings = new Set<string>();
  for (const word of text.normalize('NFC').match(/[\p{L}\d&]+/gu) ?? []) {
    const repaired = word.replace(/(?<=\p{L})[614&](?=\p{L})/gu, (sign) => entryOf(misread, sign) ?? sign);
    // OCR reads å, ä and ö as é. Both vowels are kept, since search folds å and ä to a.
    if (/é/i.test(repaired)) {
      readings.add(repaired.replace(/é/gi, 'a'));
      readings.add(repaired.replace(/é/gi, 'o'));
    } else if (repaired !== word) readings.add(repaired);
  }
  return [...readings].join(' ');
}
