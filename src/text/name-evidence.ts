import {
  type After,
  type Before,
  type Here,
  isKin,
  rolesBetween,
  setOf,
  startsLine,
  THINGS_ARE,
} from './name-context.ts';
import type { Token, Tokens } from './name-tokens.ts';
import { isLikeFamily } from './name-words.ts';

/** Words before a person, and often before something else. */
const PERSON_BEFORE = setOf(
  `av med hos möt møt träffa treff jag mig arbetar jobbar finns hette son dotter hjälpa stötta bredvid genom säger sier frågar svarar berättar forteller skriver hälsar undrar by with meet join for för för blir bliver er är is are
  dvs alltså nämligen signerat bakom altså
  efter etter utan åt ersätter ersätta efterträder efterträda följ følg follow tackar tack grattis enligt ifølge according minns says enligt gillar vi medan`,
);

/** What only a person does. */
const DOES = setOf(
  `svarar svarer berättar forteller hälsar hilser informerar säger sier tycker mener trivs trives längtar gleder ringer minns skrattar skriver undervisar guidar bjuder hjälper hjelper förklarar ler tipsar rekommenderar undrar önskar håller tar
  answers says tells explains thinks loves will leads enjoys recommends teaches helps
  kontaktar kontakter intervjuar kör lagar sköter basar styr städar bakar klipper kokar vaktar hämtar fixar packar svetsar målar ansvarar leder jobbar jobber arbetar arbeider började begynte bor gillar älskar behöver kommer möter møter visar viser lär fyller går har driver äger startade ledde vill nås kan vet blir är er var`,
);

/** What persons say of themselves or of others, before their names: “menar …”, “says …”. */
const SPEAKS = setOf(
  `menar säger skrattar minns berättar förklarar tipsar intygar konstaterar önskar hälsar undrar tycker tillägger avslutar fortsätter summerar ler lovar svarar understryker betonar
  gör gjør mener sier forteller ler smiler husker hilser forklarer siger fortæller forklarer griner says said laughs adds explains recalls smiles heter hette hedder heiter named be bad ersätter efterträder avlöser erstatter etterfølger replaces succeeds företräds representeras leds ledes`,
);
const PRONOUNS = setOf('du vi jag man ni han hon hen dere de you we i');
const IS = setOf('är er blir bliver heter hedder var is was will become becomes sedan');

const MODAL = setOf('har är er var kan will vill ska går tar håller');
/** The same, of which no thing is said. */
const ONLY_PERSONS = setOf(
  `svarar svarer berättar forteller hälsar hilser informerar säger sier tycker mener trivs trives längtar skrattar undervisar bjuder tipsar undrar answers says tells kontaktar kontakter ringer minns`,
);

/** What no organisation does. */
const LIVES = setOf('behöver gillar älskar jobbar jobber arbetar arbeider bor går fyller började');

/** What belongs to a person. */
/** Whether a role directly before tells that an unlisted word is a name: “Rektor: Exempel.”, “Läkaren Exempel har …”. */
export function isOfRole({ tokens: { list }, text, one }: Here, left: Before, right: After): boolean {
  if (!left.hasRole || !/^\p{Lu}\p{Ll}{2,}$/u.test(one.words[0] ?? '')) return false;
  if (left.lead === ': ') return /^(?:[.,;)\n]|$| \()/.test(text.slice(one.end, one.end + 2));
  const role = list[one.from - 1]?.lower ?? '';
  const isOne =
    isLikeFamily(one.words[0] ?? '') ||
    /[nt]$/.test(role) ||
    /^(?:vår|vårt|din|our|your|min)$/.test(list[one.from - 2]?.lower ?? '');
  return left.lead === ' ' && isOne && right.gap === ' ' && DOES.has(right.word);
}

