import { formatName, mediaTypeOf } from '../formats/dcat.ts';
import { hasWord, LONGEST_QUERY, quoted } from '../formats/solr.ts';
import type { DatasetSearch } from '../kinds/catalogue.ts';

/** The `q` of a search; undefined for a search without text, null for a text without letters and digits. */
export function textQuery({ text, anyOf }: DatasetSearch): string | null | undefined {
  const clauses: string[] = [];
  const length = () => encodeURIComponent(clauses.join(' AND ')).length;
  if (text !== undefined) {
    const words = text.split(/\s+/).filter(hasWord);
    if (words.length === 0) return null;
    for (const word of words) {
      if (length() + encodeURIComponent(word).length > LONGEST_QUERY) break;
      clauses.push(quoted(word));
    }
    if (clauses.length === 0) return null;
  }
  if (anyOf && anyOf.length > 0) {
    const terms: string[] = [];
    for (const term of anyOf.filter(hasWord)) {
      if (length() + encodeURIComponent([...terms, term].join('" OR "')).length > LONGEST_QUERY) break;
      terms.push(quoted(term));
    }
    if (terms.length === 0) return null;
    clauses.push(`(${terms.join(' OR ')})`);
  }
  return clauses.length > 0 ? clauses.join(' AND ') : undefined;
}

/** The filters of a search. Portals with harvesters hold records of other types. */
export function filterQuery({ format, modifiedAfter }: DatasetSearch): string {
  const clauses = ['dataset_type:dataset'];
  if (format) {
    const names = [...new Set([formatName(format), formatName(format).toLowerCase(), mediaTypeOf(format)])];
    clauses.push(`res_format:(${names.map(quoted).join(' OR ')})`);
  }
  if (modifiedAfter) {
    clauses.push(`metadata_modified:[${new Date(modifiedAfter).toISOString()} TO *]`);
  }
  return clauses.map((clause) => `+${clause}`).join(' ');
}
