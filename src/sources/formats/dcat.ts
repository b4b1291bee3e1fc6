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
  return authorityCode(uri, 'frequency') ?? (old && OLD_FREQUENCIES[old]) ?? uri;
}

const CREATIVE_COMMONS =
  /^https?:\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/|$)/i;

/** The SPDX id of a licence, whichever of the usual URIs a catalogue gives; other terms are kept unchanged. */
export function licenceId(uri: string): string {
  const commons = CREATIVE_COMMONS.exec(uri.trim());
  if (commons) {
    const [, family, name = '', version] = commons;
    if (family?.toLowerCase() === 'publicdomain') return name === 'zero' ? `CC0-${version}` : `CC-PDDC`;
    return `CC-${name.toUpperCase()}-${version}`;
  }
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
    : commons && `licenses/${commons[1]?.toLowerCase()}/${commons[2]}`;
  if (!path) return [licence];
  const european = /^CC0/i.test(licence) ? 'CC0' : licence.toUpperCase().replace(/[-.]/g, '_');
  return [
    `http://creativecommons.org/${path}`,
    `https://creativecommons.org/${path}`,
    authorityUri('licence', european),
  ];
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
  return MEDIA_TYPES[format.trim().toUpperCase().replace(/[\s-]/g, '_')] ?? format.trim();
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
