import { isFirmWord } from './name-firms.ts';
import type { Token, Tokens } from './name-tokens.ts';

/** A run of words that may be a person's name, after words that are none were taken off. */
export interface Candidate {
  /** Indices of its first and last token. */
  from: number;
  to: number;
  at: number;
  end: number;
  words: string[];
  /** How much the words themselves say that they are a person's name. */
  form: number;
  hasFirstName: boolean;
  /** A brand stands directly before it: “Renault Zoe”. */
  isAfterThing: boolean;
  isPlaceAlone: boolean;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const PARTICLES = setOf(
  'von van af av de der den di da la al el bin ben ibn dos du des del della ter zu zum zur y abu ul ud',
);
const MAX_WORDS = 8;

export function candidatesIn(tokens: Tokens): Candidate[] {
  const { list } = tokens;
  const found: Candidate[] = [];
  for (let at = 0; at < list.length; ) {
    const run = runFrom(list, at);
    if (run.length > 0) split(tokens, run, found);
    at = (run.at(-1) ?? at) + 1;
  }
  return found;
}

/** The indices of the tokens of a run that begins here. */
function runFrom(list: readonly Token[], from: number): number[] {
  const first = list[from];
  if (!first || !isNameLike(first) || !isFree(first.gap, list[from - 1])) return [];
  // “A+B Lager”
  if (first.text.length === 1 && /^[+/]$/.test(first.gap) && !list[from + 1]?.gap.startsWith('.')) return [];
  // “P.S.”, “D.S.”
  if (/^[PD]$/.test(first.text) && /^[PS]$/.test(list[from + 1]?.text ?? '') && list[from + 1]?.gap === '.')
    return [];
  const run = [from];
  for (let at = from + 1; at < list.length && run.length < MAX_WORDS; ) {
    const [before, token, second, third] = [list[at - 1], list[at], list[at + 1], list[at + 2]];
    if (!before || !token) break;
    if (isNameLike(token) && (joins(token.gap, before) || isDotted(before, token))) {
      if (isNewSentence(before, token, run.length)) break;
      run.push(at++);
    } else if (!joins(token.gap, before) || !isParticle(token) || !isListedName(before)) break;
    else if (second?.gap === ' ' && isNameLike(second)) {
      run.push(at, at + 1);
      at += 2;
    } else if (second?.gap === ' ' && isParticle(second) && third?.gap === ' ' && isNameLike(third)) {
      run.push(at, at + 1, at + 2);
      at += 3;
    } else break;
  }
  return run;
}

/** “Intervjuad av Exempel” is no name. */
const isListedName = ({ about: { isInitial, isOtherAlphabet, listed } }: Token): boolean =>
  isInitial || isOtherAlphabet || listed.given > 0 || listed.family > 0;
const isNameLike = ({ kind, about }: Token): boolean => kind === 'word' && about.isCapital;
const isParticle = ({ lower }: Token): boolean => PARTICLES.has(lower);
const joins = (gap: string, before: Token): boolean =>
  gap === ' ' || gap === '_' || ((gap === '. ' || gap === '.') && before.about.isInitial);
/** “Exempel, P-O. Svar senast …”, “Anna E. Svar senast …”: the full stop after the initial ends the sentence. */
function isNewSentence(before: Token, token: Token, length: number): boolean {
  if (token.gap !== '. ' || token.about.listed.family > 0 || isParticle(token)) return false;
  const isDouble = before.text.includes('-');
  const isNoName =
    token.about.isCommon || token.about.isOther || (isDouble && token.about.listed.given === 0);
  return isNoName && (isDouble || length > 1);
}
/** “Anna.Exempel” */
const isDotted = (before: Token, { gap, about: { listed } }: Token): boolean =>
  ODD_GAP.test(gap) &&
  before.about.listed.given === 2 &&
  !before.about.listed.isAlsoWord &&
  ((listed.family > 0 && listed.given < 2) || (listed.given === 2 && gap === '.')) &&
  !listed.isCommonWord;
const ODD_GAP = /^(?:[.·•~+=|\\/*^…:]| [·•~+=|\\*^…] |\.{2,3}| \.{2,3} )$/u;
/** Not a part of a longer word, an address or an account. */
const isFree = (gap: string, before: Token | undefined): boolean =>
  !/[@_]$/.test(gap) &&
  !((gap === '' || gap === '.') && before?.kind === 'word') &&
  // “A40G” has no initial; “%20Anna” has a name.
  !(gap === '' && before?.kind === 'number' && !before.gap.endsWith('%'));

/** Whether a sentence or a point of a list begins with the token. */
export const begins = ({ sentenceStart }: Tokens, { gap }: Token, at: number): boolean =>
  sentenceStart[at] === at || /[:•*!?] ?$/u.test(gap);

/** “klass B. Intyg …”: the letter belongs to the word before it, and a sentence begins. */
const isLabel = (list: readonly Token[], at: number, next: Token): boolean =>
  /^(?:klass|klasse|class|kategori|category|typ|type|grupp|gruppe|group|del|part|nivå|level|plan|hus|block|vitamin|hepatit|linje|kurs|körkort|førerkort|kørekort|kort|steg|fas|alternativ|spår)$/.test(
    list[at - 1]?.lower ?? '',
  ) &&
  next.about.listed.given === 0 &&
  next.about.listed.family < 2;

const STORM = /^(?:storm|stormen|orkan|orkanen)$/;

const isFirmAt = (list: readonly Token[], at: number): boolean => {
  const token = list[at];
  return token !== undefined && isFirmWord(token);
};

/** Divides a run at words that are none of a person's names. */
function split(tokens: Tokens, run: readonly number[], found: Candidate[]): void {
  const { list } = tokens;
  if (run.some((at, number) => number > 0 && isFirmAt(list, at))) return;
  let current: number[] = [];
  let isAfterThing = false;
  const close = () => {
    const candidate = candidateOf(tokens, current, isAfterThing);
    if (candidate) found.push(candidate);
    if (current.length > 1) isAfterThing = false;
    current = [];
  };
  for (const [number, at] of run.entries()) {
    const token = list[at];
    if (!token) continue;
    const { listed, isOther, isCommon } = token.about;
    const next = list[run[number + 1] ?? -1];
    const isFamilyHere =
      (listed.family > 0 || listed.isThing) &&
      !token.about.isPlaceWord &&
      list[current[0] ?? -1]?.about.listed.given === 2;
    const isInitialHere = token.about.isInitial && next?.gap.startsWith('.') && !isLabel(list, at, next);
    if (isInitialHere) current.push(at);
    else if (next && token.about.isInitial && isLabel(list, at, next)) close();
    else if (
      token.about.isThingNoun &&
      current.length === 0 &&
      next &&
      listed.given === 0 &&
      (listed.family < 2 || (STORM.test(token.lower) && next.about.listed.given === 2))
    ) {
      isAfterThing = true;
    } else if (listed.isThing && listed.given === 0 && !isFamilyHere && listed.family < 2) {
      if (current.length < 2 && list[current[0] ?? -1]?.about.listed.given !== 2) current = [];
      close();
      isAfterThing = true;
    } else if (
      isOther &&
      !(current.length > 0 && (listed.given === 2 || isFamilyHere || (isParticle(token) && next)))
    ) {
      // “Nils Exempel Terminalen” is a place; “Anna Exempel Enhetschef” is a person with her title.
      const isOfPlace = token.about.isPlaceWord;
      if (isOfPlace) current = [];
      close();
      isAfterThing ||= token.about.isThingNoun || isOfPlace;
    } else if (isCommon && current.length === 0 && !isFamilyOnly(next) && begins(tokens, token, at)) {
      // Where a sentence begins, a capital letter says nothing.
      close();
    } else current.push(at);
  }
  close();
}

const isFamilyOnly = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.about.listed.given === 0 &&
  token.about.listed.family > 0 &&
  !token.about.listed.isCommonWord;

function candidateOf(tokens: Tokens, indices: readonly number[], isAfterThing: boolean): Candidate | null {
  const { list } = tokens;
  const parts = indices.flatMap((at) => list[at] ?? []);
  const [first, second] = parts;
  const [from, to] = [indices[0], indices.at(-1)];
  const last = parts.at(-1);
  if (!first || !last || from === undefined || to === undefined) return null;
  // A particle or a name in lower case ends no name.
  if (!last.about.isCapital) return candidateOf(tokens, indices.slice(0, -1), isAfterThing);
  if (!first.about.isCapital) return candidateOf(tokens, indices.slice(1), isAfterThing);
  const one = first.about.listed;
  // “Ersätter A. Exempel”
  if (
    second?.about.isInitial &&
    parts.length > 2 &&
    one.given === 0 &&
    one.family === 0 &&
    tokens.sentenceStart[from] === from &&
    /.{3}[ae][rs]$/u.test(first.text)
  )
    return candidateOf(tokens, indices.slice(1), isAfterThing);
  // “Mamman Exempel”: a noun that begins the sentence is no first name where the next word is one.
  const mayBeNoun = one.family === 0 || (one.family === 1 && /(?:len|ken|ten|net|ket)$/u.test(first.text));
  if (second && one.given < 2 && mayBeNoun && second.about.listed.given === 2) {
    const isUnlisted = one.given === 0 && one.family === 0;
    const isNoun = /(?:an|en|et|ar|er|or|na)$/u.test(first.text) || (parts.length > 2 && isUnlisted);
    const isVerb = isUnlisted && parts.length === 2 && !second.about.listed.isAlsoWord;
    const isFirst = tokens.sentenceStart[from] === from || /[•*!?] ?$/u.test(first.gap);
    if (first.about.isCue || (isFirst && (first.about.isCommon || isNoun || isVerb)))
      return candidateOf(tokens, indices.slice(1), isAfterThing);
  }
  return {
    from,
    to,
    at: first.at,
    // The full stop of an initial belongs to the name.
    end: last.end,
    words: parts.map(({ text }) => text),
    form: formOf(parts),
    hasFirstName: one.given === 2 || first.about.isOtherAlphabet,
    isAfterThing,
    isPlaceAlone: parts.length === 1 && one.isPlace,
  };
}

/** “K-G”, “B-M”: how persons with a double name are called. */
const DOUBLE_INITIALS =
  /^(?:K-[GEAJOÅ]|L-[EGOÅ]|P-[OAEÅ]|J-[EOÅ]|B-[MGOÅI]|A-[MKLCS]|G-[BM]|U-B|I-L|M-[LB]|S-[EOGÅ]|C-[GJEH]|H-[EO]|R-M|E-M|T-B)$/u;

/** How much the words themselves say that they are a person's name: 3 is enough where nothing speaks against it. */
function formOf(parts: readonly Token[]): number {
  const [first, ...rest] = parts;
  if (!first) return 0;
  // “El Exempel Anna”
  if (rest.length > 1 && isParticle(first)) return formOf(rest);
  const { given, family, isAlsoWord, isCommonWord, isPlace, isThing } = first.about.listed;
  const isUncertain = isAlsoWord || isCommonWord || isPlace || isThing;
  if (rest.length === 0) {
    if (first.about.isOtherAlphabet) return 2.5;
    if (DOUBLE_INITIALS.test(first.text)) return 2;
    if (given === 2) return isUncertain ? 1.5 : 3;
    return Math.max(given === 1 && !isUncertain ? 1.5 : 0.75 * given, isCommonWord ? 0 : family * 0.75);
  }
  let form = first.about.isOtherAlphabet ? 2 : given === 2 ? (isUncertain ? 1.5 : 2.5) : given;
  if (form === 0 && first.about.isInitial) form = rest[0]?.gap.startsWith('.') ? 1.75 : 1.5;
  const other = Math.max(...rest.map(familyOf));
  // The family name first: “Exempelsson Anna”.
  if (form < 2 && family > 0) {
    const second = rest[0]?.about.listed;
    if (second?.given === 2) form = second.isAlsoWord ? 1.5 : 2.25;
  }
  // “Exempelsson A.”
  if (form === 0 && family > 0 && rest.length === 1 && rest[0]?.about.isInitial) return 2.25;
  return form + other;
}

function familyOf({ about, text }: Token): number {
  if (about.isInitial) return 1;
  if (!about.isCapital || text.length < 2) return 0;
  const { given, family, isCommonWord } = about.listed;
  if (family > 0) return isCommonWord ? 1 : family === 2 ? 1.5 : 1.25;
  return given > 0 ? 1 : isCommonWord ? 0.25 : 1;
}
