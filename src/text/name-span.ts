import type { Span } from './marks.ts';
import type { Candidate } from './name-candidates.ts';
import { isCallBefore, isKin, isTitle } from './name-context.ts';
import type { Token, Tokens } from './name-tokens.ts';
import { isLikeFamily } from './name-words.ts';

const FREE_START = /(?:^|\n|[:;|>•"“(] ?|- )$/u;

/** The span of a name, with a title that belongs to it, an initial's full stop, and the family name before a comma. */
export function spanOfName(one: Candidate, tokens: Tokens): Span {
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
