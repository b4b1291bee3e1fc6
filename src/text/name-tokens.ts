import { DIGIT, endOfRun, kindAt, LETTER, MARK_ON_LETTER } from './letters.ts';
import { type ListedAs, listedAs } from './name-lists.ts';
import { isCommon, isCue, isOther, isPlace, isRole, isThingNoun, isUnionWord } from './name-words.ts';

/** A word, a number or a mark of a text. */
export interface Token {
  at: number;
  end: number;
  text: string;
  lower: string;
  /** What stands between it and the token before. */
  gap: string;
  kind: 'word' | 'number' | 'mark';
  about: AboutWord;
}

/** What is known about a word whatever stands beside it. */
export interface AboutWord {
  isCapital: boolean;
  isInitial: boolean;
  isInCapitals: boolean;
  isOtherAlphabet: boolean;
  isRole: boolean;
  isOther: boolean;
  isCommon: boolean;
  isCue: boolean;
  isThingNoun: boolean;
  /** By its ending a place or an organisation. */
  isPlaceWord: boolean;
  isUnion: boolean;
  lower: string;
  listed: ListedAs;
}

/** The tokens of a text, with the bounds of each one's line and sentence: indices of the first and the last token. */
export interface Tokens {
  list: readonly Token[];
  lineStart: Int32Array;
  lineEnd: Int32Array;
  sentenceStart: Int32Array;
  sentenceEnd: Int32Array;
  /** The nearest token at or before each that is a mark, and that is a word of contact; -1 for none. */
  lastMark: Int32Array;
  lastCue: Int32Array;
  /** The nearest mark at or after each; the number of tokens for none. */
  nextMark: Int32Array;
  /** The whole text is written in capitals. */
  isInCapitals: boolean;
}

const WORD = LETTER | MARK_ON_LETTER;
const [MAX_WORD, MAX_PART, MAX_PARTS, MAX_NUMBER] = [60, 40, 4, 30];
const isMarkCode = (code: number): boolean => code > 0 && code < 6;
const joins = (code: number): boolean => code === 0x27 || code === 0x2019 || code === 0x2d;

