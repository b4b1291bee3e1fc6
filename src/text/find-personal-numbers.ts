import { lastGroup, markAll, type Span, whole } from './marks.ts';
import { isOrdered, isReference } from './number-labels.ts';

/*
 * Numbers that identify a person or belong to one: of identity, of an account, a passport, a home on the map, a vehicle.
 */

/** A day of birth and four more digits. An organisation number has 20 or more where the month would be. */
const DAY = String.raw`(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])`;
const PERSONAL_NUMBER = new RegExp(
  String.raw`(?<![\d\p{L}-])(?:(?:19|20)?\d{2}${DAY} ?[-+] ?\d{4}|(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-[0-3]\d-\d{4}|(?:19|20)\d{2}${DAY} ?\d{4})(?![\d\p{L}]|-[\d\p{L}])`,
  'gu',
);
/** As somebody writes who invents one: of no day. An organisation number has 2 or more in the third place. */
/** And as in Norway, with five digits after the day. */
const PERSONAL_NUMBER_ODD =
  /(?<![\d\p{L}-])(?:(?:19|20)\d{2}[01]\d{3} ?[-+] ?\d{4}|\d{2}[01]\d{3}[-+]\d{4}|\d{2}[01]\d{3} \d{4}(?! ?\d)|[0-3]\d[01]\d{3}[-+A]\d{3}[0-9A-Y]|\d{6}[-+][xX*]{4}|(?:19|20)\d\d[01]\d[0-3]\d ?[^\p{L}\d\s.,:;()] ?\d{4}|\d\d[01]\d[0-3]\d ?[^\p{L}\d\s.,:;()/\\] ?\d{4}|(?:19|20) \d\d (?:0[1-9]|1[0-2]) [0-3]\d \d\d \d\d|[0-7]\d(?:0[1-9]|1[0-2]|4[1-9]|5[0-2]|8[1-9]|9[0-2])\d{2} ?\d{5})(?![\d\p{L}]|-[\d\p{L}])/gu;
/** Ten digits without a sign, of which the last one must be right. */
const PERSONAL_NUMBER_BARE = new RegExp(String.raw`(?<![\d\p{L}-])\d{2}${DAY} ?\d{4}(?![\d\p{L}]|-\d)`, 'gu');
const NAMED_PERSONAL_NUMBER =
  /(?<!\p{L})(?:person(?:al)?[ -]?(?:nummer|nr|number|no|id)|pers\.?[ ]?nr|pnr|samordningsnummer|samordningsnr|födelsenummer|fødselsnummer|fødselsnr|fødselsn\p{L}{0,6}|f\.?nr|d-?nummer|d-nr|cpr(?:[ -]?n(?:r|ummer))?|henkilötunnus|hetu|pesel|social security number|ssn)[^\d\n]{0,30}((?:(?:19|20) ?)?\d{2}[ -]?\d{2}[ -]?\d{2}[ +-]{0,3}(?:\d{4,5}|\d{2} \d{2}|[\dA-Z*]{4})|\d(?:[^\p{L}\d\n]{0,3}\d){9,11}(?! ?\d))(?![\d\p{L}])/giu;
/** What is told of a personal number apart: “sista fyra 1234”. */
const LAST_FOUR =
  /(?<!\p{L})(?:sista|siste|last) (?:fyra|fire|four|4)(?: \p{L}{4,12})?[^\p{L}\d\n]{1,4}(?:är |er |is )?\d{4}(?!\d)|(?<!\p{L})(?:fyra|fire|4) (?:sista|siste)(?: \p{L}{4,12})?[^\p{L}\d\n]{1,4}(?:är |er )?\d{4}(?!\d)/giu;
/** Account and passport numbers, and the place of a home on the map. */
const ACCOUNT_NUMBER =
  /(?<!\p{L})(?:(?:bank|löne)?kontonr|(?:bank|löne)?kontonummer|bankkonto|clearing(?:nr|nummer)?|lönekonto|iban)[.: ]{1,3}((?:[A-Z]{2}\d{2} ?)?\d(?:[ ,.-]{0,2}\d){5,26})(?!\d)/giu;
