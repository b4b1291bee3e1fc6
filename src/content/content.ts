import type { ContentRecords } from '../database/content-types.ts';
import type { Commentary, Ref } from '../entities/commentary.ts';
import { type Concept, taxonomyScheme } from '../entities/concept.ts';
import type { DataGap } from '../entities/data-gap.ts';
import type {
  Demand,
  Document,
  FactBox,
  Mention,
  Point,
  Quote,
  Responsibility,
  Section,
} from '../entities/document.ts';
import type { Election, PartyResult } from '../entities/election.ts';
import type { LegalAct } from '../entities/legal-act.ts';
import { entity } from '../entities/node.ts';
import type { Occupation } from '../entities/occupation.ts';
import type { Organisation } from '../entities/organisation.ts';
import type { Party } from '../entities/party.ts';
import { type Membership, Person } from '../entities/person.ts';
import type { Place } from '../entities/place.ts';
import type { Position } from '../entities/position.ts';
import type { Question } from '../entities/question.ts';
import type { Coverage, Participation, Questionnaire } from '../entities/questionnaire.ts';
import type { Topic } from '../entities/topic.ts';
import { ParticipationStatus } from '../entities/vocabulary.ts';
import { TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';
import type { Taxonomy } from '../taxonomy/taxonomy-store.ts';
import { fold } from '../text/fold.ts';

/** Anything of our own that has a global id. */
export type ContentNode =
  | Organisation
  | Party
  | Person
  | Place
  | Election
  | Topic
  | Concept
  | Occupation
  | LegalAct
  | DataGap
  | Document
  | Questionnaire
  | Question
  | Position
  | Commentary;

/** Who a parliament says has signed something, or sits there. */
interface ParliamentaryName {
  /** Source id of the parliament, which is also the scheme of its members' ids. */
  parliament: string;
  /** ISO code of the parliament's country, in which a party's code is looked up. */
  country: string | null;
  name: string;
  memberId: string | null;
  partyCode: string | null;
}

/** A table by key, in its own order. */
type Table<T> = ReadonlyMap<string, T>;
/** Rows by the key of what they belong to, in their own order. */
type Groups<T> = ReadonlyMap<string, readonly T[]>;

const nothing: readonly never[] = [];

/**
 * All structured content in memory, with every way through it that the schema has made ready.
 * Built when the gateway starts and again when content changes; never changed in place.
 */
export class Content {
  readonly organisations: Table<Organisation>;
  readonly parties: Table<Party>;
  readonly persons: Table<Person>;
  readonly places: Table<Place>;
  /** By concept id in the JobTech taxonomy. */
  readonly placesByTaxonomyId: Table<Place>;
  readonly elections: Table<Election>;
  readonly topics: Table<Topic>;
  /** The association's own and the taxonomy's. */
  readonly concepts: Table<Concept>;
  /** Occupations, and what the taxonomy knows of them. */
  readonly taxonomyIndex: TaxonomyIndex;
  readonly legalActs: Table<LegalAct>;
  readonly dataGaps: Table<DataGap>;
  /** Drafts are in none of the tables below. */
  readonly documents: Table<Document>;
  readonly questionnaires: Table<Questionnaire>;
  readonly questions: Table<Question>;
  readonly positions: Table<Position>;
  readonly commentaries: Table<Commentary>;

  private readonly personsByName: ReadonlyMap<string, Person>;
  private readonly personsByIdentifier: ReadonlyMap<string, Person>;
  private readonly foldedTerms: ReadonlyMap<string, readonly string[]>;
  private readonly results: Groups<PartyResult>;
  private readonly resultByParty: ReadonlyMap<string, PartyResult>;
  private readonly sections: Groups<Section>;
  private readonly factBoxes: Groups<FactBox>;
  private readonly quotes: Groups<Quote>;
  private readonly points: Groups<Point>;
  private readonly demands: Groups<Demand>;
  private readonly responsibilities: Groups<Responsibility>;
  private readonly mentions: Groups<Mention>;
  private readonly documentsByTarget: Groups<Document>;
  private readonly panels: Groups<Membership>;
  private readonly roles: Groups<Membership>;
  private readonly participations: Groups<Participation>;
  private readonly questionsByQuestionnaire: Groups<Question>;
  private readonly questionsByTopic: Groups<Question>;
  private readonly positionsByQuestion: Groups<Position>;
  private readonly positionsByParty: Groups<Position>;
  private readonly positionsByPerson: Groups<Position>;
  private readonly positionsByTopic: Groups<Position>;
  private readonly documentsByTopic: Groups<Document>;
  private readonly gapsByTopic: Groups<DataGap>;
  private readonly actsByTopic: Groups<LegalAct>;
  private readonly commentariesByTarget: Groups<Commentary>;
  private readonly municipalities: Groups<Place>;
  private readonly narrowerTopics: Groups<Topic>;
  private readonly narrowerConcepts: Groups<Concept>;
  private readonly organisationsByIdentifier: ReadonlyMap<string, Organisation>;

  constructor(records: ContentRecords, taxonomy: Taxonomy | null = null) {
    this.organisations = byKey(records.organisation);
    this.parties = byKey(records.party);
    this.persons = byKey(records.person);
    this.places = byKey(records.place);
    this.placesByTaxonomyId = new Map(
      records.place.flatMap((one) => (one.taxonomyId ? [[one.taxonomyId, one]] : [])),
    );
    this.elections = byKey(records.election);
    this.topics = byKey(records.topic);
    this.taxonomyIndex = new TaxonomyIndex(records, taxonomy);
    this.concepts = new Map([
      ...byKey(records.concept.filter(({ scheme }) => scheme !== taxonomyScheme)),
      ...this.taxonomyIndex.concepts,
    ]);
    this.legalActs = byKey(records.legalAct);
    this.dataGaps = byKey(records.dataGap);
    this.documents = byKey(records.document.filter((document) => !document.draft));
    this.questionnaires = byKey(records.questionnaire);
    this.questions = byKey(records.question);
    this.positions = byKey(records.position);
    this.commentaries = byKey(records.commentary);

    this.personsByName = new Map(
      records.person.flatMap((person) =>
        [person.name, ...person.nameVariants].map((name) => [fold(name), person] as const),
      ),
    );
    this.personsByIdentifier = new Map(
      records.person.flatMap((person) =>
        person.identifiers.map(({ scheme, value }) => [`${scheme}:${value}`, person] as const),
      ),
    );
    this.foldedTerms = new Map(
      records.topic.map((topic) => [
        topic.key,
        (topic.crosswalk.catalogue?.terms ?? []).map((term) => ` ${fold(term)}`),
      ]),
    );
    const documents = [...this.documents.values()];
    this.results = group(records.partyResult, (result) => [result.electionKey]);
    this.resultByParty = new Map(
      records.partyResult.map((result) => [`${result.electionKey}/${result.partyKey}`, result]),
    );
    this.sections = group(records.section, (part) => [part.documentKey]);
    this.factBoxes = group(records.factBox, (part) => [part.documentKey]);
    this.quotes = group(records.quote, (part) => [part.documentKey]);
    this.points = group(records.point, (part) => [part.documentKey]);
    this.demands = group(records.demand, (part) => [part.documentKey]);
    this.responsibilities = group(records.responsibility, (part) => [part.documentKey]);
    this.mentions = group(records.mention, (part) => [part.documentKey]);
    this.documentsByTarget = group(documents, (document) => [
      ...new Set(this.mentionsIn(document.key).flatMap((mention) => mention.target ?? [])),
    ]);
    this.panels = group(records.membership, (membership) => list(membership.documentKey));
    this.roles = group(records.membership, (membership) => [membership.personKey]);
    this.participations = group(records.participation, (one) => [one.questionnaireKey]);
    this.questionsByQuestionnaire = group(records.question, (question) => [question.questionnaireKey]);
    this.questionsByTopic = group(records.question, (question) => question.topicKeys);
    this.positionsByQuestion = group(records.position, (position) => [position.questionKey]);
    this.positionsByParty = group(records.position, (position) => [position.partyKey]);
    this.positionsByPerson = group(records.position, (position) => position.spokespersonKeys);
    this.positionsByTopic = group(records.position, (position) => this.topicKeysOfPosition(position));
    this.documentsByTopic = group(documents, (document) => document.topicKeys);
    this.gapsByTopic = group(records.dataGap, (gap) => gap.topicKeys);
    this.actsByTopic = group(records.legalAct, (act) => act.topicKeys);
    this.commentariesByTarget = group(records.commentary, (commentary) => [commentary.about]);
    this.municipalities = group(records.place, (place) => list(place.countyKey));
    this.narrowerTopics = group(records.topic, (topic) => topic.broaderKeys);
    this.narrowerConcepts = group([...this.concepts.values()], (concept) => concept.broaderKeys);
    this.organisationsByIdentifier = new Map(
      records.organisation.flatMap((organisation) =>
        organisation.identifiers.map(({ scheme, value }) => [`${scheme}:${value}`, organisation] as const),
      ),
    );
  }

  /** What a reference such as `Question:valkompass-2022/4` points at; null when there is no such thing. */
  find(ref: Ref): ContentNode | null {
    const at = ref.indexOf(':');
    return this.tableOf(ref.slice(0, at))?.get(ref.slice(at + 1)) ?? null;
  }
  private tableOf(type: string): Table<ContentNode> | null {
    switch (type) {
      case 'Organisation':
        return this.organisations;
      case 'Party':
        return this.parties;
      case 'Person':
        return this.persons;
      case 'Place':
        return this.places;
      case 'Election':
        return this.elections;
      case 'Topic':
        return this.topics;
      case 'Concept':
        return this.concepts;
      case 'Occupation':
        return this.taxonomyIndex.occupations;
      case 'LegalAct':
        return this.legalActs;
      case 'DataGap':
        return this.dataGaps;
      case 'Article':
      case 'Report':
      case 'Statement':
        return this.documents;
      case 'Questionnaire':
        return this.questionnaires;
      case 'Question':
        return this.questions;
      case 'Position':
        return this.positions;
      case 'Commentary':
        return this.commentaries;
      default:
        return null;
    }
  }

  party(code: string, country: string): Party | null {
    return this.parties.get(`${country}/${code}`) ?? null;
  }
  /** The party that a code means, also a code it had before; case does not matter. */
  partyByAnyCode(code: string, country: string): Party | null {
    const wanted = code.toUpperCase();
    const current = this.party(wanted, country);
    if (current) return current;
    for (const party of this.parties.values())
      if (party.country === country && party.formerCodes.includes(wanted)) return party;
    return null;
  }
  /** The person with a name; case, accents and hyphens do not matter. */
  personByName(name: string): Person | null {
    return this.personsByName.get(fold(name)) ?? null;
  }
  /** A member of a parliament as a person: the content's own where it knows the id, else one made for the answer. */
  personOfParliament({ parliament, country, name, memberId, partyCode }: ParliamentaryName): Person {
    const known = memberId ? this.personsByIdentifier.get(`${parliament}:${memberId}`) : undefined;
    return (
      known ??
      entity(Person, {
        key: memberId ? `${parliament}/${memberId}` : name,
        name,
        nameVariants: [],
        identifiers: memberId ? [{ scheme: parliament, value: memberId }] : [],
        partyKey: (partyCode && country && this.partyByAnyCode(partyCode, country)?.key) || null,
      })
    );
  }
  /** Topics that have a catalogue search term in one of the texts. */
  topicsOfText(texts: readonly string[]): Topic[] {
    const folded = texts.map((text) => ` ${fold(text)}`);
    return [...this.topics.values()].filter((topic) =>
      this.foldedTerms.get(topic.key)?.some((term) => folded.some((text) => text.includes(term))),
    );
  }
  resultsOf(electionKey: string): readonly PartyResult[] {
    return this.results.get(electionKey) ?? nothing;
  }
  resultOf(partyKey: string, electionKey: string): PartyResult | null {
    return this.resultByParty.get(`${electionKey}/${partyKey}`) ?? null;
  }
  /** The country's latest election, which fields without an election argument speak of. */
  latestElection(country: string): Election | null {
    const held = [...this.elections.values()].filter((election) => election.country === country);
    return held.reduce<Election | null>((last, one) => (last && last.date > one.date ? last : one), null);
  }

  sectionsOf(documentKey: string): readonly Section[] {
    return this.sections.get(documentKey) ?? nothing;
  }
  factBoxesOf(documentKey: string): readonly FactBox[] {
    return this.factBoxes.get(documentKey) ?? nothing;
  }
  quotesOf(documentKey: string): readonly Quote[] {
    return this.quotes.get(documentKey) ?? nothing;
  }
  pointsOf(documentKey: string): readonly Point[] {
    return this.points.get(documentKey) ?? nothing;
  }
  demandsOf(documentKey: string): readonly Demand[] {
    return this.demands.get(documentKey) ?? nothing;
  }
  responsibilitiesIn(documentKey: string): readonly Responsibility[] {
    return this.responsibilities.get(documentKey) ?? nothing;
  }
  mentionsIn(documentKey: string): readonly Mention[] {
    return this.mentions.get(documentKey) ?? nothing;
  }
  documentsMentioning(target: Ref): readonly Document[] {
    return this.documentsByTarget.get(target) ?? nothing;
  }
  panelOf(documentKey: string): readonly Membership[] {
    return this.panels.get(documentKey) ?? nothing;
  }
  rolesOf(personKey: string): readonly Membership[] {
    return this.roles.get(personKey) ?? nothing;
  }

  participantsOf(questionnaireKey: string): readonly Participation[] {
    return this.participations.get(questionnaireKey) ?? nothing;
  }
  questionsOf(questionnaireKey: string): readonly Question[] {
    return this.questionsByQuestionnaire.get(questionnaireKey) ?? nothing;
  }
  questionsOn(topicKey: string): readonly Question[] {
    return this.questionsByTopic.get(topicKey) ?? nothing;
  }
  /** How many of the parties asked answered, weighed by the seats they won in the questionnaire's election. */
  coverageOf(questionnaire: Questionnaire): Coverage {
    const asked = this.participantsOf(questionnaire.key);
    const answered = asked.filter((one) => one.status === ParticipationStatus.ANSWERED);
    const election = questionnaire.electionKey ? this.elections.get(questionnaire.electionKey) : undefined;
    const seats = election
      ? answered.reduce((sum, one) => sum + (this.resultOf(one.partyKey, election.key)?.seats ?? 0), 0)
      : null;
    return {
      asked: asked.length,
      answered: answered.length,
      seats,
      seatsTotal: election?.seatsTotal ?? null,
    };
  }
  positionsOf(questionKey: string): readonly Position[] {
    return this.positionsByQuestion.get(questionKey) ?? nothing;
  }
  positionsOfParty(partyKey: string): readonly Position[] {
    return this.positionsByParty.get(partyKey) ?? nothing;
  }
  positionsNaming(personKey: string): readonly Position[] {
    return this.positionsByPerson.get(personKey) ?? nothing;
  }
  positionsOn(topicKey: string): readonly Position[] {
    return this.positionsByTopic.get(topicKey) ?? nothing;
  }
  /** The answer's own themes, and the question's where an editor has given none. */
  topicKeysOfPosition(position: Position): readonly string[] {
    if (position.topicKeys.length > 0) return position.topicKeys;
    return this.questions.get(position.questionKey)?.topicKeys ?? nothing;
  }
  commentariesOn(about: Ref): readonly Commentary[] {
    return this.commentariesByTarget.get(about) ?? nothing;
  }

  documentsOn(topicKey: string): readonly Document[] {
    return this.documentsByTopic.get(topicKey) ?? nothing;
  }
  gapsOn(topicKey: string): readonly DataGap[] {
    return this.gapsByTopic.get(topicKey) ?? nothing;
  }
  actsOn(topicKey: string): readonly LegalAct[] {
    return this.actsByTopic.get(topicKey) ?? nothing;
  }
  narrowerThanTopic(topicKey: string): readonly Topic[] {
    return this.narrowerTopics.get(topicKey) ?? nothing;
  }
  /** The taxonomy's concepts on a topic; null when its crosswalk has nothing to find them by. */
  conceptsOn({ crosswalk }: Topic): Concept[] | null {
    const { concepts = [], terms = [] } = crosswalk.taxonomy ?? {};
    if (concepts.length + terms.length === 0) return null;
    const found = new Set(concepts.flatMap((id) => this.taxonomyIndex.concept(id) ?? []));
    for (const term of terms)
      for (const concept of this.taxonomyIndex.conceptsBeginning(term)) found.add(concept);
    return [...found];
  }
  narrowerThanConcept(conceptKey: string): readonly Concept[] {
    return this.narrowerConcepts.get(conceptKey) ?? nothing;
  }
  municipalitiesOf(countyKey: string): readonly Place[] {
    return this.municipalities.get(countyKey) ?? nothing;
  }
  organisationByIdentifier(scheme: string, value: string): Organisation | null {
    return this.organisationsByIdentifier.get(`${scheme}:${value}`) ?? null;
  }
}

function byKey<T extends { key: string }>(rows: readonly T[]): Table<T> {
  return new Map(rows.map((row) => [row.key, row]));
}

function group<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): Groups<T> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const rowsOfKey = groups.get(key);
      if (rowsOfKey) rowsOfKey.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

function list(key: string | null): readonly string[] {
  return key === null ? nothing : [key];
}
