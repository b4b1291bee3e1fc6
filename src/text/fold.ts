/** Letters that Unicode does not decompose into a base letter and a mark. */
const baseLetters: Record<string, string> = { ø: 'o', æ: 'ae', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l' };

/** Combining marks go before the text is normalised: `normalize` sorts a run of them, in quadratic time. */
const withoutMarks = (text: string): string => text.replace(/\p{M}+/gu, '');

/** A text in the form in which texts are compared: lower case, without diacritics, hyphens and slashes as spaces. */
export function fold(text: string): string {
  return withoutMarks(text.toLowerCase())
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßđðþł]/g, (letter) => baseLetters[letter] ?? letter)
    .replace(/[\s\-‐-―/]+/g, ' ')
    .trim();
}

/** The folded letters and digits of a text, each word after one space: `includes(' word')` finds words by their beginning. */
export function foldWords(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()}`;
}

/** Whether a text has a letter or digit to search for. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(fold(text));
}

/** Whether one of the texts has, for every word of the query, a word that begins with it. */
export function matches(query: string, texts: readonly string[]): boolean {
  const words = fold(query).split(' ');
  return texts.some((text) => {
    const folded = ` ${fold(text)}`;
    return words.every((word) => folded.includes(` ${word}`));
  });
}

/** A text without diacritics; case and everything else stay. */
export function withoutDiacritics(text: string): string {
  return withoutMarks(text).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
