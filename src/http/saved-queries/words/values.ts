import type { Text } from '../front-matter.ts';

/** What the values of enums are called in tables and pictures, by the name of the enum. Their order is the order of legends. */
export const valuesByType: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  Stance: {
    SUPPORTS: { sv: 'Stöder', en: 'Supports' },
    CONDITIONAL: { sv: 'Stöder med villkor', en: 'Supports with conditions' },
    OPPOSES: { sv: 'Är emot', en: 'Opposes' },
    REDIRECTS: { sv: 'Vill annat', en: 'Wants another measure' },
    NOT_ASSESSED: { sv: 'Inte bedömt', en: 'Not assessed' },
    NONE: { sv: 'Inget ställningstagande', en: 'No stance' },
  },
  PositionStatus: {
    ANSWERED: { sv: 'Svarade', en: 'Answered' },
    NO_POSITION: { sv: 'Har ingen ståndpunkt', en: 'Has no position' },
    DECLINED: { sv: 'Avböjde', en: 'Declined' },
    NO_RESPONSE: { sv: 'Svarade inte', en: 'Did not respond' },
    NOT_SHOWN: { sv: 'Visas inte', en: 'Not shown' },
  },
  Access: {
    FULL: { sv: 'Hela texten', en: 'The whole text' },
    EXCERPT: { sv: 'Utdrag', en: 'Excerpt' },
  },
  DatasetChangeKind: {
    NEW: { sv: 'Ny', en: 'New' },
    CHANGED: { sv: 'Ändrad', en: 'Changed' },
  },
  DataState: {
    LIVE: { sv: 'hämtat nu', en: 'fetched now' },
    CACHED: { sv: 'hämtat', en: 'fetched' },
    STALE: { sv: 'gammalt', en: 'old' },
    SAMPLE: { sv: 'exempel', en: 'example' },
    OWN: { sv: 'eget innehåll', en: 'own content' },
    REFERENCE: { sv: 'referensdata', en: 'reference data' },
  },
  FollowUpKind: {
    SIGNED: { sv: 'Skrev under', en: 'Signed' },
    SAID: { sv: 'Sade i debatt', en: 'Said in a debate' },
    DECIDED: { sv: 'Beslut i kammaren', en: 'Decision of the chamber' },
  },
  GapStatus: {
    MISSING: { sv: 'Saknas som öppna data', en: 'Not available as open data' },
    PARTLY_OPEN: { sv: 'Delvis öppna', en: 'Partly open' },
    OPEN: { sv: 'Öppna', en: 'Open' },
  },
  Gender: {
    FEMALE: { sv: 'Kvinna', en: 'Female' },
    MALE: { sv: 'Man', en: 'Male' },
  },
  JobAdEventKind: {
    PUBLISHED: { sv: 'Publicerad', en: 'Published' },
    CHANGED: { sv: 'Ändrad', en: 'Changed' },
    REMOVED: { sv: 'Borttagen', en: 'Removed' },
  },
  JobOpportunities: {
    LARGE: { sv: 'Stora möjligheter', en: 'Good chances' },
    MEDIUM: { sv: 'Medelstora möjligheter', en: 'Medium chances' },
    SMALL: { sv: 'Små möjligheter', en: 'Few chances' },
  },
  Language: {
    SV: { sv: 'Svenska', en: 'Swedish' },
    EN: { sv: 'Engelska', en: 'English' },
    NO: { sv: 'Norska', en: 'Norwegian' },
    DE: { sv: 'Tyska', en: 'German' },
    ET: { sv: 'Estniska', en: 'Estonian' },
    FR: { sv: 'Franska', en: 'French' },
    IT: { sv: 'Italienska', en: 'Italian' },
  },
  ObservationStatus: {
    BREAK: { sv: 'Brott i tidsserien', en: 'Break in the series' },
    CONFIDENTIAL: { sv: 'Sekretess', en: 'Confidential' },
    DEFINITION_DIFFERS: { sv: 'Annan definition', en: 'Definition differs' },
    ESTIMATED: { sv: 'Skattat', en: 'Estimated' },
    FORECAST: { sv: 'Prognos', en: 'Forecast' },
    LOW_RELIABILITY: { sv: 'Osäkert', en: 'Low reliability' },
    NIL: { sv: 'Inget att redovisa', en: 'Nothing to report' },
    NOT_APPLICABLE: { sv: 'Kan inte förekomma', en: 'Not applicable' },
    NOT_AVAILABLE: { sv: 'Uppgift saknas', en: 'Not available' },
    NOT_SIGNIFICANT: { sv: 'Skiljer sig inte säkert från noll', en: 'Not significantly different from zero' },
    OTHER: { sv: 'Okänd symbol', en: 'Unknown symbol' },
    PROVISIONAL: { sv: 'Preliminärt', en: 'Provisional' },
    REVISED: { sv: 'Reviderat', en: 'Revised' },
  },
  ParticipationStatus: {
    ANSWERED: { sv: 'Svarade', en: 'Answered' },
    NO_POSITION: { sv: 'Har ingen ståndpunkt', en: 'Has no position' },
    DECLINED: { sv: 'Avböjde', en: 'Declined' },
    NO_RESPONSE: { sv: 'Svarade inte', en: 'Did not respond' },
  },
  QuestionKind: {
    NAMED_PERSON: { sv: 'Ansvarig person', en: 'Responsible person' },
    OPEN: { sv: 'Öppen fråga', en: 'Open question' },
    PROPOSITION: { sv: 'Förslag att ta ställning till', en: 'Proposition' },
  },
  SourceHealth: {
    UP: { sv: 'Svarar', en: 'Answers' },
    DEGRADED: {
      sv: 'Svarar ibland, eller på ett annat sätt än förr',
      en: 'Answers at times, or in another way than before',
    },
    DOWN: { sv: 'Svarar inte', en: 'Does not answer' },
    UNKNOWN: { sv: 'Inte frågad sedan starten', en: 'Not asked since the start' },
  },
  SourceKind: {
    CONTENT: { sv: 'Föreningens eget innehåll', en: 'The association’s own content' },
    JOBS: { sv: 'Platsannonser', en: 'Job ads' },
    TAXONOMY: { sv: 'Yrken och begrepp', en: 'Occupations and concepts' },
    EDUCATION: { sv: 'Utbildningar', en: 'Educations' },
    FORECAST: { sv: 'Prognoser', en: 'Forecasts' },
    STATISTICS: { sv: 'Statistik', en: 'Statistics' },
    CATALOGUE: { sv: 'Öppna data', en: 'Open data' },
    PARLIAMENT: { sv: 'Parlament', en: 'Parliaments' },
    ELECTIONS: { sv: 'Val', en: 'Elections' },
    INFORMATION_REQUESTS: { sv: 'Begäranden om handlingar', en: 'Requests for documents' },
    LEGISLATION: { sv: 'Lagar', en: 'Legislation' },
  },
  VoteValue: {
    YES: { sv: 'Ja', en: 'Yes' },
    NO: { sv: 'Nej', en: 'No' },
    ABSTAIN: { sv: 'Avstår', en: 'Abstains' },
    ABSENT: { sv: 'Frånvarande', en: 'Absent' },
  },
};

/** The same for codes that are texts in the schema, by type and field. */
export const valuesByField: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  'PartyResult.label': { OTHER: { sv: 'Övriga partier', en: 'Other parties' } },
};