const PASSPORT =
  /(?<!\p{L})(?:[Pp]ass(?:port|nr|nummer)?|pass-?nr|passport (?:no|number)|id-?kort(?:snr|snummer)?|körkort(?:snr|snummer))[.: ]{1,3}([A-Z]{1,2}\d{6,8}|\d{8}(?!\d))/gu;
/** Not where a word for co-ordinates stands before it, as for a work place. */
const PLACE_ON_MAP =
  /(?<!(?:[Kk]oordinat\p{L}{0,5}|WGS ?84|[Ll]at(?:itude?)?)[:.]? ?N? ?)(?<![\d.,])\d{2}\.\d{4,8}[°NE]?,? ?\d{1,2}\.\d{4,8}(?![\d.]|\d| ?\(?WGS)/gu;
const VEHICLE =
  /(?<!\p{L})(?:reg\.? ?(?:nr|nummer)?|registreringsnummer|registrering|skylt(?:en)?|nummerplåt(?:en)?|bilnummer|bilen har|plåt(?:en)?|kjennemerke|regplåt)[.: ]{1,3}(\p{Lu}{3} ?\d{2}[\p{Lu}\d])(?![\p{L}\d])/giu;

const SIX_AND_FOUR =
  /\d{6} ?[^\p{L}\d\s.,:;()] ?\d{4}|\d{2} \d{2} \d{2} ?[-+] ?\d|(?:19|20) \d\d \d\d \d\d \d\d \d\d|\d{6}[-+][xX]|\d{6}[ +-]{0,3}[\dA-Z*]{4}|\d{6}A\d{3}|-\d\d-\d{4}/u;

/** The check digit of a personal identity number. */
function isRight(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].map(Number);
  const sum = digits.reduce((total, digit, at) => {
    const product = at % 2 === 0 ? digit * 2 : digit;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}

const phoneless = (match: RegExpExecArray): Span | null => (isReference(match) ? null : whole(match));

/** Marks the number plates of vehicles. */
export function markVehicles(text: string): string {
  if (
    /reg|skylt|plåt|bilnummer|bilen har|kjennemerke/i.test(text) &&
    /\p{L}{3} ?\d\d[\p{L}\d](?![\p{L}\d])/u.test(text)
  )
    return markAll(text, VEHICLE, 'number', lastGroup);
  return text;
}

/** Marks personal identity numbers after a word for one, and their last four digits. */
export function markNamedPersonalNumbers(view: string): string {
  let text = view;
  if (
    /person|pers\.? ?n|pnr|samordn|födelse|fødsel|f\.?nr|d-nr|d-?num|cpr|hetu|henkil|pesel|social sec|ssn/iu.test(
      text,
    )
  )
    text = markAll(text, NAMED_PERSONAL_NUMBER, 'number', lastGroup);
  if (/(?<!\p{L})(?:sista|siste|last)(?!\p{L})/iu.test(text)) text = markAll(text, LAST_FOUR, 'number');
  return text;
}

/** Marks personal identity numbers by their digits, and numbers of accounts and passports. */
export function markPersonalNumbers(view: string): string {
  let text = view;
  if (SIX_AND_FOUR.test(text)) {
    text = markAll(text, PERSONAL_NUMBER, 'number', phoneless);
    text = markAll(text, PERSONAL_NUMBER_BARE, 'number', (match) =>
      isRight(match[0]) || !isOrdered(match) ? phoneless(match) : null,
    );
    text = markAll(text, PERSONAL_NUMBER_ODD, 'number', phoneless);
  }
  if (/konto|clearing|iban/iu.test(text)) text = markAll(text, ACCOUNT_NUMBER, 'number', lastGroup);
  if (/(?<!\p{L})pass|id-?kort|körkort/iu.test(text)) text = markAll(text, PASSPORT, 'number', lastGroup);
  if (/\d\.\d{4}/.test(text)) text = markAll(text, PLACE_ON_MAP, 'number');
  return text;
}
