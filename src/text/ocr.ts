/** Other readings of the words of a scanned text: digits and signs that stand between letters for a letter, and é. */
export function readings(text: string): string {
  const found = new Set<string>();
  for (const word of text.normalize('NFC').match(/[\p{L}\d&]+/gu) ?? []) {
    const repaired = word.replace(/(?<=\p{L})[614&](?=\p{L})/gu, (sign) => letters[sign] ?? sign);
    // The scanner read å and ä as é, and ö too; both are kept.
    if (/é/i.test(repaired)) {
      found.add(repaired.replace(/é/gi, 'a'));
      found.add(repaired.replace(/é/gi, 'o'));
    } else if (repaired !== word) found.add(repaired);
  }
  return [...found].join(' ');
}

const letters: Record<string, string> = { '6': 'o', '1': 'l', '4': 'a', '&': 'a' };
