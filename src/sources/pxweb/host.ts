import { Language } from '../../entities/language.ts';
import type { PlaceScheme } from '../cube/place-codes.ts';

/** What differs between the hosts of PxWeb. A host is data: the drivers hold no name of an agency. */
export interface PxWebHost {
  /** The first is the host's own. */
  languages: readonly Language[];
  placeScheme: PlaceScheme | null;
  /** Cells of one request until the host's own configuration says otherwise. */
  maxCells: number;
  /** Path between the language and the table in API 1: `ssd`, `table`, `stat`. */
  database: string;
  /** What stands between the language and `?config` in API 1. */
  configSlash: '/' | '';
  /** Tables by id of API 2 and their path in API 1, where the two are known to be the same. */
  v1Paths: Readonly<Record<string, string>>;
  /** Words that are searched for where a client gives none, for a host that cannot list its tables. */
  defaultSearch: string;
  /** Code of the dimension of what is measured, beside `ContentsCode`. */
  metricCodes: readonly string[];
  /** Local hours between which figures under revision may show as 0; null for a host without such hours. */
  revision: { from: number; to: number; timeZone: string } | null;
}

/** The letters by which PxWeb names a language. */
export const languageCode: Readonly<Record<Language, string>> = {
  [Language.SV]: 'sv',
  [Language.EN]: 'en',
  [Language.NO]: 'no',
  [Language.ET]: 'et',
  [Language.DE]: 'de',
  [Language.FR]: 'fr',
  [Language.IT]: 'it',
};

/** Dimensions that name places, on hosts that do not say so by a role. */
const GEO_CODE = /^(region\w*|l[aä]n\w*|\w*kommun\w*|fylke\w*|maakond\w*|elukoht\w*|geo)$/i;

export const namesPlaces = (code: string): boolean => GEO_CODE.test(code);
