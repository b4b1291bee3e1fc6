/** Escapes all characters with a meaning in the query syntax of Lucene and Solr, spaces included. */
export function escapeLucene(value: string): string {
  // Replaces lone surrogates, which cannot be encoded in a URL.
  const whole = Buffer.from(value).toString();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are not valid in a query
  return whole.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(/[\\+\-!():^[\]"{}~*?|&;/\s]/g, '\\$&');
}

/** A text in quotes, in which nothing is query syntax. */
export const quoted = (text: string): string =>
  `"${Buffer.from(text)
    .toString()
    .replace(/["\\\p{Cc}]/gu, ' ')
    .trim()}"`;

/** Whether there is anything in a text that an index holds: signs alone are in none. */
export const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Characters of a query after URL encoding: a URL of more than about 8 kB fails, and other parameters need room. */
export const LONGEST_QUERY = 6000;
