import { longestText } from './argument-lengths.ts';

/** A word or a name of so many letters costs nothing. */
export const freeLetters = 30;
/** Sentences are read word by word; words of a search are compared with everything that is searched. */
const lettersOfSentence = 6;
/** They are looked up as they are. */
const lookedUp: ReadonlySet<string> = new Set(['after', 'before', 'id', 'ids', 'uri', 'uris', 'url']);

/**
 * What it costs to read a text that a client gives, by the name of its argument: as many objects take about as long. A
 * text that is too long is refused and not read.
 */
export function costOfText(argument: string, length: number): number {
  if (length <= freeLetters || length > longestText(argument) || lookedUp.has(argument)) return 0;
  return (length - freeLetters) / (argument === 'text' ? lettersOfSentence : 1);
}
