import { fold } from '../text/fold.ts';

/** Words after which a hyphen at the end of a line stands for a part that is said later: `vård- och omsorg`. */
const together = new Set([
  'och',
  'eller',
  'samt',
  'respektive',
  'resp',
  'og',
  'eller',
  'and',
  'or',
  'to',
  'till',
  'til',
  'men',
  'som',
  'inte',
  'ikke',
]);
const lineEnd =
  /((?:[\p{L}\p{N}]+-)*[\p{L}\p{N}]*)([-\u2010\u2011\u00ad])[^\S\r\n]*(?:\r\n|\n|\r)\s*([\p{L}\p{N}]+)/gu;

/** The words of a document, by which a hyphen at the end of a line is judged. */
export function vocabularyOf(text: string): Set<string> {
  const words = text.replace(lineEnd, ' ').match(/[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/gu) ?? [];
  return new Set(words.map((word) => word.toLowerCase().replaceAll('\u2010', '-')));
}

/**
 * Joins words that are divided at the end of a line:
 * - a soft hyphen only divides;
 * - before `och` and the like, and after a capital, a figure or before a capital, the hyphen belongs to the word;
 * - a word that the document has elsewhere with or without hyphen is written in that way;
 * - a word with a hyphen before it keeps this one too: `open-source-miljö`;
 * - otherwise the hyphen divides. Three like consonants become two, as Swedish and Norwegian spell: `webb-baserad` is
 *   `webbaserad`.
 */
export function joinLineEnds(text: string, vocabulary: () => ReadonlySet<string>): string {
  if (!/[-\u2010\u2011\u00ad][^\S\r\n]*[\r\n]/u.test(text)) return text;
  return text.replace(lineEnd, (whole: string, before: string, hyphen: string, after: string) =>
    before === '' ? whole : joined(before, hyphen, after, vocabulary),
  );
}

/** Two parts of a word with the hyphen that stood between them, by the same rules. */
export function joined(
  before: string,
  hyphen: string,
  after: string,
  vocabulary: () => ReadonlySet<string>,
): string {
  if (hyphen === '\u00ad') return `${before}${after}`;
  if (together.has(after.toLowerCase())) return `${before}- ${after}`;
  const isDivided = /\p{Ll}{2}$/u.test(before) && /^\p{Ll}/u.test(after);
  if (!isDivided) return `${before}-${after}`;
  const known = vocabulary();
  const plain = withoutTriple(before, after);
  if (known.has(plain.toLowerCase())) return plain;
  const keeps = before.includes('-') || known.has(`${before}-${after}`.toLowerCase());
  return keeps ? `${before}-${after}` : plain;
}

function withoutTriple(before: string, after: string): string {
  const [last, first] = [fold(before.slice(-1)), fold(after.slice(0, 1))];
  const isTriple =
    /[bcdfghjklmnpqrstvwxz]/.test(last) && last === fold(before.slice(-2, -1)) && last === first;
  return `${before}${isTriple ? after.slice(1) : after}`;
}
