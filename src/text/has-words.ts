import { fold } from './fold.ts';

/** The forms in which a word stands in stored texts: as printed, without diacritics, and as JSON escapes it. */
export function formsOf(word: string): string[] {
  const lower = word.toLowerCase();
  const escaped = lower.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const capital = escaped.replace(/\\u00([ef])/g, (_, digit: string) => `\\u00${digit === 'e' ? 'c' : 'd'}`);
  return [...new Set([lower, fold(word), escaped, capital])];
}

/** Whether a text has all of some words, in any case and order. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => formsOf(word).some((form) => lower.includes(form)));
}
