import type { ContentRecords } from '../database/content-types.ts';
import type { AppropriationLetter } from '../entities/appropriation-letter.ts';
import type { Ref } from '../entities/commentary.ts';
import type { Concept } from '../entities/concept.ts';
import type { Organisation } from '../entities/organisation.ts';
import type { Place } from '../entities/place.ts';
import { referenceSteps } from '../taxonomy/reference-taxonomy.ts';
import { TaxonomyIndex, type TaxonomySource } from '../taxonomy/taxonomy-index.ts';
import type { Letters } from './appropriation-letters.ts';
import { documentIndex } from './snapshot/documents.ts';
import { electionIndex } from './snapshot/elections.ts';
import { personAndPartyIndex } from './snapshot/persons-and-parties.ts';
import { questionnaireIndex } from './snapshot/questionnaires.ts';
import { indexRows, optional } from './snapshot/row-index.ts';
import { type ContentNode, type ContentTables, contentFinder, contentTables } from './snapshot/tables.ts';
import { topicIndex } from './snapshot/topics.ts';

/**
 * All structured content in memory: a table for each type, and an index for each path through it that the schema has.
 * It is built when the gateway starts and again when content changes, and never changed in place.
 */
export interface Content
  extends ContentTables,
    ReturnType<typeof documentIndex>,
    ReturnType<typeof electionIndex>,
    ReturnType<typeof personAndPartyIndex>,
    ReturnType<typeof questionnaireIndex>,
    ReturnType<typeof topicIndex> {
  /** Occupations and concepts of the JobTech taxonomy, with what connects them. */
  readonly taxonomyIndex: TaxonomyIndex;
  /** By concept id in the JobTech taxonomy. */
  readonly placesByTaxonomyId: ReadonlyMap<string, Place>;
  municipalitiesOf(countyKey: string): readonly Place[];
  narrowerThanConcept(conceptKey: string): readonly Concept[];
  organisationByIdentifier(scheme: string, value: string): Organisation | null;
  /** Imported letters to an agency, the newest first. */
  appropriationLettersOf(organisationKey: string): readonly AppropriationLetter[];
  /** What a reference such as `Question:valkompass-2022/4` points at; null when there is no such entity. */
  find(ref: Ref): ContentNode | null;
}

/** `taxonomy` is read at its first use where it is a function. */
export function createContent(
  records: ContentRecords,
  taxonomy: TaxonomySource = null,
  letters: Letters = {},
): Content {
  const taxonomyIndex = new TaxonomyIndex(records, taxonomy ?? referenceSteps);
  const tables = contentTables(records, taxonomyIndex);
  const elections = electionIndex(records, tables);
  const questionnaires = questionnaireIndex(records, tables, elections.resultOf);
  const organisations = new Map(
    records.organisation.flatMap((organisation) =>
      organisation.identifiers.map(({ scheme, value }) => [`${scheme}:${value}`, organisation] as const),
    ),
  );
  return {
    ...tables,
    ...elections,
    ...questionnaires,
    ...documentIndex(records, tables),
    ...personAndPartyIndex(records, tables),
    ...topicIndex(records, tables, taxonomyIndex, questionnaires.topicKeysOfPosition),
    taxonomyIndex,
    placesByTaxonomyId: new Map(
      records.place.flatMap((place) => (place.taxonomyId ? [[place.taxonomyId, place]] : [])),
    ),
    municipalitiesOf: indexRows(records.place, ({ countyKey }) => optional(countyKey)),
    narrowerThanConcept: lazily(() => indexRows(tables.concepts.values(), ({ broaderKeys }) => broaderKeys)),
    organisationByIdentifier: (scheme, value) => organisations.get(`${scheme}:${value}`) ?? null,
    appropriationLettersOf: (organisationKey) =>
      Object.hasOwn(letters, organisationKey) ? (letters[organisationKey] ?? []) : [],
    find: contentFinder(tables),
  };
}

/** A function that is made when it is first called. */
function lazily<T>(make: () => (key: string) => T): (key: string) => T {
  let made: ((key: string) => T) | null = null;
  return (key) => {
    made ??= make();
    return made(key);
  };
}
