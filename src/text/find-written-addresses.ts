import { entryOf } from './entry-of.ts';
import { DIGIT, endOfRun, LETTER, MARK_ON_LETTER } from './letters.ts';
import type { Span } from './marks.ts';

/*
 * E-mail addresses with words for their signs, whatever stands between the words: `namn.snabela.foretag.prik.dk`,
 * `namn "at" foretag "dot" se`, `namn [ät] foretag punkt se`, and those that are divided over several lines.
 */

interface Word {
  at: number;
  end: number;
  text: string;
  /** What stands before it. */
  gap: string;
}

const MAY_BE =
  /(?<!\p{L})(?:\p{L}{0,8}(?:snabel|kr[uoø]ll|kanel|knorr|svans|arroba|miuku|kissanh)|at(?!\p{L})|ät(?!\p{L})|et(?!\p{L})|dot(?!\p{L})|punkt|pkt|prick|prikk?(?!\p{L})|piste|komma se)|[([]a t[)\]]|[([{<] ?(?:på|hos|vid|ved|i) ?[)\]}>]|a[ -]med[ -]|[^\p{L}\d\s.,:;()-]{1,3}\p{L}{1,14}[^\p{L}\d\s.,:;()-]{1,3}[\p{L}\d-]{2,40}[^\p{L}\d\s]|[\p{L}\d]\({1,3}\p{L}{1,14}\){1,3}[\p{L}\d]|@\s|\s@|\p{Ll}\.\n ?\p{Ll}/iu;
const NAMED_AT =
  /^(?:(?:alfa|a)?(?:kr[uoø]ll?|snabel|slang(?:e|en)?|snurra|kringla)(?:a|alfa)?(?:n|en|et)?|\p{L}{0,8}(?:snabel|krull|krøll)\p{L}{0,8}|alfat?egn|kanel\p{L}{3,8}|(?:gris|ap|kat|katt|elefant)[es]?(?:knorr|svans|øre|öra|hale|snabel)|arroba|at(?:sign|tecken|tecknet|tegn|merke|merkki)|ät(?:merkki|tecken)|miuku(?:mauku)?|kissanhäntä|hännällinen|apestaart(?:je)?)$/iu;
/** In two or three words: `snabel a`, `at sign`, `a i en ring`. */
const NAMED_AT_IN_WORDS =
  /^(?:snabel a|krøll a|kroll a|kanel bulle|kanel bolle|at sign|at tecken|ät tecken|alfa krøll|alfa kroll|alfa krull|gris knorr|a snabel|a krøll|a ring|ringlat a|a i ring|a med snabel|a i cirkel|a med ring|a t|miuku mauku|kissan häntä)$/iu;
/** Other words too: they count with signs around them, or with a word for a full stop after them. */
const WEAK_AT = /^(?:at|a|ät|et|på|hos|vid|ved|i|aa|alpha|alfa|snurr)$/iu;
/** How one of all these begins. */
const BEGINS_AT =
  /^(?:at|a|ät|et|på|hos|vid|ved|i|aa|alpha|\p{L}{0,8}(?:snabel|kr[uoø]ll|svans|øre|öra|hale|knorr)\p{L}{0,8}|alfa\p{L}{0,6}|snurra?|slang\p{L}{0,2}|kringla|kanel\p{L}{0,8}|gris|arroba|at\p{L}{4,7}|ät\p{L}{4,7}|miuku\p{L}{0,5}|kissan\p{L}{0,5}|hännällinen|apestaart\p{L}{0,2}|ringlat)$/iu;
const DOT = /^(?:dot|punkt|punktum|pkt|prick|prikk|prik|piste|period|point|punto|stopp|ponkt)$/iu;
const LINE =
  /^(?:understreck|bindestreck|streck|underscore|dash|hyphen|minus|strek|bindestrek|bindestreg|viiva|plus)$/iu;
