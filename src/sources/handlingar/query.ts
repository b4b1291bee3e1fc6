import type { RequestSearch } from '../kinds/information-requests.ts';

const LONGEST_QUERY = 1500;

/** The words of a text in lower case and without signs, so that none is an operator of the search. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

/** The query of a search feed; null where there is no word to search for. */
export function feedQuery({ text, anyOf, body }: RequestSearch): string | null {
  const clauses: string[] = [];
  if (body) clauses.push(`requested_from:${body}`);
  if (text !== undefined) {
    const found = words(text);
    if (found.length === 0) return null;
    clauses.push(...found);
  }
  if (anyOf && anyOf.length > 0) {
    const phrases = anyOf.map(words).filter((found) => found.length > 0);
    if (phrases.length === 0) return null;
    const any: string[] = [];
    for (const found of phrases) {
      const phrase = found.length > 1 ? `"${found.join(' ')}"` : (found[0] ?? '');
      if (encodeURIComponent([...any, phrase].join(' OR ')).length > LONGEST_QUERY) break;
      any.push(phrase);
    }
    // Alone, since AND and OR beside each other are read in an order that is documented nowhere.
    return clauses.length > 0 ? [...clauses, any[0]].join(' ') : any.join(' OR ');
  }
  if (clauses.length === 0) return null;
  // One hit a request: its first letter.
  const query = [...clauses, 'variety:sent'].join(' ');
  return encodeURIComponent(query).length > LONGEST_QUERY ? null : query;
}
