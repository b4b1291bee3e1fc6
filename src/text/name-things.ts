import {
  type After,
  type Before,
  type Here,
  KIN,
  phrases,
  rolesBetween,
  setOf,
  THINGS_ARE,
} from './name-context.ts';
import { isFirmWord } from './name-firms.ts';
import { asGoods, isEmployer } from './name-goods.ts';
import type { Token, Tokens } from './name-tokens.ts';

const PLACE_BEFORE = setOf('på i vid inom at in ved utanför nära kring runt mellan near mot');
/** What is named after persons, after the name: “Selma Exempels gata”. */
const WORKS = setOf(
  `stad region län kundtjänst växel reception gata gate väg vägen vei veg plats plass torg plan park skola skolan skole sjukhus barnsjukhus ögonsjukhus museum museet konstmuseum stiftelse stiftelsen minne minnesfond församling kyrka kirke hus teater intima
  stipendium pris terminalen gård gården kommun universitet institut fond akademi allé backe trädgård konsthall arkiv symfoniorkester gymnasium saga sagor studio studios line lines förlag bokhandel bageri samling samlingar böcker musik verk roman romaner
  tavlor konst pjäs pjäser dikt dikter filmer teori teorier metod metoder pedagogik anda arv tid design kaviar hamburgare mode produkter varumärke sortiment lära modell udde holme ö by salong café krog åkeri måleri pizzeria plåt bygg frakt transport
  slott kloster allaskuvla himmelsfärd himmelsfærd kapell domkyrka förskola barnehage hospital sykehus kyrkogård bro torn fjord land kök värld äventyr dag barnhem hem universitetssjukhus hovrätt tingsrätt förvaltningsrätt lagman domsaga stift kontrakt hospice vårdcentral klinik apotek arena hall hallen badet bad stadsdel kvarter gränd stig esplanad kaj
  street square road avenue school church house foundation prize award museum brand church cathedral park hospital college books magazine magasin journal app plattform platform kollektion collection serie series festival cup turnering`,
);

/** The same, where they have a capital letter. */
const SHOPS = setOf(
  'lake bay island beach bridge airport hotel inn lodge shoes balm works kitchen diner gallery buss taxi data el vvs rör golv glas hiss åkeri bygg livs måleri plåt frisör skog maskin mekaniska redovisning begravningsbyrå bil däck',
);

const NOT_INSIDE = setOf(
  'park hall church kaj dag bro torn hus by ö plan tid land anda design mode bad holme udde backe plass plats gård stig salong line lines fond kök hallen',
);

const INSIDE: ReadonlySet<string> = new Set([...WORKS].filter((word) => !NOT_INSIDE.has(word)));
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
/** Couples of plays, tales and firms. */
const PAIRS =
  /(?<!\p{L})(?:Romeo (?:och|og|and|&) Juli[ae]|Hans (?:och|og|and|&) Gret[ae]|Adam (?:och|og|and|&) Ev[ae]|Tristan (?:och|og|and|&) Isolde|Orfeus (?:och|og) Eurydike|Knoll (?:och|og) Tott|Bill (?:och|&) Bull|Ben (?:and|&) Jerry|Helan (?:och|og) Halvan|Emil (?:och|og) Ida|Rosenkrantz (?:och|and) Gyllenstjerna|Castor (?:och|and) Pollux|Kajsa (?:och|&) Vilma)(?!\p{L})/gu;
const PAIRED = setOf(
  'Romeo Julia Julie Hans Greta Grete Adam Eva Eve Tristan Isolde Orfeus Eurydike Knoll Tott Bill Bull Ben Jerry Helan Halvan Emil Ida Rosenkrantz Gyllenstjerna Castor Pollux Kajsa Vilma',
);
function isPair(text: string, at: number, end: number): boolean {
  const from = Math.max(0, at - 30);
  for (const { 0: found, index } of text.slice(from, end + 30).matchAll(PAIRS))
    if (from + index <= at && from + index + found.length >= end) return true;
  return false;
}

const MADE_BY = /^(?:designed|composed|painted|written|drawn|choreographed|built|illustrated|directed)$/u;

/** “Exempel, vår robot” */
const APPOSITION = setOf('vår vårt våra en ett den det our a the et');

const THING_AFTER = setOf(
  `varumärken märken butiker kunder hundar hästar katter hotell avdelningar skolor system program produkter brands products säljs spelas visas ställs såldes säljer system program robot verktyg plattform app varumärke ärendesystem affärssystem tool platform system`,
);

