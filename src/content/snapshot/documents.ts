import type { ContentRecords } from '../../database/content-types.ts';
import { indexRows, optional } from './row-index.ts';
import type { ContentTables } from './tables.ts';

const documentKeys = ({ documentKey }: { documentKey: string }) => [documentKey];

/** The parts of documents, and what documents mention. */
export function documentIndex(records: ContentRecords, { documents }: ContentTables) {
  const mentionsIn = indexRows(records.mention, documentKeys);
  return {
    sectionsOf: indexRows(records.section, documentKeys),
    factBoxesOf: indexRows(records.factBox, documentKeys),
    quotesOf: indexRows(records.quote, documentKeys),
    pointsOf: indexRows(records.point, documentKeys),
    demandsOf: indexRows(records.demand, documentKeys),
    responsibilitiesIn: indexRows(records.responsibility, documentKeys),
    mentionsIn,
    /** Documents by the reference of what they mention. */
    documentsMentioning: indexRows(documents.values(), ({ key }) => [
      ...new Set(mentionsIn(key).flatMap(({ target }) => target ?? [])),
    ]),
    panelOf: indexRows(records.membership, ({ documentKey }) => optional(documentKey)),
  };
}
