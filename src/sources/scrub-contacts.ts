/** Stands where a contact detail stood; the same in every language. */
export const MASK = '[…]';

const EMAIL =
  /[\p{L}\d._%+'-]+\s?(?:@|\(at\)|\[at\]|\(a\)|\{at\}|\(snabel-?a\)|\[snabel-?a\]|\ssnabel-?a\s)\s?[\p{L}\d-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\(punkt\))\s?[\p{L}\d-]+)*/giu;
/** Words that say that a number is a telephone's; nothing else is needed then. */
const NAMED_PHONE =
  /(?<![\p{L}])((?:tele?fon|tele?fax|telephone|tel|tfn|tlf|phone|mobil|mobile|cell|mob|fax|växel|sms|whatsapp|ring|call|ringa)(?:n|en|nr|nummer|nummret|numret|number|telefon)?\b[^\d\n+]{0,20})(\(?\+?\(?\d[\d ()\u00a0/.–-]{3,20}\d)/giu;
/** With a country code: `+46 (0)70-123 45 67`, `0047 22 33 44 55`. */
const INTERNATIONAL =
  /(?<![\p{L}\d+.,])(?:\+\s?|00\s?)\(?[1-9]\d{0,2}\)?(?:[ \u00a0()./–-]{0,3}\d){6,12}(?!\d)/gu;
/** Swedish national numbers: they begin with 0 and an area code. */
const SWEDISH =
  /(?<![\d\p{L}.,:/-])\(?0(?:8|[1-9]\d{1,2})\)?\s?[-–/ \u00a0]?\s?\d{2,3}(?:[ \u00a0-]?\d{2,3}){1,3}(?![\d\p{L}]|[-.,:]\d)/gu;
/** Mobile numbers written with stops. */
const SWEDISH_WITH_STOPS = /(?<![\d\p{L}.,:/-])07\d\.\d{2,3}(?:\.\d{2,3}){1,3}(?!\d)/gu;
/** Norwegian numbers have eight digits and no area code, so they are only masked where they are grouped as such. */
const NORWEGIAN =
  /(?<![\d\p{L}.,:/-])(?:[2-79]\d[ \u00a0]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2}|[489]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3})(?![\d\p{L}]|[-.,:]\d|[ \u00a0]\d)/gu;
const NORWEGIAN_BARE = /(?<![\d\p{L}.,:/-])[2-79]\d{7}(?![\d\p{L}]|[-.,:]\d)/gu;

const DATE =
  /^\(?(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d)\)?$/;
const TIMES = /^\(?\d{1,2}[.:]?\d{2}\s?[-–]\s?\d{1,2}[.:]?\d{2}\)?$/;
const TIME_WITH_STOP = /^\d{2}\.\d{2}\s?[-–]/;
const ORGANISATION_NUMBER = /^(?:16)?\d{2}[2-9]\d{3}-?\d{4}$/;
const CLOCK_RANGE = /^0\d[ :.]?\d{2}\s?[-–]\s?\d{2}[ :.]?\d{2}$/;

/** What looks like a number to ring, but is a day, a span of hours or an organisation's number. */
function isNoPhone(found: string): boolean {
  const text = found.trim();
  if (DATE.test(text) || TIMES.test(text) || TIME_WITH_STOP.test(text) || CLOCK_RANGE.test(text)) return true;
  return ORGANISATION_NUMBER.test(text) && !text.startsWith('0');
}

const maskUnless = (found: string): string => (isNoPhone(found) ? found : MASK);

function maskAddresses(text: string, country: string): string {
  let masked = text
    .replace(EMAIL, MASK)
    .replace(NAMED_PHONE, (whole, words: string, number: string) => {
      const digits = number.replace(/\D/g, '').length;
      return digits < 5 || digits > 15 || isNoPhone(number) ? whole : `${words}${MASK}`;
    })
    .replace(INTERNATIONAL, maskUnless)
    .replace(SWEDISH_WITH_STOPS, MASK)
    .replace(SWEDISH, maskUnless);
  if (country === 'NO') masked = masked.replace(NORWEGIAN, MASK).replace(NORWEGIAN_BARE, maskUnless);
  return masked;
}

/** Opens a line that is about whom to turn to. */
const CONTACT_LINE =
  /^[\s*•·–-]*(?:kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon)?|kontakta|contact(?:s| persons?| details| information)?|rekryterare|rekryterande chef|ansvarig (?:chef|rekryterare)|facklig\w*(?: \p{L}+)?(?: \p{L}+)?|fackf\w+|hiring manager|recruiter|nærmeste leder|your contact|din kontakt|vår kontakt\w*|frågor (?:om|kring) (?:tjänsten|rekryteringen)[^:\n]*|spørsmål (?:om|til) stillingen[^:\n]*|union representatives?)\s*[:–-]/iu;
/** Opens a sentence that says whom to turn to. */
const CONTACT_CUE =
  /(?<![\p{L}])(?:kontakt(?:a|er|person\p{L}*)?|ta kontakt|tag kontakt|contact|get in touch|reach out|ring|call|mejla|maila|e-?posta|send(?:e)? e-?post|skriv till|hör av dig|vänd dig|välkommen att höra|questions|frågor|spørsmål|henvend\p{L}*|upplysningar|opplysninger|besvaras av|svarar|information lämnas av)(?![\p{L}])/iu;
/** Two or three words with capitals: a person's name, as far as a program can tell. */
const NAME =
  /(?<![\p{L}])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s\p{Lu}\.?)?(?:\s(?:von|af|de|van|der))?\s\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?/u;

/** A text cut where a sentence ends, the signs and blanks kept, so that joining gives the text again. */
function sentences(line: string): string[] {
  return line.split(/(?<=[.!?])(?=\s+\p{Lu})/u);
}

function maskSentence(sentence: string): string {
  const body = sentence.trim();
  if (!NAME.test(body)) return sentence;
  if (!body.includes(MASK) && !CONTACT_CUE.test(body)) return sentence;
  const lead = sentence.slice(0, sentence.length - sentence.trimStart().length);
  return `${lead}${MASK}`;
}

/** Lines of names under a heading such as “Kontaktpersoner:”. */
const MOST_LINES_UNDER_A_HEADING = 6;

function maskContactLines(text: string): string {
  let left = 0;
  const lines = text.split('\n').map((line) => {
    const heading = CONTACT_LINE.exec(line)?.[0];
    if (heading !== undefined) {
      const isHeadingAlone = line.slice(heading.length).trim() === '';
      left = isHeadingAlone ? MOST_LINES_UNDER_A_HEADING : 0;
      return `${heading.trimEnd()} ${MASK}`;
    }
    if (left > 0) {
      left--;
      if (line.trim() === '') left = 0;
      else if (NAME.test(line) || line.includes(MASK)) return MASK;
    }
    return sentences(line).map(maskSentence).join('');
  });
  return lines.join('\n');
}

/**
 * A text without the contact details of persons: e-mail addresses, telephone numbers, and lines and sentences that
 * name whom to turn to are replaced by `[…]`. Organisation numbers, days, hours, pay and codes stay. A program
 * cannot tell every name; where in doubt a sentence with a contact goes as a whole.
 */
export function scrubContacts(text: string, country = 'SE'): string {
  return maskContactLines(maskAddresses(text, country));
}

/** The same for a field that may be empty. */
export function scrubbed(text: string | null, country = 'SE'): string | null {
  return text === null ? null : scrubContacts(text, country) || null;
}