/** The end of the token that begins at a place; the place itself where none begins. */
function endOfToken(text: string, at: number): number {
  const kind = kindAt(text, at);
  if ((kind & WORD) !== 0) {
    let end = endOfRun(text, at, WORD, MAX_WORD);
    for (let parts = 0; parts < MAX_PARTS && joins(text.charCodeAt(end)); parts++) {
      const next = endOfRun(text, end + 1, WORD, MAX_PART);
      if (next === end + 1) break;
      end = next;
    }
    return end;
  }
  if ((kind & DIGIT) !== 0) return endOfRun(text, at, DIGIT, MAX_NUMBER);
  let end = at;
  while (isMarkCode(text.charCodeAt(end))) end++;
  return end;
}
/** Words after which a full stop ends no sentence. */
const ABBREVIATIONS = new Set(
  'stf ställf att attn vik el alt tel tfn tlf mob bitr ev resp dr mr mrs ms prof leg tf st bl kl nr dir mag fil fam ass adj kand lic med jur tekn sr jr puh sekr avd ordf skr ch chr th joh'.split(
    ' ',
  ),
);
const OTHER_ALPHABET = /^[\p{Lo}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Georgian}\p{Script=Armenian}]/u;
/** “al-Masri” is written so. */
const CAPITAL = /^(?:(?:al|el|as|ad|an|ar|at|az|ul)-|[dl]['’])?[\p{Lu}\p{Lt}]/u;
const WITHOUT_CASE = /^[\p{Lo}\p{M}\p{Script=Georgian}]{2,}$/u;

/** First names that are cut: “Joh. Exempel”. */
const SHORTENED = new Set('Ch Chr Th Joh Fr Wilh Gust Alex Fredr Hj Bj Ph Kj Sv'.split(' '));

const cache = new Map<string, AboutWord>();
const MAX_CACHED = 10_000;
const MAX_LENGTH = 30;

function aboutWord(text: string): AboutWord {
  const before = cache.get(text);
  if (before) return before;
  const lower = text.toLowerCase();
  const found: AboutWord = {
    isCapital: CAPITAL.test(text) || WITHOUT_CASE.test(text),
    isInitial:
      (text.length === 1 && CAPITAL.test(text)) || SHORTENED.has(text) || /^\p{Lu}-\p{Lu}$/u.test(text),
    isInCapitals: text.length > 1 && /^\p{Lu}+(?:['’-]\p{Lu}+)*$/u.test(text),
    isOtherAlphabet: OTHER_ALPHABET.test(text),
    isRole: isRole(text),
    isOther: isOther(text),
    isCommon: isCommon(text),
    isCue: isCue(lower),
    // “ST” is a union, and “Ms” a title.
    isThingNoun: text !== 'ST' && text !== 'Ms' && isThingNoun(lower),
    isPlaceWord: isPlace(text),
    isUnion: isUnionWord(lower),
    lower,
    listed: listedAs(text),
  };
  if (text.length > MAX_LENGTH) return found;
  if (cache.size >= MAX_CACHED) cache.clear();
  // A slice would keep the whole text in memory.
  cache.set(Buffer.from(text).toString(), found);
  return found;
}
/** What stands for a mark or a number. */
const NO_WORD = '0';

export function tokensOf(text: string): Tokens {
  const list: Token[] = [];
  let end = 0;
  for (let index = 0, next = 0; index < text.length; index = next) {
    next = endOfToken(text, index);
    if (next === index) {
      next++;
      continue;
    }
    const found = text.slice(index, next);
    const code = found.charCodeAt(0);
    const kind = code < 10 ? 'mark' : code >= 48 && code <= 57 ? 'number' : 'word';
    const about = aboutWord(kind === 'word' ? found : NO_WORD);
    list.push({
      at: index,
      end: next,
      text: found,
      // The one string of the cache: sets find it by the hash that it keeps.
      lower: kind === 'word' ? about.lower : found,
      gap: text.slice(end, index),
      kind,
      about,
    });
    end = next;
  }
  let [words, capitals] = [0, 0];
  for (const { kind, text: word, about } of list) {
    if (kind !== 'word' || word.length < 2) continue;
    words++;
    if (about.isInCapitals) capitals++;
  }
  const isInCapitals = words > 2 && capitals > words * 0.7;
  const array = () => new Int32Array(list.length);
  const [lineStart, lineEnd, sentenceStart, sentenceEnd] = [array(), array(), array(), array()];
  const [lastMark, lastCue, nextMark] = [array(), array(), array()];
  let [line, sentence, mark, cue] = [0, 0, -1, -1];
  for (const [at, token] of list.entries()) {
    if (token.gap.includes('\n')) line = sentence = at;
    else if (endsSentence(token.gap, list[at - 1])) sentence = at;
    if (token.kind === 'mark') mark = at;
    if (token.about.isCue) cue = at;
    lineStart[at] = line;
    sentenceStart[at] = sentence;
    lastMark[at] = mark;
    lastCue[at] = cue;
  }
  let next = list.length;
  for (let at = list.length - 1; at >= 0; at--) {
    if (list[at]?.kind === 'mark') next = at;
    nextMark[at] = next;
    const isSame = (start: Int32Array) => at + 1 < list.length && start[at + 1] === start[at];
    lineEnd[at] = isSame(lineStart) ? (lineEnd[at + 1] ?? at) : at;
    sentenceEnd[at] = isSame(sentenceStart) ? (sentenceEnd[at + 1] ?? at) : at;
  }
  return { list, lineStart, lineEnd, sentenceStart, sentenceEnd, lastMark, lastCue, nextMark, isInCapitals };
}

function endsSentence(gap: string, before: Token | undefined): boolean {
  if (gap.length < 2 || !/[.!?…]["”')]? |[!?]/u.test(gap)) return false;
  return (
    !gap.startsWith('.') ||
    !before ||
    !(before.text.length === 1 || before.text === 'hr' || ABBREVIATIONS.has(before.lower))
  );
}
