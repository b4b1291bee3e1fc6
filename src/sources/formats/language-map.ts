import { z } from 'zod';
import type { Language, LocalisedText } from '../../entities/language.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { plainText } from '../../text/plain-text.ts';
import { orNull } from '../../upstream/decode.ts';

/** A text by language tag, without markup; a text alone has no tag. Some values of a map are no text. */
export const languageMap = orNull(z.union([z.string(), z.record(z.string(), z.unknown())])).transform(
  (found): Map<string, string> => {
    const texts = typeof found === 'string' ? { '': found } : (found ?? {});
    const plain = Object.entries(texts).flatMap(([tag, text]): [string, string][] => {
      const read = typeof text === 'string' ? plainText(text) : '';
      return read === '' ? [] : [[tag, read]];
    });
    return new Map(plain);
  },
);

/**
 * The texts in the languages of the schema. A text without a tag has the language given, or none where that is null.
 */
export function localisedMap(texts: ReadonlyMap<string, string>, untagged: Language | null): LocalisedText {
  const found: LocalisedText = {};
  for (const [tag, text] of texts) {
    const language = tag === '' ? untagged : languageOfTag(tag);
    if (language) found[language] ??= text;
  }
  return found;
}
