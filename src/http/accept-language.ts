import Negotiator from 'negotiator';
import type { Language } from '../entities/language.ts';
import { languageOfTag } from '../text/language-tag.ts';

/** The supported languages of an Accept-Language header, in the client's order of preference. */
export function languagesOf(header: string | undefined): readonly Language[] {
  if (header === undefined) return [];
  const preferred = new Negotiator({ headers: { 'accept-language': header } }).languages();
  return [...new Set(preferred.flatMap((tag) => languageOfTag(tag) ?? []))];
}
