// Written by `npm run client` from schema.graphql and queries/.
import type { GraphQLDocument } from './document.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How much of a document may be shown. */
export type Access =
  /** Facts, headings, quotes, summaries and the link; no running text. */
  | 'EXCERPT'
  /** The whole text. */
  | 'FULL';

/** How fresh the data is. */
export type DataState =
  /** A cached answer that is still fresh by the source's own rules. */
  | 'CACHED'
  /** Fetched from the source for this request. */
  | 'LIVE'
  /** The association's own content. */
  | 'OWN'
  /** Facts that come with the gateway, such as election results and the taxonomy: of the source, version and day that `locator`, `attribution` and `retrievedAt` state. */
  | 'REFERENCE'
  /** The source was never reached. This is a bundled example record, not real data. */
  | 'SAMPLE'
  /** The source failed or is slow. This is its last successful answer, with its age. */
  | 'STALE';

/** What happened to a dataset in its catalogue. */
export type DatasetChangeKind =
  /** Its record has changed since that day. */
  | 'CHANGED'
  /** Its catalogue has listed it since the day asked for. */
  | 'NEW';

/** What to select of one dimension, by one of: `values`, `top`, `bottom`, or `from` and `to`. A dimension left out of a selection: time takes its last period; one that is not required is left out and listed in `eliminated`; any other is an error that lists choices. */
export type DimensionSelection = {
  /** So many: the oldest periods, or the last categories. */
  bottom?: number | null | undefined;
  /** Id of a codelist whose codes `values` holds. */
  codelist?: string | null | undefined;
  /** Code of the dimension: `Region`. */
  dimension: string;
  /** First code, inclusive; a year may begin months. */
  from?: string | null | undefined;
  /** Last code, inclusive. */
  to?: string | null | undefined;
  /** So many: the newest periods, or the first categories. */
  top?: number | null | undefined;
  /** Codes, wildcards (`*`, `01*`, `*M12`), or PxWeb’s functions such as `top(3)`. */
  values?: Array<string> | null | undefined;
};

/** What a party has done. */
export type FollowUpKind =
  /** A committee report; `vote` has how the party voted where it came to a vote. */
  | 'DECIDED'
  /** A debate in which members of the party spoke; `speech` is the first of their speeches. */
  | 'SAID'
  /** Members of the party have signed it: a motion, an interpellation or a question. */
  | 'SIGNED';

/** Whether data that the association asks for has become open; set by editors. */
export type GapStatus =
  /** Not available as open data. */
  | 'MISSING'
  /** It is open. */
  | 'OPEN'
  /** Some of it is open. */
  | 'PARTLY_OPEN';

/** As a parliament registers it. */
export type Gender =
  | 'FEMALE'
  | 'MALE';

/** The type of an event. */
export type JobAdEventKind =
  /** Its content has changed. */
  | 'CHANGED'
  /** It is new on Platsbanken. */
  | 'PUBLISHED'
  /** It was taken down, or its last day has passed. */
  | 'REMOVED';

/** Chances of finding work, as Yrkesbarometern assesses them. */
export type JobOpportunities =
  /** Good chances: `stora`. */
  | 'LARGE'
  /** `medelstora`. */
  | 'MEDIUM'
  /** Few chances: `små`. */
  | 'SMALL';

/** Language of a text. A localised field takes `lang`; without it the Accept-Language header decides, then Swedish, then whatever exists. */
export type Language =
  /** German */
  | 'DE'
  /** English */
  | 'EN'
  /** Estonian */
  | 'ET'
  /** French */
  | 'FR'
  /** Italian */
  | 'IT'
  /** Norwegian (bokmål) */
  | 'NO'
  /** Swedish */
  | 'SV';