/** Kings, queens and saints with two first names, after whom streets and churches are called, as many persons are. */
const KINGS = phrases(
  'karl johan; karl gustaf; karl gustav; carl gustaf; carl johan; gustav adolf; gustaf adolf; anna maria; adolf fredrik; fredrik adolf; oscar fredrik; hedvig eleonora; ulrika eleonora; maria magdalena',
);

export const isKing = (words: readonly string[]): boolean =>
  words.length === 2 && KINGS.has(words.join(' ').toLowerCase().replace(/s$/, ''));

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

/** “syren 'Madame Exempel'”: a whole name in quotation marks after a noun that stands for no person. */
function isTitleOfThing({ tokens: { list, sentenceStart }, text, one }: Here): boolean {
  const [noun, first] = [list[one.from - 1], list[one.from]];
  if (noun?.kind !== 'word' || noun.lower.length < 4 || !/^ ["”“'‘’«»]$/u.test(first?.gap ?? ''))
    return false;
  if (!/^["”“'’«»]/u.test(text.slice(one.end, one.end + 1)) || (sentenceStart[one.from] ?? 0) === one.from)
    return false;
  const { isRole, isCue, listed } = noun.about;
  return !isRole && !isCue && !KIN.has(noun.lower) && listed.given === 0 && !NO_NOUN.test(noun.lower);
}
const NO_NOUN =
  /^(?:till|från|hans|hennes|deras|vår[at]?|inte|även|också|eller|efter|själv|samt|with|from|tillsammans|bara|alltid|kallad|kallas|alias|namnet|namn|signaturen|signatur|smeknamnet|under|möter|träffar|möt|träff\p{L}*|hälsar|säger|kuvertet|brevet|försändelsen|paketet|dörren|skylten|brevlådan|facket|porten|mappen|ämnesraden|lappen)$/u;

/** “Exempel, Prov och Testers syndrom” */
function isEponym({ tokens: { list, sentenceEnd }, one }: Here): boolean {
  if (one.words.length > 1) return false;
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 10);
  for (let at = one.to + 1; at <= end; at++) {
    const [token, before] = [list[at], list[at - 1]];
    if (!token) return false;
    if (token.gap === ' ' && EPONYM.test(token.lower) && before?.about.isCapital) return true;
    const isAnd = token.gap === ' ' && /^(?:och|eller|og|and|or)$/.test(token.lower);
    if (!isAnd && !(token.about.isCapital && /^,? $/.test(token.gap))) return false;
  }
  return false;
}
const EPONYM =
  /^(?:syndrom(?:et)?|syndromes?|sjukdom(?:en|ar)?|sykdom|sygdom|diseases?|lag(?:ar)?|lov|law|test(?:et|er)?|tester|skala|skalan|scale|metod(?:en)?|metode|method|teori(?:er)?|theory|ekvation(?:er)?|lymfom|demens|anemi|reflex|tecken|cell(?:er)?|pedagogik|principer|index|kriterier)$/u;

/** A noun in the definite form that stands for no person, as its ending tells: “klänningen”, “modellen”, “fartyget”. */
const isDefiniteThing = ({ lower, about }: Token, isFirst: boolean): boolean =>
  !about.isRole &&
  !about.isCue &&
  (!about.isCapital || (isFirst && about.listed.given === 0 && about.listed.family < 2)) &&
  !KIN.has(lower) &&
  (DEFINITE.test(lower) || (NEUTER.test(lower) && !NEUTER_PERSON.test(lower)));
const DEFINITE =
  /.{2}(?:ningen|heten|tionen|sionen|maskinen|motorn|kjolen|tröjan|jackan|blusen|skjortan|kappan|koftan|soffan|stolen|fåtöljen|lampan|mattan|hyllan|sängen|vasen|koppen|skålen|serien|modellen|sorten|rasen|rosen|boken|filmen|sången|låten|rätten|soppan|osten|tårtan|kakan|dockan|figuren|väskan|skon|skorna|ringen|boten|appen|kursen|dalen|sjön|ån|kullen|åsen)$|^(?:kjol|tröj|jack|lamp|soff|stol|vas|bok|film|ost|app|bil|båt|ko|häst|hund|katt)(?:en|an|n)$/u;
const NEUTER = /.{3}et$/u;
const NEUTER_PERSON =
  /(?:ombudet|biträdet|vittnet|befälet|proffset|geniet|rådet|barnet|barnbarnet|syskonet|offret|stödet|hjärtat|köket|teamet|laget|ansiktet|namnet|kontoret|numret|biträdet|vikariatet|ämnet|vädret|arbetet|samtalet|mejlet|brevet|svaret|mötet|paret)$|^(?:inget|något|annat|livet|huset|eget)$/u;

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
function isThingSoon({ tokens, one }: Here): boolean {
  const { list, sentenceEnd } = tokens;
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 6);
  for (let at = one.to + 1; at <= end; at++) {
    const token = list[at];
    if (token?.about.isRole) return false;
    if (token?.about.isThingNoun) return true;
  }
  return false;
}

/** “hemtjänsten Söder” */
const COMPASS =
  /^(?:Nord|Norr|Norra|Syd|Söder|Södra|Sør|Öst|Øst|Öster|Östra|Väst|Vest|Väster|Västra|Mitt|Centrum)$/;

const STREET = /.{3}(?:gata|väg|gränd|torg|allé|stig|vei|gate|plass|plats)s?$/;
/** “m/s Exempel” */
const SHIP = /(?<!\p{L})(?:[mstr]\/[sytfv]|HMS|HSwMS|KNM|MF|M\/F) ["“”]?$/iu;
/** “MS” is a ship, and “Ms” a title. */
const SHIP_IN_CAPITALS = /(?<!\p{L})(?:MS|MV|SS|KV) ["“”]?$/u;

/** “Knut och Alice Exempels stiftelse”: what follows the second name. */
function isFoundation({ list }: Tokens, from: number): boolean {
  for (let at = from; at < from + 4; at++) {
    const token = list[at];
    if (!token || (at > from && token.gap !== ' ')) return false;
    if (at > from && (isFirmWord(token) || FOUNDATION.test(token.lower))) return true;
    if (!token.about.isCapital) return false;
  }
  return false;
}
const FOUNDATION =
  /^(?:stiftelse|minnes?fond|minne|fond|forskningsfond|legat|fund|trust|skola|museum|park|väg|gata|plats|pris|stipendium)$/;

/** Things that are named after persons, and firms: never a person. */
export function isNamedAfter(here: Here, { gap, word, next }: After): boolean {
  const { text, one, tokens } = here;
  const rest = text.slice(one.end, one.end + 60);
  if (
    gap.includes('&') &&
    /^ ?& ?(?:the|de|[Ff]riends|[Vv]änner|Partners|Co|Young|Company|Sons?|Bro(?:thers|s)|Söner|Sønn(?:er)?)(?!\p{L})|^ ?& ?\p{Lu}\p{Ll}+['’]s(?!\p{L})/u.test(
      rest,
    )
  )
    return true;
  if (
    (gap.includes('&') || /^(?:och|and|og)$/.test(word)) &&
    /^ (?:och|&|and|og) (?:\p{Lu}[\p{L}-]{1,30} ){1,3}(?:[Ss]tiftelse|[Mm]inne|[Ff]ond)/u.test(rest)
  )
    return true;
  if (/^(?:och|and|og)$/.test(word) && isFoundation(tokens, one.to + 2)) return true;
  // “Anna i Hallen AB”
  if (/^ (?:i|på) (?:\p{Lu}[\p{L}-]{1,30} ){1,2}(?:AB|HB|KB|AS|Oy|A\/S|ApS)(?!\p{L})/u.test(rest))
    return true;
  if (rest.startsWith('-') && /^-(?:\p{Ll}{3}| (?:och|eller|og|and|or|samt) )/u.test(rest)) return true;
  const near = text.slice(Math.max(0, one.at - 8), one.at);
  if (SHIP.test(near) || SHIP_IN_CAPITALS.test(near)) return true;
  if (
    /^ ?(?:&|och|and|og) ?[^.\n,;:]{1,30} (?:AB|HB|KB|AS|Oy|A\/S|ApS|GmbH|Ltd|Inc|LLC)(?!\p{L})/u.test(rest)
  )
    return true;
  if (next && (gap === ' ' || /^['’]s? $/u.test(gap))) {
    if (WORKS.has(word)) return true;
    if (!next.about.isCapital && WORK_END.test(word) && /s$|^Maria$/u.test(one.words.at(-1) ?? ''))
      return true;
    if (next.about.isCapital && (WORKS.has(word.replace(/s$/u, '')) || SHOPS.has(word))) return true;
    if (!next.about.isCapital && SCHOOLS.test(tokens.list[one.to + 2]?.lower ?? '') && ADJECTIVE.test(word))
      return true;
    if (/^(?:rövardotter|långstrump)s?$/.test(word)) return true;
  }
  for (let at = one.words.length > 1 ? one.from + 1 : one.from; at <= one.to; at++)
    if (INSIDE.has(tokens.list[at]?.lower ?? '')) return true;
  // “Klara Västra Exempelgata”
  for (const at of [one.to, one.to + 1, one.to + 2]) {
    const part = tokens.list[at];
    if (at > one.to && (part?.gap !== ' ' || !part.about.isCapital)) break;
    const isFamily =
      at === one.to && one.words.length === 2 && one.hasFirstName && tokens.list[at + 1]?.kind !== 'number';
    if (
      at > one.from &&
      part &&
      STREET.test(part.text) &&
      !(isFamily && /(?:stig|väg|plats|torg)$/.test(part.text))
    )
      return true;
  }
  const last = one.words.at(-1) ?? '';
  // “Basel III”, “Gustaf V”
  if (one.words.length > 1 && /^(?:II|III|IV|VI{1,3}|IX|XI{0,3}|XIV)$/.test(last)) return true;
  if (one.words.length === 2 && /^[VI]$/.test(last) && KING.test(one.words[0] ?? '')) return true;
  if (
    one.words.length > 2 &&
    /^(?:Hall|House|Tower|Center|Centre|Park|Plaza|Arena|School|College)$/.test(last)
  )
    return true;
  return BUILDING.test(last);
}

/** “Exempel videregående skole” */
const SCHOOLS =
  /^(?:skola|skole|skule|gymnasium|museum|kyrka|kirke|sjukhus|sykehus|hospital|school|church|college)$/u;
const ADJECTIVE = /.{2}(?:ende|ande|ska|ala|iska|ske|ale|ary|dary|dal|gamla|nya)$|^(?:high|fri|new|old)$/u;

/** “Exempels kyrkogata” */
const WORK_END =
  /.{2}(?:gata|väg|torg|plan|plats|park|kyrka|skola|gård|gränd|backe|stig|allé|bro|kaj|fond|pris|stipendium|stiftelse|museum|sjukhus|hall|stadion|arena|teater|gymnasium|bibliotek|kapell|krog|metod|modell|sjukdom|syndrom|test|skala|trappa|lag|princip|teorem|skruv|diagram|fabrik|mekaniska|bok|sång|visa|dikt|roman|vei|veg|gate|kirke)$/u;

const KING = /^(?:Gusta[fv]|[CK]arl|Os[ck]ar|Erik|Johan|Fredri[ck]|Kristian|Haakon|Harald|Olav|Vasa)$/;
const BUILDING =
  /.{3}(?:gymnasiet|skolan|gården|museet|kliniken|stiftelsen|bolaget|huset|hallen|hemmet|priset|gatan|vägen|torget)s?$/;

/** “Svensson & Söner” of which the candidate is the end. */
export const isFirm = ({ text, one }: Here): boolean =>
  /\p{L} ?& ?$/u.test(text.slice(Math.max(0, one.at - 4), one.at)) &&
  /^(?:Partners|Co|Company|Sons?|Söner|Sønn(?:er)?)$/u.test(one.words[0] ?? '');

const UNIT =
  /(?:enhet|sektion|verksamhet|förvaltning|arbetslag|kampanj|utbildning|kurs|linje|grupprum)(?:en|et)?$/u;
/** “Hunden heter Exempel” */
export function isThingCalled({ tokens, one }: Here, left: Before): boolean {
  const isCalled = /^(?:heter|kallas|hette|döptes|kallad|heiter|hedder|called|named)$/u.test(left.word);
  if (!isCalled && !/^(?:är|er|is)$/u.test(left.word)) return false;
  const { list, sentenceStart } = tokens;
  const start = Math.max(sentenceStart[one.from] ?? 0, one.from - 8);
  const before = list.slice(start, one.from - 1);
  if (before.some(({ about, lower }) => about.isRole || KIN.has(lower))) return false;
  if (left.word === 'kallad' && before.at(-1)?.lower === 'så') return true;
  const last = before.at(-1);
  // “SFO heter Exempel”
  if (isCalled && last && /^\p{Lu}{2,5}$/u.test(last.text) && before.length < 3) return true;
  // “Maskinerna heter …”
  if (isCalled && last && /.{3}(?:erna|arna|orna)$/u.test(last.lower)) return true;
  if (isCalled && before.some(({ lower }) => UNIT.test(lower))) return true;
  return isCalled ? before.some(({ about }) => about.isThingNoun) : last?.about.isThingNoun === true;
}
