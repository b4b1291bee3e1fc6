import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubbed, scrubContacts } from '../../src/sources/scrub-contacts.ts';

describe('contact details go', () => {
  it.each([
    ['an e-mail address', 'Ansök via jobb.exempel@foretag-ab.se nu.', 'Ansök via […] nu.'],
    ['one spelled out', 'Ansök via jobb (at) foretag.se nu.', 'Ansök via […] nu.'],
    ['a Swedish mobile', 'nummer 070-123 45 67.', 'nummer […].'],
    ['one without blanks', 'nummer 0707123456.', 'nummer […].'],
    ['one with stops', 'nummer 070.123.45.67 gäller', 'nummer […] gäller'],
    ['an area code', 'nummer 08-123 456 78', 'nummer […]'],
    ['a long area code', 'nummer 0470-12 34 56', 'nummer […]'],
    ['an area code in brackets', 'nummer (031) 12 34 56', 'nummer […]'],
    ['a country code', 'nummer +46 (0)70-123 45 67', 'nummer […]'],
    ['a country code with zeros', 'nummer 0047 22 33 44 55', 'nummer […]'],
    ['a number that is called one', 'Tlf: 815 00', 'Tlf: […]'],
    ['a switchboard', 'Växel 12 34 56', 'Växel […]'],
  ])('%s', (_, text, expected) => {
    expect(scrubContacts(text)).toBe(expected);
  });

  it('Norwegian numbers in Norwegian texts only, where eight digits are no ad’s id', () => {
    const text = 'Nås på 22 33 44 55, 998 87 766 eller 99887766';

    expect(scrubContacts(text, 'NO')).toBe('Nås på […], […] eller […]');
    expect(scrubContacts('Annons 31281556', 'SE')).toBe('Annons 31281556');
  });

  it.each([
    'Kontaktperson: Exempel Exempelsson, rekryteringschef',
    'Facklig kontakt: Exempel Exempelsson (Vision)',
    'Rekryterande chef: Exempel Exempelsson',
    'Contact person: Exempel Exempelsson',
    'Kontaktpersoner:\nExempel Exempelsson, Vision\nSaco: Prov Provsson 040-12 34 56\n',
    'Frågor om tjänsten: Exempel Exempelsson',
    'Spørsmål om stillingen: Exempel Exempelsson',
    'Frågor besvaras av enhetschef Exempel Exempelsson.',
    'Välkommen att höra av dig till Exempel Exempelsson på 070-123 45 67.',
    'Ta kontakt med Exempel Exempelsson om du lurer på noe.',
    'Exempel Exempelsson, exempel@foretag.se',
  ])('with the name beside them: %s', (text) => {
    expect(scrubContacts(text)).not.toMatch(/Exempel|Prov|@|\d{2}/);
  });

  it('and what stands before and after stays', () => {
    const text =
      'Vi bygger appar i Göteborg.\nKontakta Exempel Exempelsson, 031-12 34 56. Urval sker löpande.\n\nOm oss\nVi är 40 personer.';

    expect(scrubContacts(text)).toBe(
      'Vi bygger appar i Göteborg.\n[…] Urval sker löpande.\n\nOm oss\nVi är 40 personer.',
    );
  });
});

const harmless = [
  'Org.nr 202100-2114 eller 5560360793',
  'Sista dag 2026-09-06, start 01-09-2026 och 08-09-2026',
  'Lön 25 000–32 000 kr i månaden, 450 000 kr om året',
  'Yrkesgrupp 2512, postnummer 123 45, diarienummer 2026/1234',
  'Arbetstid 08.00-16.30, 07:30-16:00 och 08-17',
  'Vi är 2 000 anställda i 35 länder och omsätter 5 000 000 000 kr',
  'Java 17, C++ 2020, .NET 8 och Windows 11',
  'Lønn 550 000 - 650 000 kr, org.nr 974 760 673',
  'Arbetsgivaren är Stockholms stad. Arbetsplatsen ligger i Gamla Stan.',
];

it.each(harmless)('leaves alone: %s', (text) => {
  expect(scrubContacts(text)).toBe(text);
  expect(scrubContacts(text, 'NO')).toBe(text);
});

it('gives null for nothing', () => {
  expect(scrubbed(null)).toBeNull();
  expect(scrubbed('')).toBeNull();
});

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));
const email = fc
  .tuple(fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?$/), fc.stringMatching(/^[a-z]{2,10}\.(se|no|com)$/))
  .map(([who, where]) => `${who}@${where}`);
const phone = fc.oneof(
  digits(7).map((rest) => `070-${rest.slice(0, 3)} ${rest.slice(3, 5)} ${rest.slice(5)}`),
  digits(7).map((rest) => `073${rest}`),
  digits(8).map((rest) => `08-${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`),
  digits(9).map((rest) => `+46 ${rest.slice(0, 2)} ${rest.slice(2, 5)} ${rest.slice(5, 7)} ${rest.slice(7)}`),
  digits(8).map((rest) => `+47 ${rest.slice(0, 2)} ${rest.slice(2, 4)} ${rest.slice(4, 6)} ${rest.slice(6)}`),
);
const around = fc.constantFrom(' ', ' och ', '\n', ', ', ' (', '; ', ' – ');
const words = fc.constantFrom(
  'Vi söker',
  'en utvecklare',
  'lön 32 000 kr',
  'sista dag 2026-09-06',
  'SSYK 2512',
);

it('no address or number gets through, wherever it stands, and a second pass changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(words, around, fc.oneof(email, phone), around), { minLength: 1, maxLength: 5 }),
      (parts) => {
        const text = parts.map((part) => part.join('')).join(' ');

        const scrubbedText = scrubContacts(text);

        for (const [, , contact] of parts) expect(scrubbedText).not.toContain(contact);
        expect(scrubbedText).not.toMatch(/@|\+4[67]|\b0(70|73|8)/);
        expect(scrubContacts(scrubbedText)).toBe(scrubbedText);
      },
    ),
  );
});

it('ends in time for any text', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 2000, unit: fc.constantFrom('0', '7', ' ', '-', '(', 'A', 'a', '@', '.') }),
      (text) => {
        const startedAt = performance.now();

        scrubContacts(text);

        expect(performance.now() - startedAt).toBeLessThan(500);
      },
    ),
    { numRuns: 50 },
  );
});
