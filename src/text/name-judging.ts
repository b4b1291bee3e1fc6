import type { Section } from './contact-sections.ts';
import type { Candidate } from './name-candidates.ts';
import { after, type Before, before, type Here, isKin, startsLine } from './name-context.ts';
import { evidenceFor, isGladToAnswer, isInRow, isOfRole, isUnion } from './name-evidence.ts';
import { isAuthority, isSuchAs } from './name-goods.ts';
import { knownBeginning } from './name-lists.ts';
import { isKing, isNamedAfter } from './name-namesakes.ts';
import { isThingCalled } from './name-thing-nouns.ts';
import { evidenceAgainst, isFirm, isShop } from './name-things.ts';
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
  forgetThings(candidates, verdicts, tokens);
  joinNames(candidates, verdicts, text);
  // The neighbours of a name in a list are names too: forwards, then backwards.
  for (let at = 1; at < candidates.length; at++) follow(candidates, verdicts, tokens, text, at - 1, at);
  for (let at = candidates.length - 2; at >= 0; at--) follow(candidates, verdicts, tokens, text, at + 1, at);
  followRows(candidates, verdicts, text);
  return verdicts;
}

/** A first name between two names is one, whatever else it means; so is a longer form of a name: “Mr. Exempel … Anna Exempel”. */
function joinNames(candidates: readonly Candidate[], verdicts: Verdict[], text: string): void {
  const isName = (at: number) => verdicts[at] === 'named' || verdicts[at] === 'called';
  const isList = (one: Candidate, other: Candidate | undefined) =>
    other !== undefined && other.at - one.end < 20 && BETWEEN.test(text.slice(one.end, other.at));
  const words = new Set<string>();
  candidates.forEach((one, at) => {
    if (isName(at)) for (const word of one.words) if (word.length > 2) words.add(word);
  });
  candidates.forEach((one, at) => {
    if (isName(at)) return;
    const before = candidates[at - 1];
    const isBetween =
      one.hasFirstName &&
      isName(at - 1) &&
      isName(at + 1) &&
      before &&
      isList(before, one) &&
      isList(one, candidates[at + 1]);
    const isLonger =
      verdicts[at] === 'no' &&
      one.words.length === 2 &&
      one.form >= 1.5 &&
      one.words.some((word) => words.has(word));
    if (isBetween || isLonger) verdicts[at] = 'named';
  });
}

/** What is a thing in one place is one in another, unless a call names it there: “slinga Erik … Erik 12”. */
function forgetThings(candidates: readonly Candidate[], verdicts: Verdict[], tokens: Tokens): void {
  const { list } = tokens;
  const things = new Set<string>();
  let isNamedThing = false;
  candidates.forEach(({ words, hasFirstName, from, isPlaceAlone }, at) => {
    // “hos Anna i Nora”: a place says nothing about the others.
    if (!/^(?:never|thing)$/.test(verdicts[at] ?? '') || words.length > 1 || !hasFirstName || isPlaceAlone)
      return;
    isNamedThing = true;
    if (list[from - 1]?.about.isThingNoun) things.add(words[0] ?? '');
  });
  if (!isNamedThing) return;
  // Where one first name is a thing and nobody is to contact, the others are things too.
  const hasPerson =
    verdicts.includes('called') || list.some(({ kind, about }) => kind === 'mark' || about.isRole);
  candidates.forEach(({ words }, at) => {
    if (verdicts[at] !== 'named' || words.length > 1) return;
    if (!hasPerson || things.has(words[0] ?? '')) verdicts[at] = 'never';
  });
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
  if (isNamedAfter(here, right) || isFirm(here) || isShop(here)) return 'never';
  if (one.isAfterThing && isAlone) return 'never';
  const left = before(here);
  if (isThingCalled(here, left)) return 'never';
  const isThing =
    isAlone &&
    about.listed.isThing &&
    about.listed.family === 0 &&
    !/^(?:doktor|dr|professor|fru|herr|fröken)$/.test(left.word);
  const isPlace = one.isPlaceAlone && form < 1;
  const isAcronym = form < 1 && words.every((word) => /^\p{Lu}{2,5}$/u.test(word)) && !tokens.isInCapitals;
  if (
    left.isCalled &&
    !isAuthority(here, left, right) &&
    !isAcronym &&
    !isThing &&
    !isPlace &&
    !(isAlone && isAmongThings(here) !== null)
  )
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
  if (isAlone && !about.isCommon && !isThing && !isPlace && !about.isOther && isOfRole(here, left, right))
    return 'named';
  if (
    isAlone &&
    !about.isCommon &&
    !about.listed.isCommonWord &&
    !isThing &&
    !isPlace &&
    isInRow(here, right)
  )
    return 'named';
  if (isAlone && form < 1 && isQuotedBefore(here, left)) return 'named';
  if (form === 0) return 'no';
  const isInThings = isAmongThings(here);
  if (isAlone && isInThings !== null) return 'thing';
  const isWhole = !isAlone && (form >= 3 || (tokens.list[one.to]?.about.listed.family ?? 0) > 0);
  const among = isInThings === 'sort' ? 3 : isInThings === 'thing' && !isWhole ? 2 : 0;
  const against = evidenceAgainst(here, left, right) - among;
  // A list of things has the form of a list of names.
  const known = form + (isInList && against > -3 ? 1.5 : 0) + against;
  if (isAlone && against <= -3) return 'thing';
  if (known <= 0) return 'never';
  // Within a sentence that names no contact, a whole name is as often a firm, a brand or a work.
  const needed = Math.max(ENOUGH - known, isUnmotivated(here, left) ? 1 : 0);
  return needed <= 0 || evidenceFor(here, left, right, needed) >= needed ? 'named' : 'no';
}

