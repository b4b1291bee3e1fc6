import type { DatasetSearch } from '../kinds/catalogue.ts';

/** Every dataset with records can be exported in these. */
export const EXPORTS: ReadonlyMap<string, string> = new Map([
  ['CSV', 'csv'],
  ['JSON', 'json'],
  ['XLSX', 'xlsx'],
  ['PARQUET', 'parquet'],
]);

const LONGEST_QUERY = 6000;

/** A text of ODSQL: in double quotes, with quotes and backslashes escaped. Alone it is a full-text search. */
export const quoted = (text: string): string =>
  `"${text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .replace(/[\\"]/g, '\\$&')}"`;
const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The `where` of a search; undefined where nothing is asked, null for a text without letters and digits. */
export function whereClause({ text, anyOf, modifiedAfter }: DatasetSearch): string | null | undefined {
  const clauses: string[] = [];
  if (modifiedAfter) clauses.push(`modified >= date'${new Date(modifiedAfter).toISOString().slice(0, 10)}'`);
  const room = (more: string) => encodeURIComponent([...clauses, more].join(' AND ')).length <= LONGEST_QUERY;
  if (text !== undefined) {
    const words = text.split(/\s+/).filter(hasWord).map(quoted);
    const before = clauses.length;
    for (const word of words) if (room(word)) clauses.push(word);
    if (clauses.length === before) return null;
  }
  if (anyOf && anyOf.length > 0) {
    const terms: string[] = [];
    for (const term of anyOf.filter(hasWord).map(quoted)) {
      if (room(`(${[...terms, term].join(' OR ')})`)) terms.push(term);
    }
    if (terms.length === 0) return null;
    clauses.push(`(${terms.join(' OR ')})`);
  }
  return clauses.length > 0 ? clauses.join(' AND ') : undefined;
}
