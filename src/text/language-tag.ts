import { Language } from '../entities/language.ts';
import { entryOf } from './entry-of.ts';

/** Norwegian has a tag for each of its two written forms. */
const languages: Readonly<Record<string, Language>> = {
  sv: Language.SV,
  en: Language.EN,
  no: Language.NO,
  nb: Language.NO,
  nn: Language.NO,
  et: Language.ET,
  de: Language.DE,
  fr: Language.FR,
  it: Language.IT,
};

/** The language of a tag such as `sv-SE`; null for a language that has no texts here. */
export function languageOfTag(tag: string | undefined): Language | null {
  return entryOf(languages, tag?.toLowerCase().split('-')[0] ?? '') ?? null;
}
