import { markAll } from './marks.ts';

/*
 * Contacts in a code: Base64, Morse, letters told by words, and texts from right to left. Nobody writes an advertisement
 * so for another purpose.
 */

const BASE64 =
  /(?<![\p{L}\d+/=.-])(?=[A-Za-z\d+/]{0,60}[a-z])(?=[A-Za-z\d+/]{0,60}[A-Z\d])[A-Za-z\d+/]{12,200}={0,2}(?![\p{L}\d+/=-])/gu;
const TELEPHONE = /^[+\d][\d ()+-]{7,20}$/;
const ADDRESS = /^[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,40}$/;
function coded(match: RegExpExecArray): readonly [number, number] | null {
  const [found] = match;
  // Words of any text have no digits and no sign at their end.
  if (!/\d|=$/.test(found)) return null;
  const text = Buffer.from(found, 'base64').toString('utf8').trim();
  return ADDRESS.test(text) || TELEPHONE.test(text) ? [match.index, match.index + found.length] : null;
}

const MORSE = /(?<![\p{L}\d.–_·•-])[.·•_–-]{1,5}(?:[ /|]{1,3}[.·•_–-]{1,5}){4,120}(?![\p{L}\d.–_·•-])/gu;
const isMorse = (match: RegExpExecArray): readonly [number, number] | null =>
  /[.·•]/u.test(match[0]) && /[–_-]/u.test(match[0]) && /[.·•]{2}|[–_-]{2}/u.test(match[0])
    ? [match.index, match.index + match[0].length]
    : null;

/** “A som i Adam, N som i Niklas, …” */
const LETTERS_BY_WORDS =
  /(?<![\p{L}\d])\p{L}[ ,:=-]{1,3}(?:som i|som|as in|for|för|like|niin kuin|kuten) \p{L}{2,14}(?:[ ,.;–/-]{1,3}(?:och |og |and )?\p{L}[ ,:=-]{1,3}(?:som i|som|as in|for|för|like|niin kuin|kuten) \p{L}{2,14}){2,30}(?!\p{L})/giu;
const ALPHABET =
  'adam|bertil|caesar|cesar|david|erik|filip|gustav|helge|ivar|johan|kalle|ludvig|martin|niklas|olof|petter|qvintus|rudolf|sigurd|tore|urban|viktor|wilhelm|xerxes|yngve|zäta|åke|ärlig|östen|alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|juliett|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|xray|x-ray|yankee|zulu|anna|bernhard|fredrik|harald|karin|kåre|nils|ole|olivia|rikard|signe|teodor|ulrik|enkelt-w|dobbelt-w|zakarias|ærlig|østen|ægir|bernhard|aarne|bertta|celsius|daavid|eemeli|faarao|gideon|heikki|iivari|jussi|lauri|matti|niilo|otto|paavo|kuu|risto|sakari|tyyne|urho|vihtori|wiski|äksä|yrjö|tseta|äiti|öljy|punkt|snabel-a|at|dot|piste|noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio';
const SPELLED = new RegExp(
  String.raw`(?<!\p{L})(?:${ALPHABET})(?:[ ,–-]{1,3}(?:${ALPHABET})){4,40}(?!\p{L})`,
  'giu',
);
const MANY_LETTERS =
  /(?<!\p{L})(?:adam|bertil|cesar|caesar|niklas|rudolf|sigurd|urban|bravo|foxtrot|sierra|tango|kilo|lima|november|oscar|papa|bernhard|teodor|ulrik|heikki|jussi|paavo|risto)[ ,–-]{1,3}\p{L}{3,9}(?!\p{L})/iu;

/** Marks contacts that are written in a code. */
export function markCodes(view: string): string {
  let text = view;
  if (/[A-Za-z]{2}\d[A-Za-z\d+/]{4}|[A-Za-z\d]=(?![\p{L}\d])/u.test(text))
    text = markAll(text, BASE64, 'email', coded);
  if (/[.·•–_-]{2}[ /|]{1,3}[.·•–_-]/u.test(text)) text = markAll(text, MORSE, 'number', isMorse);
  if (
    /(?:som|as in|for|för|like|niin kuin|kuten) \p{L}(?<=(?<!\p{L})\p{L}[ ,:=-]{1,3}[\p{L} ]{3,10} .)/iu.test(
      text,
    )
  )
    text = markAll(text, LETTERS_BY_WORDS, 'name');
  if (MANY_LETTERS.test(text)) text = markAll(text, SPELLED, 'name');
  return text;
}
