import type { Concept } from '../entities/concept.ts';
import type { Dataset, Distribution, Publisher } from '../entities/dataset.ts';
import type { Education } from '../entities/education.ts';
import type { Forecast } from '../entities/forecast.ts';
import type { JobAd, YearCount } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type {
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
  VotePoint,
} from '../entities/parliament.ts';
import { DataState, Provenance } from '../entities/provenance.ts';
import type { PlaceKind } from '../entities/vocabulary.ts';
import type { Call } from '../upstream/call.ts';
import type { SourceError } from '../upstream/errors.ts';
import type { Upstream, UpstreamDeclaration } from '../upstream/upstream.ts';

/** Which part of a list is wanted; a limit of 0 asks for the total only. */
export interface Window {
  offset: number;
  limit: number;
}

/** A part of a list; `total` is null when the source gives no count. */
export interface Page<T> {
  items: T[];
  total: number | null;
  provenance: Provenance;
}

/** What datasets are searched by; all that is given must hold. */
export interface DatasetSearch {
  /** Words as a person types them; all must occur. */
  text?: string;
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Swedish organisation number, ten digits. */
  publisherNumber?: string;
  /** Code of the EU's data themes, `SOCI`. */
  theme?: string;
  /** Codes of which one must hold. */
  themes?: string[];
  /** A media type, or a short name such as `CSV`. */
  format?: string;
  /** SPDX id or address of the terms. */
  licence?: string;
  /** Only high-value datasets as the EU defines them. */
  hvdOnly?: boolean;
  /** ISO date or instant: the catalogue's record changed since then. */
  modifiedAfter?: string;
}

/** What every data catalogue answers. */
export interface CatalogueOperations {
  searchDatasets(query: DatasetSearch, window: Window, call: Call): Promise<Page<Dataset>>;
  /** By the publisher's URI, or by the address of the dataset's page in the catalogue. */
  datasetByUri(uri: string, call: Call): Promise<Dataset | null>;
  /** Null when the catalogue does not know the dataset. */
  distributions(nativeId: string, call: Call): Promise<Distribution[] | null>;
  /** Publishers that the catalogue does not know are not in the map. */
  publishers(uris: readonly string[], call: Call): Promise<Map<string, Publisher>>;
}

/** What a parliament's documents are searched by; all that is given must hold. */
export interface DocumentSearch {
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Words as a person types them. */
  text?: string;
  /** Type codes of the parliament, `mot`. */
  types?: string[];
  memberId?: string;
  /** Committee code, `AU`. */
  committee?: string;
  /** Parliamentary year, `2025/26`. */
  session?: string;
  /** First and last day, ISO. */
  from?: string;
  to?: string;
}

export interface VoteSearch {
  memberId: string;
  session?: string;
  /** Designation of the report voted on, `AU10`. */
  designation?: string;
}

export interface SpeechSearch {
  memberId: string;
  text?: string;
}

/** What every parliament answers. */
export interface ParliamentOperations {
  /** Null for an unknown id; an error beside the members that could be had. */
  members(ids: readonly string[], call: Call): Promise<Map<string, MemberOfParliament | SourceError | null>>;
  membersOfParty(code: string, which: { active: boolean }, call: Call): Promise<Page<MemberOfParliament>>;
  documents(query: DocumentSearch, window: Window, call: Call): Promise<Page<ParliamentaryDocument>>;
  document(id: string, call: Call): Promise<ParliamentaryDocument | null>;
  /** Null for a document that the parliament does not know, or that is no committee report. */
  votePoints(documentId: string, call: Call): Promise<VotePoint[] | null>;
  votes(query: VoteSearch, call: Call): Promise<Vote[]>;
  speeches(query: SpeechSearch, limit: number, call: Call): Promise<Speech[]>;
}

/** A Swedish place as the sources of ads know it. */
export interface JobPlace {
  level: PlaceKind;
  /** SCB code. */
  code: string;
  name: string;
  /** Concept id in the JobTech taxonomy. */
  taxonomyId: string | null;
}

/** What job ads are searched by; all that is given must hold. */
export interface JobSearch {
  /** Words as a person types them; all must occur. */
  text?: string;
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Occupation groups of which one must hold: concept ids in the JobTech taxonomy, or four-digit SSYK 2012 codes. */
  occupationGroups?: string[];
  /** The same groups by their four-digit ISCO-08 code, for sources outside Sweden. */
  iscoGroups?: string[];
  /** Concept id of an occupation, group or field in the JobTech taxonomy. */
  occupationConcept?: string;
  place?: JobPlace;
  /** Concept ids of skills of which the ad asks for one at least. */
  skills?: string[];
  /** ISO instant. */
  publishedAfter?: string;
  remote?: boolean;
  /** Part of a name, or an organisation number. */
  employer?: string;
  /** ISO codes of countries, of which the workplace must be in one. */
  countries?: string[];
}

