import { type After, type Before, type Here, rolesBetween, setOf, THINGS_ARE } from './name-context.ts';
import { asGoods, isEmployer } from './name-goods.ts';
import { isEponym, isKing, isPair, PAIRED } from './name-namesakes.ts';
import { isDefiniteThing, isThingSoon, isTitleOfThing } from './name-thing-nouns.ts';

const PLACE_BEFORE = setOf('på i vid inom at in ved utanför nära kring runt mellan near mot');
/** Verbs that are told of persons in history and art. */
const ART = setOf(
  `spelade skrev komponerade målade föddes dog regerade uppfann regisserade sjöng nämns grundade gestaltade skildrade tecknade formgav ritade byggde bodde wrote painted composed invented died founded`,
);

const MADE =
  /^(?:ritades|ritad|ritat|skrevs|skriven|skrivet|skrivna|byggdes|byggd|målades|målad|målat|komponerades|komponerad|grundades|formgavs|formgiven|regisserad|regisserades|uppfanns|instiftades|verk|musik|dikter|böcker|roman|romaner|pjäs|pjäser|tavlor|konst|litteratur|texter|skulptur|skulpturer|målningar|parfymer|kläder|möbler|samlingar|kollektioner|smycken|deckare|operor|symfonier|sagor|filmer|låtar|stycken|serier|porslin|glas|textilier|dansverk|kurslitteratur|ritning|ritningar|ritningarna|skisser|manus|koreografi|libretto|regi|översättning|akvareller|byggt|uppfördes|uppförd|uppfört|designad|designades)$/u;

/** What firms do, and no contact person: “Exempel förvaltar 4 000 lägenheter”. */
const ORGANISATIONS = setOf(
  `utför levererar tillverkar förvaltar erbjuder omsätter producerar grundades expanderar öppnar etablerar importerar exporterar marknadsför saluför
  leverer tilbyr omsetter produserer forvalter utfører leverer tilbyder omsætter producerer delivers offers manufactures produces operates supplies provides employs`,
);

const MADE_BY = /^(?:designed|composed|painted|written|drawn|choreographed|built|illustrated|directed)$/u;

/** “Exempel, vår robot” */
const APPOSITION = setOf('vår vårt våra en ett den det our a the et');

const THING_AFTER = setOf(
  `varumärken märken butiker kunder hundar hästar katter hotell avdelningar skolor system program produkter brands products säljs spelas visas ställs såldes säljer system program robot verktyg plattform app varumärke ärendesystem affärssystem tool platform system`,
);

