import { authorityUri, licenceUris, mediaTypeOf } from '../formats/dcat.ts';
import { escapeLucene, hasWord, LONGEST_QUERY } from '../formats/solr.ts';
import type { DatasetSearch, FacetName } from '../kinds/catalogue.ts';

/** Fields are named after the first eight hex digits of the md5 of the predicate's URI. */
const PUBLISHER = 'metadata.predicate.uri.9259d4c1';
const THEME = 'metadata.predicate.uri.0ce6b231';
const LICENCE = 'predicate.uri.3494e2ce';
const FORMAT_TEXT = 'predicate.literal_s.b5d28d0a';
const FORMAT_URI = 'predicate.uri.b5d28d0a';
const LEGISLATION = 'metadata.predicate.uri.82f80949';

/** The fields that datasets are counted by; the hits repeat format and licence of their distributions. */
export const FACETS: Readonly<Record<string, FacetName>> = {
  [PUBLISHER]: 'publisher',
  [`metadata.${FORMAT_TEXT}`]: 'format',
  [`metadata.${LICENCE}`]: 'licence',
  [THEME]: 'theme',
};

const DATASET = 'http://www.w3.org/ns/dcat#Dataset';
const HIGH_VALUE = 'http://data.europa.eu/eli/reg_impl/2023/138/oj';

/** The index holds n-grams of at most 15 characters; a longer word has no matches. */
const LONGEST_WORD = 15;
/** Shorter words are not indexed; they need a wildcard. */
const SHORTEST_WORD = 3;

/** The words of a text in lower case, so that AND, OR and NOT are no operators. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(hasWord);
}

function indexed(word: string): string {
  const cut = [...word].slice(0, LONGEST_WORD).join('');
  return [...word].length < SHORTEST_WORD ? `${escapeLucene(cut)}*` : escapeLucene(cut);
}

function anyOf(field: string, found: readonly string[]): string {
  const escaped = found.map(escapeLucene);
  return escaped.length === 1 ? `${field}:${escaped[0]}` : `${field}:(${escaped.join(' OR ')})`;
}

/** Restricts a search to public datasets. */
export const PUBLIC_DATASETS = `rdfType:${escapeLucene(DATASET)} AND public:true`;

/** Matches the checks of links in any of these contexts, one of which holds the catalogue of one publisher. */
export function linkReportsIn(contexts: readonly string[]): string {
  const entries = contexts.map(
    (context) => `${escapeLucene(`https://admin.dataportal.se/store/${context}/entry/`)}*`,
  );
  return `rdfType:${escapeLucene('http://entryscape.com/terms/LinkCheckReport')} AND uri:(${entries.join(' OR ')})`;
}

/** Matches any of the URIs in a field. */
export function withUris(field: 'resource' | 'uri', found: readonly string[]): string {
  return anyOf(field, found);
}

/** Matches one word in the fields that the portal's own text search uses. */
function wordClause(word: string): string {
  const short = indexed(word);
  // `all` holds whole words and no n-grams, so a part of a word, or a word that was cut, needs the wildcard there.
  const part = short.endsWith('*') ? short : `${short}*`;
  return `(title:${short} OR description:${short} OR tag.literal:${short} OR all:${part})`;
}

/** Terms of a crosswalk are matched in title, description and keywords only, not in all metadata. */
function termsClause(found: readonly string[], room: number): string | null {
  const alternatives: string[] = [];
  let length = 0;
  for (const term of found) {
    const parts = words(term).map(indexed);
    if (parts.length === 0) continue;
    const alternative = parts.length === 1 ? `${parts[0]}` : `(${parts.join(' AND ')})`;
    // Terms are sorted by relevance; those that exceed the maximum length are left out.
    length += (encodeURIComponent(alternative).length + ' OR '.length * 3) * 3;
    if (length > room && alternatives.length > 0) break;
    alternatives.push(alternative);
  }
  if (alternatives.length === 0) return null;
  const any = alternatives.join(' OR ');
  return `(title:(${any}) OR description:(${any}) OR tag.literal:(${any}))`;
}

/** Only the digits of a publisher's URI are stable; scheme, host and suffix vary. */
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

/** The format is indexed on the distribution and copied to the dataset, as text, media type or URI. */
function formatClause(format: string): string {
  const names = [...new Set([mediaTypeOf(format), format.trim()])];
  const fileType = authorityUri('file-type', format.trim().toUpperCase());
  const clauses = ['metadata', 'related.metadata'].flatMap((where) => [
    anyOf(`${where}.${FORMAT_TEXT}`, names),
    ...(format.includes('/') ? [] : [anyOf(`${where}.${FORMAT_URI}`, [fileType])]),
  ]);
  return `(${clauses.join(' OR ')})`;
}

/** The wildcard matches what may follow the URL of a licence: a slash, `deed.sv`. */
function licenceClause(licence: string): string {
  const addresses = licenceUris(licence).map((address) => `${escapeLucene(address)}*`);
  const any = `(${addresses.join(' OR ')})`;
  return `(metadata.${LICENCE}:${any} OR related.metadata.${LICENCE}:${any})`;
}

/** Whether a query fits in a URL; the server refuses a longer one. */
export const fits = (lucene: string): boolean => encodeURIComponent(lucene).length <= LONGEST_QUERY;

/**
 * The Lucene query of a search; null when its text holds no word that the index can match, or when its filters are
 * longer than any value in the index.
 */
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
  if (!fits(clauses.join(' AND '))) return null;
  const room = () => LONGEST_QUERY - encodeURIComponent(clauses.join(' AND ')).length;
  if (search.text) {
    const wanted = words(search.text);
    if (wanted.length === 0) return null;
    for (const word of wanted) {
      const clause = wordClause(word);
      if (encodeURIComponent(` AND ${clause}`).length > room()) break;
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
