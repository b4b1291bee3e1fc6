import type { ContentRecords } from '../../database/content-types.ts';
import type { Concept } from '../../entities/concept.ts';
import type { Position } from '../../entities/position.ts';
import type { Topic } from '../../entities/topic.ts';
import type { TaxonomyIndex } from '../../taxonomy/taxonomy-index.ts';
import { fold } from '../../text/fold.ts';
import { indexRows } from './row-index.ts';
import type { ContentTables } from './tables.ts';

/** What there is on each topic, and the topics of a text. */
export function topicIndex(
  records: ContentRecords,
  { topics, documents }: ContentTables,
  taxonomyIndex: TaxonomyIndex,
  topicKeysOfPosition: (position: Position) => readonly string[],
) {
  const topicKeys = (row: { topicKeys: string[] }) => row.topicKeys;
  const foldedTerms = new Map(
    records.topic.map((topic) => [
      topic.key,
      (topic.crosswalk.catalogue?.terms ?? []).map((term) => ` ${fold(term)}`),
    ]),
  );
  return {
    /** Topics that have a catalogue search term in one of the texts. */
    topicsOfText(texts: readonly string[]): Topic[] {
      const folded = texts.map((text) => ` ${fold(text)}`);
      return [...topics.values()].filter((topic) =>
        foldedTerms.get(topic.key)?.some((term) => folded.some((text) => text.includes(term))),
      );
    },
    questionsOn: indexRows(records.question, topicKeys),
    positionsOn: indexRows(records.position, topicKeysOfPosition),
    documentsOn: indexRows(documents.values(), topicKeys),
    gapsOn: indexRows(records.dataGap, topicKeys),
    actsOn: indexRows(records.legalAct, topicKeys),
    narrowerThanTopic: indexRows(records.topic, ({ broaderKeys }) => broaderKeys),
    /** The taxonomy's concepts on a topic; null when its crosswalk has nothing to find them by. */
    conceptsOn({ crosswalk }: Topic): Concept[] | null {
      const { concepts = [], terms = [] } = crosswalk.taxonomy ?? {};
      if (concepts.length + terms.length === 0) return null;
      const found = new Set(concepts.flatMap((id) => taxonomyIndex.concept(id) ?? []));
      for (const term of terms)
        for (const concept of taxonomyIndex.conceptsBeginning(term)) found.add(concept);
      return [...found];
    },
  };
}
