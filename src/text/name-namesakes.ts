import { type After, type Here, phrases, setOf } from './name-context.ts';
import { isFirmWord } from './name-firms.ts';
import type { Tokens } from './name-tokens.ts';

/*
 * Things that are named after persons, and the persons after whom they are named.
 */

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
/** Couples of plays, tales and firms. */
const PAIRS =
  /(?<!\p{L})(?:Romeo (?:och|og|and|&) Juli[ae]|Hans (?:och|og|and|&) Gret[ae]|Adam (?:och|og|and|&) Ev[ae]|Tristan (?:och|og|and|&) Isolde|Orfeus (?:och|og) Eurydike|Knoll (?:och|og) Tott|Bill (?:och|&) Bull|Ben (?:and|&) Jerry|Helan (?:och|og) Halvan|Emil (?:och|og) Ida|Rosenkrantz (?:och|and) Gyllenstjerna|Castor (?:och|and) Pollux|Kajsa (?:och|&) Vilma)(?!\p{L})/gu;
export const PAIRED = setOf(
  'Romeo Julia Julie Hans Greta Grete Adam Eva Eve Tristan Isolde Orfeus Eurydike Knoll Tott Bill Bull Ben Jerry Helan Halvan Emil Ida Rosenkrantz Gyllenstjerna Castor Pollux Kajsa Vilma',
);

export function isPair(text: string, at: number, end: number): boolean {
  const from = Math.max(0, at - 30);
  for (const { 0: found, index } of text.slice(from, end + 30).matchAll(PAIRS))
    if (from + index <= at && from + index + found.length >= end) return true;
  return false;
}

/** Kings, queens and saints with two first names, after whom streets and churches are called, as many persons are. */
const KINGS = phrases(
  'karl johan; karl gustaf; karl gustav; carl gustaf; carl johan; gustav adolf; gustaf adolf; anna maria; adolf fredrik; fredrik adolf; oscar fredrik; hedvig eleonora; ulrika eleonora; maria magdalena',
);

export const isKing = (words: readonly string[]): boolean =>
  words.length === 2 && KINGS.has(words.join(' ').toLowerCase().replace(/s$/, ''));

/** “Exempel, Prov och Testers syndrom” */
export function isEponym({ tokens: { list, sentenceEnd }, one }: Here): boolean {
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
