import { z } from 'zod';
import { Topic } from '../../../entities/topic.ts';
import { keysOf } from '../declared-keys.ts';
import { identifiers, localised, search, slug, text } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

/** The association's scheme of subjects, with what each is searched by in the sources. */
export const topics = packReader({
  name: 'topics',
  declares: (value) => keysOf(value, 'topics', 'Topic'),
  schema: ({ origin, refs }) =>
    z.strictObject({
      origin: origin.optional(),
      topics: z.array(
        z.strictObject({
          slug,
          label: localised,
          definition: localised.optional(),
          broader: refs('Topic'),
          identifiers,
          search: search
            .unwrap()
            .extend({
              taxonomy: z
                .strictObject({
                  occupations: refs('Occupation').optional(),
                  concepts: refs('TaxonomyConcept').optional(),
                  terms: z.array(text).optional(),
                })
                .optional(),
            })
            .default({}),
          origin: origin.optional(),
        }),
      ),
    }),
  build(file, into) {
    for (const topic of file.topics) {
      into.add(into.records.topic, Topic, {
        key: topic.slug,
        prefLabel: topic.label,
        definition: topic.definition ?? null,
        broaderKeys: topic.broader,
        identifiers: topic.identifiers,
        crosswalk: topic.search,
        origin: into.origin(file.origin, topic.origin),
      });
    }
  },
});