/** Which part of a list that has no fixed offsets: `from` is where an earlier page ended. */
export interface JobWindow {
  from: string | null;
  /** 0 asks for the count only. */
  limit: number;
}

/** A part of a list of ads, the newest first. */
export interface JobPage {
  /** Each ad with the place in the list after it, and the time by which the list is sorted. */
  items: { ad: JobAd; next: string; at: Date | null }[];
  isLast: boolean;
  total: number | null;
  provenance: Provenance;
}

/** How many ads a place has. */
export interface PlaceAdCount {
  /** SCB code of the place. */
  code: string;
  count: number;
  provenance: Provenance;
}

/** What every source of job ads answers. */
export interface JobOperations {
  /** Whether it holds the ads of today, or those of earlier years. */
  holds: 'CURRENT' | 'EARLIER';
  /** ISO codes of the countries whose ads it holds. */
  countries: readonly string[];
  /** What it can search by; a search by anything else it cannot answer. */
  searchesBy: ReadonlySet<keyof JobSearch>;
  searchAds(query: JobSearch, window: JobWindow, call: Call): Promise<JobPage>;
  ad(nativeId: string, call: Call): Promise<JobAd | null>;
  /** How many ads were published each year; null for a source without history. */
  countsByYear: ((query: JobSearch, years: readonly number[], call: Call) => Promise<YearCount[]>) | null;
  /**
   * How many ads of a search each of these places has, which are of one level; a place of which nothing can be known
   * is left out. Null for a source that cannot count by place.
   */
  countsByPlace:
    | ((query: JobSearch, places: readonly JobPlace[], call: Call) => Promise<PlaceAdCount[]>)
    | null;
}

/** An ad as a stream of changes has it: what it says, and what it is found by beside that. */
export interface StreamedAd {
  ad: Omit<JobAd, 'id' | 'provenance'>;
  /** Concept ids of its occupation, group and field, and the group's SSYK 2012 code. */
  occupations: string[];
  /** SCB codes and concept ids of its municipality, county and country. */
  places: string[];
  /** Concept ids of the skills that it demands or welcomes. */
  skills: string[];
  /** The last moment at which it is published; afterwards it is gone, whether that is told or not. */
  lastPublished: Date | null;
  /** When it came to say what it says. */
  changedAt: Date | null;
}

/** An ad that was taken down; of most of what it said nothing is told. */
export interface AdRemoval {
  id: string;
  at: Date | null;
  occupations: string[];
  places: string[];
}
export type AdChange = { ad: StreamedAd; removal: null } | { ad: null; removal: AdRemoval };

/** What a stream of changes to ads answers. */
export interface JobStreamOperations {
  /** What has changed in a span of time, each ad once, as it is now; more than that may be told. */
  changes(
    span: { from: Date; to: Date },
    call: Call,
  ): Promise<{ changes: AdChange[]; dropped: number; provenance: Provenance }>;
  /**
   * Every ad that is published now, in portions as they arrive. Resolves when the list has proved to be whole; some
   * may have been taken when it rejects. `unread` holds the ids of ads that are there but could not be read, as far
   * as they have any.
   */
  snapshot(
    take: (changes: AdChange[]) => Promise<void>,
    call: Call,
  ): Promise<{ items: number; dropped: number; unread: string[]; provenance: Provenance }>;
}

/** A concept as a version of the JobTech taxonomy has it. */
export interface TaxonomyConcept {
  key: string;
  type: string;
  label: string;
  english: string | null;
  altLabels: string[];
  definition: string | null;
  /** SSYK 2012 of a group. */
  code: string | null;
  iscoCodes: string[];
  broaderKeys: string[];
  relatedKeys: string[];
  /** URIs in ESCO, exact matches only. */
  exactMatch: string[];
  /** Occupation names that it may stand in for; 75 is close, 25 partly. */
  substitutes: { key: string; percentage: number }[];
  /** The concept that took the place of a withdrawn one. */
  replacedBy: string | null;
}

/** A concept in a list, where withdrawn ones stand too. */
export interface ListedConcept extends TaxonomyConcept {
  withdrawn: boolean;
}

