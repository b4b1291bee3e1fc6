import { contactSections } from './contact-sections.ts';
import { hasInnerCapital } from './letters.ts';
import { MARK, markAll, markSpans } from './marks.ts';
import { type Candidate, candidatesIn } from './name-candidates.ts';
import { isCallBefore, isKin, isTitle } from './name-context.ts';
import { isFirmName } from './name-firms.ts';
import { judgeAll } from './name-judging.ts';
import { listedAs } from './name-lists.ts';
import { type Token, type Tokens, tokensOf } from './name-tokens.ts';
import { isCertainFirstName, isFirstName, isLikeFamily, isOther } from './name-words.ts';

type Span = readonly [at: number, end: number];

/** Marks the names of persons in a view whose addresses and numbers are marked. */
export function markNames(view: string, marked: string): string {
  const tokens = tokensOf(marked);
  const candidates = candidatesIn(tokens);
  const verdicts = judgeAll(candidates, tokens, marked, contactSections(marked));
  const found = candidates.filter((_, at) => verdicts[at] === 'named' || verdicts[at] === 'called');
  const spans = found.map((one) => spanOf(one, tokens));
  const lower = lowerCase(tokens, spans);
  spans.push(...lower);
  let text = markSpans(marked, spans, 'name');
  text = markOddForms(text);
  return markRepeated(view, text, found, lower);
}

