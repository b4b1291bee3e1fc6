import { formatName } from '../formats/dcat.ts';
import type { DatasetSearch } from '../kinds/catalogue.ts';
import type { Window } from '../kinds/kind.ts';

/** The portal pages no further than this. */
export const LAST_OFFSET = 10_000;
const LARGEST_PAGE = 1000;

/** A text in quotes, in which nothing is query syntax. */
const quoted = (text: string): string => `"${text.replace(/["\\\p{Cc}]/gu, ' ').trim()}"`;
const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The text of the search; undefined for a search without text, null for a text without letters and digits. */
export function textQuery({ text, anyOf }: DatasetSearch): string | null | undefined {
  const clauses: string[] = [];
  if (text !== undefined) {
    const words = text.split(/\s+/).filter(hasWord);
    if (words.length === 0) return null;
    // Words without AND are alternatives.
    clauses.push(words.map(quoted).join(' AND '));
  }
  if (anyOf && anyOf.length > 0) {
    const terms = anyOf.filter(hasWord);
    if (terms.length === 0) return null;
    const any = terms.map(quoted).join(' OR ');
    clauses.push(clauses.length > 0 && terms.length > 1 ? `(${any})` : any);
  }
  return clauses.length > 0 ? clauses.join(' AND ') : undefined;
}

/** The facets of a search as the portal takes them: a JSON object as text. An unknown value gives no hits. */
export function facets({ themes, format, hvdOnly }: DatasetSearch): string | undefined {
  const found = {
    ...(themes && themes.length > 0 && { categories: themes.map((theme) => theme.toUpperCase()) }),
    ...(format && { format: [formatName(format)] }),
    ...(hvdOnly && { is_hvd: ['true'] }),
  };
  return Object.keys(found).length > 0 ? JSON.stringify(found) : undefined;
}

/** The page of the portal that holds a part of a list, and where the part begins in it. */
export function pageOver({ offset, limit }: Window): { page: number; limit: number; skip: number } {
  const wanted = Math.max(limit, 1);
  // Pages are counted in their own size: the smallest size of which one page holds the whole part.
  for (let size = wanted; size < LARGEST_PAGE; size++) {
    const page = Math.floor(offset / size);
    if (offset + wanted <= (page + 1) * size) return { page, limit: size, skip: offset - page * size };
  }
  const page = Math.floor(offset / LARGEST_PAGE);
  return { page, limit: LARGEST_PAGE, skip: offset - page * LARGEST_PAGE };
}
