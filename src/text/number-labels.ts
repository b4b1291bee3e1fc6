/*
 * Words that stand before a number that is no contact: a reference, a code, an account of an organisation, an amount.
 * Each pattern reads the 40 characters before the number.
 */

/** Alone they say that a reference or a code follows. */
const WORDS =
  'ip(?:-?adress(?:en)?)?|doi|sis|ref(?:erens|erence)?|dnr|diarie|finn-?kode|isbn|issn|isin|lei|ean|gtin|gln|cvr|vat|eori|duns|moms|swift|bic|cas|ssyk|isco|sni|stillings?-?id|jobb?[ -]?id|annons-?id|req(?:uisition)?|bankgiro|bg|plusgiro|pg|ocr|y-?tunnus|iec|iso|patent|artikel|produkt|projekt|order|beställnings|serie|faktura|kurs|beslut|modell|avtals|upphandlings|konto|saks|case|kostnadsställe|ticket|drawing|ritnings?|position|pos|sku|part|item|model|serial|spare part|reservdels?|beteckning(?:en)?|typ|revision|rev|version|hyll|lagerplats|batch|charge|lot|lön?punkt|journal|kvitto|kontrakt|contract|avtal|agreement|invoice|licens|licence|licenses?|policy|försäkring|protokoll|paragraf|inventarie|register';
/** The same with a word for a number after them. */
const NUMBERED =
  'kund|best|art|ärende|arbetsställe|anläggnings|medlems|försäkrings|löp|chassi|inventarie|kolli|parti|lager|prod|rekvisitions|ansöknings|annons|jobb|tjänste?|licens|batch|vare|lot';
/** Words for a number, a code or an identity, as the end of any compound: “kommunkod”, “arbetsställenummer”, “webcruiter-ID”. */
const SUFFIXES = '(?:nr|nummer|nummret|numret|number|kod(?:en)?|kode(?:n)?|code|[- ]id|identitet)';
/** Before such an ending they make it a number of a person or a telephone. */
const OF_PERSONS =
  'tele?fon|telefax|tfn|tel|tlf|mobil|mob|fax|växel|sms|swish|vipps|person|pers|p|kontakt|direkt|jour|hem|privat|samordnings|födelse|fødsels|ring|phone|cell|whatsapp|signal|nöd|akut|larm|port|dörr|lands|rikt|område|anknytnings|kort|snabb|journummer|skype|kund(?:tjänst|service)|support|mottagnings|reception(?:s)?|intern|avdelnings';
const IS = String.raw`(?:s|en|et|ens|ets)?[.:#=]{0,2}(?: (?:är|er|is|:|=))?\s{0,3}$`;
const REFERENCE = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${WORDS})[\s.-]{0,2}(?:${SUFFIXES}|no(?!\p{L}))?|(?:${NUMBERED})[\s.-]{0,2}${SUFFIXES}|id)${IS}`,
  'iu',
);
/** With words between: “Referensnummer för ansökan: …”, “ärendets nummer i systemet är …”. */
const REFERENCE_OF = new RegExp(
  String.raw`(?<!\p{L})(?:ref(?:erens|erence)?|diarie|dnr|ärende\p{L}{0,2}|article|artikel|arkiv|post|annons|jobb|case|part|order|beställnings|rekryterings|stillings?|saks|tjänste|upphandling\p{L}{0,2}|handling\p{L}{0,2}|löp)[ -]?(?:${SUFFIXES}(?:et|s)?|id)(?: (?!(?:tel|tfn|tlf|mob|ring|kontakt|phone|call|på|hos)(?:\p{L}{0,10}) )\p{L}{2,20}){1,3}[:]? ?(?:är |er |is )?$`,
  'iu',
);
const MAY_BE_LABEL = /(?:nummer|nr|number|kod|code|id)/iu;
const COMPOUND = new RegExp(
  String.raw`(?<!\p{L})(?!(?:${OF_PERSONS})[ -]?${SUFFIXES})\p{L}[\p{L}-]{2,30}${SUFFIXES}${IS}`,
  'iu',
);
/** A mobile number is one after any compound: “reservnummer 070-…”. */
const MOBILE = /^\(?(?:0|\+?46)[ (0)-]{0,4}7[02369]/;
const AMOUNT_BEFORE =
  /(?<!\p{L})(?:annons\p{L}{0,10}|stillings?-?(?:nr|nummer|id)|kr|nok|sek|dkk|eur)[.:]{0,2}\s{0,3}$/iu;
/** Before ten digits. */
const ORDERED = /(?<!\p{L})(?:id|nr|nummer|no|number|kr|sek|kod|code|org\p{L}{0,20})[.: -]{0,3}$/iu;
const ORGANISATION = /(?<!\p{L})org\p{L}{0,20}[.\s-]{0,2}(?:nr|nummer)?[.:]{0,2}\s{0,3}$/iu;

const nearBefore = (text: string, at: number): string => text.slice(Math.max(0, at - 40), at);
const before = ({ index, input }: RegExpExecArray): string => nearBefore(input, index);

/** Whether the words before a number make it a reference. */
export function isReferenceAt(text: string, at: number, end: number): boolean {
  const near = nearBefore(text, at);
  return (
    REFERENCE.test(near) ||
    (MAY_BE_LABEL.test(near) && REFERENCE_OF.test(near)) ||
    (!MOBILE.test(text.slice(at, end)) && COMPOUND.test(near)) ||
    followsReference(text, at)
  );
}
/** “Artikelnummer 070-12-1180 ersätter …”: another number of the same sort. */
function followsReference(text: string, at: number): boolean {
  const [between, number = ''] = OTHER_NUMBER.exec(text.slice(Math.max(0, at - 50), at)) ?? [];
  if (between === undefined) return false;
  const start = at - between.length;
  return REFERENCE.test(nearBefore(text, start)) && number !== '';
}
const OTHER_NUMBER = /(\d[\d-]{4,18}),? (?:\p{L}{2,12} ){1,2}$/u;
export const isReference = ({ 0: found, index, input }: RegExpExecArray): boolean =>
  isReferenceAt(input, index, index + found.length);
export const isIdOrAmount = (match: RegExpExecArray): boolean => AMOUNT_BEFORE.test(before(match));
export const isOrdered = (match: RegExpExecArray): boolean => ORDERED.test(before(match));
export const isOrganisation = (match: RegExpExecArray): boolean => ORGANISATION.test(before(match));
