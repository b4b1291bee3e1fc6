import { fold } from '../../text/fold.ts';
import type { TableCard } from './table.ts';

interface Folded {
  title: string[];
  others: string[];
  id: string;
}

const words = (text: string): string[] => fold(text).match(/[\p{L}\d]+/gu) ?? [];

/** The words of a table live as long as the list that it stands in. */
const folded = new WeakMap<TableCard, Folded>();

function wordsOf(card: TableCard): Folded {
  let found = folded.get(card);
  if (!found) {
    found = { title: words(card.title), others: words(card.keywords.join(' ')), id: fold(card.tableId) };
    folded.set(card, found);
  }
  return found;
}

/**
 * How well a table answers the words; 0 where one of them occurs nowhere. A whole word of the title counts most, then
 * the beginning of one, since Swedish compounds begin with what they are about.
 */
export function scoreOf(card: TableCard, query: string): number {
  const wanted = words(query);
  const { title, others, id } = wordsOf(card);
  if (wanted.length === 0) return card.discontinued ? 0.5 : 1;
  let sum = 0;
  for (const word of wanted) {
    const one =
      id === word
        ? 10
        : title.includes(word)
          ? 5
          : title.some((text) => text.startsWith(word))
            ? 4
            : others.includes(word)
              ? 2
              : [...title, ...others].some((text) => text.includes(word))
                ? 1
                : 0;
    if (one === 0) return 0;
    sum += one;
  }
  // Of two titles with the words the shorter is more about them.
  const share = wanted.length / Math.max(wanted.length, title.length);
  return (sum + share) * (card.discontinued ? 0.5 : 1);
}

/** Whether the title, the subjects or the variables of a table have one of the terms, each word by its beginning. */
export function isAbout(card: Pick<TableCard, 'title' | 'keywords'>, terms: readonly string[]): boolean {
  const text = ` ${words([card.title, ...card.keywords].join(' ')).join(' ')}`;
  return terms.some((term) => text.includes(` ${words(term).join(' ')}`));
}
