/** Keys whose values are personal data, whatever the source. */
const PERSONAL_KEYS =
  /^(.*[_.:-])?(e-?mail|e-?post|mejl|phone|telephone|telefon|mobil|fax|kontaktperson|contact_?(name|person)|personnummer)(address|adress|nummer|number|s)?$/i;

const PATTERNS: readonly [RegExp, string][] = [
  [/[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)+/g, 'exempel@example.org'],
  // A date of birth and four more digits. An organisation number has 20 or more where the month would be.
  [/\b(19|20)?\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01]|[68]\d|7\d|9[01])[-+]\d{4}\b/g, '000000-0000'],
  [/(?<![\d-])\+\d{1,3}[ -]?(\(0\))?\d([ -]?\d){6,11}(?![\d-])/g, '+46 0 000 00 00'],
  [/(?<![\d-])0\d{1,3}[-/ ]\d{2,3}([ -]?\d{2,3}){1,3}(?![\d-])/g, '0000-00 00 00'],
];

/**
 * Replaces the personal data of a recorded answer by examples: e-mail addresses, telephone numbers and personal identity
 * numbers in any text, and the values of keys that hold personal data. The shape stays, so that a decoder still reads it.
 */
export function scrubRecording(body: string, personalKeys: readonly string[] = []): string {
  const sourceKeys = new Set(personalKeys.map((key) => key.toLowerCase()));
  const isPersonal = (key: string) => sourceKeys.has(key.toLowerCase()) || PERSONAL_KEYS.test(key);
  try {
    return JSON.stringify(scrubValue(JSON.parse(body), isPersonal), null, 2);
  } catch {
    return scrubText(body);
  }
}

function scrubText(text: string): string {
  return PATTERNS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
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
  if (typeof value === 'string') return value === '' || value === 'exempel@example.org' ? value : 'Exempel';
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blank(inner)]));
}
