import { MASK } from './scrub-contacts.ts';

/*
 * Contact details within addresses of pages and data. Catalogues have addresses with long numbers, codes and dates in
 * them, so digits alone are no evidence: an e-mail address is, and a number behind a name such as `tel` or `mobil`.
 */

/** An e-mail address, as it is or escaped once or twice. */
const EMAIL =
  /(?<![\w.+-])[\w.+-]{1,100}(?:@|%(?:25)?40)[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}(?![\w-])/gi;
const LABEL =
  '(?:tel|tele?fon|tele?phone|phone|tlf|tfn|mobil|mobile|cell|fax|sms|whatsapp|msisdn|e-?mail|mail|mejl|e-?post|mailto)';
/** `tel`, `contact_phone`, `mobilnr`, `e-mail-address`. */
const CONTACT_NAME = new RegExp(
  `^(?:[a-z]{1,20}[._-])?${LABEL}(?:[._-]?(?:nr|nummer|number|no|adress|address|\\d))?$`,
  'i',
);
/** Parameters that name the person whose contact stands beside them. */
const PERSON_NAME =
  /^(?:[a-z]{1,20}[._-])?(?:(?:first|last|full|for|efter)?_?na(?:me|mn|vn)|contact|kontakt(?:person)?|person|user|author|recruiter|handl[aä]ggare)$/i;
/** A parameter of a contact with words as its value: `contact=Kim+Exempel`. */
const CONTACT_PERSON = /^(?:contact|kontakt)(?:[._-]?(?:person|name|namn))?$/i;
const WORDS_OF_NAME = /^\p{Lu}[\p{L}'’-]+(?:[ +._-]\p{Lu}[\p{L}'’-]+){1,3}$/u;
/** Digits as numbers of telephones are written, from seven on. */
const NUMBER = /^\+?[\d ()./_-]{7,24}$/;
/** A number that stands beside an e-mail address needs its usual form. */
const MOBILE = /^(?:\+|00)?(?:46|47|45|358)?\(?0?\)?\d[\d -]{7,12}$/;
/** Pages of persons, chats and calendars. */
const OF_PERSON =
  /^(?:https?:)?\/\/(?:[\w-]{1,20}\.){0,2}(?:wa\.me|t\.me|m\.me|calendly\.com|linkedin\.com\/in|api\.whatsapp\.com|signal\.me|join\.skype\.com)\/./i;
/** Schemes of which an address is a contact and nothing else. */
const CONTACT_SCHEME = /^(?:mailto|tel|sms|callto|skype|sip|sips|xmpp|facetime|whatsapp|tg|viber|msteams):/i;

const LETTER_H = 0x68;
const WEB = /^(?:[a-z][a-z\d+.-]{0,20}:)?\/\//i;
/**
 * What an address without any contact does not have, besides `@`. Every alternative begins with the same few signs: the
 * pattern reads all addresses of all answers.
 */
const MAY_HOLD = new RegExp(
  `[/?&;#._-](?:${LABEL}[\\w-]{0,12}[/=:]|(?:contact|kontakt)[\\w.-]{0,12}=|(?:wa|t|m|signal)\\.me/|calendly|linkedin\\.com/in/|whatsapp|skype)`,
  'i',
);
const mayHold = (text: string): boolean => text.includes('@') || text.includes('%') || MAY_HOLD.test(text);

/** A segment of a path in the place of a contact: the mask, as addresses write it. */
const MASK_IN_ADDRESS = encodeURIComponent(MASK);

/** Whether a text was an address with a contact in its path: it still tells one thing from others, and opens no page. */
export const isMaskedAddress = (text: string): boolean =>
  text.includes(MASK_IN_ADDRESS) || text.includes(MASK);

/** The address without its masks, which are the same for different things. */
export const withoutMasks = (address: string): string => address.replaceAll(MASK_IN_ADDRESS, '');

