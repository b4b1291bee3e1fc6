import { markAll, type Span, whole } from './marks.ts';
import { isIdOrAmount, isOrganisation, isReference } from './number-labels.ts';
import { isAfterName } from './number-words.ts';
import { FREE, phone } from './phone-digits.ts';

/** Norwegian numbers have eight digits and no area code. They are recognised by how the digits are grouped. */
const NORWEGIAN = new RegExp(
  String.raw`${FREE}(?:47 )?(?:[2-79]\d(?: \d{2}){3}|[2-79]\d(?:\.\d{2}){3}|[2-9]\d{2} \d{2} \d{3}|[49]\d{2}[ .]\d{2}[ .]\d{3}|[49]\d{2} \d{5})(?![\d\p{L}]|[-.,:]\d| \d)`,
  'gu',
);
const NORWEGIAN_BARE = new RegExp(String.raw`${FREE}(?:47)?[2-79]\d{7}(?![\d\p{L}]|[-.,:]\d)`, 'gu');
/** Grouped in another way, after a word or a comma: `på 4 15 00 382`. */
const NORWEGIAN_ODD =
  /(?<=(?:(?<!\p{L})(?:på|tlf|tel|mob|mobil|telefon|ring|nummer|nr|sms|kontakt|hos)[.:]? |\p{L}[,:] ))[2-9](?:[ -]?\d){7}(?<! ?000)(?![\d\p{L}]|[-.,:]\d| \d| ?(?:kr|nok|kroner|innbygg|ansatt))/giu;
/** After an amount. */
const AMOUNT = /^\s?(?:kr|nok|sek|kroner|kronor|,-|:-)(?!\p{L})/iu;
const NORWEGIAN_TEXT =
  /[øæØÆ]|sjef(?!\p{L})|(?<!\p{L})(?:og|ikke|tillitsvalgt\p{L}*|politiattest|kreves|tiltredelse|arbeidstid|fagforbundet|medarbeider|jeg|deg|hvis|nærmere|opplysninger|stilling(?:en|a)?|tlf|hverdager|hilsen|daglig|leder|rådgiver|ansettelse\p{L}*|arbeidssted|søker)(?!\p{L})/u;

/** Eight digits without spaces may also be an id or an amount. */
function barePhone(match: RegExpExecArray): Span | null {
  const { 0: found, index, input } = match;
  if (isIdOrAmount(match)) return null;
  if (AMOUNT.test(input.slice(index + found.length, index + found.length + 10))) return null;
  // With the country code it has ten digits, like a Swedish organisation number.
  if (/^47\d{8}$/.test(found) && !isOrganisation(match) && !isReference(match)) return whole(match);
  return phone(match);
}

/** Whether words before the number on its line ask to contact somebody. */
const isCalled = ({ index, input }: RegExpExecArray): boolean =>
  /(?<!\p{L})(?:kontakt\p{L}*|ring|nås|når|call)(?!\p{L})[^\n]*$/iu.test(
    input.slice(Math.max(0, index - 80), index),
  );

/** Marks Norwegian telephone numbers; outside Norwegian texts only those beside a name or a word of contact. */
export function markNorwegianPhones(view: string, country: string): string {
  let text = view;
  if (country === 'NO' || NORWEGIAN_TEXT.test(text)) {
    text = markAll(text, NORWEGIAN, 'number', barePhone);
    text = markAll(text, NORWEGIAN_BARE, 'number', barePhone);
    text = markAll(text, NORWEGIAN_ODD, 'number', barePhone);
  } else {
    text = markAll(text, NORWEGIAN_BARE, 'number', (match) => (isCalled(match) ? barePhone(match) : null));
    text = markAll(text, NORWEGIAN, 'number', (match) =>
      isAfterName(match.input, match.index) ? barePhone(match) : null,
    );
  }
  return text;
}
