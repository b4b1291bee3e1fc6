import type { Content } from '../content/snapshot.ts';
import { Concept } from '../entities/concept.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { MergedTerm } from '../sources/kinds/text-terms.ts';

/** Begins the key of a concept that is only a term of a source's dictionary. */
const termPrefix = 'term:';

/** The skill of the taxonomy whose label the term is, else a concept made of the term itself. */
export function conceptOfTerm(
  { taxonomyIndex }: Content,
  { label, scheme, provenance }: Pick<MergedTerm, 'label' | 'scheme' | 'provenance'>,
): Concept {
  return (
    taxonomyIndex.conceptsLabelled(label).find(({ type }) => type === 'skill') ??
    entity(Concept, {
      key: `${termPrefix}${label}`,
      scheme,
      type: 'competency',
      prefLabel: { [Language.SV]: label },
      altLabels: [],
      definition: null,
      broaderKeys: [],
      relatedKeys: [],
      exactMatch: [],
      topicKeys: [],
      provenance,
    })
  );
}
