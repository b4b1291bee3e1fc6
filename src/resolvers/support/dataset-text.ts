import type { Dataset } from '../../entities/dataset.ts';
import { Language } from '../../entities/language.ts';

interface ShownText {
  text: string | null;
  isByMachine: boolean;
}

const allLanguages = Object.values(Language);

/**
 * A text of a dataset. A language that the client names for the field is shown also where it is a translation by a
 * machine; else the publisher's own words come first, whatever their language.
 */
export function datasetText(
  dataset: Dataset,
  field: 'title' | 'description',
  lang: Language | null | undefined,
  languages: readonly Language[],
): ShownText {
  const texts = dataset[field];
  const { machineTranslated = [], original = null } = dataset;
  if (lang && texts[lang]) return { text: texts[lang], isByMachine: machineTranslated.includes(lang) };
  const wanted = [...languages, Language.SV, ...allLanguages];
  const written = wanted.find((language) => texts[language] && !machineTranslated.includes(language));
  const own = (written && texts[written]) ?? original?.[field] ?? null;
  if (own !== null) return { text: own, isByMachine: false };
  const translated = wanted.find((language) => texts[language]);
  return { text: (translated && texts[translated]) ?? null, isByMachine: translated !== undefined };
}
