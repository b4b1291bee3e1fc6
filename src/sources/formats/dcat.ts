import { entryOf } from '../../text/entry-of.ts';
import { webAddress } from '../../text/web-address.ts';

/** The vocabularies of DCAT-AP, shared by all catalogues that follow it. */

const EU_AUTHORITY = /^https?:\/\/publications\.europa\.eu\/resource\/authority\/([a-z-]+)\/([\w-]+)$/;

/** Code of an entry in one of the EU's authority lists; null for any other URI. */
function authorityCode(uri: string, list: string): string | null {
  const match = EU_AUTHORITY.exec(uri);
  return match?.[1] === list ? (match[2] ?? null) : null;
}

/** The URI of an entry in one of the EU's authority lists. */
export function authorityUri(list: 'data-theme' | 'file-type' | 'licence', code: string): string {
  return `http://publications.europa.eu/resource/authority/${list}/${code}`;
}

/** Codes of the EU's data themes, which every catalogue uses. */
export const dataThemes = [
  'AGRI',
  'ECON',
  'EDUC',
  'ENER',
  'ENVI',
  'GOVE',
  'HEAL',
  'INTR',
  'JUST',
  'REGI',
  'SOCI',
  'TECH',
  'TRAN',
] as const;

/** `SOCI` for one of the EU's data themes; other URIs are kept unchanged. */
export const themeCode = (uri: string): string => authorityCode(uri, 'data-theme') ?? uri;

/** `PUBLIC`, `RESTRICTED`, `NON_PUBLIC`; other URIs are kept unchanged. */
export const accessRight = (uri: string): string => authorityCode(uri, 'access-right') ?? uri;

/** The list that DCAT-AP used before the EU's own. */
const OLD_FREQUENCIES: Readonly<Record<string, string>> = {
  annual: 'ANNUAL',
  biennial: 'BIENNIAL',
  bimonthly: 'BIMONTHLY',
  biweekly: 'BIWEEKLY',
  continuous: 'CONT',
  daily: 'DAILY',
  irregular: 'IRREG',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  semiannual: 'ANNUAL_2',
  semimonthly: 'MONTHLY_2',
  semiweekly: 'WEEKLY_2',
  threeTimesAMonth: 'MONTHLY_3',
  threeTimesAWeek: 'WEEKLY_3',
  threeTimesAYear: 'ANNUAL_3',
  triennial: 'TRIENNIAL',
  weekly: 'WEEKLY',
};

/** `ANNUAL` for the EU's frequency list and the older one; other URIs are kept unchanged. */
export function frequencyCode(uri: string): string {
  const old = /^https?:\/\/purl\.org\/cld\/freq\/(\w+)$/.exec(uri)?.[1];
  return authorityCode(uri, 'frequency') ?? (old && entryOf(OLD_FREQUENCIES, old)) ?? uri;
}

const CREATIVE_COMMONS =
  /^https?:\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)(?:\/(\d\.\d)(?:\/([a-z]{2,3}(?:-[a-z]+)?)(?=\/|$))?)?(?:\/|$)/i;
const SPDX =
  /^https?:\/\/(?:www\.)?spdx\.org\/(?:rdf\/(?:terms\/)?)?licenses\/([\w.+-]+?)(?:\.(?:html|jsonld|json|txt))?\/?$/i;
/** Ports of Creative Commons to the law of a country that have an SPDX id. A port is another licence than the unported one. */
const PORTS: ReadonlySet<string> = new Set(
  (
    'CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-NC-3.0-DE ' +
    'CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK ' +
    'CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT ' +
    'CC-BY-SA-3.0-DE CC-BY-SA-3.0-IGO'
  ).split(' '),
);
const DEDICATIONS: Readonly<Record<string, string>> = {
  zero: 'CC0-1.0',
  mark: 'CC-PDM-1.0',
  certification: 'CC-PDDC',
};

/** The SPDX id of a licence of Creative Commons; null for a port without one, and for an address that names no version. */
function creativeCommonsId(uri: string): string | null {
  const [, family, name = '', version, port] = CREATIVE_COMMONS.exec(uri) ?? [];
  if (family?.toLowerCase() === 'publicdomain') return entryOf(DEDICATIONS, name.toLowerCase()) ?? null;
  if (version === undefined) return null;
  const unported = `CC-${name.toUpperCase()}-${version}`;
  // `deed.sv` is the same licence in another language.
  if (port === undefined) return unported;
  const ported = `${unported}-${port.toUpperCase()}`;
  return PORTS.has(ported) ? ported : null;
}

