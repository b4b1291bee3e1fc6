import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubContacts } from '../../src/text/scrub-contacts.ts';
import { runs } from '../support/runs.ts';

describe('contact details are masked', () => {
  it.each([
    'anna@foretag.se',
    'anna.exempel(at)foretag.se',
    'anna.exempel [at] foretag [dot] se',
    'anna.exempel at foretag dot se',
    'anna.exempel snabel-a foretag.se',
    'anna.exempel(a)foretag.se',
    'anna.exempel&#64;foretag.se',
    'anna.exempel<at>foretag.se',
    'anna.exempel＠foretag.se',
    'anna.exempel @ foretag . se',
    'https://www.linkedin.com/in/anna-exempel',
    '0701 23 45 67',
    '07 01 23 45 67',
    '07-01234567',
    '070–123 45 67',
    '070\u2011123\u00a045\u00a067',
    '070  123  45  67',
    '070/123 45 67',
    '46701234567',
    '(+46) 70 123 45 67',
    '08.123.456.78',
    '850101-1234',
  ])('however they are written: %s', (contact) => {
    for (const text of [contact, `Ansök via ${contact} nu`, `Ansök:${contact}.`]) {
      expect(scrubContacts(text)).not.toMatch(/\d{2}|anna|foretag/i);
    }
  });

  it.each([
    '22334455',
    '223 34 455',
    '912 34567',
    '91.23.45.67',
    '47 91 23 45 67',
    '4791234567',
    'ola krøllalfa firma.no',
    'ola (krøllalfa) firma.no',
  ])('in Norwegian too: %s', (contact) => {
    expect(scrubContacts(`Søk via ${contact} nå`, 'NO')).not.toMatch(/\d{2}|ola|firma/i);
  });

  it('when a second number follows a slash', () => {
    expect(scrubContacts('nummer 08-12345678/0701234567')).toBe('nummer […]/[…]');
  });

  it('without the sentence after an address', () => {
    expect(scrubContacts('Skicka till jobb@foretag.se. Urval sker löpande.')).toBe(
      'Skicka till […]. Urval sker löpande.',
    );
  });

  it.each([
    ['an e-mail address', 'Ansök via jobb.exempel@foretag-ab.se nu.', 'Ansök via […] nu.'],
    ['an e-mail address with words for its signs', 'Ansök via jobb (at) foretag.se nu.', 'Ansök via […] nu.'],
    ['a Swedish mobile', 'nummer 070-123 45 67.', 'nummer […].'],
    ['a Swedish mobile without blanks', 'nummer 0707123456.', 'nummer […].'],
    ['a Swedish mobile with full stops', 'nummer 070.123.45.67 gäller', 'nummer […] gäller'],
    ['an area code', 'nummer 08-123 456 78', 'nummer […]'],
    ['a long area code', 'nummer 0470-12 34 56', 'nummer […]'],
    ['an area code in brackets', 'nummer (031) 12 34 56', 'nummer […]'],
    ['a country code', 'nummer +46 (0)70-123 45 67', 'nummer […]'],
    ['a country code with zeros', 'nummer 0047 22 33 44 55', 'nummer […]'],
    ['a short number after a word for telephone', 'Tlf: 815 00', 'Tlf: […]'],
    ['a switchboard', 'Växel 12 34 56', 'Växel […]'],
  ])('as %s', (_, text, expected) => {
    expect(scrubContacts(text)).toBe(expected);
  });

  it('as Norwegian numbers in Norwegian texts only: in Swedish ones eight digits may be the id of an ad', () => {
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
    'Kontakta EXEMPEL EXEMPELSSON för mer information',
    'kontakta exempel exempelsson på 070-123 45 67 för mer information',
    'Kontakta  Exempel   Exempelsson',
    'Kontakta Exempel O’Exempel',
    'Eventuella frågor besvaras av Exempel.',
    'Hör av dig till vår rekryterare Exempel',
    'Har du frågor? Exempel svarar gärna på dem.',
    'For mer informasjon, ta kontakt med Exempel',
    'Kontakt\nExempel Exempelsson\nPlatschef',
    'FACKLIGA KONTAKTER\n\nExempel Exempelsson, Saco',
    'Fackliga företrädare:\nVision: Exempel Exempelsson\nSaco: Prov Provsson\nST: Exempel Ek\nUnionen: Exempel Prov\nSEKO: Prov Exempel\nKommunal: Exempel Prov\nOFR: Exempel Prov\nLedarna: Exempel Prov',
    'Fackliga företrädare nås via växeln: Exempel Exempelsson Vision, Prov Provsson Saco-S',
    'Saco-S: Exempel Exempelsson',
    'På plats finns Exempel Exempelsson (Unionen)',
    'Rekryterande chef är Exempel Exempelsson',
    'HR: Exempel Exempelsson',
    'Skicka din ansökan till Exempel Exempelsson.',
    'Med vänliga hälsningar\nExempel Exempelsson',
    'Med vänlig hälsning\nExempel',
    '/Exempel Exempelsson',
    'Søknad sendes til Exempel Exempelsson',
  ])('with the name beside them: %s', (text) => {
    expect(scrubContacts(text)).not.toMatch(/Exempel|Prov|@|\d{2}/);
  });

  it('without the text before and after', () => {
    const text =
      'Vi bygger appar i Göteborg.\nKontakta Exempel Exempelsson, 031-12 34 56. Urval sker löpande.\n\nOm oss\nVi är 40 personer.';

    expect(scrubContacts(text)).toBe(
      'Vi bygger appar i Göteborg.\nKontakta […], […]. Urval sker löpande.\n\nOm oss\nVi är 40 personer.',
    );
  });
});

