/** What a UTF-16 unit is; a unit of a pair is what the pair is. */
export const LETTER = 1;
export const MARK_ON_LETTER = 2;
export const DIGIT = 4;
export const SMALL = 8;
export const CAPITAL = 16;

const UNKNOWN = 255;
const kinds = new Uint8Array(0x10000).fill(UNKNOWN);

/**
 * The kind of the unit at a place, as a sum of the above. A table: a class of a regular expression such as `\p{L}` costs
 * ten times as much, and words are read several times in every text.
 */
export function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code < 0xe000) return kindOfPair(text, code < 0xdc00 ? at : at - 1);
  const known = kinds[code] ?? 0;
  if (known !== UNKNOWN) return known;
  const kind = kindOf(String.fromCharCode(code));
  kinds[code] = kind;
  return kind;
}

const kindOfPair = (text: string, at: number): number => {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xffff ? kindOf(String.fromCodePoint(code)) : 0;
};

function kindOf(sign: string): number {
  let kind = 0;
  if (/^\p{L}$/u.test(sign)) kind |= LETTER;
  if (/^\p{M}$/u.test(sign)) kind |= MARK_ON_LETTER;
  if (/^\d$/.test(sign)) kind |= DIGIT;
  if (/^\p{Ll}$/u.test(sign)) kind |= SMALL;
  if (/^\p{Lu}$/u.test(sign)) kind |= CAPITAL;
  return kind;
}

/** The end of a run of units of these kinds. */
export function endOfRun(text: string, from: number, kind: number, most: number): number {
  const last = Math.min(text.length, from + most);
  let at = from;
  while (at < last && (kindAt(text, at) & kind) !== 0) at++;
  return at;
}

/** Whether a capital letter follows a small one or a line. */
export function hasInnerCapital(text: string): boolean {
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = kindAt(text, at);
    if ((kind & CAPITAL) !== 0 && ((before & SMALL) !== 0 || text[at - 1] === '_')) return true;
    before = kind;
  }
  return false;
}