/**
 * A text without blanks, such as an address, an id or a code, without contact details. Parameters that hold one go; a
 * segment of a path becomes a mask. The same text gives the same result everywhere, so that what is compared by it still
 * is. Everything else stays as it is written.
 */
export function withoutContactsInAddress(text: string): string {
  // Most begin with `http`.
  if (text.charCodeAt(0) !== LETTER_H && CONTACT_SCHEME.test(text)) return MASK;
  if (!mayHold(text)) return text;
  if (!WEB.test(text)) return text.replace(EMAIL, MASK);
  if (OF_PERSON.test(text)) return MASK;
  const hashAt = text.indexOf('#');
  const hash = hashAt < 0 ? '' : text.slice(hashAt);
  const whole = hashAt < 0 ? text : text.slice(0, hashAt);
  const queryAt = whole.indexOf('?');
  const path = pathWithout(queryAt < 0 ? whole : whole.slice(0, queryAt));
  const query = queryAt < 0 ? '' : queryWithout(whole.slice(queryAt + 1));
  return `${path}${query}${hashWithout(hash)}`;
}

function pathWithout(path: string): string {
  const segments = path.split('/');
  const hasEmail = holdsEmail(path);
  return segments
    .map((segment, at) => {
      const value = decoded(segment);
      const before = decoded(segments[at - 1] ?? '');
      if (holdsEmail(segment) || holdsEmail(value)) {
        // A host has a name before it, which would be another host without it.
        return at === 2 ? segment.replace(EMAIL, MASK) : MASK_IN_ADDRESS;
      }
      if (at < 3) return segment;
      const isNumber = NUMBER.test(value) && digitsOf(value) >= 7;
      if (isNumber && (CONTACT_NAME.test(before) || (hasEmail && MOBILE.test(value)))) return MASK_IN_ADDRESS;
      const [name = '', ...rest] = value.split(/[=:]/);
      return rest.length > 0 && CONTACT_NAME.test(name) && isContactValue(rest.join(':'))
        ? MASK_IN_ADDRESS
        : segment;
    })
    .join('/');
}

function queryWithout(query: string): string {
  const pairs = query.split(/[&;]/);
  const parts = pairs.map((pair) => {
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = decoded((at < 0 ? '' : pair.slice(at + 1)).replaceAll('+', ' ')).trim();
    return { pair, name, value, isContact: isContact(name, value, pair) };
  });
  if (!parts.some((part) => part.isContact)) return `?${query}`;
  const kept = parts.filter(
    ({ isContact, name, value }) =>
      !isContact &&
      !(PERSON_NAME.test(name) && /\p{L}/u.test(value)) &&
      !(MOBILE.test(value) && value.startsWith('+')),
  );
  return kept.length === 0 ? '' : `?${kept.map(({ pair }) => pair).join('&')}`;
}

function isContact(name: string, value: string, pair: string): boolean {
  if (holdsEmail(pair) || holdsEmail(value)) return true;
  if (CONTACT_NAME.test(name)) return isContactValue(value);
  return CONTACT_PERSON.test(name) && WORDS_OF_NAME.test(value);
}

const isContactValue = (value: string): boolean =>
  value.includes('@') || (NUMBER.test(value.trim()) && digitsOf(value) >= 7);

function hashWithout(hash: string): string {
  if (hash === '' || !mayHold(hash)) return hash;
  const value = decoded(hash);
  if (holdsEmail(hash) || holdsEmail(value)) return '';
  const [, name = '', rest = ''] = /([\w.-]+)[=:](.*)$/.exec(value.slice(1)) ?? [];
  return CONTACT_NAME.test(name) && isContactValue(rest) ? '' : hash;
}

function holdsEmail(text: string): boolean {
  EMAIL.lastIndex = 0;
  return EMAIL.test(text);
}

const digitsOf = (text: string): number => text.replace(/\D/g, '').length;

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    const once = decodeURIComponent(text);
    return once.includes('%') ? decodeURIComponent(once) : once;
  } catch {
    return text;
  }
}