const harmless = [
  'Referensnummer 08-2026-123, dnr 2026/000123, artikelnummer 070-123 45 67',
  'SSYK 2512, 2513 och 2514; ISBN 978-91-7000-150-3; CAS 7732-18-5; bankgiro 123-4567',
  'Alternativ (a) eller (b), IP 192.168.100.200, ISO 9001:2015, IEC 61131-3',
  'Natt 21.30-07.15, kväll 16.00-22.00, 07.30 16.00, kl 02.30 den 29/3 2026 och 2026-10-25',
  'Du har kontakt med Region Stockholm och Västra Götaland.',
  'Du ansvarar för kontakter med Microsoft Azure och Amazon Web Services.',
  'Frågor om arbetsmiljö hanteras av Human Resources.',
  'Fackliga frågor handläggs lokalt.',
  'Vi har kollektivavtal med Unionen och Sveriges Ingenjörer.',
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

it.each(harmless)('leaves unchanged: %s', (text) => {
  expect(scrubContacts(text)).toBe(text);
  expect(scrubContacts(text, 'NO')).toBe(text);
});

it('leaves eight digits that are an id or an amount in Norwegian texts', () => {
  const text = 'Stillingsnr 31281556, annonse 31281557, kr 25000000, 25000000 kr';

  expect(scrubContacts(text, 'NO')).toBe(text);
});

it.each([
  ['Kontaktperson till ung man i Södra Sandby', 'Kontaktperson till ung man i Södra Sandby'],
  ['Kontaktperson LSS – Göteborg', 'Kontaktperson LSS – Göteborg'],
  ['Säljare sökes! Kontakta Exempel Exempelsson 070-123 45 67', 'Säljare sökes! Kontakta […] […]'],
  ['Elektriker Stockholm, ring 08-123 456 78', 'Elektriker Stockholm, ring […]'],
  ['Kock, mejla jobb@foretag.se', 'Kock, mejla […]'],
])('masks contact details in a headline and keeps the rest: %s', (headline, expected) => {
  expect(scrubContacts(headline)).toBe(expected);
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

it('masks every address and number, wherever it stands, and a second pass changes nothing', () => {
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

it.each([
  ...[
    'a',
    '0',
    '.',
    'a.',
    '1-',
    "'",
    'Aa',
    'telefon',
    '07 ',
    'Anna ',
    'kontakta ',
    ' ',
    'Anna Andersson ',
    'Kontakt\n',
  ],
  ...[
    'noll ',
    '<b ',
    '&amp',
    'A. ',
    'a@',
    '(',
    '[a',
    '*** ',
    'Anna, ',
    'https://t.me/',
    '@a_ ',
    '070-',
    'x=?',
    'a\u0301',
    'Anna och ',
    'Python, ',
    'A.B-C ',
    'ring till ',
    '<!--',
    '/Anna',
  ],
])('masks a text of 100,000 characters that repeats %j within the time limit of a test', (unit) => {
  const text = unit.repeat(100_000 / unit.length);

  // A pattern that is tried at every offset of a run takes quadratic time, and exceeds the limit.
  expect(scrubContacts(text, 'NO').length).toBeLessThanOrEqual(text.length);
});

it('masks any text of 2,000 characters within half a second', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 2000, unit: fc.constantFrom('0', '7', ' ', '-', '(', 'A', 'a', '@', '.') }),
      (text) => {
        const startedAt = performance.now();

        scrubContacts(text);

        expect(performance.now() - startedAt).toBeLessThan(500);
      },
    ),
    { numRuns: runs(50) },
  );
});
