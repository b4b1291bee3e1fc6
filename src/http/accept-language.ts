import Negotiator from 'negotiator';
import { Language } from '../entities/language.ts';

const known: Record<string, Language> = {
  sv: Language.SV,
  en: Language.EN,
  no: Language.NO,
  nb: Language.NO,
  nn: Language.NO,
  et: Language.ET,
};

/** The languages of an Accept-Language header that texts exist in, the most wanted first. */
export function languagesOf(header: string | undefined): Language[] {
  const wanted = new Negotiator({ headers: { 'accept-language': header } }).languages();
  return [...new Set(wanted.flatMap((tag) => known[tag.split('-')[0]?.toLowerCase() ?? ''] ?? []))];
}
