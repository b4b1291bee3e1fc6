/**
 * How words of work begin, in Swedish, English and Norwegian. They are chosen so that compounds with “arbete” in another
 * sense (roadworks, work vehicles) are none of them. One that ends with `.` is a whole word.
 */
export const LABOUR_WORDS: readonly string[] = [
  // Swedish
  ...'arbetsmarknad arbetskraft arbetslivet arbetsliv arbetslös arbetsgivar arbetstag arbetssök arbetsplats'.split(
    ' ',
  ),
  ...'arbetsförmedl arbetstid arbetsmiljö arbetsuppgift arbetsställe arbetsvillkor arbetspendl arbetsskad'.split(
    ' ',
  ),
  ...'arbetsolyck arbetsrätt arbetsinkomst arbetade sysselsätt förvärvsarbet anställ yrke jobb. jobben'.split(
    ' ',
  ),
  ...'jobbannon jobbsök platsannons vakans rekryter bemanning personal. personalen personalut medarbetar'.split(
    ' ',
  ),
  ...'lön. löner. lönen löne månadslön medellön lönestat kompetens. kompetensbrist kompetensförs'.split(' '),
  ...'kompetensbehov kompetensutv kompetenser varsel. uppsäg fackför fackförb kollektivavtal'.split(' '),
  ...'statsanställ årsarbet chefer. praktik. lärling distansarbet sjukfrånvaro karriär tjänstepension'.split(
    ' ',
  ),
  'a kassa.',
  'lediga jobb',
  'lediga tjänster',
  'i arbete.',
  'deras arbete.',
  'ledig tjänst',
  // English
  ...'employ labour labor. job. jobs. worker workforce workplace working. occupation wage earning salar'.split(
    ' ',
  ),
  ...'vacanc unemploy staff. skill. skills. recruit profession career. trade union apprentice payroll'.split(
    ' ',
  ),
  // Norwegian
  ...'arbeidsliv arbeidsmarked arbeidsgiv arbeidstak arbeidssøk arbeidssted arbeidstid arbeidsled'.split(' '),
  ...'arbeidsmiljø arbeidskraft arbeidsplass arbeidstil sysselset sysselsatt ansatt ansettel jobb lønn. lønns'.split(
    ' ',
  ),
  ...'lønnstak stilling yrker yrkesak rekrutter bemanning. bedriftsopplær tariff fagforen'.split(' '),
];

/** The EU's high-value categories on work: employment, unemployment and the potential labour force. */
export const EMPLOYMENT_CATEGORIES: ReadonlySet<string> = new Set(
  ['c_a2c6dcd8', 'c_fd4e881c', 'c_23385471'].map((code) => `http://data.europa.eu/bna/${code}`),
);

/** Bodies whose task is the labour market, or its statistics: by Swedish organisation number, or by name. */
export const LABOUR_PUBLISHERS: readonly { number: string | null; name: string }[] = [
  { number: '2021002114', name: 'Arbetsförmedlingen' },
  { number: null, name: 'Medlingsinstitutet' },
  { number: null, name: 'Arbetsmiljöverket' },
  { number: null, name: 'Inspektionen för arbetslöshetsförsäkringen' },
  { number: null, name: 'IFAU' },
  { number: null, name: 'Statistiska centralbyrån' },
  { number: null, name: 'Eurostat' },
  { number: null, name: 'Cedefop' },
  { number: null, name: 'European Labour Authority' },
  { number: null, name: 'International Labour Organization' },
  { number: null, name: 'NAV' },
  { number: null, name: 'Statistisk sentralbyrå' },
];
