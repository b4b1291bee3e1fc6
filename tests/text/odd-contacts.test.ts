import { describe, expect, it } from 'vitest';
import { scrubContacts } from '../../src/text/scrub-contacts.ts';

describe('contacts in odd forms are masked', () => {
  it.each([
    [
      'the page of a person in a link',
      'Boka: https://tider.provbolaget.example/hedvig-ekstrand/30min.',
      'hedvig',
    ],
    ['the same with a full stop', 'Se www.provbyran.se/konsulter/agneta.sundqvist här.', 'sundqvist'],
    ['a Norwegian number after a name', 'Hovudtillitsvald Tarjei Nygårdsmo - 918 22 604', '918'],
    ['Cyrillic letters for digits', 'Kontakt: Stina Brolund, О7З-401 22 18', '22 18'],
    ['Latin letters for digits', 'Tel O8-46S 12 9O', '12 9O'],
    ['a word for the sign', 'Skriv till orvar grisknorr provgarden punkt se', 'orvar'],
    ['a family name on the next line', 'Ring vår samordnare Torvald\nHedlund på mottagningen.', 'Hedlund'],
    ['an initial before a sentence', 'Kontakt: Boman, Siv; Ahlgren, K-G. Tillträde snarast.', 'Ahlgren'],
    ['fields without blanks', 'KontaktpersonBritta NordvallTelefon040112233Stad Malmö', '112233'],
    ['letters with full stops', 'J.O.H.A.N L.I.N.D.B.E.R.G svarar på frågor.', 'L.I.N.D'],
    ['letters with blanks', 'E L S A  N Y B E R G tar emot din ansökan', 'B E R G'],
    ['a nickname before the family name', 'Chefen (Rune "Rutan" Palmcrantz-Flod) svarar.', 'Palmcrantz'],
    ['groups of any length after the area code', 'Du når honom på (0)31/4456.7.89 i dag.', '4456'],
    ['a number that is told in two parts', 'Numret är noll åtta och sedan 46 51 192.', '46 51'],
    ['a name as it is spelled', 'Jag heter Jesper, stavas: Yezper Hallgrehn.', 'Hallgrehn'],
    [
      'a double name and its address in words',
      'spør etter anne-grete. anne grete krøllalfa provkro punktum no',
      'anne',
    ],
    ['the number of a home in words', 'Vi bor på Granlidsvägen sjutton, andra våningen.', 'sjutton'],
  ])('%s', (_, text, secret) => {
    expect(scrubContacts(text)).not.toContain(secret);
  });
});

describe('what stands beside a contact stays', () => {
  it.each([
    ['hours on the line after a number', 'Mobil +45 5290 6618\n37 timer om ugen', '37 timer om ugen'],
    ['a share after a number', 'Mobil: +47 918 22 605 30 % stilling', '30 % stilling'],
    ['weeks after a Swedish number', 'Ring Osvald 08-465 11 92\n40 timmar i veckan', '40 timmar i veckan'],
    [
      'a sentence after an initial',
      'Kontakt: Boman, Siv; Ahlgren, K-G. Svar senast 1/10.',
      'Svar senast 1/10',
    ],
  ])('%s', (_, text, kept) => {
    const masked = scrubContacts(text);
    expect(masked).toContain('[…]');
    expect(masked).toContain(kept);
  });
});

describe('what only looks like a contact stays', () => {
  it.each([
    ['plants in quotes', 'Syrenen \'Johanna Provgren\' och pionen "Vera Testlund" säljs i kruka.'],
    ['ships', 'Fartyget "Stina Maria" ligger vid kajen.'],
    ['diseases', 'Vi arbetar med utredning av Provman, Testdal och Exempels syndrom.'],
    ['tests', 'Tester enligt Wechsler, Raven och Rorschachs metod används.'],
    [
      'organisations after a role',
      'Avdelingsleder Helse Vest, Rådgiver Statens Kartverk og Konsulent Bane NOR.',
    ],
    ['organisations of an aid', 'Samordnare Svenska Röda Korset och Projektledare Rädda Barnen söks.'],
    ['a firm with an article', 'Hans & the Beans søger baristaer.'],
    ['a firm with a genitive', "Vi säljer kläder från Emil & Ida's."],
    ['days between hours', 'Schema: ti 07-16, on 10-19, to 07-16, fr 07-13.30.'],
    ['dresses', 'Kjolen Greta och klänningen Alva ingår i kollektionen.'],
    ['an address of a page', 'Se https://provkedjan.example/om-oss/karl-fredrik-butiken för mer.'],
    ['a house number of a work place', 'Kontoret ligger på Storgatan tolv, tre trappor upp.'],
    ['sizes', 'Storlekar 36 38 40 42 och 44 46 48 50 finns i lager.'],
    ['a region and its code', 'Region Norrland 22 33 44 55 är kod för kostnadsstället.'],
    ['a model', 'Modell B80-551S2 och typ S80-2210 servas hos oss.'],
    ['an abbreviation', 'C.E.R.T. och N.A.T.O. kräver säkerhetsklass.'],
    ['a headline with blanks', 'L E D I G A  J O B B i S K Å N E'],
  ])('%s', (_, text) => {
    expect(scrubContacts(text)).toBe(text);
  });
});
