import type { Keyword } from '../../entities/dataset.ts';
import { plainText } from '../../text/plain-text.ts';

/** Keywords without markup, each once in its language: catalogues repeat them in other case. */
export function distinctKeywords(keywords: readonly Keyword[]): Keyword[] {
  const found = new Map<string, Keyword>();
  for (const { text, language } of keywords) {
    const plain = plainText(text).replace(/\s+/g, ' ');
    const key = `${language ?? ''} ${plain.normalize('NFC').toLocaleLowerCase('sv')}`;
    if (plain !== '' && !found.has(key)) found.set(key, { text: plain, language });
  }
  return [...found.values()];
}
