/** Replaces a contact detail, in every language. */
export const MASK = '[…]';

// A look-behind lets each pattern begin only at the start of a run of its characters. Tried at every offset of a long
// run, it would take quadratic time.
const LOCAL = String.raw`(?<![\p{L}\d._%+'-])[\p{L}\d._%+'-]+`;
const NAMED_AT = 'snabel-?a|krøllalfa|alfakrøll';
const AT = String.raw`(?:[@＠﹫]|&#0*64;|&commat;|[([{<]\s?(?:at|a|@|${NAMED_AT})\s?[)\]}>])`;
const DOT = String.raw`(?:\.|\s\.\s|\s?[([{<]\s?(?:dot|punkt|punktum|\.)\s?[)\]}>]\s?)`;
const HOST = String.raw`[\p{L}\d-]+`;
const EMAIL = new RegExp(String.raw`${LOCAL}\s?${AT}\s?${HOST}(?:${DOT}${HOST})+`, 'giu');
/** Without a top-level domain: a host name inside a company's network, or an address that was cut off. */
const EMAIL_CUT = new RegExp(`${LOCAL}@${HOST}`, 'giu');
/** In words: `namn at foretag dot se`. */
const EMAIL_IN_WORDS = new RegExp(
  String.raw`${LOCAL}\s+(?:at\s+${HOST}\s+(?:dot|punkt|punktum)\s+${HOST}|(?:${NAMED_AT})\s+${HOST}(?:\.|\s+(?:dot|punkt|punktum)\s+)${HOST})`,
  'giu',
);
/** The address of a person's page holds the name, and is a way to reach the person. */
const PROFILE = /(?:https?:\/\/)?(?<![\w.])(?:[a-z]{2,3}\.)?linkedin\.com\/in\/[^\s)\]]+/giu;

/** Blanks and dashes of every kind, as they separate digits. */
const GAP = String.raw`[ \t\u00a0\u2000-\u200b\u202f()/‐‑‒–—−-]`;
const GAP_OR_STOP = String.raw`(?:${GAP}|\.(?=\d))`;
const BLANK = String.raw`[ \t\u00a0\u2000-\u200b\u202f]`;
/** Not preceded by a digit or a letter, or by part of a date, a time or a longer number. */
const FREE = String.raw`(?<![\d\p{L}]|\d[.,:/-])`;

