import { entryOf } from './entry-of.ts';
/**
 * A text as patterns read it: NFKC, without invisible characters, with entities decoded, inline tags left out, each run
 * of blanks as one space and each dash as `-`. It knows the place of every character in the original.
 */
export interface TextView {
  text: string;
  /** The span of the original that a span of the view stands for. */
  original(at: number, end: number): [at: number, end: number];
}

/** Zero-width characters, soft hyphens, direction marks, variation selectors and control characters other than breaks. */
const INVISIBLE = String.raw`[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff\u{e0000}-\u{e007f}]|[\0-\b\v\f\x0e-\x1f\x7f]`;
const BLANK = String.raw`[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]`;
const ENTITY = String.raw`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});`;
/** A comment within a word or a number. */
const COMMENT = String.raw`<!--[^<>@\d]{0,60}-->`;
const TAG = String.raw`<\/?(?!(?:at|a|dot|punkt)>)[a-zA-Z][^<>]{0,500}>`;
/** A letter with marks of its own, or a character that NFKC writes otherwise. */
const COMPOSED = String.raw`\p{L}\p{M}+|[\u00aa\u00b2\u00b3\u00b9\u00ba\u2024\u2025\u2070-\u209f\u2100-\u218f\u2460-\u24ff\u3300-\u33ff\ufb00-\ufb06\uff00-\uffef]|[\u{1d400}-\u{1d7ff}]`;
const DASH = String.raw`[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]`;
/** The long sound of Katakana, where a keyboard for it writes a dash. */
const LONG_SOUND = String.raw`(?<=[\d\uff10-\uff19])\u30fc`;
const BREAK = String.raw`\r\n?|[\u0085\u2028\u2029]`;
/** UTF-8 that was read as Windows-1252: “Ã¥” for “å”. */
const MISREAD = 'Ã[\u0080-\u00bf\u2013\u2026\u2020\u02dc\u2030\u201e\u201c\u2122\u0153]';
const CHANGED = new RegExp(
  // A word that was divided at the end of a line.
  String.raw`(?<=\p{Ll})-\r?\n(?=\p{Ll})|(?<=\d)-\r?\n(?=\d)|` +
    `${INVISIBLE}|${BLANK}{2,}|(?! )${BLANK}|${BREAK}|${DASH}|${LONG_SOUND}|${ENTITY}|${COMMENT}|${TAG}|${COMPOSED}|${MISREAD}`,
  'gu',
);

/** Tags around a few letters or words of a line; all others begin a new line. */
const INLINE =
  /^<\/?(?:a|abbr|b|big|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)\b/i;
const BARE = /^<\/?\p{L}+>$/u;
const ELEMENT =
  /^<\/?(?:address|article|aside|blockquote|body|br|button|caption|center|col|dd|details|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|img|label|legend|li|main|menu|nav|ol|option|p|picture|pre|script|section|select|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|ul|video)\b/i;
/** A tag that may hold an address. */
const HAS_ADDRESS = /mailto:|tel:|sms:|@|%40|:\/\//i;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  ndash: '-',
  mdash: '-',
  hyphen: '-',
  commat: '@',
  period: '.',
  middot: '·',
  bull: '•',
  ccedil: 'ç',
  ntilde: 'ñ',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  scaron: 'š',
  szlig: 'ß',
  aring: 'å',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  oslash: 'ø',
  aelig: 'æ',
  eacute: 'é',
  egrave: 'è',
  aacute: 'á',
  Aring: 'Å',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  Oslash: 'Ø',
  AElig: 'Æ',
  Eacute: 'É',
  Aacute: 'Á',
};

export function viewOf(original: string): TextView {
  CHANGED.lastIndex = 0;
  let match = CHANGED.exec(original);
  if (!match) return { text: original, original: (at, end) => [at, end] };
  let text = '';
  /** Where pieces begin in the view and in the original; a piece is copied, or replaced as a whole. */
  const starts: number[] = [0];
  const sources: number[] = [0];
  const copied: boolean[] = [true];
  let from = 0;
  const begin = (source: number, isCopied: boolean) => {
    starts.push(text.length);
    sources.push(source);
    copied.push(isCopied);
  };
  for (; match; match = CHANGED.exec(original)) {
    const [found] = match;
    text += original.slice(from, match.index);
    begin(match.index, false);
    text += readAs(found, isDigit(original[match.index - 1]));
    from = match.index + found.length;
    begin(from, true);
  }
  text += original.slice(from);

  const pieceAt = (at: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const toOriginal = (at: number, isEnd: boolean): number => {
    const piece = pieceAt(at);
    const source = sources[piece] ?? 0;
    if (copied[piece]) return source + at - (starts[piece] ?? 0);
    return isEnd ? (sources[piece + 1] ?? original.length) : source;
  };
  return {
    text,
    // The last character of the span decides about its end: what follows it stays.
    original: (at, end) => {
      const last = toOriginal(end - 1, true);
      return [toOriginal(at, false), copied[pieceAt(end - 1)] ? last + 1 : last];
    },
  };
}

const isDigit = (sign = ''): boolean => sign >= '0' && sign <= '9';

function readAs(found: string, isNumber: boolean): string {
  const [first = ''] = found;
  // A number keeps its dash.
  if (first === '-') return isNumber ? '-' : '';
  if (first === '&') return entity(found);
  if (first === 'Ã' && found.length === 2) return MISREADS[found[1] ?? ''] ?? found;
  if (found.startsWith('<!')) return '';
  if (first === '<') {
    if (HAS_ADDRESS.test(found)) return ` ${found.slice(1, -1)} `;
    if (INLINE.test(found)) return '';
    // “<Anna>” is no tag.
    return !BARE.test(found) || ELEMENT.test(found) ? '\n' : found;
  }
  if (first === '\r' || /[\u0085\u2028\u2029]/.test(first)) return '\n';
  if (BLANKS.test(found)) return ' ';
  if (DASHES.test(first) || first === '\u30fc') return '-';
  if (INVISIBLES.test(found)) return '';
  return found.normalize('NFKC').replace(DASHES, '-').replace(CONTROLS, '');
}

const MISREADS: Readonly<Record<string, string>> = {
  '¥': 'å',
  '¤': 'ä',
  '¶': 'ö',
  '…': 'Å',
  '„': 'Ä',
  '–': 'Ö',
  '©': 'é',
  '¸': 'ø',
  '¦': 'æ',
  '˜': 'Ø',
  '†': 'Æ',
  '‰': 'É',
  '¼': 'ü',
  '¡': 'á',
};
const BLANKS = new RegExp(`^${BLANK}+$`, 'u');
const DASHES = new RegExp(DASH, 'u');
const INVISIBLES = new RegExp(`^(?:${INVISIBLE})$`, 'u');
// biome-ignore lint/suspicious/noControlCharactersInRegex: the masker marks what it masks with control characters.
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f]/g;

function entity(found: string): string {
  const name = found.slice(1, -1);
  if (!name.startsWith('#')) return entryOf(ENTITIES, name) ?? found;
  const isHexadecimal = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
  if (!(code > 31 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return ' ';
  const character = String.fromCodePoint(code).normalize('NFKC');
  if (INVISIBLES.test(character)) return '';
  return BLANKS.test(character) ? ' ' : character.replace(DASHES, '-');
}
