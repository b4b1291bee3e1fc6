import { Commentary, type Ref } from '../entities/commentary.ts';
import { Concept, taxonomyScheme } from '../entities/concept.ts';
import { DataGap } from '../entities/data-gap.ts';
import {
  Article,
  Demand,
  Document,
  FactBox,
  Mention,
  Point,
  Quote,
  Report,
  Responsibility,
  Section,
  Statement,
} from '../entities/document.ts';
import { Election, PartyResult } from '../entities/election.ts';
import { type LocalisedText, localise } from '../entities/language.ts';
import { LegalAct } from '../entities/legal-act.ts';
import { Occupation } from '../entities/occupation.ts';
import { Organisation } from '../entities/organisation.ts';
import type { OwnContent } from '../entities/own-content.ts';
import { Party } from '../entities/party.ts';
import { Membership, Person } from '../entities/person.ts';
import { Place } from '../entities/place.ts';
import { Position } from '../entities/position.ts';
import { Question } from '../entities/question.ts';
import { Participation, Questionnaire } from '../entities/questionnaire.ts';
import { Topic } from '../entities/topic.ts';
import { entryOf } from '../text/entry-of.ts';
import { abstractContentType, type ContentTypeDeclaration, contentType } from './content-type.ts';

const topicsOf = (keys: readonly string[]): Ref[] => keys.map((key): Ref => `Topic:${key}`);
const conceptKinds: Record<string, LocalisedText> = {
  obstacle: { sv: 'Hinder som hindrar öppna data', en: 'Obstacle to open data' },
  measure: { sv: 'Åtgärd för öppna data', en: 'Measure for open data' },
};

/**
 * Every content type, in an order in which rows can be inserted: a type comes after those its rows point at.
 * The stored tables, the content in memory, imports, search and `node` all follow from this list.
 */
export const contentTypes = {
  organisation: contentType(Organisation, {
    table: 'organisations',
    searchResult: true,
    searchable: ({ name, aliases }) =>
      aliases.length > 0
        ? { title: name, names: { name: localise(name, []) ?? '', others: aliases } }
        : { title: name },
  }),
  party: contentType(Party, {
    table: 'parties',
    searchResult: true,
    searchable: ({ name, code, formerCodes }) => ({
      title: name,
      names: { name: code, others: formerCodes },
    }),
  }),
  person: contentType(Person, {
    table: 'persons',
    searchResult: true,
    searchable: ({ name, nameVariants }) => ({ title: {}, names: { name, others: nameVariants } }),
  }),
  place: contentType(Place, {
    table: 'places',
    searchResult: true,
    searchable: ({ name }) => ({ title: {}, names: { name, others: [] } }),
  }),
  election: contentType(Election, { table: 'elections' }),
  partyResult: contentType(PartyResult, {}),
  topic: contentType(Topic, {
    table: 'topics',
    searchResult: true,
    searchable: ({ prefLabel, definition }) => ({ title: prefLabel, bodies: [definition] }),
  }),
  concept: contentType(Concept, {
    table: 'concepts',
    searchResult: true,
    // The concepts of the taxonomy are found in memory: by their occupations and by the query `concepts`.
    searchable: ({ scheme, type, prefLabel, definition, topicKeys }) =>
      scheme === taxonomyScheme
        ? null
        : {
            title: prefLabel,
            bodies: [definition],
            about: topicsOf(topicKeys),
            kinds: entryOf(conceptKinds, type) ?? {},
          },
  }),
  occupation: contentType(Occupation, { table: 'occupations' }),
  legalAct: contentType(LegalAct, {
    table: 'legalActs',
    searchResult: true,
    searchable: ({ title, celex, sfs, topicKeys }) => ({
      title,
      names: { name: celex ?? sfs ?? '', others: [] },
      about: topicsOf(topicKeys),
    }),
  }),
  dataGap: contentType(DataGap, {
    table: 'dataGaps',
    searchResult: true,
    searchable: ({ label, description, topicKeys }) => ({
      title: label,
      bodies: [description],
      about: topicsOf(topicKeys),
      kinds: { sv: 'Data som saknas', en: 'Missing data' },
    }),
  }),
  document: abstractContentType(
    Document,
    { Article, Report, Statement },
    {
      table: 'documents',
      imported: { documentIn: 'key', sameBy: 'key' },
      searchResult: true,
      searchable: ({ draft, language, title, access }) =>
        draft ? null : { title: { [language]: title }, access },
    },
  ),
  section: contentType(Section, { imported: { documentIn: 'documentKey', sameBy: 'firstLine' } }),
  factBox: contentType(FactBox, { imported: { documentIn: 'documentKey', sameBy: 'lines' } }),
  quote: contentType(Quote, { imported: { documentIn: 'documentKey', sameBy: 'lines' } }),
  point: contentType(Point, { imported: { documentIn: 'documentKey', sameBy: 'key' } }),
  demand: contentType(Demand, { imported: { documentIn: 'documentKey', sameBy: 'number' } }),
  responsibility: contentType(Responsibility, { imported: { documentIn: 'documentKey', sameBy: 'lines' } }),
  mention: contentType(Mention, { imported: { documentIn: 'documentKey', sameBy: 'target' } }),
  membership: contentType(Membership, {
    // Only the seats of a panel belong to a document; all other roles belong to the person.
    imported: { documentIn: 'startOfPanelKey', sameBy: 'personKey' },
  }),
  questionnaire: contentType(Questionnaire, {
    table: 'questionnaires',
    searchResult: true,
    searchable: ({ title, summary, publisherKey }) => ({
      title,
      bodies: [summary],
      about: [`Organisation:${publisherKey}`],
    }),
    imported: { documentIn: 'key', sameBy: 'key' },
  }),
  participation: contentType(Participation, { imported: { documentIn: 'startOfKey', sameBy: 'key' } }),
  question: contentType(Question, {
    table: 'questions',
    imported: { documentIn: 'startOfKey', sameBy: 'key' },
    searchResult: true,
    searchable: ({ shortTitle, text, proposition, topicKeys, questionnaireKey }) => ({
      title: shortTitle,
      bodies: [text, proposition],
      about: [`Questionnaire:${questionnaireKey}`, ...topicsOf(topicKeys)],
    }),
  }),
  position: contentType(Position, {
    table: 'positions',
    imported: { documentIn: 'startOfKey', sameBy: 'key' },
    searchResult: true,
    searchable: ({ partyKey, questionKey, summary }) => ({
      title: {},
      bodies: [summary],
      about: [`Party:${partyKey}`, `Question:${questionKey}`],
    }),
  }),
  commentary: contentType(Commentary, {
    table: 'commentaries',
    imported: { documentIn: 'startOfKey', sameBy: 'about' },
    searchResult: true,
    searchable: ({ about, summary }) => ({ title: {}, bodies: [summary], about: [about] }),
  }),
};

