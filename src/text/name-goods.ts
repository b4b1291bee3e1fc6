import { type After, type Before, type Here, isKin, setOf } from './name-context.ts';
import type { Token, Tokens } from './name-tokens.ts';

/*
 * A list of brands, firms or works reads like a list of persons. The words before it and after it tell what its members
 * are: something that is sold, used or played, or customers.
 */

/** What is done with things and not with persons. */
const HANDLES = setOf(
  `säljer sälja sålt sålde saluför serverar servera serveras spelar spela spelade odlar odla dricker dricka använder använda använde nyttjar brukar äter läser läsa lagar reparerar reparera
  installerar monterar montera tillverkar tillverka producerar importerar marknadsför levererar leverera distribuerar packar packa lagerför kodar programmerar underhåller rengör planterar plantera
  beskär brygger bryggs tappar behärskar vårdar bakar bakas gräddar
  selger selge serverer servere spiller spille bruker bruke dyrker leser lese reparerer monterer produserer leverer pakker kjører importerer
  sælger sælge bruger bruge dyrker læser læse forhandler fører
  sell sells selling stock stocks stocking serve serves serving play plays use uses using read reads grow grows brew brews repair repairs install installs supply supplies carry carries wear program`,
);
/** What somebody has of a program, a method or a language: “erfarenhet av …”. */
const KNOWS =
  /^(?:(?:arbets|bransch|program|system)?erfarenhet(?:er|en)?|(?:språk|program|system|data|goda|it-)?kunskap(?:er|en)?|kännedom|vana|van|kompetens|utbildad|utbildning(?:ar)?|certifiering(?:ar)?|certifikat|certifierad|licens|behörighet|insatt|insikt|meriterande|merit|krav|önskvärt|fördel|kurs(?:er)?|intyg|erfaring|kunnskap(?:er)?|kjennskap|kompetanse|kursing|kendskab|kundskab(?:er)?|erfaren|experienced?|knowledge|familiarity|familiar|skills?|proficien(?:cy|t)|skilled|trained|training|certified|expertise|konsert(?:er)?|föreställning(?:ar|en)?|utställning(?:ar|en)?|spelning(?:ar)?|turné(?:er)?|gästspel|show(?:er)?|konserten|diagnostik|diagnos(?:er|en)?|utredning(?:ar)?|screening|symtom|symptom(?:er)?|forestillinger|utstillinger|concerts?|exhibitions?|hyllor|hyllan)$/u;
const KNOWS_OF = setOf(
  'av i om inom med från är of in with for on to av til fra er bl.a t.ex bland annat exempelvis både såsom som',
);
const FROM = setOf('från fra from');
/** What comes from persons: “hälsningar från …”. */
const FROM_PERSONS =
  /^(?:hälsn|hilsen|greet|mejl|mail|e-?post|brev|letter|svar|answer|samtal|call|sms|message|meddeland|besked|stöd|support|hjälp|hjelp|help|feedback|handled|tips|råd|advice|tack|thank|kram|citat|quote|ord|signal|berättels|fråg|spørsm|question|inbjud|välkom|besök|mvh|hej|hi|text|foto|avlösn|bort|dig|oss|mig|ansök|intyg|rekommend|referens|godkänn|introduk)/u;
/** What the members of a list are, in a word after it. */
const GROUP =
  /^(?:kund(?:er(?:na)?)?|uppdragsgivare|varumärken(?:a)?|märken(?:a)?|leverantörer(?:na)?|företag(?:en)?|bolag(?:en)?|systerbolag|dotterbolag|samarbetspartners?|butiker(?:na)?|sortiment(?:et)?|skolor(?:na)?|församlingar(?:na)?|stadsdelar(?:na)?|verktyg(?:en)?|system(?:en)?|program(?:men)?|kedjor(?:na)?|krogar(?:na)?|hotell(?:en)?|kundene|kunderne|virksomhed(?:er)?|virksomheter|bedrift(?:er)?|merkevarer|merker|leverandører|butikker|mærker|brands|customers|clients|suppliers|companies|partners|stores|schools|tools|products|produkter(?:na)?|spautbud(?:et)?|repertoar(?:en)?|programmet|meny(?:n)?|sponsorer(?:na)?)$/u;