const OWNS = setOf(
  `team grupp gruppe familj mamma pappa kollega kollegor mobil mobilnummer nummer telefon tel mejl mail linkedin tjänst vikariat uppdrag bror syster dotter son man fru sambo chef kontor assistent telefonnummer mejladress e-post
  stilling vikariat arbetsuppgifter former assistant husband wife daughter mobile phone email calendar kalender inkorg bord`,
);

/** “Exempel, platschef, 070…” at the beginning of a line, whatever the word is. */
export function isInRow(here: Here, right: After): boolean {
  const { tokens, one } = here;
  const end = tokens.sentenceEnd[one.to] ?? one.to;
  return (
    /^\p{Lu}\p{Ll}{3,}(?<!are|or|ist|ent|ör)$/u.test(one.words[0] ?? '') &&
    rolesBetween(tokens, one.to + 1, 2) &&
    startsLine(here) &&
    right.gap === ', ' &&
    (tokens.nextMark[one.to] ?? tokens.list.length) <= end
  );
}

export const isUnion = (token: Token | undefined): boolean => token?.about.isUnion === true;

const isOfNoList = ({ about: { listed } }: Token): boolean => listed.given === 0 && listed.family === 0;

const REACH = 14;
/** What stands after on the same line. */
/** “Exempel svarar gärna” */
export const isGladToAnswer = ({ words: [first, second, third = ''] }: After): boolean =>
  (first === 'svarar' && (second === 'gärna' || (second === 'på' && /^(?:dina|frågor)$/.test(third)))) ||
  (first === 'svarer' && second === 'gjerne');

/** Words between a name and what is masked: `Anna Exempel, tel. …`. */
const LINK_WORDS = setOf(
  'på via at on tel tlf tfn mob mobil mobilen telefon direkt direktnummer dagtid kvällstid sms mail mejl e-post epost email phone nr nummer tfnnr puh gsm nås och eller har numret ankn adress är m t e tlfn växel hos under',
);

const CONNECTS = /^[^\p{L}\d.!?\n]{0,5}$|^\.? ?[:,]? ?$/u;
/** Whether something masked stands directly after, with a few words of telephones between. */
function isBeforeMark({ list, lineEnd }: Tokens, at: number): boolean {
  const end = Math.min(lineEnd[at] ?? at, at + 5);
  for (let next = at + 1; next <= end; next++) {
    const token = list[next];
    if (!token || !CONNECTS.test(token.gap)) return false;
    if (token.kind === 'mark') return true;
    if (token.kind !== 'word' || !LINK_WORDS.has(token.lower)) return false;
  }
  return false;
}

function isAfterMark({ list, lineStart }: Tokens, at: number): boolean {
  if (at <= (lineStart[at] ?? 0)) return false;
  const gap = list[at]?.gap ?? '';
  const previous = list[at - 1];
  if (previous?.kind === 'mark') return /^[^\p{L}\d.!?\n]{0,5}$/u.test(gap);
  return (
    previous !== undefined &&
    /^(?:till|med|av|til|to|för|fråga|hos|sök|ask|for)$/u.test(previous.lower) &&
    at - 1 > (lineStart[at] ?? 0) &&
    list[at - 2]?.kind === 'mark' &&
    previous.gap.length < 4
  );
}

/** A mark on one of the next three lines, after a label at most. */
function isAboveMark({ list, lineEnd, nextMark }: Tokens, at: number): boolean {
  const mark = nextMark[at] ?? list.length;
  if (mark >= list.length || mark - at > 16) return false;
  let line = lineEnd[at] ?? at;
  for (let lines = 0; lines < 3 && line + 1 < list.length; lines++) {
    if (mark <= (lineEnd[line + 1] ?? 0)) return mark > line;
    line = lineEnd[line + 1] ?? list.length;
  }
  return false;
}

