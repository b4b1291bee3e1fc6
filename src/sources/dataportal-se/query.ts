import { authorityUri, licenceUris, mediaTypeOf } from '../formats/dcat.ts';
import type { DatasetSearch } from '../kinds/catalogue.ts';

/** Fields are named after the first eight hex digits of the md5 of the predicate's URI. */
const PUBLISHER = 'metadata.predicate.uri.9259d4c1';
const THEME = 'metadata.predicate.uri.0ce6b231';
const LICENCE = 'predicate.uri.3494e2ce';
const FORMAT_TEXT = 'predicate.literal_s.b5d28d0a';
const FORMAT_URI = 'predicate.uri.b5d28d0a';
const LEGISLATION = 'metadata.predicate.uri.82f80949';

const DATASET = 'http://www.w3.org/ns/dcat#Dataset';
const HIGH_VALUE = 'http://data.europa.eu/eli/reg_impl/2023/138/oj';

/** Words are indexed as n-grams of at most 15 characters; a longer one finds nothing. */
const LONGEST_WORD = 15;
/** Shorter words are not indexed and need a star. */
const SHORTEST_WORD = 3;
/** A URL of more than some 8 kB fails; so many characters, as they are encoded there, leave room for the rest. */
const LONGEST_QUERY = 6000;

/** A value with everything escaped that Lucene gives a meaning, blanks included. */
export function escapeLucene(value: string): string {
  // Through bytes, since half a character cannot be sent.
  const whole = Buffer.from(value).toString();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no business in a query
  return whole.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(/[\\+\-!():^[\]"{}~*?|&;/\s]/g, '\\$&');
}

/** Words of a text, ready for a query: lower case, so that AND, OR and NOT are words like any other. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function indexed(word: string): string {
  const cut = [...word].slice(0, LONGEST_WORD).join('');
  return [...word].length < SHORTEST_WORD ? `${escapeLucene(cut)}*` : escapeLucene(cut);
}

function anyOf(field: string, found: readonly string[]): string {
  const escaped = found.map(escapeLucene);
  return escaped.length === 1 ? `${field}:${escaped[0]}` : `${field}:(${escaped.join(' OR ')})`;
}

/** What is ours to search: public datasets. */
export const PUBLIC_DATASETS = `rdfType:${escapeLucene(DATASET)} AND public:true`;

/** The query of one URI or of several, in the field that holds them. */
export function withUris(field: 'resource' | 'uri', found: readonly string[]): string {
  return anyOf(field, found);
}

/** The portal's own text search, a word at a time. */
function wordClause(word: string): string {
  const short = indexed(word);
  return `(title:${short} OR description:${short} OR tag.literal:${short} OR all:${short})`;
}

/** Terms of a crosswalk are looked for where a dataset says what it is about, not in all that is said of it. */
function termsClause(found: readonly string[], room: number): string | null {
  const alternatives: string[] = [];
  let length = 0;
  for (const term of found) {
    const parts = words(term).map(indexed);
    if (parts.length === 0) continue;
    const alternative = parts.length === 1 ? `${parts[0]}` : `(${parts.join(' AND ')})`;
    // The first terms of a topic are its most telling ones; what does not fit an address is left out.
    length += (encodeURIComponent(alternative).length + ' OR '.length * 3) * 3;
    if (length > room && alternatives.length > 0) break;
    alternatives.push(alternative);
  }
  if (alternatives.length === 0) return null;
  const any = alternatives.join(' OR ');
  return `(title:(${any}) OR description:(${any}) OR tag.literal:(${any}))`;
}

/** The digits are the lasting part of a publisher's URI; scheme, host and suffix vary. */
function publisherClause(number: string): string {
  const addresses = [
    'http://dataportal.se/organisation/SE',
    'https://dataportal.se/organisation/SE',
    'http://id.kb.se/organisations/SE',
    'https://id.kb.se/organisations/SE',
  ];
  return `${PUBLISHER}:(${addresses.map((address) => `${escapeLucene(address + number)}*`).join(' OR ')})`;
}

function themeClause(codes: readonly string[]): string {
  return anyOf(
    THEME,
    codes.map((code) => (code.includes(':') ? code : authorityUri('data-theme', code.toUpperCase()))),
  );
}

/** Formats stand on the distribution, and copied on the dataset; as text, media type or URI. */
function formatClause(format: string): string {
  const names = [...new Set([mediaTypeOf(format), format.trim()])];
  const fileType = authorityUri('file-type', format.trim().toUpperCase());
  const clauses = ['metadata', 'related.metadata'].flatMap((where) => [
    anyOf(`${where}.${FORMAT_TEXT}`, names),
    ...(format.includes('/') ? [] : [anyOf(`${where}.${FORMAT_URI}`, [fileType])]),
  ]);
  return `(${clauses.join(' OR ')})`;
}

/** The star stands for the ends that addresses of licences have: a slash, `deed.sv`. */
function licenceClause(licence: string): string {
  const addresses = licenceUris(licence).map((address) => `${escapeLucene(address)}*`);
  const any = `(${addresses.join(' OR ')})`;
  return `(metadata.${LICENCE}:${any} OR related.metadata.${LICENCE}:${any})`;
}

/** The Lucene query of a search; null when it asks for words and has none that could be found. */
export function luceneQuery(search: DatasetSearch): string | null {
  const clauses = [PUBLIC_DATASETS];
  if (search.publisherNumber) clauses.push(publisherClause(search.publisherNumber));
  if (search.themes && search.themes.length > 0) clauses.push(themeClause(search.themes));
  if (search.format) clauses.push(formatClause(search.format));
  if (search.licence) clauses.push(licenceClause(search.licence));
  if (search.hvdOnly) clauses.push(anyOf(LEGISLATION, [HIGH_VALUE]));
  if (search.modifiedAfter) {
    const instant = new Date(search.modifiedAfter).toISOString().replace(/\.\d+Z$/, 'Z');
    clauses.push(`modified:[${instant} TO *]`);
  }
  const room = () => LONGEST_QUERY - encodeURIComponent(clauses.join(' AND ')).length;
  if (search.text) {
    const wanted = words(search.text);
    if (wanted.length === 0) return null;
    for (const word of wanted) {
      const clause = wordClause(word);
      if (encodeURIComponent(clause).length > room()) break;
      clauses.push(clause);
    }
  }
  if (search.anyOf && search.anyOf.length > 0) {
    const clause = termsClause(search.anyOf, room());
    if (!clause) return null;
    clauses.push(clause);
  }
  return clauses.join(' AND ');
}
