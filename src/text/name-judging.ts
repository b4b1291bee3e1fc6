import type { Section } from './contact-sections.ts';
import type { Candidate } from './name-candidates.ts';
import {
  after,
  before,
  evidenceAgainst,
  evidenceFor,
  type Here,
  isFirm,
  isGladToAnswer,
  isKing,
  isNamedAfter,
  isThingCalled,
  isUnion,
  startsLine,
} from './name-evidence.ts';
import { knownBeginning } from './name-lists.ts';
import type { Token, Tokens } from './name-tokens.ts';

/** How sure it is that a candidate is a person: not, by its form and place, or because a call to contact somebody names it. */
export type Verdict = 'thing' | 'never' | 'no' | 'named' | 'called';

/** From here on a candidate is a name. */
const ENOUGH = 3;

/** Whether the words of each candidate, and what stands beside it, make it a person's name. */
export function judgeAll(
  candidates: readonly Candidate[],
  tokens: Tokens,
  text: string,
  sections: readonly Section[],
): Verdict[] {
  let section = 0;
  const verdicts = candidates.map((one, at): Verdict => {
    while (section < sections.length && (sections[section]?.end ?? 0) < one.at) section++;
    const now = sections[section];
    const here = { tokens, text, one };
    return judge(here, now && now.at <= one.at ? now : null, isListed(candidates, at, text));
  });
  // The neighbours of a thing in a list are things too.
  for (let at = 1; at < candidates.length; at++) followThing(candidates, verdicts, text, at - 1, at);
  for (let at = candidates.length - 2; at >= 0; at--) followThing(candidates, verdicts, text, at + 1, at);
  // The neighbours of a name in a list are names too: forwards, then backwards.
  for (let at = 1; at < candidates.length; at++) follow(candidates, verdicts, text, at - 1, at);
  for (let at = candidates.length - 2; at >= 0; at--) follow(candidates, verdicts, text, at + 1, at);
  return verdicts;
}

function judge(here: Here, section: Section | null, isInList: boolean): Verdict {
  const { tokens, one } = here;
  const { words, form, hasFirstName } = one;
  const [first = ''] = words;
  const isAlone = words.length === 1;
  const about = tokens.list[one.from]?.about;
  if (!about || (isAlone && about.isInitial && form === 0) || isGluedToNumber(here)) return 'no';
  const right = after(here);
  if (isKnown(here) || (isAlone && isUnion(tokens.list[one.from]))) return 'thing';
  if (isNamedAfter(here, right) || isFirm(here)) return 'never';
  if (one.isAfterThing && isAlone) return 'never';
  const left = before(here);
  if (isThingCalled(here, left)) return 'never';
  const isThing = isAlone && about.listed.isThing && about.listed.family === 0;
  const isPlace = one.isPlaceAlone && form < 1;
  const isAcronym = isAlone && form === 0 && /^\p{Lu}{2,5}$/u.test(first);
  if (left.isCalled && !isAcronym && !isThing && !isPlace && !(isAlone && isAmongThings(here)))
    return 'called';
  const isSignature = section?.isClosing === true && right.next === undefined;
  const isCamelCase = /^\p{Lu}\p{Ll}+\p{Lu}/u.test(first);
  if (
    section &&
    startsLine(here) &&
    (!one.isPlaceAlone || section.isClosing) &&
    (!isAlone || hasFirstName || isCamelCase || isSignature)
  )
    return 'called';
  if (isAlone && !about.isCommon && !isThing && isGladToAnswer(right) && !/(?:en|et|na|an)$/u.test(first))
    return 'named';
  if (form === 0) return 'no';
  const isInThings = isAmongThings(here);
  if (isAlone && isInThings) return 'thing';
  const against = evidenceAgainst(here, left, right) - (isInThings ? 2 : 0);
  const known = form + (isInList ? 1.5 : 0) + against;
  if (isAlone && against <= -3) return 'thing';
  if (known <= 0) return 'never';
  return known >= ENOUGH || known + evidenceFor(here, left, right, ENOUGH - known) >= ENOUGH ? 'named' : 'no';
}

/** A person of history, a firm or a brand. “Karl Johan” is both a king and how a person is called. */
function isKnown({ tokens, one: { words, from } }: Here): boolean {
  const before = tokens.list[from - 1];
  if (
    before?.about.isCapital &&
    tokens.list[from]?.gap === ' ' &&
    knownBeginning([before.text, ...words]) > words.length
  )
    return true;
  const count = knownBeginning(words);
  // “Karl-Johan” is how a person is called.
  if (count === 0 || (count === 1 && (words.length > 1 || words[0]?.includes('-')))) return false;
  return !(count === 2 && isKing(words));
}

const LISTS = /^(?:, ?| ?\/ ?|; ?)$/u;
const AND = /^(?:och|eller|samt|and|or|og|&|\+)$/u;
const MAX_STEPS = 6;

