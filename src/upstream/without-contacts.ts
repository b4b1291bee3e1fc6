import { withoutContactsInAddress } from '../text/address-contacts.ts';
import { bounded, LONGEST_TEXT, LONGEST_TITLE } from '../text/bounded.ts';
import { isLongText, maskedInPieces } from '../text/mask-in-pieces.ts';
import { scrubAddresses, scrubLabel } from '../text/scrub-contacts.ts';
import { ownTurn } from './pieces.ts';

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
/** Fields of titles and names, and all that stands in them: languages, or literals of RDF. */
const TITLE_KEY =
  /^(?:titles?|alternative|labels?|(?:pref|alt|display)_?label|names?|(?:display|publisher|organi[sz]ation)_?name|heading|headline|titel|rubrik|namn|tittel|navn|keywords?)$/i;

type Role = 'contact' | 'title' | 'other';

/** Answers have the same few keys again and again. A source that makes up keys must not fill the memory. */
const maxKnownKeys = 2_000;
const maxKeyLength = 100;
const knownKeys = new Map<string, Role>();

function roleOf(key: string): Role {
  // Statistics number their cells, a hundred thousand of them.
  if (isDigit(key.charCodeAt(0))) return 'other';
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const last = LAST_PART.exec(key)?.[0] ?? '';
  const role =
    VCARD.test(key) || CONTACT_KEY.test(last) ? 'contact' : TITLE_KEY.test(last) ? 'title' : 'other';
  if (key.length <= maxKeyLength && knownKeys.size < maxKnownKeys) knownKeys.set(key, role);
  return role;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/**
 * A text in which a contact may stand, so that the masker reads it: an address, a word for a contact, or a number that
 * begins as telephone and personal numbers do. Figures alone are none: labels of statistics hold many.
 */
const MAY_NAME_CONTACT = new RegExp(
  [
    String.raw`tele?fon|\b(?:tel|tlf|tfn|ring|sms)\b|phone|mobil|kontakt|contact|e-?post|mail|\bmej?la?\b`,
    String.raw`linkedin\.|\b(?:wa|t)\.me\/|calendly|skype|whatsapp|teams\.microsoft`,
    String.raw`snabel|krull|%40|&(?:#|commat)|[([{<]\s?(?:at|a|ät)\s?[)\]}>]|\s(?:dot|punktu?m?)\s`,
    String.raw`\b(?:noll|null|zero)[ -](?:sju|seven|syv|åtta|åtte|eight|fyra|fire|four)\b`,
  ].join('|'),
  'i',
);
const MAY_HOLD_NUMBER = new RegExp(
  [
    String.raw`\+\d{2}|(?<![\d.,])\(?0\d{1,3}[- )/.\u00a0\u2010-\u2015]{1,3}\d|(?<![\wåäö.,/-])0\d{7,10}(?!\d)`,
    String.raw`(?<!\d)(?:00)?4[5-7][ -]?(?:\(0\))?\d(?:[ -]?\d){7,8}(?!\d)|(?<!\d)\d{6,8}[-+]\d{4}(?!\d)`,
    String.raw`\d[OoIl\u00ad\u200b-\u200f\u2060\ufeff]|[\uff10-\uff19]`,
  ].join('|'),
);
const mayHold = (text: string): boolean =>
  text.includes('@') || text.includes('\uff20') || MAY_HOLD_NUMBER.test(text) || MAY_NAME_CONTACT.test(text);

const HAS_BLANK = /[ \n\t\u00a0]/;

/** A text that the masker has to read. */
interface Found {
  readonly text: string;
  put(clean: string): void;
}

/** What was done to an answer. */
export interface Leaving {
  isChanged: boolean;
  /** Texts longer than any that a person writes in their place, which were cut. */
  cut: number;
}

/**
 * Leaves contacts out of a parsed answer, in place, and cuts texts that are too long. The walk finds the texts that the
 * masker has to read; it reads them in turns between which other work is done, where all of them take long. Only then is
 * it a promise.
 */
export function leaveOutContacts(value: unknown, leftOut: LeftOut): Leaving | Promise<Leaving> {
  const walk = new Walk(leftOut);
  walk.value(value, false);
  return masked(walk.found, walk, leftOut);
}

class Walk implements Leaving {
  isChanged = false;
  cut = 0;
  readonly found: Found[] = [];

  constructor(private readonly leftOut: LeftOut) {}

  value(value: unknown, isTitle: boolean): void {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++) {
        const item: unknown = value[at];
        if (typeof item === 'string') this.text(item, isTitle, value, at);
        else if (typeof item === 'object' && item !== null) this.value(item, isTitle);
      }
    } else if (isObject(value)) this.object(value, isTitle);
  }

  private object(found: Record<string, unknown>, isTitle: boolean): void {
    const { leftOut } = this;
    // CKAN's `extras`: the name of the field is a value.
    const { key: name } = found;
    if (
      leftOut === 'contacts' &&
      typeof name === 'string' &&
      'value' in found &&
      roleOf(name) === 'contact'
    ) {
      found['value'] = null;
      this.isChanged = true;
    }
    // Not `Object.keys`, which makes a list of them: a cube may have a status in each of its cells.
    for (const key in found) {
      const value = found[key];
      const role = roleOf(key);
      if (leftOut === 'contacts' && role === 'contact') {
        delete found[key];
        this.isChanged = true;
        continue;
      }
      const isNamed = isTitle || role === 'title';
      if (typeof value === 'string') this.text(value, isNamed, found, key);
      else if (typeof value === 'object' && value !== null) this.value(value, isNamed);
      // RDF names its subjects by keys, and by values elsewhere: both are masked in the same way.
      if (key.includes('/')) this.rename(found, key);
    }
  }

  private rename(found: Record<string, unknown>, key: string): void {
    const clean = withoutContactsInAddress(key);
    if (clean === key) return;
    found[clean] = found[key];
    delete found[key];
    this.isChanged = true;
  }

  private text(text: string, isTitle: boolean, holder: Holder, at: number | string): void {
    const most = isTitle ? LONGEST_TITLE : LONGEST_TEXT;
    const short = text.length > most ? bounded(text, most) : text;
    if (short !== text) this.cut++;
    const clean = quicklyWithout(short);
    if (clean === text) return;
    const put = (left: string) => {
      if (left === text) return;
      Object.assign(holder, { [at]: left });
      this.isChanged = true;
    };
    if (clean === null) this.found.push({ text: short, put });
    else put(clean);
  }
}

