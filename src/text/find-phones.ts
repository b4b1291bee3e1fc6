import { markNorwegianPhones } from './find-norwegian-phones.ts';
import { lastGroup, MARK, markAll, type Span } from './marks.ts';
import { isReferenceAt } from './number-labels.ts';
import { eightDigits, FREE, isNotPhone, lengthOf, phone, tenDigits } from './phone-digits.ts';

/** Blanks, stops and dashes, as they separate digits. */
const GAP = String.raw`[ ()/·•▪∙|*_\\-]`;
const GAP_OR_STOP = String.raw`(?:${GAP}|\.(?=\d)|\n ?(?=\d))`;

/** After a word that says that a telephone number follows, any digits are one. */
const NAMED_PHONE = new RegExp(
  String.raw`(?<![\p{L}])((?:tele?fon|tele?fax|telephone|tel|tfn|tlf|tlfn|phone|mobil|mobile|cell|mob|fax|växel|sms|swish|vipps|signal|viber|whatsapp|ring|call|ringa)(?:n|en|nr|nummer|nummret|numret|number|telefon)?(?![\p{L}])[^\d\n+]{0,20})(\(?\+?\(?\d(?:${GAP_OR_STOP}{0,3}\d){4,14})`,
  'giu',
);
/** Fields that were pasted together: `Anna ExempelTelefon:0701234567Ort:Provstad`. */
const GLUED_FIELD = /\p{Ll}(?:Telefon|Tel|Tfn|Tlf|Mobil|Phone)/u;
const FIELD_NUMBER =
  /\p{Ll}(?:Telefon|Tel|Tfn|Tlf|Mobil|Phone)\p{Ll}{0,8}[:.]? ?(\+?\d(?:[ -]{0,2}\d){6,12})/gu;