/** Whether a member of the list that the candidate belongs to is a brand, a program or a place: “Python, Julia och Rust”. */
function isAmongThings({ tokens, one }: Here): boolean {
  return walk(tokens, one.from, -1) || walk(tokens, one.to, 1);
}

/** “Prince2” */
const isGluedToNumber = ({ tokens: { list }, one }: Here): boolean =>
  list[one.to + 1]?.kind === 'number' && list[one.to + 1]?.gap === '';

function walk({ list }: Tokens, from: number, step: 1 | -1): boolean {
  let at = from;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    let other = at + step;
    let token = list[other];
    const gap = (one: number): string => (step > 0 ? list[one] : list[one + 1])?.gap ?? '';
    if (!token) return false;
    if (step < 0 && token.about.isThingNoun && gap(other) === ' ') return true;
    if (AND.test(token.lower) && gap(other).trim() === '') {
      other += step;
      token = list[other];
      if (!token || gap(other).trim() !== '') return false;
    } else if (!LISTS.test(gap(other)) && gap(other) !== ' & ') return false;
    // “, och”
    if (token && AND.test(token.lower)) {
      other += step;
      token = list[other];
    }
    if (token?.kind !== 'word' || !token.about.isCapital) return false;
    if (isCertainThing(token)) return true;
    at = other;
    // The other words of the member.
    for (let word = at + step; ; word += step) {
      const part = list[word];
      if (!part?.about.isCapital || (step > 0 ? part : list[word - step])?.gap !== ' ') break;
      if (isCertainThing(part) || part.about.isThingNoun) return true;
      at = word;
      if (Math.abs(word - from) > 24) return false;
    }
  }
  return false;
}
const isCertainThing = ({ about: { listed } }: Token): boolean =>
  (listed.isThing && listed.given < 2) || (listed.isPlace && listed.given === 0 && listed.family === 0);

export const BETWEEN =
  /^["']? ?(?:\([^)\n]{1,40}\)|, ?\d{2}(?=,))? ?(?:,|&|\/|\||och|eller|el\.?|alt\.?|samt|and|or|og|eller|;|, och|, and|\+|, \d\d,? och) ?(?:(?:[\p{Ll}.-]{2,30} ){0,2})?["']?$/iu;

/** Whether the candidate before or after it in a list has the form of a name too. */
function isListed(candidates: readonly Candidate[], at: number, text: string): boolean {
  const one = candidates[at];
  return [candidates[at - 1], candidates[at + 1]].some((other) => {
    if (!one || !other || other.form < 2 || one.form < 1 || one.isPlaceAlone || other.isPlaceAlone)
      return false;
    const [left, right] = other.at < one.at ? [other, one] : [one, other];
    return right.at - left.end < 20 && BETWEEN.test(text.slice(left.end, right.at));
  });
}

const WORK_SOON =
  /^['’]?s? (?:gata|gate|väg|vei|torg|skola|kyrka|församling|stiftelse|minne|museum|sjukhus)/iu;

function followThing(
  candidates: readonly Candidate[],
  verdicts: Verdict[],
  text: string,
  from: number,
  to: number,
): void {
  const [one, other] = [candidates[from], candidates[to]];
  if (!one || !other || verdicts[from] !== 'thing' || verdicts[to] !== 'named' || other.words.length > 1)
    return;
  const [left, right] = from < to ? [one, other] : [other, one];
  if (right.at - left.end < 20 && BETWEEN.test(text.slice(left.end, right.at))) verdicts[to] = 'thing';
}

function follow(
  candidates: readonly Candidate[],
  verdicts: Verdict[],
  text: string,
  from: number,
  to: number,
): void {
  const [known, one, other] = [verdicts[from], candidates[from], candidates[to]];
  if (!one || !other || (known !== 'named' && known !== 'called') || verdicts[to] !== 'no') return;
  const [left, right] = from < to ? [one, other] : [other, one];
  if (right.at - left.end > 60) return;
  const between = text.slice(left.end, right.at);
  if (between === ' (' && from < to && other.words.length === 1 && other.form > 0 && text[other.end] === ')')
    verdicts[to] = known;
  if (!BETWEEN.test(between) || WORK_SOON.test(text.slice(other.end, other.end + 30))) return;
  const isThird =
    from < to &&
    /^ (?:och|and|og|samt) $/.test(between) &&
    /^(?:named|called)$/.test(verdicts[from - 1] ?? '');
  const isWhole = other.hasFirstName || other.words.length > 1 || isThird;
  const isCalled = known === 'called' && from < to && !/[,|]/.test(between);
  if ((isWhole || isCalled) && (known === 'called' || !other.isPlaceAlone)) verdicts[to] = known;
}
