import { type Before, type Here, KIN } from './name-context.ts';
import type { Token } from './name-tokens.ts';

/*
 * Nouns beside a name that stand for a thing and not for a person.
 */

/** “syren 'Madame Exempel'”: a whole name in quotation marks after a noun that stands for no person. */
export function isTitleOfThing({ tokens: { list, sentenceStart }, text, one }: Here): boolean {
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

/** A noun in the definite form that stands for no person, as its ending tells: “klänningen”, “modellen”, “fartyget”. */
export const isDefiniteThing = ({ lower, about }: Token, isFirst: boolean): boolean =>
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

export function isThingSoon({ tokens, one }: Here): boolean {
  const { list, sentenceEnd } = tokens;
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 6);
  for (let at = one.to + 1; at <= end; at++) {
    const token = list[at];
    if (token?.about.isRole) return false;
    if (token?.about.isThingNoun) return true;
  }
  return false;
}
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