/** Where a role follows: “Anna Exempel, rektor”, “Anna Exempel (chef)”, or on the next line. */
function isBeforeRole({ tokens, one }: Here, { gap, next }: After, startsLine: boolean): boolean {
  const { list, lineEnd } = tokens;
  // “Aircraft Maintenance Engineer” is a title.
  if (next?.about.isCapital && gap === ' ' && next.about.isRole) return one.form >= 2;
  if (next && /^ ?[,(|:/–-]{1,2} ?$/u.test(gap)) return rolesBetween(tokens, one.to + 1, 3);
  if (next || !startsLine || one.to + 1 >= list.length) return false;
  const line = one.to + 1;
  return (lineEnd[line] ?? line) - line < 6 && rolesBetween(tokens, line, 4);
}

/** What speaks for a person, as a number. */
export function evidenceFor(here: Here, left: Before, right: After, enough: number): number {
  const { tokens, one, text } = here;
  const { list, lineStart, lineEnd, sentenceStart, sentenceEnd } = tokens;
  const startsIt = startsLine(here);
  const isAlone = one.words.length === 1;
  const startsSentence = (sentenceStart[one.from] ?? 0) === one.from;
  const isUnlisted =
    one.form < 1 || (one.form <= 1 && !isAlone && list.slice(one.from, one.to + 1).every(isOfNoList));
  let sum = 0;
  const add = (weight: number, holds: () => boolean) => {
    // What no list has, or only ends like a family name, needs strong evidence.
    if (sum < enough && holds()) sum += isUnlisted && weight < 2 ? weight / 2 : weight;
  };
  add(2, () => left.hasRole);
  add(2, () => isBeforeMark(tokens, one.to));
  add(2, () => isAfterMark(tokens, one.from));
  add(2, () => isUnionBeside(here, left, right));
  add(2, () => isBeforeRole(here, right, startsIt));
  add(2, () => isKin(left.word) && /^[ :,]{1,2}["“(]?$/u.test(left.lead));
  add(2, () =>
    THINGS_ARE.has(right.word) || right.word === 'heter' ? rolesBetween(tokens, one.to + 2, 4) : false,
  );
  add(3, () => isSharedPost(here, right));
  add(2, () => isAlone && NICKNAME_AFTER.test(text.slice(one.end, one.end + 30)));
  add(
    2,
    () =>
      isAlone &&
      /(?:["“”»]|\((?:kallad |alias )?)\p{L}{2,15}["“”«)] $/u.test(
        text.slice(Math.max(0, one.at - 20), one.at),
      ),
  );
  add(2, () => AGE.test(text.slice(one.end, one.end + 20)));
  add(2, () => right.gap === ' ' && ONLY_PERSONS.has(right.word));
  add(2, () => startsIt && right.next === undefined && isAboveMark(tokens, one.to));
  add(1.5, () => right.gap === ' ' && LIVES.has(right.word));
  add(1.5, () => right.gap === ' ' && DOES.has(right.word) && !MODAL.has(right.word));
  add(1, () => right.gap === ' ' && (DOES.has(right.word) || OWNS.has(right.word)));
  add(
    1.5,
    () => SPEAKS.has(left.word) || (PRONOUNS.has(left.word) && SPEAKS.has(list[one.from - 2]?.lower ?? '')),
  );
  add(1, () => PERSON_BEFORE.has(left.word));
  add(2, () => right.word === 'som' && list[one.to + 2]?.about.isRole === true);
  add(1, () => right.word === 'som' && DOES.has(list[one.to + 2]?.lower ?? ''));
  add(1, () => isPredicate(here));
  add(
    1,
    () =>
      /^, /.test(left.lead) &&
      /^,/.test(right.gap) &&
      !isAlone &&
      /^(?:är|er|is|runs|leads|har|has|leder|driver|ansvarar)$/.test(right.word),
  );
  add(
    1,
    () => (tokens.lastCue[one.from - 1] ?? -1) >= Math.max(sentenceStart[one.from] ?? 0, one.from - REACH),
  );
  // “AE, Anna Exempel”
  add(2, () => !isAlone && list[one.from - 1]?.text === one.words.map((word) => word[0]).join(''));
  add(1, () => isAfterQuestion(here));
  add(0.5, () => startsSentence && right.gap === ' ' && list[one.from]?.about.isOtherAlphabet === true);
  add(1, () => (tokens.nextMark[one.to] ?? list.length) <= (sentenceEnd[one.to] ?? 0));
  add(1, () => (tokens.lastMark[one.from] ?? -1) >= (lineStart[one.from] ?? 0));
  add(0.5, () => (tokens.nextMark[one.to] ?? list.length) <= (lineEnd[one.to] ?? 0));
  add(1, () => one.words.length > 1 && one.form >= 1.5 && /^(?:till|til|to)$/.test(left.word));
  add(1, () => startsIt && right.next === undefined && !one.isPlaceAlone && (lineStart[one.from] ?? 0) > 0);
  add(0.5, () => left.word !== '');
  return sum;
}

/** “Enhetens rektor är sedan i höstas Anna Exempel” */
function isPredicate({ tokens: { list, sentenceStart }, one }: Here): boolean {
  let hasVerb = false;
  for (let at = one.from - 1; at >= Math.max(sentenceStart[one.from] ?? 0, one.from - 7); at--) {
    const token = list[at];
    if (token?.kind !== 'word' || !/^[ ,]{1,2}$/.test(list[at + 1]?.gap ?? '')) return false;
    if (IS.has(token.lower)) hasVerb = true;
    else if (token.about.isRole) return hasVerb;
    else if (/^(?:till|hos|på|för|at|for|to|til)$/.test(token.lower) && !hasVerb) return false;
  }
  return false;
}

/** “Frågor? Sök upp Anna Exempel”, “Undrar du något? Anna vet.” */
function isAfterQuestion({ tokens: { list, sentenceStart, lastCue }, one }: Here): boolean {
  const start = sentenceStart[one.from] ?? 0;
  if (start === 0 || one.from - start > 6 || !/\?/.test(list[start]?.gap ?? '')) return false;
  return (lastCue[start - 1] ?? -1) >= (sentenceStart[start - 1] ?? 0);
}

const NICKNAME_AFTER = /^ (?:["“”»]\p{Lu}\p{L}{1,15}["“”«]|\((?:kallad |alias |aka )\p{L}{2,15}\)) \p{Lu}/u;
/** “Exempel/Prov delar på chefskapet” */
const isSharedPost = ({ tokens: { list }, one }: Here, { words }: After): boolean =>
  (list[one.from]?.gap === '/' || list[one.to + 1]?.gap === '/') &&
  (list[one.from]?.about.listed.family ?? 0) > 0 &&
  words.some((word) => /chef|^(?:led|delar|turas|svarar|rektor)/u.test(word));

const AGE =
  /^(?:,? ?\(?(?:är |som är |er |is )?\d{1,3} ?(?:år(?:ing)?|-årig|years?|åring)|, ?\d{2}(?=[,.)] ?))/iu;

function isUnionBeside({ tokens, one }: Here, left: Before, { gap, next }: After): boolean {
  const { list, lineEnd } = tokens;
  if (next && /^ ?[,(:;/–-]{0,2} ?$/u.test(gap)) {
    if (isUnion(next)) return true;
    if (/^facklig/u.test(next.lower)) return true;
    if (/^(?:för|for|i|från)$/u.test(next.lower) && isUnion(list[one.to + 2])) return true;
    const second = one.to + 2 <= (lineEnd[one.to] ?? 0) ? list[one.to + 2] : undefined;
    if (/^(?:sveriges|if|akademikerförbundet|fackförbundet)$/u.test(next.lower) && isUnion(second))
      return true;
  }
  const previous = list[one.from - 1];
  return left.word !== '' && isUnion(previous) && /^(?:[:,]| -)? ?$/u.test(left.lead);
}
