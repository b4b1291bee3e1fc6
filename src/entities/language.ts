import { registerEnumType } from 'type-graphql';

/** Languages of texts. The value is the key in content files. */
export enum Language {
  SV = 'sv',
  EN = 'en',
  NO = 'no',
  ET = 'et',
  DE = 'de',
  FR = 'fr',
  IT = 'it',
}

registerEnumType(Language, {
  name: 'Language',
  description:
    'Language of a text. A localised field takes `lang`; without it the Accept-Language header decides, then Swedish, then whatever exists.',
  valuesConfig: {
    SV: { description: 'Swedish' },
    EN: { description: 'English' },
    NO: { description: 'Norwegian (bokmål)' },
    ET: { description: 'Estonian' },
    DE: { description: 'German' },
    FR: { description: 'French' },
    IT: { description: 'Italian' },
  },
});

/** One text in one or more languages. */
export type LocalisedText = Partial<Record<Language, string>>;

/** The text in the first wanted language that has one, then in Swedish, then in any. */
export function localise(text: LocalisedText | null | undefined, wanted: readonly Language[]): string | null {
  if (!text) return null;
  for (const language of [...wanted, Language.SV]) {
    const found = text[language];
    if (found !== undefined) return found;
  }
  return Object.values(text)[0] ?? null;
}
