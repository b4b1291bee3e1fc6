import { entryOf } from './entry-of.ts';
import { withoutEntities } from './html-text.ts';
import { asLatin, asPlainSign, ODD_SIGN } from './odd-letters.ts';
import { inUsualForm } from './odd-words.ts';

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
/** Also coded twice, and a number without its semicolon. */
const ENTITY = String.raw`&(?:amp;){0,2}(?:#\d{1,10};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z\d]{1,15};)`;
/** As addresses, programs and mail write characters: \`%40\`, \`%2540\`, \`\\u0040\`, \`=C3=B6\`. */
const CODED = String.raw`(?<!\d)(?:%(?:25){0,3}[0-9a-fA-F]{2}){1,60}|%2[0bBdD]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?:=C3=[89AB][0-9A-F])|(?<=\p{L})=40(?=\p{L})`;
/** Parts of a text in a program: `'anna' + '@' + 'foretag'`. */
const PLUS = String.raw`["'] ?\+ ?["']`;
/** Figures of Braille are letters behind a sign. */
const BRAILLE = String.raw`\u283c[\u2801\u2803\u2809\u2819\u2811\u280b\u281b\u2813\u280a\u281a]{1,20}`;
/** What turns round the characters after it. */
const TURNED = String.raw`\u202e[^\u202c\n]{1,120}\u202c?`;
/** A comment within a word or a number. */
const COMMENT = String.raw`(?<=[\p{L}\d@.])<!--[^<>@\d]{0,60}-->(?=[\p{L}\d@.])|<!---->`;
const TAG = String.raw`<\/?(?!(?:at|a|dot|punkt)>)[a-zA-Z][^<>]{0,500}>`;
/** A character with marks of its own. */
const MARKED = String.raw`[\p{L}\p{N}\p{P}\p{S}]\p{M}+`;
/** Signs of emphasis in Markdown and of tags in forums. */
const EMPHASIS = String.raw`(?<=[\p{L}\d])(?:\*\*|~~|\x60)|(?:\*\*|~~|\x60)(?=[\p{L}\d+(@])|(?<![\p{L}\d_@.\/-])_(?=\p{Lu})|(?<=(?<![\p{L}\d_@.\/-])_\p{Lu}[\p{L} -]{0,40})_(?![\p{L}\d_@.\/-])|(?<![\p{L}\d*])\*(?=\p{Lu})|(?<=\p{Ll}{2})(?<!\*(?:at|ät|dot|punkt|prick|snabel\p{L}{0,3}|kr\p{L}{0,8}))\*(?![\p{L}\d*])|\[\/?(?:b|i|u|s|url|email|color|size|center)(?:=[^\]\n@]{0,80})?\]`;
/** A picture within a word, and between two; not where it stands for the sign of an address. */
const PICTURE = String.raw`(?<=\p{L})(?![#*\d])\p{Extended_Pictographic}\ufe0f?(?=\p{L})(?![\p{L}\d-]{1,40}\.\p{L}{2})`;
/** A full stop or the beginning of an address, written so that no program follows it. */
const DEFANGED = String.raw`\[\.\]|\(\.\)|\{\.\}|\[:\]`;
const HXXP = String.raw`(?<!\p{L})hxxp(?=s?\W{1,3}\/\/)`;
const DASH = String.raw`[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]`;
/** The long sound of Katakana, where a keyboard for it writes a dash. */
const LONG_SOUND = String.raw`(?<=[\d\uff10-\uff19])\u30fc`;
const BREAK = String.raw`\r\n?|[\u0085\u2028\u2029]`;
/** UTF-8 that was read as Windows-1252: “Ã¥” for “å”. */
const MISREAD = 'Ã[\u0080-\u00bf\u2013\u2026\u2020\u02dc\u2030\u201e\u201c\u2122\u0153]';
/** A word that was divided at the end of a line. */
const DIVIDED = String.raw`(?<=\p{Ll})-\r?\n(?=\p{Ll})|(?<=\d)-\r?\n(?=\d)`;
const SIGNS = `${DIVIDED}|${PLUS}|${TURNED}|${INVISIBLE}|${BLANK}{2,}|(?! )${BLANK}|${BREAK}|${DASH}|${LONG_SOUND}|${ENTITY}|${CODED}|${COMMENT}|${TAG}|${BRAILLE}|(?<=["'])>|${ODD_SIGN}|${MISREAD}|${EMPHASIS}|${PICTURE}|${DEFANGED}`;
/** Most texts have no marks of their own, and nothing to change begins with one of their letters. */
const CHANGED = new RegExp(String.raw`(?=[^A-Za-z0-9åäöÅÄÖ.,:;!?\x20])(?:${SIGNS})|\x20${BLANK}+`, 'gu');
const CHANGED_WITH_MARKS = new RegExp(`${MARKED}|${HXXP}|${SIGNS}`, 'gu');
const HAS_HIGH = /[\u0300-\uffff]/;
const HAS_MARKS = /\p{M}/u;

/** Tags around a few letters or words of a line; all others begin a new line. */
const INLINE =
  /^<\/?(?:a|abbr|b|big|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)\b/i;