/** A term that a text asks for. */
export interface FoundTerm {
  kind: 'occupation' | 'competency' | 'trait' | 'place';
  /** The dictionary's word for it; no concept id. */
  label: string;
  /** As it stands in the text. */
  term: string;
  /** 0 to 1: how surely it is asked for. */
  prediction: number;
}

/** The terms of one text; each label once, the surest first. */
export interface TextTerms {
  terms: FoundTerm[];
  provenance: Provenance;
}

/** What sources of concepts answer, each its part; a part that a source lacks is absent. */
export interface TaxonomyOperations {
  /** The numbers of the published versions, the newest last. */
  versions?(call: Call): Promise<number[]>;
  /** A part of all concepts of a type in one version; a part without any means that there are no more. */
  concepts?(type: string, version: number, window: Window, call: Call): Promise<Page<ListedConcept>>;
  /** Concepts by URI; those that the source does not know are not in the map. */
  byUri?(uris: readonly string[], call: Call): Promise<Map<string, Concept>>;
  /** The terms of each text, in the order of the texts; null for one that the source passed over, an error for one it refused. */
  terms?(texts: readonly string[], call: Call): Promise<(TextTerms | SourceError | null)[]>;
}

/** An occupation name that a source reads out of a text. */
export interface OccupationHit {
  /** Concept id in the JobTech taxonomy. */
  conceptId: string;
  label: string;
  /** SSYK 2012, four digits. */
  ssyk: string | null;
}

/** What every register of educations answers. */
export interface EducationOperations {
  /** Educations that lead to an occupation name, by its concept id in the JobTech taxonomy. */
  educationsForOccupation(conceptId: string, limit: number, call: Call): Promise<Education[]>;
  /** Educations that lead to a job title; in one county when its SCB code is given. */
  educationsForTitle(title: string, county: string | null, limit: number, call: Call): Promise<Education[]>;
  /** Occupations that a text speaks of, the likeliest first, and the words that said so. */
  occupationsInText(
    text: string,
    limit: number,
    call: Call,
  ): Promise<{ hits: OccupationHit[]; keywords: string[]; provenance: Provenance }>;
}

/** What every forecast of occupations answers. */
export interface ForecastOperations {
  /** Assessments of the groups that begin with the SSYK code, for `SE` or a county's two digits. */
  forecasts(ssyk: string, placeCode: string, call: Call): Promise<Forecast[]>;
}

/** The kinds of source there are, and what each kind answers. Another kind is one more line. */
export interface OperationsByKind {
  JOBS: JobOperations;
  JOB_STREAM: JobStreamOperations;
  CATALOGUE: CatalogueOperations;
  PARLIAMENT: ParliamentOperations;
  TAXONOMY: TaxonomyOperations;
  EDUCATION: EducationOperations;
  FORECAST: ForecastOperations;
}
export type Kind = keyof OperationsByKind;

/** Asks one example of an operation, as `sources check` and the contract test do. */
export type Check<K extends Kind> = (operations: OperationsByKind[K], call: Call) => Promise<unknown>;

/** All that a source says of itself; the rest of the gateway follows from it. */
export interface SourceDeclaration<K extends Kind = Kind> extends UpstreamDeclaration {
  kind: K;
  /** For people: “Sveriges dataportal”. */
  name: string;
  publisher: string;
  homepage: string;
  documentation: string | null;
  /** ISO 3166-1 alpha-2; null for international sources. */
  country: string | null;
  /** False for a source that a deployment must switch on. */
  enabled?: boolean;
  /** Identifiers it speaks, by the names of the hubs: `organisation-number`, `riksdagen`. */
  identifiers: string[];
  /** Examples of its operations, by name, where those of its kind do not fit. */
  checks?: Readonly<Record<string, Check<K>>>;
  /** Keys in its answers that hold personal data, which `sources record` blanks beside addresses and numbers. */
  personalKeys?: readonly string[];
  open(upstream: Upstream): OperationsByKind[K];
}

/** Declares a source; the type checker sees to the rest. */
export function defineSource<K extends Kind>(declaration: SourceDeclaration<K>): SourceDeclaration<K> {
  return declaration;
}

/** The same provenance with the address of the thing itself; a sample has none, for nothing can be checked there. */
export function checkableAt(url: string | null, provenance: Provenance): Provenance {
  if (!url || provenance.state === DataState.SAMPLE) return provenance;
  return entity(Provenance, { ...provenance, url });
}