/** What the agency says of a number, or of its absence. `status` holds the agency’s own symbol, which may mean another thing in a single table. */
export type ObservationStatus =
  /** Break in the time series: not comparable with earlier periods. */
  | 'BREAK'
  /** Not published, to protect persons or companies. */
  | 'CONFIDENTIAL'
  /** The definition differs from that of the table. */
  | 'DEFINITION_DIFFERS'
  /** Estimated or imputed. */
  | 'ESTIMATED'
  /** A forecast. */
  | 'FORECAST'
  /** Uncertain, such as from a small sample. */
  | 'LOW_RELIABILITY'
  /** Nothing to report, or less than half of the unit. No number is given. */
  | 'NIL'
  /** The combination of categories cannot occur. */
  | 'NOT_APPLICABLE'
  /** There is no number, or it is too uncertain to show. */
  | 'NOT_AVAILABLE'
  /** Not significantly different from zero. */
  | 'NOT_SIGNIFICANT'
  /** A symbol whose meaning is not known here. */
  | 'OTHER'
  /** Preliminary; the final figure may differ. */
  | 'PROVISIONAL'
  /** Corrected after it was first published. */
  | 'REVISED';

/** Whether a party took part in a questionnaire. */
export type ParticipationStatus =
  /** Answered the questions. */
  | 'ANSWERED'
  /** Said that it would not take part. */
  | 'DECLINED'
  /** Replied that it has no policy of its own. */
  | 'NO_POSITION'
  /** Never replied. */
  | 'NO_RESPONSE';

/** Whether there is an answer. What it says is `stance`. */
export type PositionStatus =
  /** The party answered the question. */
  | 'ANSWERED'
  /** The party said that it would not take part. */
  | 'DECLINED'
  /** The document leaves the party out for this question. */
  | 'NOT_SHOWN'
  /** The party replied that it has no policy or proposal. */
  | 'NO_POSITION'
  /** The association notes that no reply came. */
  | 'NO_RESPONSE';

/** What a question asks for. */
export type QuestionKind =
  /** A responsible person. */
  | 'NAMED_PERSON'
  /** An answer in the party’s own words. There is no proposition to support or oppose. */
  | 'OPEN'
  /** A view on a proposition, so that positions have a stance. */
  | 'PROPOSITION';

/** The recent health of a source, measured on real traffic. */
export type SourceHealth =
  /** Some of the last calls failed, or the schema of its answers has changed. */
  | 'DEGRADED'
  /** The last calls failed. The gateway does not call the source for a while. */
  | 'DOWN'
  /** Not asked since the gateway started. */
  | 'UNKNOWN'
  /** The last calls succeeded. */
  | 'UP';

/** What a source is about. */
export type SourceKind =
  | 'CATALOGUE'
  | 'CONTENT'
  | 'EDUCATION'
  | 'ELECTIONS'
  | 'FORECAST'
  | 'INFORMATION_REQUESTS'
  | 'JOBS'
  | 'LEGISLATION'
  | 'PARLIAMENT'
  | 'STATISTICS'
  | 'TAXONOMY';

/** An editor’s reading of an answer to a proposition; never computed. */
export type Stance =
  /** For it, with stated conditions. */
  | 'CONDITIONAL'
  /** No stance: the question is no proposition, or there is no answer. */
  | 'NONE'
  /** There is an answer, and no editor has read its stance yet. */
  | 'NOT_ASSESSED'
  /** Against it. */
  | 'OPPOSES'
  /** Answers with another measure than the one asked about. */
  | 'REDIRECTS'
  /** For the proposition. */
  | 'SUPPORTS';

/** How a member voted. */
export type VoteValue =
  | 'ABSENT'
  | 'ABSTAIN'
  | 'NO'
  | 'YES';

