import type { ParliamentaryDocument } from '../entities/parliament.ts';
import type { ParliamentTerms } from '../entities/topic.ts';
import { fold, foldWords } from '../text/fold.ts';

/** How far a document is about a topic, and the words that show it. */
export interface Relevance {
  score: number;
  words: string[];
}

/** One of the topic's own words is found inside compounds too when it is this long: `ungdomsarbetslöshet`. */
const COMPOUND = 9;
/** A word in the title says what the document is about; one in the summary that it deals with it. */
const IN_TITLE = 1;
const IN_SUMMARY = 0.6;
/** A related word says less than one of the topic's own. */
const RELATED = 0.7;
const SAME_COMMITTEE = 0.2;

/**
 * The relevance of a document to a topic by its title and summary, since a full-text search also finds what mentions a
 * word in passing. Null without any of the topic's words, and with a word that shows another meaning. The committee
 * alone shows nothing: it treats other matters too.
 */
export function relevanceOf(
  {
    title,
    subtitle,
    summary,
    committee,
  }: Pick<ParliamentaryDocument, 'title' | 'subtitle' | 'summary' | 'committee'>,
  { terms, related = [], not = [], committee: own }: ParliamentTerms,
): Relevance | null {
  const heading = textOf(title);
  const body = textOf([subtitle, summary].filter((part) => part !== null).join(' '));
  if (not.some((word) => begins(word, heading) || begins(word, body))) return null;
  const words: string[] = [];
  let score = 0;
  const weigh = (list: readonly string[], weight: number, occurs: typeof begins) => {
    for (const word of list) {
      const found = occurs(word, heading) ? IN_TITLE : occurs(word, body) ? IN_SUMMARY : 0;
      if (found === 0) continue;
      // One of them may be the beginning of another: what is said once counts once.
      const isSaid = words.some(
        (other) => fold(other).includes(fold(word)) || fold(word).includes(fold(other)),
      );
      if (!isSaid) score += found * weight;
      words.push(word);
    }
  };
  weigh(terms, 1, isInside);
  weigh(related, RELATED, begins);
  if (words.length === 0) return null;
  return { score: score + (own !== undefined && own === committee ? SAME_COMMITTEE : 0), words };
}

interface Text {
  asWritten: string;
  folded: string;
}

const textOf = (text: string): Text => ({ asWritten: text, folded: foldWords(text) });

/** Whether a word of the text begins with the word, or a phrase occurs. An abbreviation is one only in capitals. */
function begins(word: string, { asWritten, folded }: Text): boolean {
  if (/^\p{Lu}{2,4}$/u.test(word)) return new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(asWritten);
  return folded.includes(foldWords(word));
}

/** The same, or inside a compound. */
function isInside(word: string, text: Text): boolean {
  const folded = fold(word);
  return (
    begins(word, text) || (folded.length >= COMPOUND && !folded.includes(' ') && text.folded.includes(folded))
  );
}