type ContentTypes = typeof contentTypes;
export type ContentType = keyof ContentTypes;
/** An entity of a content type. */
export type ContentEntity<K extends ContentType> = InstanceType<ContentTypes[K]['entity']>;
/** All content: the entities of each type, ordered by `position`. */
export type ContentRecords = { [K in ContentType]: ContentEntity<K>[] };

/** The types whose declaration has some options. */
export type TypesWith<O> = { [K in ContentType]: ContentTypes[K] extends O ? K : never }[ContentType];
/** The types that have a table in memory and global ids. */
export type NodeType = TypesWith<{ table: string }>;
/** The type whose table in memory has a name. */
export type TypeOfTable = { [K in NodeType as ContentTypes[K]['table']]: K };

/** The GraphQL names of the entities of a type. */
export type TypeName<K extends ContentType> = K extends ContentType
  ? ContentTypes[K] extends { isAbstract: true; classes: infer C }
    ? keyof C & string
    : Capitalize<K>
  : never;
/** An entity that the query `search` can return. */
export type SearchResultEntity = ContentEntity<TypesWith<{ searchResult: true }>>;

/** The names of the content types, in the order of the list. */
export const contentTypeNames = Object.keys(contentTypes).filter(
  (name): name is ContentType => name in contentTypes,
);

export function declarationOf(type: ContentType): ContentTypeDeclaration {
  return contentTypes[type];
}

/** The classes of the entities that the query `search` can return. */
export const searchResultClasses = contentTypeNames
  .map(declarationOf)
  .flatMap(({ searchResult, classes }) => (searchResult ? Object.values(classes) : []));

/** A list of rows for every type. */
function recordsFrom(rowsOf: (type: ContentType) => OwnContent[]): ContentRecords {
  return Object.fromEntries(contentTypeNames.map((type) => [type, rowsOf(type)])) as ContentRecords;
}

export function emptyRecords(): ContentRecords {
  return recordsFrom(() => []);
}

/** A copy whose lists can be added to while those of the original stay as they are. */
export function copyRecords(records: ContentRecords): ContentRecords {
  return recordsFrom((type) => [...records[type]]);
}