export type CatalogueQualityQueryVariables = Exact<{
  publisher?: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type CatalogueQualityQuery = { organisation: { slug: string, name: string, quality: number | null, datasets: { nodes: Array<{ uri: string, title: string, licences: Array<string>, modified: string | null, quality: { score: number, stars: number } | null }> } | null } | null };

export type CommitteeReportsQueryVariables = Exact<{
  query?: string;
  first?: number;
}>;


export type CommitteeReportsQuery = { parliamentaryDocuments: { nodes: Array<{ documentId: string, title: string, committee: string | null, status: string | null, decidedOn: string | null, votes: Array<{ point: number, heading: string | null, outcome: string | null, summaries: Array<{ partyCode: string | null, yes: number, no: number, abstain: number, absent: number }> | null, total: { yes: number, no: number, abstain: number, absent: number } | null, withoutParty: { yes: number, no: number } | null }> | null, reservations: Array<{ number: string | null, heading: string | null, partyCodes: Array<string>, point: number | null }> | null }> } | null };

export type ComparePartiesQueryVariables = Exact<{
  topic?: string;
  parties?: Array<string> | string | null | undefined;
  from?: string | null | undefined;
}>;


export type ComparePartiesQuery = { compareParties: Array<{ share: number | null, points: number, alike: number, leftOut: number, codes: Array<{ code: string }> }> | null };

export type CompassMatrixQueryVariables = Exact<{
  questionnaire?: string;
  lang?: Language | null | undefined;
}>;


export type CompassMatrixQuery = { questionnaire: { title: string, publishedOn: string | null, about: string | null, coverage: { asked: number, answered: number, seats: number | null, seatsTotal: number | null }, provenance: { url: string | null, locator: string | null, licence: string | null }, questions: Array<{ number: number, question: string, positions: Array<{ status: PositionStatus, stance: Stance, summary: string | null, party: { code: string, name: string } }> | null }> } | null };

export type CompassQueryVariables = Exact<{
  lang?: Language | null | undefined;
}>;


export type CompassQuery = { questionnaire: { title: string, coverage: { asked: number, answered: number, seats: number | null, seatsTotal: number | null }, questions: Array<{ number: number, shortTitle: string, topics: Array<{ slug: string, datasets: { totalCount: number | null, nodes: Array<{ title: string, publisherName: string | null, licences: Array<string>, provenance: { state: DataState, retrievedAt: string | null, source: { slug: string } } }> } | null }>, positions: Array<{ stance: Stance, summary: string | null, text: string | null, party: { code: string, seats: number | null }, spokespersons: Array<{ name: string, member: { riksdagId: string | null, status: string | null, assignments: Array<{ role: string, body: string }> | null, documents: { nodes: Array<{ title: string, date: string | null }> } | null } | null }> }> | null, commentaries: Array<{ summary: string | null }> }> } | null };

export type CountiesMapQueryVariables = Exact<{
  indicator?: string;
}>;


export type CountiesMapQuery = { observations: { rows: Array<{ period: string | null, value: number | null, unit: string | null, status: string | null, place: { code: string, name: string } | null }> } | null };

export type CountyAndCountryQueryVariables = Exact<{
  indicator?: string;
  county?: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type CountyAndCountryQuery = { observations: { rows: Array<{ period: string | null, value: number | null, unit: string | null, status: string | null, statusKinds: Array<ObservationStatus>, place: { code: string, name: string } | null }> } | null };

export type DataGapsQueryVariables = Exact<{
  first?: number;
  lang?: Language | null | undefined;
}>;


export type DataGapsQuery = { dataGaps: Array<{ slug: string, label: string, status: GapStatus, statusSince: string | null, description: string | null, evidence: Array<string>, responsible: Array<{ name: string }>, provenance: { state: DataState, licence: string | null, locator: string | null, url: string | null }, candidateMatches: Array<{ score: number, because: Array<string>, dataset: { uri: string, title: string, publisherName: string | null, provenance: { state: DataState } } }> | null }> };

export type DatasetsQueryVariables = Exact<{
  query?: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type DatasetsQuery = { datasets: { totalCount: number | null, nodes: Array<{ uri: string, title: string, description: string | null, publisherName: string | null, licences: Array<string>, modified: string | null, distributions: Array<{ title: string | null, format: string | null, accessUrl: string | null, downloadUrl: string | null }> | null, records: Array<{ catalogue: string, url: string | null }>, provenance: { state: DataState, retrievedAt: string | null, licence: string | null, attribution: string | null } }>, failures: Array<{ code: string, message: string, retryAfterSeconds: number | null, source: { slug: string } }> } | null };

export type DocumentsQueryVariables = Exact<{
  topics?: Array<string> | string | null | undefined;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type DocumentsQuery = { documents: { nodes: Array<
      | { id: string, slug: string, title: string, publishedOn: string | null, language: Language, access: Access, summary: string | null, provenance: { licence: string | null, attribution: string | null, url: string | null } }
      | { id: string, slug: string, title: string, publishedOn: string | null, language: Language, access: Access, summary: string | null, provenance: { licence: string | null, attribution: string | null, url: string | null } }
      | { id: string, slug: string, title: string, publishedOn: string | null, language: Language, access: Access, summary: string | null, provenance: { licence: string | null, attribution: string | null, url: string | null } }
    > } | null };

export type ElectionsQueryVariables = Exact<{
  country?: string;
}>;


export type ElectionsQuery = { elections: Array<{ slug: string, date: string, validVotes: number | null, turnout: number | null, results: Array<{ label: string, votes: number | null, voteShare: number | null, seats: number | null, party: { code: string, colour: string | null } | null }> }> | null };

export type FollowUpQueryVariables = Exact<{
  questionnaire?: string;
  number?: number;
  party?: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type FollowUpQuery = { question: { question: string, positions: Array<{ stance: Stance, followUp: { nodes: Array<{ kind: FollowUpKind, why: string, score: number, date: string | null, document: { documentId: string, title: string, url: string | null } | null, vote: { yes: number, no: number, abstain: number, absent: number } | null }> } | null }> | null } | null };

export type IndicatorInPlacesQueryVariables = Exact<{
  indicator?: string;
  places?: Array<string> | string;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type IndicatorInPlacesQuery = { observations: { rows: Array<{ period: string | null, value: number | null, unit: string | null, status: string | null, statusKinds: Array<ObservationStatus>, place: { code: string, name: string } | null }> } | null };

export type IndicatorOverTimeQueryVariables = Exact<{
  indicator?: string;
  place?: string;
  from?: string | null | undefined;
  lang?: Language | null | undefined;
}>;


export type IndicatorOverTimeQuery = { indicator: { label: string, unit: string, place: { code: string, name: string } | null, series: Array<{ period: string, value: number | null, status: string | null, statusKinds: Array<ObservationStatus> }> | null, provenance: { attribution: string | null, licence: string | null } | null } | null };

export type IndicatorsQueryVariables = Exact<{ [key: string]: never; }>;


export type IndicatorsQuery = { place: { name: string, indicators: Array<{ label: string, unit: string, definition: string | null, latest: { period: string, value: number | null } | null }> | null } | null, county: { periods: Array<string>, csv: string, rows: Array<{ period: string | null, value: number | null, status: string | null, place: { name: string } | null }> } | null, countries: { rows: Array<{ period: string | null, value: number | null, place: { name: string } | null }> } | null };

export type InformationRequestsQueryVariables = Exact<{
  topic?: string;
  first?: number;
}>;


export type InformationRequestsQuery = { topic: { informationRequests: { nodes: Array<{ requestId: string, title: string, bodyName: string | null, status: string, createdAt: string | null, updatedAt: string | null, url: string }> } | null } | null };

export type JobAdEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type JobAdEventsSubscription = { jobAdEvents: { kind: JobAdEventKind, at: string, jobAdId: string, cursor: string, jobAd: { headline: string, employer: string | null, webpageUrl: string | null, place: { name: string } | null } | null, provenance: { state: DataState, retrievedAt: string | null } } };

export type MotionsQueryVariables = Exact<{
  topic?: string;
  first?: number;
}>;


export type MotionsQuery = { topic: { parliamentaryDocuments: { nodes: Array<{ documentId: string, designation: string | null, title: string, subtitle: string | null, date: string | null, url: string | null }> } | null } | null };

export type MunicipalitiesOfCountyQueryVariables = Exact<{
  indicator?: string;
  county?: string;
}>;


export type MunicipalitiesOfCountyQuery = { observations: { rows: Array<{ period: string | null, value: number | null, unit: string | null, status: string | null, place: { code: string, name: string } | null }> } | null };

export type MunicipalityLabourMarketQueryVariables = Exact<{
  place?: string;
  lang?: Language | null | undefined;
}>;


export type MunicipalityLabourMarketQuery = { place: { code: string, name: string, indicators: Array<{ label: string, unit: string, definition: string | null, latest: { period: string, value: number | null, status: string | null } | null, provenance: { attribution: string | null, licence: string | null } | null }> | null } | null };

export type NewDatasetsQueryVariables = Exact<{
  topic?: string;
  since: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type NewDatasetsQuery = { datasetChanges: { nodes: Array<{ kind: DatasetChangeKind, at: string | null, dataset: { uri: string, title: string, description: string | null, publisherName: string | null } }> } | null };

export type NewestAdsQueryVariables = Exact<{
  occupation?: string | null | undefined;
  place?: string | null | undefined;
  query?: string | null | undefined;
  first?: number;
}>;


export type NewestAdsQuery = { jobAds: { nodes: Array<{ id: string, headline: string, employer: string | null, occupationCode: string | null, publishedAt: string | null, applicationDeadline: string | null, webpageUrl: string | null, place: { code: string, name: string } | null, provenance: { state: DataState, retrievedAt: string | null, source: { slug: string } } }> } | null };

export type NordicDocumentsQueryVariables = Exact<{
  topic?: string;
  first?: number;
}>;


export type NordicDocumentsQuery = { topic: { parliamentaryDocuments: { nodes: Array<{ documentId: string, type: string, title: string, date: string | null, url: string | null, provenance: { licence: string | null, source: { slug: string } } }> } | null } | null };

export type NumberOfAdsQueryVariables = Exact<{
  occupation?: string | null | undefined;
  place?: string | null | undefined;
  query?: string | null | undefined;
}>;


export type NumberOfAdsQuery = { jobAds: { totalCount: number | null } | null };

export type OccupationAdsByCountyQueryVariables = Exact<{
  occupation?: string;
  lang?: Language | null | undefined;
}>;


export type OccupationAdsByCountyQuery = { occupation: { code: string, prefLabel: string, adsByPlace: Array<{ count: number, place: { code: string, name: string } }> | null } | null };

export type OccupationAdsByYearQueryVariables = Exact<{
  occupation?: string;
  fromYear?: number;
  toYear?: number;
  lang?: Language | null | undefined;
}>;


export type OccupationAdsByYearQuery = { occupation: { code: string, prefLabel: string, adTrend: Array<{ year: number, count: number }> | null } | null };

export type OccupationOutlookQueryVariables = Exact<{
  occupation?: string;
  place?: string | null | undefined;
  lang?: Language | null | undefined;
}>;


export type OccupationOutlookQuery = { occupation: { code: string, prefLabel: string, forecast: Array<{ occupationName: string, horizon: string, outlook: string, text: string | null, round: string | null, opportunities: JobOpportunities | null, place: { name: string } | null, provenance: { state: DataState, retrievedAt: string | null, attribution: string | null } }> | null } | null };

export type OccupationPayQueryVariables = Exact<{
  occupation?: string;
  lang?: Language | null | undefined;
}>;


export type OccupationPayQuery = { occupation: { code: string, prefLabel: string, wages: { label: string, unit: string, series: Array<{ period: string, value: number | null, status: string | null, statusKinds: Array<ObservationStatus> }> | null, provenance: { attribution: string | null, licence: string | null } | null } | null } | null };

export type OccupationSkillsQueryVariables = Exact<{
  occupation?: string;
  place?: string | null | undefined;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type OccupationSkillsQuery = { occupation: { code: string, prefLabel: string, skillDemand: { adsRead: number, adsTotal: number | null, skills: Array<{ ads: number, share: number, required: number, concept: { conceptId: string, prefLabel: string } }> | null } | null } | null };

export type OccupationHubQueryVariables = Exact<{
  lang?: Language | null | undefined;
}>;


export type OccupationHubQuery = { occupation: { code: string, prefLabel: string, taxonomyId: string | null, broader: { code: string } | null, occupationNames: Array<{ conceptId: string, prefLabel: string }> | null, jobAds: { totalCount: number | null, totals: Array<{ count: number | null, source: { slug: string } }>, nodes: Array<{ headline: string, employer: string | null, publishedAt: string | null, place: { name: string } | null, provenance: { state: DataState } }> } | null, adsByPlace: Array<{ count: number, place: { name: string }, provenance: { state: DataState } }> | null, adTrend: Array<{ year: number, count: number, provenance: { state: DataState } }> | null, skillDemand: { adsRead: number, adsTotal: number | null, textsRead: number, skills: Array<{ ads: number, share: number, required: number, concept: { prefLabel: string } }> | null, provenance: { state: DataState } } | null, forecast: Array<{ horizon: string, outlook: string, text: string | null, place: { name: string } | null, provenance: { state: DataState, retrievedAt: string | null } }> | null, educations: Array<{ title: string, provider: string | null, form: string | null, provenance: { state: DataState } }> | null } | null, matchOccupations: Array<{ score: number, occupation: { code: string, prefLabel: string }, because: Array<{ term: string, weight: number, concept: { prefLabel: string } | null }> }> | null };

export type PartyAnswersQueryVariables = Exact<{
  party?: string;
  questionnaire?: string | null | undefined;
  lang?: Language | null | undefined;
}>;


export type PartyAnswersQuery = { party: { code: string, name: string, positions: Array<{ status: PositionStatus, stance: Stance, summary: string | null, question: { id: string, number: number, shortTitle: string }, provenance: { state: DataState, licence: string | null, locator: string | null, url: string | null } }> | null } | null };

export type PeopleQueryVariables = Exact<{
  first?: number;
  lang?: Language | null | undefined;
}>;


export type PeopleQuery = { persons: Array<{ name: string, party: { code: string, name: string } | null, positions: Array<{ stance: Stance, question: { number: number, shortTitle: string } }>, member: { parliament: string, status: string | null, constituency: string | null, assignments: Array<{ role: string, body: string, from: string | null, to: string | null }> | null, documents: { totalCount: number | null, nodes: Array<{ title: string, type: string, date: string | null, url: string | null }> } | null, votes: { nodes: Array<{ point: number | null, vote: VoteValue, date: string | null, document: { documentId: string, title: string } | null }> } | null, provenance: { state: DataState, retrievedAt: string | null, source: { name: string, licence: string } } } | null }> | null };

export type NamedPersonsQueryVariables = Exact<{
  party?: string;
  first?: number;
}>;


export type NamedPersonsQuery = { persons: Array<{ name: string, party: { code: string } | null, member: { status: string | null, gender: Gender | null, assignments: Array<{ role: string, body: string, bodyCode: string | null, from: string | null, to: string | null }> | null, documents: { nodes: Array<{ documentId: string, title: string, date: string | null, partyVotes: Array<{ point: { documentId: string, point: number, heading: string | null }, vote: { yes: number, no: number, abstain: number, absent: number } }> | null }> } | null } | null }> | null };

export type OneQuestionQueryVariables = Exact<{
  questionnaire?: string;
  number?: number;
  lang?: Language | null | undefined;
}>;


export type OneQuestionQuery = { question: { number: number, shortTitle: string, text: string, kind: QuestionKind, proposition: string | null, positions: Array<{ status: PositionStatus, stance: Stance, rationale: string | null, summary: string | null, text: string | null, language: Language | null, party: { code: string, name: string, colour: string | null }, provenance: { state: DataState, licence: string | null, locator: string | null, url: string | null } }> | null } | null };

export type SearchAndSourcesQueryVariables = Exact<{
  query?: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type SearchAndSourcesQuery = { search: Array<
    | { __typename: 'Article', slug: string, title: string }
    | { __typename: 'Commentary' }
    | { __typename: 'Concept' }
    | { __typename: 'DataGap' }
    | { __typename: 'Dataset', uri: string, datasetTitle: string }
    | { __typename: 'JobAd' }
    | { __typename: 'LegalAct' }
    | { __typename: 'Occupation' }
    | { __typename: 'Organisation', slug: string, name: string }
    | { __typename: 'ParliamentaryDocument' }
    | { __typename: 'Party' }
    | { __typename: 'Person', name: string }
    | { __typename: 'Place' }
    | { __typename: 'Position', stance: Stance, summary: string | null, party: { code: string } }
    | { __typename: 'Question' }
    | { __typename: 'Questionnaire' }
    | { __typename: 'Report', slug: string, title: string }
    | { __typename: 'Statement', slug: string, title: string }
    | { __typename: 'StatisticsTable' }
    | { __typename: 'Topic', slug: string, prefLabel: string }
  > | null, sources: Array<{ slug: string, name: string, kind: SourceKind, licence: string, health: SourceHealth, lastSuccessAt: string | null, lastError: string | null, requestBudget: { limit: number, windowSeconds: number, remaining: number } | null, latency: { p50: number | null, p95: number | null } | null }> };

export type SourcesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourcesQuery = { sources: Array<{ slug: string, name: string, kind: SourceKind, publisher: string, licence: string, country: string | null, homepage: string, documentation: string | null, health: SourceHealth, lastSuccessAt: string | null }> };

export type StatisticsTableQueryVariables = Exact<{
  agency?: string;
  table?: string;
  select?: Array<DimensionSelection> | DimensionSelection | null | undefined;
  first?: number;
  offset?: number;
  lang?: Language | null | undefined;
}>;


export type StatisticsTableQuery = { statisticsTable: { cube: { size: number, observations: Array<{ period: string | null, value: number | null, unit: string | null, status: string | null, statusText: string | null, keys: Array<{ code: string, label: string }> }> | null } | null } | null };

export type StatisticsTablesQueryVariables = Exact<{
  query?: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type StatisticsTablesQuery = { statisticsTables: { nodes: Array<{ agency: string, tableId: string, title: string, frequency: string | null, firstPeriod: string | null, lastPeriod: string | null, discontinued: boolean, webUrl: string | null, licence: string | null }> } | null };

export type TopicDatasetsQueryVariables = Exact<{
  topic?: string;
  first?: number;
  lang?: Language | null | undefined;
}>;


export type TopicDatasetsQuery = { topic: { datasets: { nodes: Array<{ uri: string, title: string, description: string | null, publisherName: string | null, licences: Array<string>, modified: string | null, provenance: { state: DataState, retrievedAt: string | null, source: { slug: string } } }> } | null } | null };

export type TopicHubQueryVariables = Exact<{
  topic?: string;
  lang?: Language | null | undefined;
}>;


export type TopicHubQuery = { topic: { prefLabel: string, definition: string | null, broader: Array<{ slug: string }>, narrower: Array<{ slug: string }>, positions: Array<{ stance: Stance, summary: string | null, party: { code: string } }> | null, documents: { totalCount: number | null, nodes: Array<
        | { slug: string, title: string, publishedOn: string | null, access: Access }
        | { slug: string, title: string, publishedOn: string | null, access: Access }
        | { slug: string, title: string, publishedOn: string | null, access: Access }
      > } | null, datasets: { totalCount: number | null, nodes: Array<{ title: string, publisherName: string | null, licences: Array<string> }>, failures: Array<{ code: string, message: string, source: { slug: string } }> } | null, dataGaps: Array<{ slug: string, label: string, status: GapStatus }>, legislation: Array<{ celex: string | null, sfs: string | null, title: string, url: string }> } | null };

export type WhoAnsweredQueryVariables = Exact<{
  questionnaire?: string;
  election?: string | null | undefined;
  lang?: Language | null | undefined;
}>;


export type WhoAnsweredQuery = { questionnaire: { coverage: { asked: number, answered: number, seats: number | null, seatsTotal: number | null }, participants: Array<{ status: ParticipationStatus, party: { code: string, name: string, seats: number | null, colour: string | null } }> } | null };

/** Data and variables of every saved query, by its name in the address: `/q/{name}`. Every variable has a default. */
export interface SavedQueries {
  'catalogue-quality': { data: CatalogueQualityQuery; variables: Partial<CatalogueQualityQueryVariables> };
  'committee-reports': { data: CommitteeReportsQuery; variables: Partial<CommitteeReportsQueryVariables> };
  'compare-parties': { data: ComparePartiesQuery; variables: Partial<ComparePartiesQueryVariables> };
  'compass-matrix': { data: CompassMatrixQuery; variables: Partial<CompassMatrixQueryVariables> };
  'compass': { data: CompassQuery; variables: Partial<CompassQueryVariables> };
  'counties-map': { data: CountiesMapQuery; variables: Partial<CountiesMapQueryVariables> };
  'county-and-country': { data: CountyAndCountryQuery; variables: Partial<CountyAndCountryQueryVariables> };
  'data-gaps': { data: DataGapsQuery; variables: Partial<DataGapsQueryVariables> };
  'datasets': { data: DatasetsQuery; variables: Partial<DatasetsQueryVariables> };
  'documents': { data: DocumentsQuery; variables: Partial<DocumentsQueryVariables> };
  'elections': { data: ElectionsQuery; variables: Partial<ElectionsQueryVariables> };
  'follow-up': { data: FollowUpQuery; variables: Partial<FollowUpQueryVariables> };
  'indicator-in-places': { data: IndicatorInPlacesQuery; variables: Partial<IndicatorInPlacesQueryVariables> };
  'indicator-over-time': { data: IndicatorOverTimeQuery; variables: Partial<IndicatorOverTimeQueryVariables> };
  'indicators': { data: IndicatorsQuery; variables: Partial<IndicatorsQueryVariables> };
  'information-requests': { data: InformationRequestsQuery; variables: Partial<InformationRequestsQueryVariables> };
  'motions': { data: MotionsQuery; variables: Partial<MotionsQueryVariables> };
  'municipalities-of-county': { data: MunicipalitiesOfCountyQuery; variables: Partial<MunicipalitiesOfCountyQueryVariables> };
  'municipality-labour-market': { data: MunicipalityLabourMarketQuery; variables: Partial<MunicipalityLabourMarketQueryVariables> };
  'new-datasets': { data: NewDatasetsQuery; variables: Partial<NewDatasetsQueryVariables> };
  'newest-ads': { data: NewestAdsQuery; variables: Partial<NewestAdsQueryVariables> };
  'nordic-documents': { data: NordicDocumentsQuery; variables: Partial<NordicDocumentsQueryVariables> };
  'number-of-ads': { data: NumberOfAdsQuery; variables: Partial<NumberOfAdsQueryVariables> };
  'occupation-ads-by-county': { data: OccupationAdsByCountyQuery; variables: Partial<OccupationAdsByCountyQueryVariables> };
  'occupation-ads-by-year': { data: OccupationAdsByYearQuery; variables: Partial<OccupationAdsByYearQueryVariables> };
  'occupation-outlook': { data: OccupationOutlookQuery; variables: Partial<OccupationOutlookQueryVariables> };
  'occupation-pay': { data: OccupationPayQuery; variables: Partial<OccupationPayQueryVariables> };
  'occupation-skills': { data: OccupationSkillsQuery; variables: Partial<OccupationSkillsQueryVariables> };
  'occupation': { data: OccupationHubQuery; variables: Partial<OccupationHubQueryVariables> };
  'party-answers': { data: PartyAnswersQuery; variables: Partial<PartyAnswersQueryVariables> };
  'people': { data: PeopleQuery; variables: Partial<PeopleQueryVariables> };
  'persons-in-parliament': { data: NamedPersonsQuery; variables: Partial<NamedPersonsQueryVariables> };
  'question': { data: OneQuestionQuery; variables: Partial<OneQuestionQueryVariables> };
  'search': { data: SearchAndSourcesQuery; variables: Partial<SearchAndSourcesQueryVariables> };
  'sources': { data: SourcesQuery; variables: Partial<SourcesQueryVariables> };
  'statistics-table': { data: StatisticsTableQuery; variables: Partial<StatisticsTableQueryVariables> };
  'statistics-tables': { data: StatisticsTablesQuery; variables: Partial<StatisticsTablesQueryVariables> };
  'topic-datasets': { data: TopicDatasetsQuery; variables: Partial<TopicDatasetsQueryVariables> };
  'topic': { data: TopicHubQuery; variables: Partial<TopicHubQueryVariables> };
  'who-answered': { data: WhoAnsweredQuery; variables: Partial<WhoAnsweredQueryVariables> };
}

export const jobAdEvents: GraphQLDocument<JobAdEventsSubscription, JobAdEventsSubscriptionVariables> = `subscription JobAdEvents {
  jobAdEvents(filter: {occupation: "2512"}) {
    kind
    at
    jobAdId
    jobAd {
      headline
      employer
      place {
        name
      }
      webpageUrl
    }
    cursor
    provenance {
      state
      retrievedAt
    }
  }
}`;