const BEING = setOf('är er are ingår inngår hör tillhör finns finnes fås återfinns utgör');
const STOPS = setOf('med with hos till til to åt för för av by sammen together att at');
const AND = setOf('och eller samt and or og und');
const MEMBER_GAP = /^(?: |, ?|\. | ?\/ ?| & |['’"”]?,? ['‘"“]|['’"”] |; )$/u;
const MAX_STEPS = 24;

const AGAINST = 3;

interface Members {
  head: number;
  tail: number;
  hasAnd: boolean;
}

const isMember = (token: Token | undefined): boolean => token?.kind === 'word' && token.about.isCapital;

/** The first and the last token of the list that a candidate stands in. */
function membersOf({ list, sentenceStart, sentenceEnd }: Tokens, from: number, to: number): Members {
  let [head, tail, hasAnd] = [from, to, false];
  const start = Math.max(sentenceStart[from] ?? 0, from - MAX_STEPS);
  while (head > start) {
    const gap = list[head]?.gap ?? '';
    const previous = list[head - 1];
    if (MEMBER_GAP.test(gap) && isMember(previous)) head--;
    else if (/^ ['‘"“]?$/u.test(gap) && AND.has(previous?.lower ?? '') && isMember(list[head - 2])) {
      head -= 2;
      hasAnd = true;
    } else break;
  }
  const end = Math.min(sentenceEnd[to] ?? to, to + MAX_STEPS);
  while (tail < end) {
    const next = list[tail + 1];
    if (MEMBER_GAP.test(next?.gap ?? '') && isMember(next)) tail++;
    else if (AND.has(next?.lower ?? '') && isMember(list[tail + 2])) {
      tail += 2;
      hasAnd = true;
    } else break;
  }
  return { head: Math.max(head, sentenceStart[from] ?? 0), tail, hasAnd };
}

/** How much the sentence says that the candidate is one of things that are sold, used or played, or a customer. */
export function asGoods({ tokens, one }: Here): number {
  const { list, sentenceStart, sentenceEnd } = tokens;
  const { head, tail, hasAnd } = membersOf(tokens, one.from, one.to);
  const start = sentenceStart[one.from] ?? 0;
  const before = head > start ? list[head - 1] : undefined;
  if (before && FROM.has(before.lower) && isSource(head - 2 >= start ? list[head - 2] : undefined))
    return AGAINST;
  if (before && list[head]?.gap.startsWith(' ') && isSuchAs(list, head - 1)) return AGAINST;
  // “Maskinerna heter …”
  if (
    before &&
    /^(?:heter|kallas|hette|hedder|kalles)$/.test(before.lower) &&
    /.{3}(?:erna|arna|orna|erne|ene)$/u.test(list[head - 2]?.lower ?? '') &&
    !list[head - 2]?.about.isRole &&
    !isKin(list[head - 2]?.lower ?? '')
  )
    return AGAINST;
  if (isNamedAfterIt(list, start, head)) return AGAINST + 1;
  if (isKnown(list, start, head) || isMerit(list, tail, sentenceEnd[one.to] ?? one.to)) return AGAINST;
  for (let at = head - 1; at >= Math.max(start, head - 8); at--) {
    const token = list[at];
    if (!token || token.kind === 'mark' || STOPS.has(token.lower)) break;
    if (HANDLES.has(token.lower)) return AGAINST;
    if (token.about.isRole || token.about.isCue || isKin(token.lower)) break;
  }
  if (!hasAnd) return 0;
  const end = sentenceEnd[one.to] ?? one.to;
  if (BEING.has(list[tail + 1]?.lower ?? '') && tail + 1 <= end) {
    for (let at = tail + 2; at <= Math.min(end, tail + 8); at++) {
      const token = list[at];
      if (!token || token.about.isRole || token.about.isCue) break;
      if (GROUP.test(token.lower)) return AGAINST;
    }
  }
  return 0;
}

/** “kaffe från …”, “lamporna är från …” */
const isSource = (token: Token | undefined): boolean =>
  token?.kind === 'word' &&
  !token.about.isCapital &&
  !token.about.isRole &&
  !isKin(token.lower) &&
  !FROM_PERSONS.test(token.lower);

const NAMED =
  /^(?:uppkallad|uppkallat|uppkallade|uppkallas|döpt|döpta|döptes|namngiven|namngivet|namngivna|oppkalt|oppkalte|opkaldt|opkaldte|named|kallad|kallat)$/u;
/** “uppkallat efter prästen …” */
function isNamedAfterIt(list: readonly Token[], start: number, head: number): boolean {
  for (let at = head - 1; at >= Math.max(start + 1, head - 4); at--) {
    if (!/^(?:efter|etter|after)$/.test(list[at]?.lower ?? '')) continue;
    return NAMED.test(list[at - 1]?.lower ?? '');
  }
  return false;
}

/** “erfarenhet av …”, “kunskaper i bland annat …” */
function isKnown(list: readonly Token[], start: number, head: number): boolean {
  for (let at = head - 1, steps = 0; at >= start && steps < 4; at--, steps++) {
    const word = list[at]?.lower ?? '';
    if (steps > 0 && KNOWS.test(word)) return true;
    if (!KNOWS_OF.has(word)) return false;
  }
  return false;
}
/** “… är ett plus”, “… is a merit” */
function isMerit(list: readonly Token[], tail: number, end: number): boolean {
  if (!/^(?:är|er|is|are|ses|räknas)$/.test(list[tail + 1]?.lower ?? '')) return false;
  for (let at = tail + 2; at <= Math.min(end, tail + 5); at++)
    if (
      /^(?:plus|merit|meriterande|krav|kravet|fördel|fordel|advantage|asset|required|önskvärt|pluss)$/.test(
        list[at]?.lower ?? '',
      )
    )
      return true;
  return false;
}

/** “märken som Exempel”, “brands such as Exempel” */
export function isSuchAs(list: readonly Token[], at: number): boolean {
  const [token, noun] = [list[at], list[at - 1]];
  const isSuch = token?.lower === 'as' && noun?.lower === 'such';
  if (token?.lower !== 'som' && !isSuch) return false;
  const sort = isSuch ? list[at - 2] : noun;
  if (sort?.kind !== 'word' || sort.lower.length < 3 || token.gap !== ' ') return false;
  return !sort.about.isRole && !isKin(sort.lower) && !NO_SORT.test(sort.lower);
}
const NO_SORT =
  /^(?:personer|människor|kollegor|namn|medarbetare|vänner|den|det|dig|hon|han|någon|här|precis|samma|jobba|jobbar|arbetar|arbeta|är|er|och)$/;

const OFFICE = /.{4}(?:en|et|ene|ets|center|centret|desk|bot|service|support|teamet)$/u;
/** An authority, an office or a subject after a call: “Ring Skatteverket”, “Skriv "Sommarjobb Park" i ämnesraden”. */
export function isAuthority({ tokens: { list }, one }: Here, left: Before, right: After): boolean {
  const parts = list.slice(one.from, one.to + 1);
  if (
    !parts.every(({ about: { listed, isInitial } }) => listed.given === 0 && listed.family < 2 && !isInitial)
  )
    return false;
  if (
    /["“”]/u.test(left.lead) &&
    /^(?:skriv|märk|märkt|ansökan|skriver|merk|ämnet|rubriken)$/.test(left.word)
  )
    return true;
  if (
    right.gap === ' ' &&
    right.next?.about.isCapital &&
    right.next.about.isOther &&
    !right.next.about.isRole &&
    !/n(?:amn|avn|ame)$/.test(right.word)
  )
    return true;
  const last = parts.at(-1);
  if (!last || last.about.listed.family > 0) return false;
  return one.words.length > 1 ? last.about.listed.isPlace : OFFICE.test(last.lower);
}

const WORKS_AT = setOf('på vid hos i at of inom for');
/** Words of a place of work after a role: “säljare hos …”, “vd på …”. */
export function isEmployer({ tokens: { list, sentenceStart }, one }: Here): boolean {
  const word = one.from - 1 > (sentenceStart[one.from] ?? 0) ? list[one.from - 1] : undefined;
  if (!word || !WORKS_AT.has(word.lower) || list[one.from]?.gap !== ' ' || word.gap !== ' ') return false;
  const role = list[one.from - 2];
  if (
    /^(?:vi|oss|we|us|team|teamet|gänget|jobba|jobb|karriär|jobbet|livet|work)$/.test(role?.lower ?? '') &&
    /^(?:på|hos|vid|i|at|with|for)$/.test(word.lower)
  )
    return one.words.length > 1;
  if (!role?.about.isRole) return false;
  // “assistent hos Anna”, “vän i Anna”
  return word.lower !== 'hos' || (!one.hasFirstName && one.form < 2);
}