/** What speaks against it, as a number below zero; -Infinity where it is decided. */
export function evidenceAgainst(here: Here, left: Before, right: After): number {
  const { tokens, one, text } = here;
  const { list } = tokens;
  const isAlone = one.words.length === 1;
  let sum = 0;
  const previous = left.word === '' ? undefined : list[one.from - 1];
  if (previous?.about.isThingNoun && /^ ?["“'(]?$/u.test(left.lead)) sum -= 3;
  // “krogen Lilla Exempel”
  if (
    previous?.about.isCapital &&
    previous.about.isOther &&
    left.lead === ' ' &&
    list[one.from - 2]?.about.isThingNoun
  )
    sum -= 3;
  if (previous && /^(?:st|s:t)$/.test(previous.lower) && left.lead === '. ') sum -= 3;
  if (/^ta?$/.test(previous?.lower ?? '') && list[one.from - 2]?.text === 'S') sum -= 3;
  if (isAlone && PAIRED.has(one.words[0] ?? '') && isPair(text, one.at, one.end)) sum -= 4;
  if (left.word === 'av' && MADE.test(list[one.from - 2]?.lower ?? '')) sum -= 3;
  if (right.gap === ' ' && ART.has(right.word)) sum -= 3;
  if ((THINGS_ARE.has(right.word) || right.word === 'heter') && isThingSoon(here)) sum -= 3;
  if (right.gap === ' ' && ORGANISATIONS.has(right.word)) sum -= isAlone ? 1.5 : 4;
  if (left.word === 'by' && MADE_BY.test(list[one.from - 2]?.lower ?? '')) sum -= 3;
  if (
    isAlone &&
    left.word === 'via' &&
    /s$/u.test(list[one.from - 2]?.lower ?? '') &&
    list[one.from - 2]?.lower !== 'nås'
  )
    sum -= 3;
  if (previous?.about.isThingNoun && left.lead === ', ' && /(?:s|ar|er|or|en|na)$/.test(previous.lower))
    sum -= 3;
  if (right.gap === ', ' && APPOSITION.has(right.word) && isThingSoon(here)) sum -= 3;
  if (isShop(here)) sum -= 3;
  if (isEmployer(here)) sum -= 3;
  if (
    isAlone &&
    COMPASS.test(one.words[0] ?? '') &&
    /^\p{Ll}/u.test(list[one.from - 1]?.text ?? '') &&
    left.lead === ' '
  )
    sum -= 4;
  if (
    isAlone &&
    left.word === 'i' &&
    left.lead === ' ' &&
    list[one.from - 2]?.about.isCapital &&
    list[one.from - 1]?.gap === ' '
  )
    sum -= 3;
  sum -= asGoods(here);
  // “klänningen Exempel”
  if (
    isAlone &&
    previous &&
    left.lead === ' ' &&
    isDefiniteThing(previous, tokens.sentenceStart[one.from] === one.from - 1)
  )
    sum -= 2.5;
  if (isTitleOfThing(here)) sum -= 4;
  if (isEponym(here)) sum -= 4;
  if (left.word === 'som' && isAlone) sum -= 1.5;
  if (isAlone && isWordOfSentence(here, right)) sum -= 4;
  if (
    isAlone &&
    /^ \d{1,2}(?![\d%:.,]\d?| ?(?:år|%|sept|sep|okt|nov|dec|jan|feb|mar|apr|maj|jun|jul|aug))/u.test(
      text.slice(one.end, one.end + 8),
    )
  )
    sum -= 1.5;
  if (isOld(here)) sum -= 2.5;
  if (/^(?:en|ett|a|an|et)$/.test(left.word) && (isAlone || one.form < 2.5 || right.next?.about.isCapital))
    sum -= 2;
  if (right.words.slice(0, 5).some((word) => THING_AFTER.has(word)) && !isSoonRole(here) && isAlone)
    sum -= 1.5;
  if (PLACE_BEFORE.has(left.word) && left.lead === ' ') sum -= 1.5;
  if (/^ (?:18|19|20)\d\d(?!\d)/.test(text.slice(one.end, one.end + 6))) sum -= 2;
  if (one.isPlaceAlone) sum -= 1;
  if (!tokens.isInCapitals && one.words.every((word) => /^\p{Lu}+$/u.test(word)))
    sum -= isAlone ? ((one.words[0] ?? '').length < 5 ? 2.5 : 1) : 1.5;
  if (isAlone && /['’]s$/.test(one.words[0] ?? '') && one.form < 3) sum -= 1.5;
  // “Exempel NOR” is an organisation.
  if (
    !tokens.isInCapitals &&
    !one.hasFirstName &&
    /^\p{Lu}{2,4}$/u.test(one.words.at(-1) ?? '') &&
    !one.words.every((word) => /^\p{Lu}+$/u.test(word))
  )
    sum -= 2;
  // “Karolinska Huddinge”
  if (
    !isAlone &&
    list[one.to]?.about.listed.isPlace &&
    list
      .slice(one.from, one.to + 1)
      .every(({ about: { listed, isInitial } }) => listed.given === 0 && !isInitial) &&
    (list[one.from]?.about.listed.family ?? 0) < 2
  )
    sum -= 3;
  if (isAmongFirms(here)) sum -= 3;
  if (isAlone && isAmongOthers(here)) sum -= 3;
  if (isKing(one.words)) sum -= 2.5;
  if (
    one.form < 3 &&
    !/^\p{Lu}-\p{Lu}$/u.test(one.words[0] ?? '') &&
    (/\p{L} ?& ?$/u.test(text.slice(Math.max(0, one.at - 4), one.at)) ||
      /^ ?& ?\p{Lu}/u.test(text.slice(one.end, one.end + 4)))
  )
    sum -= 2;
  return sum;
}

/** “Exempelssons Livs”, “Annas Kök”: a name in the genitive, and what is no name. */
export function isShop({ tokens: { list }, one }: Here): boolean {
  const [first, second] = [list[one.from]?.about.listed, list[one.from + 1]?.about.listed];
  if (one.words.length !== 2 || !first?.isGenitive || !second) return false;
  return (
    second.family < 2 &&
    (second.given === 0 || second.isGenitive) &&
    (second.family === 0 || second.isGenitive)
  );
}

/** A year of long ago in the sentence: “Huset ritades 1912 av …”. */
function isOld({ tokens: { list, sentenceStart, sentenceEnd }, one }: Here): boolean {
  const start = Math.max(sentenceStart[one.from] ?? 0, one.from - 10);
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 8);
  for (let at = start; at <= end; at++) {
    const { kind, text = '', gap = '' } = list[at] ?? {};
    if (kind !== 'number' || !/^1[0-9]\d\d$/.test(text) || text > '1969' || !/^[ (-]{1,2}$/.test(gap))
      continue;
    if (
      !/^(?:född|f|born|föddes|født|nr|nummer|kl|plan|rum|kr|sek)$/.test(list[at - 1]?.lower ?? '') &&
      /^(?:[ .,):;–-]|$)/.test(list[at + 1]?.gap ?? '')
    )
      return true;
  }
  return false;
}

/** In a list in which two members at least are firms: “Exempel Prov, Exempel & Prov och Prov & Exempel”. */
function isAmongFirms({ tokens: { list, sentenceStart, sentenceEnd }, one }: Here): boolean {
  let firms = 0;
  const start = Math.max(sentenceStart[one.from] ?? 0, one.from - 12);
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 12);
  for (let at = start + 1; at <= end; at++) if (list[at]?.gap === ' & ' && list[at]?.about.isCapital) firms++;
  return firms > 1;
}

/** In a list that is the whole sentence, without a word of contact, and of which no other member is a name: “Kallblod, Nordsvensk och Exempel.” */
function isAmongOthers({ tokens, one }: Here): boolean {
  const { list, sentenceStart, sentenceEnd } = tokens;
  const [start, end] = [sentenceStart[one.from] ?? 0, sentenceEnd[one.to] ?? one.to];
  if (end - start < 2 || end - start > 12) return false;
  let others = 0;
  for (let at = start; at <= end; at++) {
    const token = list[at];
    if (!token || at === one.from) continue;
    const { isCapital, isRole, isCue, isUnion, listed, lower } = token.about;
    if (/^(?:och|eller|samt|and|or|og)$/.test(lower)) continue;
    if (
      token.kind !== 'word' ||
      !isCapital ||
      isRole ||
      isCue ||
      isUnion ||
      listed.given > 0 ||
      listed.family > 0
    )
      return false;
    if (at > start && !/^,? $/.test(token.gap)) return false;
    others++;
  }
  return others > 1;
}

/** What may be another word, with a capital letter only because it begins the sentence: “Inga krav …”, “Björn, lo och järv …”. */
function isWordOfSentence({ tokens: { list, sentenceStart }, one }: Here, { gap, next }: After): boolean {
  if (sentenceStart[one.from] !== one.from || next?.kind !== 'word' || next.about.isCapital) return false;
  if (gap === ' ') {
    const { lower } = list[one.from] ?? {};
    // “Stein på stein”
    if (list[one.to + 2]?.text === lower) return true;
    return (
      (lower === 'inga' && !next.about.isRole) ||
      (lower === 'stig' && /^(?:in|på|av|fram|ombord|upp|ut)$/.test(next.lower))
    );
  }
  const third = list[one.to + 3];
  return (
    gap === ', ' &&
    !next.about.isRole &&
    !next.about.isCue &&
    /^(?:och|og|and|samt)$/.test(list[one.to + 2]?.lower ?? '') &&
    third?.kind === 'word' &&
    !third.about.isCapital &&
    third.about.listed.given === 0 &&
    !third.about.isRole
  );
}

const isSoonRole = ({ tokens, one }: Here): boolean => rolesBetween(tokens, one.to + 1, 5);

/** “hemtjänsten Söder” */
const COMPASS =
  /^(?:Nord|Norr|Norra|Syd|Söder|Södra|Sør|Öst|Øst|Öster|Östra|Väst|Vest|Väster|Västra|Mitt|Centrum)$/;

/** “Svensson & Söner” of which the candidate is the end. */
export const isFirm = ({ text, one }: Here): boolean =>
  /\p{L} ?& ?$/u.test(text.slice(Math.max(0, one.at - 4), one.at)) &&
  /^(?:Partners|Co|Company|Sons?|Söner|Sønn(?:er)?)$/u.test(one.words[0] ?? '');