/** The SPDX id of a licence, whichever of the usual URIs a catalogue gives; other terms are kept unchanged. */
export function licenceId(uri: string): string {
  if (CREATIVE_COMMONS.test(uri.trim())) return creativeCommonsId(uri.trim()) ?? uri.trim();
  const listed = SPDX.exec(uri.trim())?.[1];
  if (listed) return listed;
  if (/^(?:cc-?zero|cc0|cc0-1\.0)$|opendefinition\.org\/licenses\/cc-zero/i.test(uri.trim()))
    return 'CC0-1.0';
  const spdx = /^CC[- _]BY((?:[- _](?:SA|NC|ND))*)[- _]([1-4]\.\d)$/i.exec(uri.trim());
  if (spdx) return `CC-BY${spdx[1]?.toUpperCase().replace(/[ _]/g, '-')}-${spdx[2]}`;
  const european = authorityCode(uri.trim(), 'licence');
  if (european === 'CC0') return 'CC0-1.0';
  const versioned = /^(CC_BY(?:_[A-Z]{2})*)_(\d)_(\d)$/.exec(european ?? '');
  if (versioned) return `${versioned[1]?.replaceAll('_', '-')}-${versioned[2]}.${versioned[3]}`;
  return uri.trim();
}

/** How the URIs of a licence with an SPDX id begin in catalogues; other terms are kept unchanged. */
export function licenceUris(licence: string): string[] {
  const commons = /^CC-([A-Z-]+)-(\d\.\d)$/i.exec(licence);
  const path = /^CC0-1\.0$/i.test(licence)
    ? 'publicdomain/zero/1.0'
    : /^CC-PDM-1\.0$/i.test(licence)
      ? 'publicdomain/mark/1.0'
      : commons && `licenses/${commons[1]?.toLowerCase()}/${commons[2]}`;
  if (!path) return [licence];
  const european = /^CC0/i.test(licence) ? 'CC0' : licence.toUpperCase().replace(/[-.]/g, '_');
  return [
    `http://creativecommons.org/${path}`,
    `https://creativecommons.org/${path}`,
    authorityUri('licence', european),
  ];
}

/** Languages of the EU's list whose code of three letters is not that of ISO 639-1 with one more. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{
    SWE: 'sv',
    ENG: 'en',
    NOR: 'no',
    NOB: 'nb',
    NNO: 'nn',
    DAN: 'da',
    FIN: 'fi',
    SME: 'se',
    EST: 'et',
    DEU: 'de',
  },
  ...{
    FRA: 'fr',
    NLD: 'nl',
    ITA: 'it',
    SPA: 'es',
    POR: 'pt',
    POL: 'pl',
    LAV: 'lv',
    LIT: 'lt',
    ISL: 'is',
    CES: 'cs',
  },
};

/** `sv` for a language of the EU's list, of the Library of Congress, or by its own tag; another URI is kept unchanged. */
export function languageCode(uri: string): string | null {
  const text = uri.trim();
  const european = authorityCode(text, 'language');
  if (european) return entryOf(LANGUAGES, european) ?? european.toLowerCase();
  const congress = /^https?:\/\/id\.loc\.gov\/vocabulary\/iso639-[12]\/(\w{2,3})$/.exec(text)?.[1];
  const tag = congress ?? text;
  if (/^[a-z]{2,3}(?:-\w+)*$/i.test(tag)) return entryOf(LANGUAGES, tag.toUpperCase()) ?? tag.toLowerCase();
  return webAddress(text);
}

/** Media types by short names of formats. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  CSV: 'text/csv',
  JSON: 'application/json',
  GEOJSON: 'application/geo+json',
  JSON_LD: 'application/ld+json',
  XML: 'application/xml',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  XLS: 'application/vnd.ms-excel',
  ODS: 'application/vnd.oasis.opendocument.spreadsheet',
  PDF: 'application/pdf',
  HTML: 'text/html',
  ZIP: 'application/zip',
  GPKG: 'application/geopackage+sqlite3',
  RDF_XML: 'application/rdf+xml',
  TURTLE: 'text/turtle',
  TXT: 'text/plain',
};

/** The media type of a format; the format itself when it is a media type already, or is unknown. */
export function mediaTypeOf(format: string): string {
  return entryOf(MEDIA_TYPES, format.trim().toUpperCase().replace(/[\s-]/g, '_')) ?? format.trim();
}

/** Short names by media type. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(MEDIA_TYPES).map(([name, mediaType]) => [mediaType, name]),
);

/** The short name of a format in capitals, however a catalogue writes it: `csv`, `.csv`, `text/csv` or a URI. */
export function formatName(format: string): string {
  const text = fileTypeCode(format.trim());
  const known = SHORT_NAMES.get(text.toLowerCase());
  if (known) return known;
  const bare = text.replace(/^\./, '').replace(/^application\//i, '');
  return /^[\w+. -]{1,20}$/.test(bare) ? bare.toUpperCase() : text;
}

/** `CSV` for the EU's list of file types; other formats are kept unchanged. */
export const fileTypeCode = (format: string): string => authorityCode(format, 'file-type') ?? format;

/** The ten digits of a Swedish organisation number in a publisher's URI or identifier; null when there are none. */
export function organisationNumberIn(text: string): string | null {
  const found = /SE(\d{6})-?(\d{4})(?!\d)/.exec(text) ?? /^\s*(\d{6})-?(\d{4})\s*$/.exec(text);
  return found ? `${found[1]}${found[2]}` : null;
}
