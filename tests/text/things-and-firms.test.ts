import { describe, expect, it } from 'vitest';
import { scrubContacts } from '../../src/text/scrub-contacts.ts';

describe('what is named like a person and is none stays', () => {
  it.each([
    ['brands in a shop', 'Vi säljer smink från Eva Exempelsson, Ida Provgren och Kerstin Testlund.'],
    [
      'customers in a list',
      'Exempel Bil, Carl Provberg & Søn og Bertel O. Testdal er blant våre største kunder.',
    ],
    ['a firm with a word for its trade', 'Som säljare hos Mats Provsson Byggvaruhandel får du provision.'],
    ['the firm of a role', 'Hon är vd på Provab Ställningar och han är teamledare på Däckmännen Karlskoga.'],
    ['who invites to a firm', 'Vi på Karin Provgren ritar hus i hela landet.'],
    ['a firm that does what firms do', 'Anders Provdal förvaltar 3 000 lägenheter i Örebro.'],
    ['a school with an adjective', 'Ole Provdal videregående skole i Stjørdal har ledig vikariat.'],
    [
      'what is called after somebody',
      'Boendet är uppkallat efter prästen Sven Provman och har 48 lägenheter.',
    ],
    ['a pub', 'Vi söker en kock till Sven Provman, en klassisk pub i Gamla stan.'],
    ['a fund of two', 'The post is funded by the Knut and Alice Provberg Foundation.'],
    ['what is played', 'I orkestern spelar vi Provander, Stenhammar och Britta Provström i höst.'],
    ['an exhibition', 'Utställningar med Anna Provgren och Nils Testlund visas i hallen.'],
    ['plants in quotes', "Du vårdar perenner som 'Karl Provster' och 'Annabelle'."],
    ['what is known of a program', 'Du har erfarenhet av Amanda, Ada eller Julia.'],
    ['what is a merit', 'Experience with Amanda is a merit.'],
    ['machines with names', 'Kaffemaskinerna heter Sage och Molly.'],
    ['a play', 'Skådespelare sökes till Romeo och Julia.'],
    ['an act', 'We follow the Provson Oxdale Act.'],
    ['a letter of a class before a sentence', 'Du har førerkort klasse B. Vandelsattest må leveres.'],
    ['English titles', 'As Associate Professor you report to the Deputy Head of Division.'],
    ['English titles in capitals', 'We are hiring an Aircraft Maintenance Engineer in Lund.'],
    ['an authority that is called', 'Ring Kronofogden, eller vänd dig till Studentkåren.'],
    ['an office that answers', 'Frågor om lön besvaras av Lönecenter.'],
    ['a subject line', 'Skriv "Sommarjobb Hamnen" i ämnesraden.'],
    ['a point of the compass', 'Du blir enhetschef för hemtjänsten Söder.'],
    ['a place in a place', 'Arbeidssted er Mo i Rana.'],
    ['a version', 'Modellen Alva-24 ersätter Alva-23.'],
    ['capitals', 'VI SÖKER FEM SVETSARE MED LICENS.'],
  ])('%s', (_, text) => {
    expect(scrubContacts(text)).toBe(text);
  });
});

describe('a number that is a reference stays', () => {
  it.each([
    'Referensnummer för ansökan: 070-2024-1188.',
    'Ärende 073-2026/118 handläggs av nämnden.',
    'Diarienummer 08-2026-00415 anges i rubriken.',
    'Part number 0980-4412-319 and drawing revision C.',
    'Part no. 0701 223 344 fits the old pump.',
    'Reservdelen har beteckningen 0980-445-12.',
    'Position 031-556677 in the drawing.',
    'Contract no. 0733-45-6612 runs until June.',
    'Årskurs 1 2 3 4 5 6 7 8 9 finns på skolan.',
  ])('%s', (text) => {
    expect(scrubContacts(text)).toBe(text);
  });

  it.each([
    'Frågor om ärende 12: ring 08-123 456 78',
    'Referenser lämnas på 070-123 45 67',
    'Nummer för ansökan: 070-123 45 67',
  ])('and one to call does not: %s', (text) => {
    expect(scrubContacts(text)).not.toMatch(/\d{3}/);
  });
});

describe('a person and what belongs to one is masked', () => {
  it.each([
    ['the street beside a name', 'Blommor lämnas till Anna Provgren, Provgatan 14 B.'],
    ['the street of a home', 'Hemtjänst hos fru Ingrid Provgren på Provvägen 9 i Lund.'],
    ['a number told digit by digit', 'Mobil: 9 1 2 3 4 5 6 7'],
    ['number words in brackets', 'Tel: 0498 (två) (fem) (ett) 09 88'],
    ['the dash of another keyboard', 'Nummer: ０７０ー４４１ー２０ー９８'],
    ['a sign twice', 'Mejla prov_provgren@@provskolan.se'],
    ['letters for digits', 'Ombudet nås på O8-I23 45O 7I.'],
    ['letters for digits in Norwegian', 'Send sms 9I2 OO 3I4.'],
    ['words for the signs of an address', 'Mejla prov.provgren (ät) provskolan piste fi'],
    ['blanks around a full stop', 'E-post: prov.provgren @provskolan .se'],
    ['an account of WeChat', 'Kontakta vår HR, WeChat provgren_hr88.'],
    ['an account that is told', 'WeChat-id är provgren1990'],
    ['an account of Line', 'Mitt Line heter provgren77'],
    ['a second name in lower case', 'Spør Ingrid og kjersti på lageret.'],
    ['a first name in lower case', 'Kolla med kjersti eller Ingrid.'],
    ['a quoted first name', "Fråga efter 'Ingrid' i disken."],
    ['an initial in lower case', 'Spør etter k. provgren i ekspedisjonen.'],
    ['a family name after a nickname', 'Ask for "Ingrid" Provgren.'],
    ['a title of nobility', 'Kontakta Jürgen Freiherr von der Provgren.'],
    ['the speaker of a quotation', '"Jag var nervös", minns Provgren.'],
    ['who is to be a mentor', 'Som ny får du Ingrid Provgren som mentor.'],
    ['who is replaced', 'I rollen ersätter du Ingrid Provgren som går i pension.'],
    ['who leads, some words later', 'Skolans rektor är sedan i höstas Ingrid Provgren.'],
    ['who speaks for a union', 'Facket företräds av Ingrid Provgren för Saco.'],
    ['owners in the plural', 'Byrån ägs av advokaterna Ingrid Provgren och Kjersti Provdal.'],
  ])('%s', (_, text) => {
    expect(scrubContacts(text)).not.toMatch(/prov(?!mentet)|ingrid|kjersti|\d{2}|\d \d|O8|9I/i);
  });
});