/** After a word that says that a telephone number follows, any digits are one. */
const NAMED_PHONE = new RegExp(
  String.raw`(?<![\p{L}])((?:tele?fon|tele?fax|telephone|tel|tfn|tlf|phone|mobil|mobile|cell|mob|fax|växel|sms|whatsapp|ring|call|ringa)(?:n|en|nr|nummer|nummret|numret|number|telefon)?(?![\p{L}])[^\d\n+]{0,20})(\(?\+?\(?\d(?:${GAP_OR_STOP}{0,3}\d){4,14})`,
  'giu',
);
/** With a country code: `+46 (0)70-123 45 67`, `0047 22 33 44 55`. */
const INTERNATIONAL = new RegExp(
  String.raw`(?<![\p{L}\d+.,])(?:\+\s?|00\s?)\(?[1-9]\d{0,2}\)?(?:${GAP_OR_STOP}{0,3}\d){6,12}(?!\d)`,
  'gu',
);
/** A Swedish mobile number with its country code, without + or 00. */
const INTERNATIONAL_BARE = new RegExp(String.raw`${FREE}467\d{8}(?!\d)`, 'gu');
/** Swedish mobile numbers, however the ten digits are grouped. */
const SWEDISH_MOBILE = new RegExp(String.raw`${FREE}\(?07(?:${GAP_OR_STOP}{0,3}\d){8}(?!\d)`, 'gu');
/** Swedish national numbers: 0 and an area code first. */
const SWEDISH = new RegExp(
  String.raw`${FREE}\(?0(?:8|[1-9]\d{1,2})\)?${GAP}{0,3}\d{2,3}(?:${GAP}{0,2}\d{2,3}){1,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
const SWEDISH_WITH_STOPS = new RegExp(
  String.raw`${FREE}0(?:8|[1-9]\d{1,2})(?:\.\d{2,3}){3,4}(?!\d|\.\d)`,
  'gu',
);
/** Norwegian numbers have eight digits and no area code. They are recognised by how the digits are grouped. */
const NORWEGIAN = new RegExp(
  String.raw`${FREE}(?:47${BLANK})?(?:[2-79]\d(?:${BLANK}\d{2}){3}|[2-79]\d(?:\.\d{2}){3}|[2-9]\d{2}${BLANK}\d{2}${BLANK}\d{3}|[49]\d{2}[ .]\d{2}[ .]\d{3}|[49]\d{2}${BLANK}\d{5})(?![\d\p{L}]|[-.,:]\d|${BLANK}\d)`,
  'gu',
);
const NORWEGIAN_BARE = new RegExp(String.raw`${FREE}(?:47)?[2-79]\d{7}(?![\d\p{L}]|[-.,:]\d)`, 'gu');
/** A day of birth and four more digits. An organisation number has 20 or more where the month would be. */
const PERSONAL_NUMBER =
  /(?<![\d\p{L}-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+]\d{4}(?![\d-])/gu;

const DATE =
  /^\(?(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d)\)?$/;
const TIMES = /^\(?\d{1,2}[.:]?\d{2}\s?[-–]\s?\d{1,2}[.:]?\d{2}\)?$/;
const TIME_WITH_STOP = /^\d{2}\.\d{2}\s?[-–]/;
const ORGANISATION_NUMBER = /^(?:16)?\d{2}[2-9]\d{3}-?\d{4}$/;
const CLOCK_RANGE = /^0\d[ :.]?\d{2}\s?[-–]\s?\d{2}[ :.]?\d{2}$/;
/** Words before a reference number, before an id or an amount, and before an organisation number; words after an amount. */
const REFERENCE =
  /(?<!\p{L})(?:ref(?:erens)?[.\s-]{0,2}(?:nr|nummer)|dnr|(?:diarie|ärende|artikel|art\.?\s?|produkt|projekt|order|serie)-?(?:nr|nummer)|finn-?kode|jobb?[\s-]?id)[.:]{0,2}\s{0,3}$/iu;
const ID_OR_AMOUNT =
  /(?<!\p{L})(?:annons\p{L}{0,10}|stillings?-?(?:nr|nummer|id)|id|kr|nok|sek)[.:]{0,2}\s{0,3}$/iu;
const ORGANISATION = /(?<!\p{L})org\p{L}{0,20}[.\s-]{0,2}(?:nr|nummer)?[.:]{0,2}\s{0,3}$/iu;
const AMOUNT = /^\s?(?:kr|nok|sek|kroner|kronor|,-|:-)(?!\p{L})/iu;

/** Whether digits that look like a telephone number are a date, hours or an organisation number. */
function isNotPhone(found: string): boolean {
  const text = found.trim();
  if (DATE.test(text) || TIMES.test(text) || TIME_WITH_STOP.test(text) || CLOCK_RANGE.test(text)) return true;
  return ORGANISATION_NUMBER.test(text) && !text.startsWith('0');
}

function maskUnless(found: string, at: number, text: string): string {
  return isNotPhone(found) || REFERENCE.test(text.slice(Math.max(0, at - 30), at)) ? found : MASK;
}

/** Eight digits without spaces may also be an id or an amount. */
function maskBare(found: string, at: number, text: string): string {
  if (ID_OR_AMOUNT.test(text.slice(Math.max(0, at - 30), at))) return found;
  if (AMOUNT.test(text.slice(at + found.length, at + found.length + 10))) return found;
  // With the country code it has ten digits, like a Swedish organisation number.
  if (/^47\d{8}$/.test(found) && !ORGANISATION.test(text.slice(Math.max(0, at - 30), at))) return MASK;
  return maskUnless(found, at, text);
}

/**
 * Masks e-mail addresses, telephone numbers, personal identity numbers and links to persons' pages. Organisation
 * numbers, dates, hours, pay and codes stay.
 */
export function scrubAddresses(text: string, country = 'SE'): string {
  const masked = text
    .replace(PROFILE, MASK)
    .replace(EMAIL, MASK)
    .replace(EMAIL_CUT, MASK)
    .replace(EMAIL_IN_WORDS, MASK)
    .replace(PERSONAL_NUMBER, MASK)
    .replace(NAMED_PHONE, (whole, words: string, number: string) =>
      isNotPhone(number) ? whole : `${words}${MASK}`,
    )
    .replace(INTERNATIONAL, maskUnless)
    .replace(INTERNATIONAL_BARE, maskUnless)
    .replace(SWEDISH_WITH_STOPS, maskUnless)
    .replace(SWEDISH, maskUnless)
    // Last: in `08-12345678/0701234567` the second number is recognised once the first one is masked.
    .replace(SWEDISH_MOBILE, maskUnless);
  if (country !== 'NO') return masked;
  return masked.replace(NORWEGIAN, maskBare).replace(NORWEGIAN_BARE, maskBare);
}