const BARE = /^<\/?\p{L}[\p{L} .'’-]*>$/u;
const ELEMENT =
  /^<\/?(?:address|article|aside|blockquote|body|br|button|caption|center|col|dd|details|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|img|label|legend|li|main|menu|nav|ol|option|p|picture|pre|script|section|select|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|ul|video)\b/i;
/** A tag that may hold an address or a text that somebody reads. */
const HOLDS_TEXT =
  /mailto:|tel:|sms:|@|%40|:\/\/|(?<![\w-])(?:alt|title|content|src|href|value|placeholder|summary|label|n[ao]mn|navn|name|person|kontakt|contact|author|tele?fon|tel|phone|mobile?|e-?mail|e-?post|aria-[a-z]{1,12}|data-[a-z-]{1,20})\s?=/i;

export function viewOf(original: string): TextView {
  const pattern =
    (HAS_HIGH.test(original) && HAS_MARKS.test(original)) || original.includes('hxxp')
      ? CHANGED_WITH_MARKS
      : CHANGED;
  pattern.lastIndex = 0;
  let match = pattern.exec(original);
  if (!match) return { text: inUsualForm(asLatin(original)), original: (at, end) => [at, end] };
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
  for (; match; match = pattern.exec(original)) {
    let [found] = match;
    // Such a tag stays, without its brackets.
    if (found.startsWith('<') && HOLDS_TEXT.test(found)) {
      found = '<';
      pattern.lastIndex = match.index + 1;
    }
    text += original.slice(from, match.index);
    begin(match.index, false);
    text += isAtInCircle(original, match.index, found)
      ? '@'
      : readAs(found, isDigit(original[match.index - 1]), isCapital(original[match.index + found.length]));
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
    // As long as the view.
    text: inUsualForm(asLatin(text)),
    // The last character of the span decides about its end: what follows it stays.
    original: (at, end) => {
      const last = toOriginal(end - 1, true);
      return [toOriginal(at, false), copied[pieceAt(end - 1)] ? last + 1 : last];
    },
  };
}

/** A letter in a circle among plain ones stands for the sign of an address. */
const AT_IN_CIRCLE = /^[ⓐⒶ⒜]$/u;
const ENCLOSED = /[\u2460-\u24ff]/;
const isAtInCircle = (text: string, at: number, found: string): boolean =>
  AT_IN_CIRCLE.test(found) && !ENCLOSED.test(text[at - 1] ?? '') && !ENCLOSED.test(text[at + 1] ?? '');

const isCapital = (sign = ''): boolean => /\p{Lu}/u.test(sign);
const isDigit = (sign = ''): boolean => sign >= '0' && sign <= '9';

function readAs(found: string, isNumber: boolean, isBeforeCapital: boolean): string {
  const [first = ''] = found;
  // A number keeps its dash.
  if (first === '-') return isNumber ? '-' : '';
  if (first === '"' || first === "'") return '';
  if (first === '&') return entity(found);
  if (first === '%' || first === '\\' || first === '=') return decoded(found);
  if (first === '\u202e') return [...found.replace(/[\u202c\u202e]/g, '')].reverse().join('');
  if (first === '\u283c')
    return [...found.slice(1)].map((sign) => (BRAILLE_LETTERS.indexOf(sign) + 1) % 10).join('');
  if (first === '>' || found === '<') return ' ';
  if (first === 'Ã' && found.length === 2) return entryOf(MISREADS, found[1] ?? '') ?? found;
  if (found.startsWith('<!')) return '';
  if (first === '<') {
    if (INLINE.test(found)) return '';
    // “<Anna>” is no tag.
    return !BARE.test(found) || ELEMENT.test(found) ? '\n' : found;
  }
  if (first === '\r' || /[\u0085\u2028\u2029]/.test(first)) return '\n';
  if (BLANKS.test(found)) return ' ';
  if (DASHES.test(first) || first === '\u30fc') return '-';
  if (INVISIBLES.test(found)) return '';
  if (first === '_' || first === '*' || first === '~' || first === '`')
    return found.length > 1 && !EMPHASES.test(found) ? asPlainSign(found) : '';
  if (first === '[' || first === '(' || first === '{')
    return found[1] === '.' ? '.' : found[1] === ':' ? ':' : '';
  if (PICTURES.test(found)) return isBeforeCapital ? ' ' : '';
  if (/^hxxp$/i.test(found)) return 'http';
  return asPlainSign(found).replace(DASHES, '-').replace(CONTROLS, '');
}
const BRAILLE_LETTERS = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚';
const EMPHASES = /^(?:\*\*|~~)$/;

const TWICE_CODED = /%(?:25)+(?=[0-9a-fA-F]{2})/g;

/** The characters that a code stands for; what is no code stays. A blank within an address parts no words. */
function decoded(found: string): string {
  if (/^\\[ux]/.test(found)) return asPlainSign(String.fromCharCode(Number.parseInt(found.slice(2), 16)));
  try {
    const signs = decodeURIComponent(found.replaceAll('=', '%').replace(TWICE_CODED, '%'));
    return [...signs].map(asPlainSign).join('').replace(/\s/g, '_').replace(CONTROLS, '');
  } catch {
    return found;
  }
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
const PICTURES = /^(?![#*\d©®™])\p{Extended_Pictographic}\ufe0f?$/u;
const BLANKS = new RegExp(`^${BLANK}+$`, 'u');
const DASHES = new RegExp(DASH, 'u');
const INVISIBLES = new RegExp(`^(?:${INVISIBLE})$`, 'u');
// biome-ignore lint/suspicious/noControlCharactersInRegex: the masker marks what it masks with control characters.
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f]/g;

function entity(found: string): string {
  const name = found
    .slice(1)
    .replace(/^(?:amp;)+(?=.)/, '')
    .replace(/;$/, '');
  if (!name.startsWith('#')) return withoutEntities(`&${name};`).replace(/\s/g, ' ').replace(DASHES, '-');
  const isHexadecimal = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
  if (!(code > 31 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return ' ';
  const character = asPlainSign(String.fromCodePoint(code));
  if (INVISIBLES.test(character)) return '';
  return BLANKS.test(character) ? ' ' : character.replace(DASHES, '-');
}