const TOP = /^(?:se|no|com|nu|org|net|eu|dk|fi|io|info|app|me|example)$/iu;
const CLOSE_GAP = /^[^\p{L}\p{M}\d]{0,4}$/u;
const DOT_GAP = /^ ?\n? ?(?:\.{1,3}|[·•․∙⋅。‧]) ?\n? ?$/u;
/** Any sign where the sign before the host is certain. */
const ODD_DOT_GAP = /^[^\p{L}\p{M}\d\s@<>()[\]{},;:/&-]{1,2}$/u;
const AT_GAP = /^([/=*~|_+-])@\1$|^\s{0,3}["'“”]?\s?\+?\s?["'“”]?@{1,2}["'“”]?\s?\+?\s?["'“”]?\s{0,3}$/u;
const JOINS = /^\n?[._+·-]\n?$/u;
const MAX_LABELS = 6;

export function writtenAddresses(text: string): Span[] {
  if (!MAY_BE.test(text)) return [];
  const words = wordsOf(text);
  if (!words.some((word, at) => endsHost(words, word, at))) return [];
  const spans: Span[] = [];
  for (let at = 1; at < words.length; at++) {
    const host = hostAfter(words, at);
    if (!host) continue;
    const end = endOfHost(words, host);
    const [local, last] = [words[localBefore(words, at)], words[end]];
    if (local && last && !isInSentence(words, host, end, local)) spans.push([local.at, last.end]);
  }
  return spans;
}

/** A top-level domain after a full stop or a word for one. */
const endsHost = (words: readonly Word[], { text, gap }: Word, at: number): boolean =>
  text.length < 8 &&
  TOP.test(text) &&
  (DOT_GAP.test(gap) || ODD_DOT_GAP.test(gap) || DOT.test(words[at - 1]?.text ?? ''));

/** “slutar på @foretag.se”: the beginning of the address stands elsewhere. */
const NO_LOCAL = /^(?:på|med|till?|och|og|and|to|at|är|er|is|sen|sedan|then|så)$/iu;
export const isNoLocal = (word: string): boolean => NO_LOCAL.test(word);

/** “vi ses @ torget. se mer …”: a top-level domain that is a word of the sentence, after a word alone. */
function isInSentence(words: readonly Word[], host: Host, end: number, local: Word): boolean {
  const [last, next] = [words[end], words[end + 1]];
  if (host.isSpaced && isNoLocal(local.text)) return true;
  if (!last || !host.isSpaced || !/\s$/.test(last.gap) || !/^(?:se|no|nu|me|info)$/iu.test(last.text))
    return false;
  return (
    /^\p{Lu}/u.test(last.text) ||
    (next?.gap === ' ' && local.at === words[host.from - 1]?.at && !/\d/.test(local.text))
  );
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (let at = 0, next = 0; at < text.length; at = next) {
    next = endOfRun(text, at, PART_OF_WORD, MAX_WORD);
    if (next === at) {
      next++;
      continue;
    }
    words.push({ at, end: next, text: text.slice(at, next), gap: text.slice(end, at) });
    end = next;
  }
  return words;
}
const PART_OF_WORD = LETTER | MARK_ON_LETTER | DIGIT;
const MAX_WORD = 60;

interface Host {
  /** The word in which the host begins. */
  from: number;
  /** Where the word or the sign is only that of an address when the host has a word for a full stop. */
  isWeak: boolean;
  /** The sign is “@” with blanks beside it. */
  isSpaced?: boolean;
}

/** The host after a sign in the gap before a word, or after words for the sign that begin at it. */
function hostAfter(words: readonly Word[], at: number): Host | null {
  const word = words[at];
  if (!word) return null;
  if (word.gap.includes('@') && AT_GAP.test(word.gap))
    return isWhole(words, at, 0) ? { from: at, isWeak: false, isSpaced: /\s/.test(word.gap) } : null;
  const after = words[at + 1];
  // Any word between the same signs, without blanks: “namn~bulle~foretag~punkt~se”.
  const before = words[at - 1];
  if (after && before && before.text.length > 2 && isWrapped(word, after) && isWhole(words, at + 1, 0))
    return { from: at + 1, isWeak: false };
  if (!BEGINS_AT.test(word.text) || !CLOSE_GAP.test(word.gap)) return null;
  for (let count = 1; count <= 3; count++) {
    const next = words[at + count];
    if (!next || !CLOSE_GAP.test(next.gap)) return null;
    const phrase = words
      .slice(at, at + count)
      .map(({ text }) => text)
      .join(' ');
    const isNamed =
      count === 1
        ? NAMED_AT.test(phrase)
        : NAMED_AT_IN_WORDS.test(phrase) && (phrase !== 'a t' || /[([{]/.test(word.gap));
    if (isNamed && isWhole(words, at + count, 0)) return { from: at + count, isWeak: false };
    const isTight =
      (/[^\s]/u.test(word.gap) && /[^\s]/u.test(next.gap) && !/^[,.:;-]/u.test(word.gap + next.gap)) ||
      (word.text === 'AT' && isAmongSmall(words, at));
    if (count === 1 && WEAK_AT.test(phrase) && isWhole(words, at + 1, isTight ? 0 : 1))
      return { from: at + 1, isWeak: !isTight };
  }
  return null;
}

const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '«': '»',
  '>': '<',
};
const mirrored = (signs: string): string =>
  [...signs]
    .reverse()
    .map((sign) => entryOf(MIRRORED, sign) ?? sign)
    .join('');
const WRAPPING = /^[^\p{L}\p{M}\d\s.,:;&-]{1,3}$/u;
const isWrapped = (word: Word, after: Word): boolean =>
  /^\p{L}{1,14}$/u.test(word.text) &&
  WRAPPING.test(word.gap) &&
  WRAPPING.test(after.gap) &&
  after.gap === mirrored(word.gap);

/** A word in capitals in a text of small letters. */
const isAmongSmall = (words: readonly Word[], at: number): boolean =>
  words.slice(Math.max(0, at - 8), at + 8).some(({ text }) => /^\p{L}?\p{Ll}{3,}$/u.test(text));

/** Whether a host begins here: labels with full stops, or words for them, up to a top-level domain. */
function isWhole(words: readonly Word[], from: number, minDotWords: number): boolean {
  return endOfHost(words, { from, isWeak: minDotWords > 0 }) > 0;
}

/** The last word of the host; -1 for none. */
function endOfHost(words: readonly Word[], { from, isWeak }: Host): number {
  let dotWords = 0;
  let end = -1;
  for (let at = from, labels = 1; labels <= MAX_LABELS; labels++) {
    const [next, second] = [words[at + 1], words[at + 2]];
    if (!next) break;
    if (DOT.test(next.text) && CLOSE_GAP.test(next.gap) && second && CLOSE_GAP.test(second.gap)) {
      dotWords++;
      at += 2;
    } else if (DOT_GAP.test(next.gap) || (!isWeak && ODD_DOT_GAP.test(next.gap))) at++;
    else if (/^-$/.test(next.gap)) {
      at++;
      continue;
    } else break;
    if (TOP.test(words[at]?.text ?? '') && !(isWeak && dotWords === 0)) end = at;
  }
  return end;
}

/** The first word of what stands before the sign. */
function localBefore(words: readonly Word[], at: number): number {
  let first = at - 1;
  for (let steps = 0; steps < 5 && first > 0; steps++) {
    const [word, before] = [words[first], words[first - 1]];
    if (!word || !before) break;
    if (JOINS.test(word.gap) && !DOT.test(word.text)) first--;
    else if (
      (DOT.test(before.text) || LINE.test(before.text)) &&
      CLOSE_GAP.test(word.gap) &&
      CLOSE_GAP.test(before.gap) &&
      first > 1
    )
      first -= 2;
    else break;
  }
  return first;
}