/** One digit at a time: `0 7 0 1 2 3 4 5 6 7`. */
const ONE_BY_ONE = /(?<![\d.,]|\d )\d(?:(?: |-| - |\.)\d){7,11}(?![\d.,-]| ?\d)/gu;
const CONSECUTIVE = /^(?:0?12345678|23456789)/;
/** With a country code: `+46 (0)70-123 45 67`, `0047 22 33 44 55`. */
const INTERNATIONAL = new RegExp(
  String.raw`(?<![\p{L}\d+.,])(?:tel:)?(?:\+\s?|%2[bB]|00[\s-]?)\(?[1-9]\d{0,2}\)?(?:${GAP_OR_STOP}{0,3}\d){6,12}(?!\d)`,
  'gu',
);
/** A Swedish mobile number with its country code, without + or 00. */
const INTERNATIONAL_BARE = new RegExp(String.raw`${FREE}467\d{8}(?!\d)`, 'gu');
/** Swedish mobile numbers, however the ten digits are grouped; also directly after a word. */
const SWEDISH_MOBILE = new RegExp(
  String.raw`(?:${FREE}\(?0\)?${GAP}{0,3}7(?:${GAP_OR_STOP}{0,3}\d){8}(?:(?!\d)|(?=07))|(?<=\p{L})07[02369](?:${GAP}{0,3}\d){7}(?!\d)|07[02369]-\d{3} \d{2} \d{2})`,
  'gu',
);
/** The same with any signs between the groups: `070~174~06~21`, `070 x 174 x 06 x 21`. */
const SWEDISH_MOBILE_ODD = /(?<![\d\p{L}.,/-])07\d(?:(?: ?[^\p{L}\d\n]{1,3}| [xX] |%20)\d{2,4}){2,4}(?!\d)/gu;
/** Swedish national numbers: 0 and an area code first. */
const AREA = String.raw`\(?0\)?\(?(?:8|[1-9]\d{1,2})\)?`;
const SWEDISH = new RegExp(
  String.raw`${FREE}${AREA}${GAP}{0,3}\d{2,3}(?:${GAP}{0,2}\d{2,3}){1,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** The same without blanks, after an area code in brackets or with an oblique stroke. */
const SWEDISH_IN_ONE = new RegExp(
  String.raw`${FREE}(?:${AREA}\/|\(0\d{1,3}\) ?)\d{5,8}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** Groups with full stops after another sign: `(031) 390.06.30`. */
const SWEDISH_MIXED = new RegExp(
  String.raw`${FREE}${AREA}[ /|-]{1,3}\d{2,3}(?:\.\d{2,3}){2,3}(?![\d\p{L}]|[-.,:]\d)|${FREE}\(0\d{1,3}\) ?\d{2,3}\.\d{2,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** With the area code in brackets or after an oblique stroke, and groups of any length: `(0)40/1234.5.67`. */
const ODD_GROUPS =
  /(?<![\d\p{L}]|\d[.,:/-])(?:\(0\) ?\d{1,3}|\(0\d{1,3}\)|0\d{1,3} ?\/)[ /-]{0,2}\d{1,5}(?:[ ./-]{1,2}\d{1,4}){1,4}(?![\d\p{L}]|[-.,:]\d)/gu;
/** As in North America: `(415) 555-0173`. */
const AMERICAN =
  /(?<![\d\p{L}.,/-])(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])\d{3}[-.]\d{4}(?![\d\p{L}]|[-.]\d)/gu;
/** Divided at the end of a line. */
const SWEDISH_BROKEN = new RegExp(
  String.raw`${FREE}\(?0(?:8|[1-9]\d{1,2})\)?[ -]{0,2}(?:\d{2,3} ?){0,3}\n ?\d{2,3}(?: ?\d{2,3}){0,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** The area code told apart: `174 06 36, riktnr 070`. */
const AREA_APART =
  /(?<![\d\p{L}])\d{2,3}(?:[ -]?\d{2,3}){1,3} ?\(0\d{1,3}\)(?!\d)|(?<![\d\p{L}])\d{2,3}(?:[ -]?\d{2,3}){1,3}[^\d\n]{1,12}(?:rikt|områdes|retnings|area)[ -]?(?:nr|nummer|number|code|kod)\p{L}{0,2}[^\d\n]{0,8}\(?0\d{1,3}\)?(?!\d)|(?<![\d\p{L}])\d{2,3}(?:[ -]?\d{2,3}){1,3},? (?:med|with|efter|etter|after) 0\d{1,3}(?= (?:framför|först|före|foran|først|first|in front|i början))|(?<=(?:rikt|områdes|retnings|area)[ -]?(?:nr|nummer|number|code|kod)\p{L}{0,2}[^\d\n]{0,8})0\d{1,3}[^\d\n]{1,24}\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)/giu;
const SWEDISH_WITH_STOPS = new RegExp(
  String.raw`${FREE}0(?:8|[1-9]\d{1,2})(?:[.·]\d{2,3}){3,4}(?!\d|\.\d)`,
  'gu',
);
/** With the same sign between all pairs: `22x73x40x16`. */
const IN_PAIRS = /(?<![\d\p{L}.,])[2-9]\d(?: ?([xX*~_|•·+=]) ?)\d\d(?: ?\1 ?\d\d){2}(?![\d\p{L}])/gu;
/** Further numbers that share the beginning of the one before: `08-123 456 00/01`, `-02 eller -03`. */
const MORE_NUMBERS = new RegExp(
  String.raw`(?<=${MARK.number})(?:;ext=\d{1,6}|\d{1,2}(?![\d-])|[,;]? \(?(?:(?:och|sedan|sen|välj|tryck|val|then) )?(?:direkt|anknytning|ankn\.?|int\.?|intern(?:t|nummer)?|linje|lokal|lokaltelefon|knapp(?:val)?|val|alanro|option|press) -?\d{2,5}(?!\d)|(?:\/\d{1,4}){1,5}(?!\d)|,? (?:eller|el\.|or) \d{2,4}(?= ?(?:[.,;)\n]|$))|(?:,? ?(?:eller|och|or|and|,) ?-\d{2,4}|, ?-\d{2,4}){1,5}(?!\d))`,
  'giu',
);
/** A second number that follows the first without a sign between them. */
const GLUED_NUMBER = new RegExp(String.raw`(?<=${MARK.number} ?)\d(?:[ -]{0,2}\d){6,20}`, 'gu');
/** An extension leads to one person's telephone. */
const EXTENSION =
  /(?<!\p{L})(?:ankn(?:ytning(?:en)?)?(?:snummer|snr)?|kort(?:nummer|nr)|snabb(?:nummer|nr)|linje(?:nummer|nr)|ext(?:ension)?|bleep|sökare|personsökare|(?:lokal|direktvals?)(?:nummer|nr)(?:et)?|internnr|direktval|internt|alanumero|puhelinalanumero|lokalnumme(?:r|ret))[.: ]{1,3}(?:(?:är|er|is|on)[ :]{1,2})?\d{2,6}(?!\d)/giu;

const AMOUNT_AFTER = /^\s?(?:kr|nok|sek|eur|kroner|kronor|tkr|mkr|poäng|procent|%|,-|:-)(?!\p{L})/iu;

/** The number after a word for a telephone, which is no reference and no amount. */
function afterWord(match: RegExpExecArray): Span | null {
  const { 2: found = '', input } = match;
  if (isNotPhone(found)) return null;
  const [at, end] = lastGroup(match);
  if (isReferenceAt(input, at, end) || AMOUNT_AFTER.test(input.slice(end, end + 12))) return null;
  return [at, at + lengthOf(found)];
}

/** Marks extensions, each of which leads to one person's telephone. */
export function markExtensions(text: string): string {
  if (
    /ankn|(?:kort|snabb|linje|lokal|intern|vals?)n(?:umme|r)|direktval|alanumero|ext[. e]|bleep|sökare|internn?[rt]/iu.test(
      text,
    )
  )
    return markAll(text, EXTENSION, 'number');
  return text;
}

/** Marks telephone numbers in figures. */
export function markPhones(view: string, country: string): string {
  let text = markAll(view, NAMED_PHONE, 'number', afterWord);
  if (/Tel|Tfn|Tlf|Mobil|Phone/.test(text) && GLUED_FIELD.test(text))
    text = markAll(text, FIELD_NUMBER, 'number', lastGroup);
  if (/\d[ .-]{1,3}\d[ .-]{1,3}\d[ .-]{1,3}\d[ .-]/.test(text))
    text = markAll(text, ONE_BY_ONE, 'number', (match) =>
      CONSECUTIVE.test(match[0].replace(/\D/g, '')) ? null : phone(match),
    );
  text = markAll(text, INTERNATIONAL, 'number', phone);
  text = markAll(text, INTERNATIONAL_BARE, 'number', phone);
  text = markAll(text, SWEDISH_WITH_STOPS, 'number', phone);
  text = markAll(markAll(text, SWEDISH_MIXED, 'number', phone), SWEDISH_IN_ONE, 'number', phone);
  if (/\d[-.]\d{4}/.test(text)) text = markAll(text, AMERICAN, 'number', phone);
  if (/\(0|0\d{1,3} ?\//.test(text)) text = markAll(text, ODD_GROUPS, 'number', eightDigits);
  if (text.includes('\n')) text = markAll(text, SWEDISH_BROKEN, 'number', eightDigits);
  text = markAll(text, SWEDISH, 'number', phone);
  if (
    /\d ?\(0\d{1,3}\)|0\d{1,3} f(?:ram|ör|or|ør|irst)|riktn|områdesn|retningsn|area ?(?:code|number)/iu.test(
      text,
    )
  )
    text = markAll(text, AREA_APART, 'number');
  // Last: in `08-12345678/0701234567` the second number is recognised once the first one is masked.
  if (/0\D{0,4}7/.test(text))
    text = markAll(markAll(text, SWEDISH_MOBILE, 'number', phone), SWEDISH_MOBILE_ODD, 'number', tenDigits);
  text = markNorwegianPhones(text, country);
  if (/\d ?[xX*~_|•·+=] ?\d/.test(text)) text = markAll(text, IN_PAIRS, 'number', phone);
  text = markAll(text, MORE_NUMBERS, 'number');
  return markAll(text, GLUED_NUMBER, 'number', phone);
}
