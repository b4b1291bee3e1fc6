/** Characters of a title, a name or another text of one line. Acts of the EU have titles of 3,000. */
export const LONGEST_TITLE = 4_000;
/** Characters of a description or another text of many lines. */
export const LONGEST_TEXT = 100_000;

/** How far back a blank is looked for, so that no word is cut. */
const LONGEST_WORD = 100;

/** The text, cut at a word with an ellipsis where it is longer than any that a person writes in its place. */
export function bounded(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.max(0, most - LONGEST_WORD);
  const blank = text.slice(end, most).search(/\s\S*$/);
  const kept =
    blank >= 0 ? text.slice(0, end + blank) : text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  // A copy: a part of a text keeps the whole in memory.
  return `${Buffer.from(kept.trimEnd(), 'utf16le').toString('utf16le')}…`;
}
