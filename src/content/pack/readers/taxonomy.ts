import { z } from 'zod';
import { Concept, taxonomyScheme } from '../../../entities/concept.ts';
import { Language } from '../../../entities/language.ts';
import { keysOf } from '../declared-keys.ts';
import { slug, text, url } from '../fields.ts';
import { packReader } from '../pack-reader.ts';
import { taxonomyId } from './taxonomy-id.ts';

/** Concepts of the JobTech taxonomy other than occupations: fields, skills, the codes of ads. */
export const taxonomy = packReader({
  name: 'taxonomy',
  declares: (value) => [
    ...keysOf(value, 'concepts', 'Concept', 'taxonomyId'),
    ...keysOf(value, 'concepts', 'TaxonomyConcept', 'taxonomyId'),
  ],
  schema: ({ origin }) =>
    z.strictObject({
      origin: origin.optional(),
      concepts: z.array(
        z.strictObject({ type: slug, label: text, taxonomyId, exactMatch: z.array(url).default([]) }),
      ),
    }),
  build(file, into) {
    const origin = into.origin(file.origin);
    for (const { type, label, taxonomyId: key, exactMatch } of file.concepts) {
      into.add(into.records.concept, Concept, {
        key,
        scheme: taxonomyScheme,
        type,
        prefLabel: { [Language.SV]: label },
        altLabels: [],
        definition: null,
        broaderKeys: [],
        relatedKeys: [],
        topicKeys: [],
        exactMatch,
        origin,
      });
    }
  },
});