const FREE_START = /(?:^|\n|[:;|>•"“(] ?|- )$/u;

/** The span of a name, with a title that belongs to it, an initial's full stop, and the family name before a comma. */
function spanOf(one: Candidate, tokens: Tokens): Span {
  const { list } = tokens;
  let { at, end } = one;
  const after = list[one.to + 1];
  if (list[one.to]?.about.isInitial && (after === undefined || /^\./.test(after.gap)) && one.words.length > 1)
    end += after === undefined ? 0 : 1;
  end = Math.max(end, endOfFamily(list, one));
  const before = list[one.from - 1];
  if (before === undefined) return [at, end];
  const { gap } = list[one.from] ?? { gap: '' };
  let left = one.from;
  while (/^(?:van|von|der|den|de)$/.test(list[left - 1]?.lower ?? '') && list[left]?.gap === ' ') left--;
  // “den Exempel” is no name alone.
  if (/^v[ao]n$/.test(list[left]?.lower ?? '')) return [list[left]?.at ?? at, end];
  if (isTitle(before) && /^\.? $/.test(gap)) at = before.at;
  // “Exempelnäs Anna;chef;…”
  else if (
    one.hasFirstName &&
    one.words.length === 1 &&
    gap === ' ' &&
    isLikeFamily(before.text) &&
    (before.gap === '' || before.gap.endsWith('\n')) &&
    /^ ?[;|,\t]/.test(after?.gap ?? '')
  )
    at = before.at;
  else if (isFamilyBefore(before, gap, list[one.from - 2], one, isCallBefore(tokens, one.from - 1)))
    at = before.at;
  // “Nick” Name
  else if (/^["”“'] $/.test(gap) && /["”“']$/.test(before.gap) && before.about.isCapital) at = before.at;
  return [at, end];
}

const NOBLE = /^(?:von|van|af|de|zu|der|den|la|du)$/u;
/** What belongs to a name after its candidate: “Freiherr von der Exempel”, “"Kalle" Exempel”, “EXEMPELSSON, ANNA”. */
function endOfFamily(list: readonly Token[], one: Candidate): number {
  const [next, second] = [list[one.to + 1], list[one.to + 2]];
  if (!next) return one.end;
  let at = one.to + 1;
  if (next.gap === ' ' && /^(?:freiherr|freiherre|graf|greve|friherre|baron)$/.test(next.lower)) at++;
  if (NOBLE.test(list[at]?.text ?? '') && list[at]?.gap === ' ') {
    while (NOBLE.test(list[at]?.text ?? '') && list[at]?.gap === ' ') at++;
    const last = list[at];
    if (last?.gap === ' ' && last.about.isCapital && !last.about.isOther) return last.end;
  }
  // “Anna "Ankan" Exempel”, “Anna (Ankan) Exempel”
  if (
    /^ ["”“'«»(]$/u.test(next.gap) &&
    next.about.isCapital &&
    second &&
    /^["”“'«»)] $/u.test(second.gap) &&
    second.about.isCapital &&
    (second.about.listed.family > 0 || (!second.about.isOther && !second.about.isCommon))
  )
    return second.end;
  const inserted = afterBrackets(list, one);
  if (inserted) return inserted.end;
  // The line ends within the name, and the sentence goes on after it.
  if (
    one.words.length === 1 &&
    one.hasFirstName &&
    /^ ?\n{1,2} ?$/.test(next.gap) &&
    next.about.isCapital &&
    next.about.listed.given === 0 &&
    !next.about.isOther &&
    !next.about.isCommon &&
    (next.about.listed.family > 0 ||
      isLikeFamily(next.text) ||
      /^(?:på|har|är|er|som|svarar|svarer)$/.test(second?.lower ?? '')) &&
    goesOn(second)
  )
    return next.end;
  // “Anna | Exempelsson”
  if (
    one.words.length === 1 &&
    one.hasFirstName &&
    (/^ ?[|•·] ?$/.test(next.gap) || (next.gap === ' (' && second?.gap.startsWith(')'))) &&
    next.about.isCapital &&
    next.about.listed.given === 0 &&
    (next.about.listed.family > 0 || isLikeFamily(next.text)) &&
    !next.about.isOther &&
    !next.about.listed.isPlace &&
    !next.about.listed.isCommonWord &&
    (next.gap === ' (' || goesOn(second))
  )
    return next.end;
  // A name in two lines of a note: “Anna\nExempel\nStäd\n070…”
  if (
    one.words.length === 1 &&
    one.hasFirstName &&
    next.gap === '\n' &&
    (list[one.from]?.gap === '' || list[one.from]?.gap === '\n') &&
    second?.gap.startsWith('\n') &&
    next.about.isCapital &&
    next.about.listed.given === 0 &&
    !next.about.isOther &&
    !next.about.isCommon &&
    !next.about.listed.isPlace &&
    list.slice(one.to + 2, one.to + 6).some(({ kind }) => kind === 'mark')
  )
    return next.end;
  const isQuoted = /["“”'«»]$/u.test(list[one.from]?.gap ?? '') && /^["”“'»«] $/u.test(next.gap);
  if (isQuoted && next.about.isCapital && !next.about.isOther && !next.about.isCommon) return next.end;
  const isFamilyFirst = one.words.length === 1 && !one.hasFirstName && /^, ?$/.test(next.gap);
  // “Exempelsson, Anyone”: what no list has, where nothing else follows.
  const isUnlisted =
    (list[one.from]?.about.listed.family ?? 0) > 0 &&
    !next.about.isCommon &&
    !next.about.isInCapitals &&
    !next.about.isUnion &&
    !next.about.isRole &&
    !next.about.listed.isCommonWord &&
    !next.about.listed.isPlace &&
    !next.about.listed.isThing &&
    next.about.listed.family < 2 &&
    goesOn(second);
  if (
    isFamilyFirst &&
    next.about.isCapital &&
    (next.about.listed.given > 0 || isUnlisted) &&
    !next.about.isOther &&
    second?.gap !== ' '
  )
    return next.end;
  return one.end;
}

/** The sentence goes on in small letters, or ends. */
const goesOn = (token: Token | undefined): boolean =>
  token === undefined || (/^,? $/.test(token.gap) ? !token.about.isCapital : /^[.,;:)!?|\n]/.test(token.gap));

/** “Anna (vår nya chef) Exempel” */
function afterBrackets(list: readonly Token[], one: Candidate): Token | null {
  if (one.words.length > 1 || !one.hasFirstName || list[one.to + 1]?.gap !== ' (') return null;
  for (let at = one.to + 2; at <= one.to + 9; at++) {
    const token = list[at];
    if (!token) return null;
    if (token.gap.includes(')')) {
      const { isCapital, isOther: isNoName, isCommon, listed } = token.about;
      return token.gap === ') ' &&
        isCapital &&
        !isNoName &&
        !isCommon &&
        listed.given === 0 &&
        !listed.isPlace
        ? token
        : null;
    }
    if (/[.!?\n]/.test(token.gap)) return null;
  }
  return null;
}

/** “Exempelsson, Anna”: the family name first, at the beginning of a line or a point. */
function isFamilyBefore(
  before: Token,
  gap: string,
  previous: Token | undefined,
  one: Candidate,
  isCalled: boolean,
): boolean {
  const isRow = before.about.listed.family > 0 && FREE_START.test(before.gap) && one.words.length === 1;
  if (!(one.hasFirstName || isRow) || !/^(?:, ?|;|\s{0,2}\n\s{0,2})$/u.test(gap) || before.kind !== 'word')
    return false;
  const { isCapital, isOther: isNoName, isCommon, isPlace } = { ...before.about, ...before.about.listed };
  const { given, family } = before.about.listed;
  if (!isCapital || isNoName || isCommon || (isPlace && family < 2) || given === 2) return false;
  if (gap.includes('\n') && (family === 0 || one.words.length > 1)) return false;
  if (one.words.length > 1 && family === 0) return false;
  if (isKin(before.lower) || /^(?:kram|kramar|cheers|best|hej|hälsningar|vh|mvh)$/.test(before.lower))
    return false;
  return (
    previous === undefined ||
    FREE_START.test(before.gap) ||
    ((isCalled || previous.about.isRole) && gap.startsWith(',')) ||
    /^(?:de|der|den|van|von|la|el|al|mc|bin)$/u.test(previous.lower) ||
    /^(?:och|and|og)$/u.test(previous.lower)
  );
}

/** Names in lower case: a first name that is no other word, after a call or a word for persons, or before a family name. */
function lowerCase(tokens: Tokens, names: readonly Span[]): Span[] {
  const { list } = tokens;
  const spans: Span[] = [];
  const ends = new Set(names.map(([, end]) => end));
  const starts = new Set(names.map(([start]) => start));
  for (let at = 0; at < list.length; at++) {
    const token = list[at];
    if (token?.kind !== 'word' || token.about.isCapital || token.text.length < 3 || token.lower === 'inga')
      continue;
    const { listed, isOther: isNoName } = token.about;
    // “efternamn: exempelsson”
    if (LAST_NAME.test(list[at - 1]?.lower ?? '') && /^ ?[:=]? ?$/.test(token.gap) && !isNoName) {
      spans.push([token.at, token.end]);
      continue;
    }
    const special =
      token.gap === '. ' ? initialName(tokens, at) : listed.family === 2 ? familyAndFirst(tokens, at) : null;
    if (special) spans.push(special);
    const isDouble = token.text.includes('-') && isCertainFirstName(token.text.split('-', 2)[1] ?? '');
    if ((listed.given < 2 && !isDouble) || listed.isCommonWord || isNoName) continue;
    const second = list[at + 1];
    const isWhole = second?.gap === ' ' && isLowerFamily(second);
    const isRow = isRowOfName(tokens, at);
    const isAsked =
      isRow ||
      isCallBefore(tokens, at) ||
      (isWhole && list[at - 1]?.about.isRole === true && token.gap === ' ');
    // Another word too: it is a name before a family name, where one is expected.
    if (
      (listed.isAlsoWord || listed.isPlace) &&
      !isRow &&
      !(isWhole && (isAsked || isRoleSoon(list, at + 2) || isBesideMark(list, at, at + 1)))
    )
      continue;
    // The stroke of an address has no blank before it.
    const isSigned = (at === 0 ? /^\/{1,2} ?$/ : /[\s.!?]\/{1,2} ?$/).test(token.gap);
    if (/[@._/]$/.test(token.gap) && !isSigned) continue;
    const next = list[at + 1];
    const family = next && next.gap === ' ' && isLowerFamily(next) ? next : undefined;
    // “tåla damm” is no “Tala”: the lists are without marks.
    const isCertain =
      family !== undefined && family.about.listed.family === 2 && !/[åäöæø]/u.test(token.text);
    const last = spans.at(-1)?.[1] ?? -1;
    const isListed =
      list[at - 1] &&
      /^(?:och|eller|el|samt|and|or|og)$/u.test(list[at - 1]?.lower ?? '') &&
      ((token.at - last < 22 && last > 0) || ends.has(list[at - 2]?.end ?? -1));
    const isFirstOfList =
      /^(?:och|o|eller|el|samt|and|or|og)$/u.test(list[at + 1]?.lower ?? '') &&
      (starts.has(list[at + 2]?.at ?? -1) ||
        (isCertainFirstName(list[at + 2]?.text ?? '') && isSpeaker(list[at + 3])));
    const isBesideAnd = token.gap === ' & ' && last === list[at - 1]?.end;
    const end = (family ?? (isRow ? second : undefined) ?? token).end;
    if (
      !isCertain &&
      !isListed &&
      !isFirstOfList &&
      !isBesideAnd &&
      !isSigned &&
      !/^ ?[:=] ?$/.test(token.gap) &&
      !isSpeaker(list[at + (family ? 2 : 1)]) &&
      !(family && isRoleSoon(list, at + 2)) &&
      !isAsked &&
      !isBesideMark(list, at, family ? at + 1 : at)
    )
      continue;
    spans.push([token.at, end]);
    if (family) at++;
  }
  return spans;
}
const LAST_NAME = /^(?:efternamn|etternavn|efternavn|surname|lastname|familyname|sukunimi)$/;
/** “jocke sa att …” */
const isSpeaker = (token: Token | undefined): boolean =>
  token?.gap === ' ' &&
  /^(?:sa|sade|säger|sier|sagde|siger|said|says|tipsade|tipsar|berättade|berättar|hälsar|hälsade|skrev|skriver|ringde|ringer|svarar|svarade|lovade|tyckte|tycker|undrar|undrade|menar|fixar|jobbar|kommer|vill)$/u.test(
    token.lower,
  );
/** “anna exempel, chef” */
const isRoleSoon = (list: readonly Token[], from: number): boolean =>
  list.slice(from, from + 2).some(({ gap, about }) => about.isRole && /^[^\p{L}\d.!?]{1,4}$/u.test(gap));
/** “anna exempelnäs;kock;070…” */
function isRowOfName({ list, lineStart, lineEnd, nextMark }: Tokens, at: number): boolean {
  const [second, third] = [list[at + 1], list[at + 2]];
  return (
    lineStart[at] === at &&
    second?.gap === ' ' &&
    !second.about.isCommon &&
    !second.about.isOther &&
    third !== undefined &&
    /^ ?[;|\t]/.test(third.gap) &&
    (nextMark[at] ?? list.length) <= (lineEnd[at] ?? at)
  );
}
/** “spør etter k. exempelsen” */
function initialName(tokens: Tokens, at: number): Span | null {
  const [before, token] = [tokens.list[at - 1], tokens.list[at]];
  if (!before || !token || before.text.length !== 1 || token.gap !== '. ' || before.kind !== 'word')
    return null;
  return token.text.length > 3 && !token.about.isRole && isCallBefore(tokens, at - 1)
    ? [before.at, token.end]
    : null;
}
/** “kontakt: exempelsson, anna” */
function familyAndFirst(tokens: Tokens, at: number): Span | null {
  const [family, given] = [tokens.list[at], tokens.list[at + 1]];
  if (!family || !given || given.kind !== 'word' || given.gap !== ', ') return null;
  if (family.about.listed.family < 2 || !isCertainFirstName(given.text) || given.about.isCapital) return null;
  return isCallBefore(tokens, at) ? [family.at, given.end] : null;
}
const isLowerFamily = ({ kind, text, about }: Token): boolean =>
  kind === 'word' &&
  !about.isCapital &&
  text.length > 2 &&
  about.listed.family > 0 &&
  !about.listed.isCommonWord &&
  !about.isOther;

function isBesideMark(list: readonly Token[], from: number, to: number): boolean {
  const [after, second] = [list[to + 1], list[to + 2]];
  if (after?.kind === 'mark' && /^[ ,:(-]{1,3}$/u.test(after.gap)) return true;
  if (
    second?.kind === 'mark' &&
    after?.gap === ' ' &&
    /^(?:på|tel|tlf|mob|har|nås|via|tfn)$/u.test(after.lower)
  )
    return true;
  if (
    after &&
    second &&
    list[to + 3]?.kind === 'mark' &&
    /^(?:har|nås|på) (?:numret|nummer|på|tel|tfn|mobil)$/u.test(`${after.lower} ${second.lower}`)
  )
    return true;
  const before = list[from - 1];
  const one = list[from];
  return (
    before?.kind === 'mark' && !before.text.startsWith(MARK.name) && /^[ ,:(-]{1,3}$/u.test(one?.gap ?? '')
  );
}

const CAMEL =
  /(?<![\p{L}\d])(?:(?<=#)\p{Ll}{2,20}\p{Lu}\p{Ll}{1,20}|\p{Lu}\p{Ll}{1,20}_?\p{Lu}\p{Ll}{1,20})(?:_?\p{Lu}\p{Ll}{1,20}){0,3}(?![\p{L}\d])/gu;
const SPACED =
  /(?<![\p{L}\d]|(?<![\p{L}\d])[\p{L}\d] )\p{Lu}(?: \p{Ll}){2,14}(?: {1,2}\p{Lu}(?: \p{Ll}){2,14}){1,2}(?![\p{L}\d])/gu;
/** Each letter with the same sign after it: “M.A.R.I.A E.X.E.M.P.E.L”, “A-N-N-A”, “A N N A P R O V B E R G”. */
const LETTER_BY_LETTER =
  /(?<![\p{L}\d]|(?<![\p{L}\d])[\p{L}\d][ .·_*|-])\p{L}([ .·_*|-])\p{L}(?:\1\p{L}){1,30}(?:\.?[ _|/-]{1,3}\p{L}(?:\1\p{L}){2,20}){0,2}(?![\p{L}\d])/gu;
/** The letters begin with a first name, and a family name follows where there is more. */
function spelledName(match: RegExpExecArray): Span | null {
  const parts = match[0]
    .split(
      match[1] === ' '
        ? /(?! )$/u
        : /[_|-]/.test(match[1] ?? '')
          ? / {1,3}/
          : /[ _|/-]{1,3}(?=\p{L}[.·*_|-])/u,
    )
    .map((part) => part.replace(/\P{L}/gu, ''));
  const written = parts.join('');
  const titled = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
  for (let end = Math.min(12, written.length); end > 2; end--) {
    const [name, rest] = [titled(written.slice(0, end)), titled(written.slice(end))];
    const isEnd = rest === '' || (parts.length > 1 && parts[0]?.length === end);
    if (
      isEnd
        ? isFirst(name) || (isFirstName(name) && rest.length > 3)
        : isFirstName(name) && rest.length > 2 && listedAs(rest).family > 0
    )
      return whole(match);
  }
  return null;
}
const HYPHENATED = /(?<![\p{L}\d-])(\p{Lu}\p{Ll}{2,14})-(\p{Lu}\p{Ll}{2,14})(?![\p{L}\d-])/gu;
/** The family name first, before a bracket or a reference: “Exempelsson A-B (chef)”. */
const FAMILY_FIRST =
  /(?<![\p{L}\d])(\p{Lu}\p{Ll}{2,20}),? (\p{Lu}\p{Ll}{1,14}(?:-\p{Lu}\p{Ll}{1,14})?|\p{Lu}-\p{Lu})(?= ?(?:\(|, ref))/gu;
/** “lund, e. (eva)”: a family name, an initial and the name in brackets. */
const INITIAL_AND_NAME = new RegExp(
  String.raw`(?<![\p{L}\d])\p{Lu}\p{Ll}{1,20}, ?\p{Lu}\. ?\((?=${MARK.name})`,
  'gu',
);
/** A person's page: “/people/anna-exempel”. */
const PAGE =
  /(?<=\/(?:home|people|person(?:er)?|profil(?:e|er)?|medarbetare|ansatte|team|om-oss|kontakt|contact|users?|u|in|staff|employees?)\/)(\p{L}{2,20})[-._](\p{L}{2,20}(?:[-._]\p{L}{2,20}){0,3})/giu;
/** After a telephone number: “… (Anna)”, “… (Anna, Bo eller Eva)”. */
const BESIDE_NUMBER = new RegExp(
  String.raw`(?<=${MARK.number} ?\()\p{Lu}\p{Ll}{1,14}(?:(?:, ?| ?/ ?| (?:eller|och|el\.|or|and|og) )\p{Lu}\p{Ll}{1,14}){0,4}(?=\))`,
  'gu',
);
const areNames = (match: RegExpExecArray): Span | null =>
  match[0].split(/, ?| ?\/ ?| \p{Ll}{2,5}\.? /u).every((word) => !isOther(word) && !listedAs(word).isPlace)
    ? whole(match)
    : null;
/** “E. v. d. Exempel” */
const WITH_PARTICLES =
  /(?<![\p{L}.])(?:\p{Lu}\. ?){1,2}(?:v\. ?(?:d\. ?)?|d\. ?|v ?d |af |von |van )\p{Lu}\p{Ll}{2,20}/gu;
/** In a row of a table, in lower case: “exempel anna;070…”. */
const LOWER_ROW = new RegExp(
  String.raw`(?<=^|\n)(\p{Ll}{4,20}) (\p{Ll}{3,14})(?=[;,|\t ]{1,3}[${MARK.number}${MARK.email}])`,
  'gu',
);
/** The name of a file: “portratt-anna-exempel.jpg”, “cv_anna_exempel.pdf”. */
const FILE =
  /(?<![\p{L}\d])\p{L}[\p{L}\d]{0,30}(?:[-_.+][\p{L}\d]{1,30}){1,8}(?=\.(?:jpe?g|png|gif|webp|svg|heic|pdf|docx?|odt|rtf|txt|vcf|ics|mp[34]|mov|html?|aspx?|php)(?!\p{L}))/giu;
/** The first name and what follows it. */
function nameInFile(match: RegExpExecArray): Span | null {
  let at = match.index;
  const parts = match[0].split(/[-_.+]/u);
  for (const [number, part] of parts.entries()) {
    const next = parts[number + 1] ?? '';
    if (
      part.length > 2 &&
      isFirst(part) &&
      /^\p{L}{3,}$/u.test(next) &&
      (listedAs(next).family > 0 || !listedAs(next).isCommonWord) &&
      !isOther(next)
    )
      return [at, at + part.length + 1 + next.length];
    at += part.length + 1;
  }
  return null;
}
/** “anna.exempel”, which is the beginning of an address. */
const DOTTED =
  /(?<![\p{L}\d@._/-])(\p{Ll}{2,20})[._](\p{Ll}{2,20}(?:[._]\p{Ll}{2,20}){0,2})(?![\p{L}\d@/_-]|\.\p{L})/gu;
const DOMAIN = /^(?:se|no|com|nu|org|net|eu|dk|fi|io|js|ts|py|pdf|doc|html?|xml|json|example)$/u;

/** “Anna T:son Exempel”: what stands before is marked. */
const SON_WITHIN = new RegExp(
  String.raw`(?<=${MARK.name}):(?:son|dotter)(?: \p{Lu}[\p{L}-]{2,20})?(?!\p{L})`,
  'gu',
);
/** A sign within a first name: “A*nna Exempel”. */
const WITH_SIGN =
  /(?<![\p{L}\d])(\p{Lu}\p{Ll}{0,8})[*~^_!+=·•´`](\p{Ll}{1,12})(?:[ _]\p{Lu}[\p{L}-]{2,20})?(?![\p{L}\d])/gu;

/** Names in other forms, in which a first name alone is enough. */
function markOddForms(marked: string): string {
  let text = marked;
  if (hasInnerCapital(text)) text = markAll(text, CAMEL, 'name', camelCase);
  if (text.includes(':son') || text.includes(':dotter')) text = markAll(text, SON_WITHIN, 'name');
  if (/[*~^_!+=·•´`]\p{Ll}/u.test(text))
    text = markAll(text, WITH_SIGN, 'name', (match) =>
      isFirst((match[1] ?? '') + (match[2] ?? '')) ? whole(match) : null,
    );
  if (/ \p{Ll} \p{Ll}(?!\p{L})/u.test(text)) text = markAll(text, SPACED, 'name');
  if (/[ .·_*|-]\p{L}[ .·_*|-]\p{L}(?!\p{L})/u.test(text))
    text = markAll(text, LETTER_BY_LETTER, 'name', spelledName);
  if (/\p{Ll},? \p{Lu}[\p{L}-]{1,30} ?(?:\(|, ref)/u.test(text))
    text = markAll(text, FAMILY_FIRST, 'name', ({ 0: found, 1: family = '', 2: given = '', index }) =>
      (isFirstName(given) || /^\p{Lu}-\p{Lu}$/u.test(given)) && !isOther(family)
        ? [index, index + found.length]
        : null,
    );
  if (text.includes(`(${MARK.name}`)) text = markAll(text, INITIAL_AND_NAME, 'name');
  if (text.includes(MARK.number)) {
    if (text.includes('(')) text = markAll(text, BESIDE_NUMBER, 'name', areNames);
    text = markAll(text, LOWER_ROW, 'name', (match) =>
      isFirst(match[2]) && !listedAs(match[1] ?? '').isCommonWord && !isOther(match[1] ?? '')
        ? whole(match)
        : null,
    );
  }
  if (/\. ?(?:v|d|af)/u.test(text)) text = markAll(text, WITH_PARTICLES, 'name');
  if (/-\p{Lu}/u.test(text))
    text = markAll(text, HYPHENATED, 'name', (match) => {
      const [whole, thing = '', name = ''] = match;
      return isCertainFirstName(name) && !isFirstName(thing)
        ? [match.index, match.index + whole.length]
        : null;
    });
  if (/[-_.+]\p{L}[\p{L}\d]{0,30}\.\p{L}/u.test(text)) text = markAll(text, FILE, 'name', nameInFile);
  if (text.includes('/'))
    text = markAll(text, PAGE, 'name', (match) =>
      isFirst(match[1]) && !isOther(match[2]?.split(/[-._]/u).at(-1) ?? '') ? whole(match) : null,
    );
  if (/\p{Ll}[._]\p{Ll}/u.test(text))
    text = markAll(text, DOTTED, 'name', (match) =>
      isFirst(match[1]) && !DOMAIN.test(match[2]?.split(/[._]/u).at(-1) ?? '') ? whole(match) : null,
    );
  return text;
}
const isFirst = (word = ''): boolean => isCertainFirstName(word) && !listedAs(word).isCommonWord;
const whole = (match: RegExpExecArray): Span => [match.index, match.index + match[0].length];

function camelCase(match: RegExpExecArray): Span | null {
  const parts = match[0].split(/_|(?=\p{Lu})/u);
  const isTag = match.input[match.index - 1] === '#';
  // “#ringExempel”
  if (
    isTag &&
    /^(?:ring|kontakta|fråga|mejla|maila|skrivtill|ask|call|ping|dm|hej)$/u.test(parts[0] ?? '') &&
    parts.length === 2 &&
    !isOther(parts[1] ?? '')
  )
    return whole(match);
  const at = parts.findIndex(isCertainFirstName);
  if (at < 0) return null;
  const isListed = (part: string) => listedAs(part).given + listedAs(part).family > 0;
  const before = parts[at - 1] ?? '';
  const isName =
    at === 0
      ? parts.slice(1).some(isListed)
      : isFirstName(before) || /^(?:team|fru|herr|kock|mamma|hos|av|med)$/iu.test(before);
  return isName || isTag ? whole(match) : null;
}

const BEGINS = /(?:^|[.!?:•*\n] ?|\n)$/u;
const WORK_SOON =
  /^['’]?s? (?:stad|region|gata|gate|väg|vei|torg|plats|park|skola|kyrka|församling|stiftelse|minne|museum|sjukhus|stipendium|hus)(?!\p{L})/iu;
const FIRM_SOON = /^['’]?s? (\p{Lu}\p{L}{1,29})/u;
const EMAIL_RUN = new RegExp(`${MARK.email}+`, 'gu');
const GENERIC =
  /^(?:info|jobb|jobba|jobs?|work|karri[aä]r|career|rekrytering|hr|personal|kontakt|contact|mottagning|ansokan|ansökan|post|mail|mejl|office|admin|support|kundtjanst|reception|rektor|chef|vd|bokning|order|hej|hello|team|noreply|test|exempel|example)$/iu;

/** A name that was found once, and the words of a masked e-mail address, are masked wherever they stand. */
function markRepeated(
  view: string,
  text: string,
  found: readonly Candidate[],
  lower: readonly Span[],
): string {
  const words = new Set<string>();
  for (const one of found) {
    for (const word of one.words) if (/^\p{Lu}[\p{L}\p{M}'’-]{2,}$/u.test(word)) words.add(word);
  }
  const locals = new Set<string>();
  for (const [at, end] of lower) {
    const word = view.slice(at, end);
    if (/^\p{L}{3,}$/u.test(word)) locals.add(word);
  }
  for (const { 0: run, index } of text.matchAll(EMAIL_RUN)) {
    const [local = ''] = view
      .slice(index, index + run.length)
      .split(/@|%40| ?[([{<]| (?:\p{L}{0,8}(?:krull|krøll|snabel|alfa)\p{L}{0,6}|at|ät) /u);
    for (const part of local.split(/[._+\d -]+/u))
      if (part.length > 2 && !GENERIC.test(part)) locals.add(part.toLowerCase());
    if (local.length > 4 && !GENERIC.test(local)) locals.add(local.toLowerCase());
  }
  if (words.size === 0 && locals.size === 0) return text;
  const spans: (readonly [number, number])[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\d@'’._-]{3,80}/gu)) {
    // In lower case, only the beginnings of addresses are looked for.
    if (locals.size === 0 && !/^\p{Lu}/u.test(word)) continue;
    const trimmed = word.replace(/[.'’-]+$/u, '');
    if (!isRepeated(trimmed, words, locals)) continue;
    const after = text.slice(index + trimmed.length, index + trimmed.length + 30);
    if (/^ ?&|^-/u.test(after) || WORK_SOON.test(after)) continue;
    const [, firm = ''] = FIRM_SOON.exec(after) ?? [];
    if (isFirmName(firm.toLowerCase())) continue;
    // A family name that begins a sentence is as often another word.
    if (
      /^\p{Lu}/u.test(trimmed) &&
      !isFirstName(trimmed) &&
      (listedAs(trimmed).family === 0 || listedAs(trimmed).isCommonWord || listedAs(trimmed).isPlace) &&
      BEGINS.test(text.slice(Math.max(0, index - 2), index))
    )
      continue;
    spans.push([index, index + trimmed.length]);
  }
  return markSpans(text, spans, 'name');
}

function isRepeated(word: string, words: ReadonlySet<string>, locals: ReadonlySet<string>): boolean {
  if (/^\p{Lu}/u.test(word)) {
    if (words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)))) return true;
    if (locals.size === 0) return false;
    const ascii = word.toLowerCase();
    return (
      locals.has(ascii) ||
      locals.has(plain(ascii)) ||
      (ascii.endsWith('s') && (locals.has(ascii.slice(0, -1)) || locals.has(plain(ascii.slice(0, -1)))))
    );
  }
  return (
    (word.length > 2 &&
      locals.has(word) &&
      (/[.]/.test(word) || (word.length > 5 && !isOther(word)) || isCertainFirstName(word))) ||
    isDoubleOf(word, locals)
  );
}

/** “anna-lisa”, where the address is “anna.lisa@…” */
const isDoubleOf = (word: string, locals: ReadonlySet<string>): boolean =>
  word.includes('-') && word.split('-').every((part) => part.length > 2 && locals.has(part));
const plain = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').replace(/æ/g, 'ae');