/** “"…", minns Exempel.” */
const isQuotedBefore = ({ tokens: { list }, text, one }: Here, left: Before): boolean =>
  SAYS.test(left.word) &&
  left.lead === ' ' &&
  /^["”»’']?,? ?$/u.test(list[one.from - 1]?.gap ?? '') &&
  /["”»’]/u.test(list[one.from - 1]?.gap ?? '') &&
  /^(?:[.,:;!\n]|$| \p{Ll})/u.test(text.slice(one.end, one.end + 2));
const SAYS =
  /^(?:menar|säger|skrattar|minns|berättar|förklarar|tipsar|intygar|konstaterar|undrar|tycker|tillägger|avslutar|summerar|ler|lovar|svarar|mener|sier|forteller|ler|husker|forklarer|siger|fortæller|griner|says|said|laughs|adds|explains|recalls|smiles)$/u;
const isUnmotivated = ({ tokens, one }: Here, left: Before): boolean => {
  const previous = tokens.list[one.from - 1];
  if (one.words.length < 2 || left.word === '' || !/^,? $/.test(left.lead) || previous?.kind !== 'word')
    return false;
  // “Talent Acquisition Anna Exempel”, “Ja, Anna Exempel.”
  return left.lead === ' ' ? !previous.about.isCapital : !previous.about.isOther;
};

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
function isAmongThings({ tokens, one }: Here): Neighbour {
  const isFirst = /^,| (?:och|and|og) $/.test(tokens.list[one.to + 1]?.gap ?? '');
  return walk(tokens, one.from, -1, isFirst) ?? walk(tokens, one.to, 1, isFirst);
}
/** A word for a sort of thing before the list, or a thing in it. */
type Neighbour = 'sort' | 'thing' | null;

/** “Prince2”, “Exempel-24” */
const isGluedToNumber = ({ tokens: { list }, one }: Here): boolean =>
  list[one.to + 1]?.kind === 'number' && /^-?$/.test(list[one.to + 1]?.gap ?? ' ');

function walk(tokens: Tokens, from: number, step: 1 | -1, isFirst: boolean): Neighbour {
  const { list } = tokens;
  let at = from;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    let other = at + step;
    let token = list[other];
    const gap = (one: number): string => (step > 0 ? list[one] : list[one + 1])?.gap ?? '';
    if (!token) return null;
    if (
      step < 0 &&
      token.about.isThingNoun &&
      (gap(other) === ' ' || (gap(other) === ': ' && isPlural(token)))
    )
      return 'sort';
    if (step < 0 && gap(other) === ' ' && isSuchAs(list, other)) return 'sort';
    // “Krogar: …”, “offices in Exempel, …”
    if (step < 0 && steps > 0 && gap(other) === ' ' && /^(?:i|in)$/.test(token.lower)) return 'sort';
    if (step < 0 && gap(other) === ': ' && (steps > 0 || isFirst) && isHeading(tokens, other)) return 'sort';
    if (AND.test(token.lower) && gap(other).trim() === '') {
      other += step;
      token = list[other];
      if (!token || gap(other).trim() !== '') return null;
    } else if (!LISTS.test(gap(other)) && gap(other) !== ' & ') return null;
    // “, och”
    if (token && AND.test(token.lower)) {
      other += step;
      token = list[other];
    }
    if (token?.kind !== 'word' || !token.about.isCapital) return null;
    if (isCertainThing(token)) return 'thing';
    at = other;
    // The other words of the member.
    for (let word = at + step; ; word += step) {
      const part = list[word];
      if (!part?.about.isCapital || (step > 0 ? part : list[word - step])?.gap !== ' ') break;
      if (step < 0 && part.about.isThingNoun && part.about.listed.given === 0) return 'sort';
      if (isCertainThing(part)) return 'thing';
      at = word;
      if (Math.abs(word - from) > 24) return null;
    }
  }
  return null;
}
/** A plural that begins a line or a sentence without contacts, and stands for no persons. */
function isHeading({ list, sentenceStart, sentenceEnd, nextMark }: Tokens, at: number): boolean {
  const token = list[at];
  if (!token || sentenceStart[at] !== at || !/(?:ar|er|or|en)$/.test(token.lower)) return false;
  const { isRole, isCue } = token.about;
  return (
    !isRole &&
    !isCue &&
    !isKin(token.lower) &&
    !PERSONS.test(token.lower) &&
    (nextMark[at] ?? 0) > (sentenceEnd[at] ?? 0)
  );
}
const PERSONS =
  /(?:person|vänn|kolleg|medlemm|elev|representant|instruktör|grannar|namn|hälsning|kontakt|gäst|sponsor|vinnar|ansvarig|deltag)/;
const isPlural = ({ lower }: Token): boolean => /(?:ar|er|or|na|en|es)$/.test(lower);
const isCertainThing = ({ about: { listed } }: Token): boolean =>
  (listed.isThing && listed.given < 2) || (listed.isPlace && listed.given === 0 && listed.family === 0);

export const BETWEEN =
  /^["']? ?(?:\([^)\n]{1,40}\)|, ?\d{2}(?=,))? ?(?:,|&|\/|\||och|eller|el\.?|alt\.?|samt|and|or|og|eller|;|, och|, and|\+|, \d\d,? och) ?(?:(?:(?!(?:på|hos|vid|i|at|of|från|fra|from|inom) )[\p{Ll}.-]{2,30} ){0,2})?["']?$/iu;

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
  if (
    !one ||
    !other ||
    verdicts[from] !== 'thing' ||
    verdicts[to] !== 'named' ||
    other.words.length > one.words.length
  )
    return;
  const [left, right] = from < to ? [one, other] : [other, one];
  if (right.at - left.end < 20 && BETWEEN.test(text.slice(left.end, right.at))) verdicts[to] = 'thing';
}

/** “Anna Exempel, SAP; Bo Prov, ServiceNow”: what stands at the beginning of each member of a list with semicolons. */
function followRows(candidates: readonly Candidate[], verdicts: Verdict[], text: string): void {
  let named: Candidate | null = null;
  candidates.forEach((one, at) => {
    if (verdicts[at] === 'named' || verdicts[at] === 'called') named = one;
    else if (named && verdicts[at] === 'no' && one.form >= 1.5 && one.words.length > 1) {
      const between = text.slice(named.end, Math.min(one.at, named.end + 80));
      if (!/^[,(–: -]{1,2} ?[^;\n]{1,60};(?: |\n)$/u.test(between)) return;
      verdicts[at] = 'named';
      named = one;
    }
  });
}

/** “Kalle – egentligen Karl”, “Anna, född Exempel” */
const OTHER_NAME =
  /^[ ,(–-]{1,3}(?:egentligen|eg\.|alias|(?:även |också |allmänt )?(?:kallad|känd som)|a\.?k\.?a\.?|som (?:alla )?kallas?|mest känd som|född|née|f\.|egentlig|egentlig|eigentlich|really|real name|också kallet|også kalt) ["“”'«]?$/iu;

function follow(
  candidates: readonly Candidate[],
  verdicts: Verdict[],
  { list }: Tokens,
  text: string,
  from: number,
  to: number,
): void {
  const [known, one, other] = [verdicts[from], candidates[from], candidates[to]];
  if (!one || !other || (known !== 'named' && known !== 'called') || verdicts[to] !== 'no') return;
  const [left, right] = from < to ? [one, other] : [other, one];
  if (right.at - left.end > 60) return;
  const between = text.slice(left.end, right.at);
  if (OTHER_NAME.test(between) && (one.form >= 1.5 || other.form >= 1.5)) verdicts[to] = known;
  if (between === ' (' && from < to && other.words.length === 1 && other.form > 0 && text[other.end] === ')')
    verdicts[to] = known;
  if (!BETWEEN.test(between) || WORK_SOON.test(text.slice(other.end, other.end + 30))) return;
  const isThird =
    from < to &&
    /^ (?:och|and|og|samt) $/.test(between) &&
    /^(?:named|called)$/.test(verdicts[from - 1] ?? '');
  const hasRole = list[other.from - 1]?.about.isRole === true && list[other.from]?.gap === ' ';
  const isWhole = other.hasFirstName || other.words.length > 1 || isThird || hasRole;
  const isNext =
    !/(?:^|;| (?:och|eller|samt|and|or|og)) \p{Ll}{2,} ["']?$/u.test(between) ||
    / (?:och|eller|samt|and|or|og) ["']?$/u.test(between);
  const isCalled = known === 'called' && from < to && !/[,|]/.test(between) && isNext;
  if ((isWhole || isCalled) && (known === 'called' || !other.isPlaceAlone)) verdicts[to] = known;
}