type Holder = unknown[] | Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text without contacts where that needs no masker; null where it does. */
function quicklyWithout(text: string): string | null {
  // Most texts are addresses and codes.
  if (HAS_BLANK.test(text)) return mayHold(text) ? null : text;
  return text.includes('&#') ? null : withoutContactsInAddress(text);
}

/** Milliseconds of masking after which other requests have their turn. */
const SLICE = 5;

/** Masks the texts; a promise where that takes more than a slice. */
function masked(found: readonly Found[], leaving: Leaving, leftOut: LeftOut): Leaving | Promise<Leaving> {
  if (found.length === 0) return leaving;
  const steps = maskedOneByOne(found, leftOut);
  return isDoneWithinSlice(steps) ? leaving : maskedInTurns(steps, leaving);
}

async function maskedInTurns(steps: Iterator<void>, leaving: Leaving): Promise<Leaving> {
  do await ownTurn();
  while (!isDoneWithinSlice(steps));
  return leaving;
}

function isDoneWithinSlice(steps: Iterator<void>): boolean {
  for (const until = performance.now() + SLICE; performance.now() < until; )
    if (steps.next().done) return true;
  return false;
}

function* maskedOneByOne(found: readonly Found[], leftOut: LeftOut): Generator<void> {
  const scrub = leftOut === 'contacts' ? scrubLabel : scrubAddresses;
  const kind = leftOut === 'contacts' ? 'label' : 'addresses';
  for (const { text, put } of found) {
    put(isLongText(text) ? yield* maskedInPieces(text, kind) : scrub(text));
    yield;
  }
}

/** Parts of an answer that is no JSON: what stands between tags, quotes and columns. */
const PART = /[^<>"\t\r\n]+/g;

/** The same for an answer that is no JSON, whose shape stays. */
export function textWithoutContacts(body: string, leftOut: LeftOut): string | Promise<string> {
  const parts: string[] = [];
  const found: Found[] = [];
  let from = 0;
  for (const { 0: part, index } of body.matchAll(PART)) {
    const clean = quicklyWithout(part);
    if (clean === part) continue;
    parts.push(body.slice(from, index), clean ?? part);
    from = index + part.length;
    const at = parts.length - 1;
    if (clean === null) found.push({ text: part, put: (text) => (parts[at] = text) });
  }
  if (from === 0) return body;
  parts.push(body.slice(from));
  const done = masked(found, { isChanged: true, cut: 0 }, leftOut);
  return done instanceof Promise ? done.then(() => parts.join('')) : parts.join('');
}
