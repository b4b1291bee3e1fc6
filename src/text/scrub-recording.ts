import type { MaskedType } from './marks.ts';
import { mask } from './scrub-contacts.ts';

/** Keys whose values are personal data, whatever the source. */
const PERSONAL_KEYS = new RegExp(
  `^(?:.*[_.:-])?(?:${[
    '(?:e-?mail|e-?post|mejl|phone|telephone|telefon|mobil|mobile|cell|fax|skype|linkedin)(?:address|adress|nummer|number|s)?',
    'kontakt(?:er|person(?:er)?|info|uppgifter)?|contacts?(?:_?(?:name|person|list|point|info|details|email|phone))?|application_(?:contacts?|details)',
    'person(?:al)?_?(?:nummer|number)|f(?:o|ö)dd(?:_?(?:ar|år))?|birth_?(?:date|day|year)|kon|gender|sex',
    '(?:first|last|given|family|middle|full|sur|display|user)_?name|(?:tilltals|efter|f(?:o|ö)r|sorterings|mellan)_?namn|(?:fore|etter|for)navn',
    'talare|speaker|recruiter|rekryterare|handl(?:a|ä)ggare|case_?(?:officer|worker)|undertecknare|intressent_?namn',
  ].join('|')})$`,
  'i',
);

const INSTEAD: Readonly<Record<MaskedType, string>> = {
  email: 'exempel@example.org',
  number: '000-000 00 00',
  link: 'https://example.org/exempel',
  name: 'Exempel',
};
/** An id, a date or an address of a page: a number in it is none of a person. */
const CODE = /^[\w:./?=&,+#~-]*$/;
const HAS_ADDRESS =
  /@|%40|linkedin\.|wa\.me|(?:^|\/\/)t\.me|^\+|[?&][\w-]*(?:mail|phone|tel|name|contact)[\w-]*=/i;

/**
 * Replaces the personal data of a recorded answer by examples: contact details and names of contact persons in any text,
 * and the values of keys that hold personal data. The shape stays, so that a decoder still reads it.
 */
export function scrubRecording(body: string, personalKeys: readonly string[] = []): string {
  const sourceKeys = new Set(personalKeys.map((key) => key.toLowerCase()));
  const isPersonal = (key: string) => sourceKeys.has(key.toLowerCase()) || PERSONAL_KEYS.test(key);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return scrubText(body);
  }
  return JSON.stringify(scrubValue(parsed, isPersonal), null, 2);
}

function scrubText(text: string): string {
  if (CODE.test(text) && !HAS_ADDRESS.test(text)) return text;
  return mask(text, { mask: (type) => INSTEAD[type] });
}

function scrubValue(value: unknown, isPersonal: (key: string) => boolean): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, isPersonal));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const clean = scrubValue(inner, isPersonal);
    // Some formats use addresses as keys.
    return [scrubText(key), isPersonal(key) ? blank(clean) : clean];
  });
  return Object.fromEntries(entries);
}

/** The same shape with its values replaced. */
function blank(value: unknown): unknown {
  if (typeof value === 'string') return value === '' || value === INSTEAD.email ? value : 'Exempel';
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blank(inner)]));
}
