const letters: Record<string, string> = { ø: 'o', æ: 'ae', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l' };

/** A text as it is compared: lower case, without marks (å ä ö ø æ é), hyphens and slashes as spaces. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßđðþł]/g, (letter) => letters[letter] ?? letter)
    .replace(/[\s\-‐-―/]+/g, ' ')
    .trim();
}

/** Whether every word of the query begins a word of one of the texts. */
export function matches(query: string, texts: readonly string[]): boolean {
  const words = fold(query).split(' ');
  return texts.some((text) => {
    const folded = ` ${fold(text)}`;
    return words.every((word) => folded.includes(` ${word}`));
  });
}
