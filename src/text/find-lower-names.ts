import { MARK, type Span } from './marks.ts';
import { isCallBefore } from './name-context.ts';
import type { Token, Tokens } from './name-tokens.ts';
import { isCertainFirstName } from './name-words.ts';

/** Names in lower case: a first name that is no other word, after a call or a word for persons, or before a family name. */
export function lowerNames(tokens: Tokens, names: readonly Span[]): Span[] {
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
