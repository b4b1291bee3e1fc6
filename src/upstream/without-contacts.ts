import { MASK, scrubAddresses, scrubLabel } from '../text/scrub-contacts.ts';

/**
 * Which personal contacts of an answer are left out before it is decoded and stored: all, or addresses and numbers alone
 * where the persons themselves are public, as members of parliament are.
 */
export type LeftOut = 'contacts' | 'addresses';

/** Fields of contact persons and users in the formats of catalogues, statistics and requests. No decoder reads them. */
const CONTACT_KEY =
  /^(?:contact_?points?|contacts?|contact_(?:name|e?mail|phone|telephone|person|uri|url|info|information|point|points)|maintainer(?:_\w+)?|author(?:_\w+)?|creator_(?:name|e?mail|user_id)|publisher_(?:e?mail|phone|telephone)|has_?e?mail|has_?telephone|has_?phone|telephone|phone(?:_?number)?|mobile|fax|e-?mail(?:_?address)?|mail|epost|mbox|users?|user_?name|snippet)$/i;
/** Keys of such fields in RDF, which are prefixed names or addresses. */
const VCARD = /^(?:vcard:|https?:\/\/www\.w3\.org\/2006\/vcard\/ns#)/;
const LAST_PART = /[^:/#.]*$/;
/** Answers have the same few keys again and again. A source that makes up keys must not fill the memory. */
const maxKnownKeys = 2_000;
const maxKeyLength = 100;
const knownKeys = new Map<string, boolean>();

function isContactKey(key: string): boolean {
  // Statistics number their cells, a hundred thousand of them.
  if (isDigit(key.charCodeAt(0))) return false;
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const isContact = VCARD.test(key) || CONTACT_KEY.test(LAST_PART.exec(key)?.[0] ?? '');
  if (key.length <= maxKeyLength && knownKeys.size < maxKnownKeys) knownKeys.set(key, isContact);
  return isContact;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** A text in which a contact may stand. Figures alone are none: labels of statistics hold many. */
const MAY_HOLD =
  /@|%40|\(at\)|\[at\]|snabel|tele?fon|\btel\b|\btlf\b|\btfn\b|phone|mobil|kontakt|contact|linkedin\.|\+\d{2}|(?<![\d.,])0\d{1,3}[- ]\d{2}/i;
const ADDRESS_ALONE = /^(?:mailto:|tel:)?[\w.+-]{1,100}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$|^(?:mailto|tel):/;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,100}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;

/** The text without contacts; an id or an address of a page stays as it is. */
function textWithout(text: string, leftOut: LeftOut): string {
  // Most texts are addresses and codes, which the second pattern tells at their first letters.
  if (!text.includes(' ')) return ADDRESS_ALONE.test(text) && MAY_HOLD.test(text) ? MASK : text;
  if (!MAY_HOLD.test(text)) return text;
  return leftOut === 'contacts' ? scrubLabel(text) : scrubAddresses(text);
}

/** Leaves contacts out of a parsed answer, in place. Tells whether there were any. */
export function leaveOutContacts(value: unknown, leftOut: LeftOut): boolean {
  if (Array.isArray(value)) {
    let isChanged = false;
    for (let at = 0; at < value.length; at++) {
      const item: unknown = value[at];
      if (typeof item === 'string') {
        const clean = textWithout(item, leftOut);
        if (clean === item) continue;
        value[at] = clean;
        isChanged = true;
      } else if (typeof item === 'object' && item !== null)
        isChanged = leaveOutContacts(item, leftOut) || isChanged;
    }
    return isChanged;
  }
  return isObject(value) && leaveOutOfObject(value, leftOut);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function leaveOutOfObject(found: Record<string, unknown>, leftOut: LeftOut): boolean {
  let isChanged = false;
  // CKAN's `extras`: the name of the field is a value.
  const { key: name } = found;
  if (leftOut === 'contacts' && typeof name === 'string' && 'value' in found && isContactKey(name)) {
    found['value'] = null;
    isChanged = true;
  }
  // Not `Object.keys`, which makes a list of them: a cube may have a status in each of its cells.
  for (const key in found) {
    const value = found[key];
    if (leftOut === 'contacts' && isContactKey(key)) {
      delete found[key];
      isChanged = true;
    } else if (typeof value === 'string') {
      const clean = textWithout(value, leftOut);
      if (clean === value) continue;
      found[key] = clean;
      isChanged = true;
    } else if (typeof value === 'object' && value !== null)
      isChanged = leaveOutContacts(value, leftOut) || isChanged;
  }
  return isChanged;
}

/** The same for an answer that is no JSON, whose shape must stay: e-mail addresses go. */
export const textWithoutContacts = (body: string): string =>
  body.includes('@') ? body.replace(EMAIL, MASK) : body;
