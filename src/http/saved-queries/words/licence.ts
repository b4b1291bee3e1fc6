import { entryOf } from '../../../text/entry-of.ts';
import type { PageLanguage } from '../front-matter.ts';

/** Terms that sources state in words. Ids and addresses are the same in every language. */
const termsInSwedish: Readonly<Record<string, string>> = {
  'not stated': 'ej angiven',
  'stated with each item': 'anges för varje post',
  'stated with each dataset': 'anges för varje datamängd',
  'stated by each source': 'anges av varje källa',
  'Free to use if Valmyndigheten is named as the source': 'fri att använda om Valmyndigheten anges som källa',
  'free use; name the source: Kolada': 'fri att använda; ange källan: Kolada',
  'as stated at https://andmed.stat.ee': 'enligt https://andmed.stat.ee',
};

/** A licence in the language of a page. */
export const licenceIn = (lang: PageLanguage, licence: string | null | undefined): string => {
  const terms = licence ?? 'not stated';
  return lang === 'sv' ? (entryOf(termsInSwedish, terms) ?? terms) : terms;
};
