import Negotiator from 'negotiator';
import { Language } from '../entities/language.ts';

/** Languages that texts exist in, by their tag. Norwegian has a tag for each of its two written forms. */
const languageOfTag: Record<string, Language> = {
  sv: Language.SV,
  en: Language.EN,
  no: Language.NO,
  nb: Language.NO,
  nn: Language.NO,
  et: Language.ET,
};

/** The supported languages of an Accept-Language header, in the client's order of preference. */
export function languagesOf(header: string | undefined): Language[] {
  const preferred = new Negotiator({ headers: { 'accept-language': header } }).languages();
  return [
    ...new Set(preferred.flatMap((tag) => languageOfTag[tag.split('-')[0]?.toLowerCase() ?? ''] ?? [])),
  ];
}
