import { z } from 'zod';
import { Concept } from '../../../entities/concept.ts';
import { Basis } from '../../../entities/vocabulary.ts';
import { keysOf } from '../declared-keys.ts';
import { both, lines, slug, url } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

/** Obstacles to open data, and the measures against them, as concepts. */
export const obstaclesAndMeasures = packReader({
  name: 'obstacles-and-measures',
  declares: (value) => [
    ...keysOf(value, 'obstacles', 'Obstacle'),
    ...keysOf(value, 'measures', 'Measure'),
    // Obstacles and measures are concepts of one scheme, so they must not share a key.
    ...keysOf(value, 'obstacles', 'Concept'),
    ...keysOf(value, 'measures', 'Concept'),
  ],
  schema: ({ origin, refs, ref }) => {
    const concept = {
      slug,
      label: both,
      definition: both.optional(),
      topics: refs('Topic'),
      exactMatch: z.array(url).default([]),
      lines: lines.optional(),
    };
    return z.strictObject({
      origin: origin.optional(),
      scheme: ref('Organisation'),
      obstacles: z.array(z.strictObject(concept)),
      /** How it is known what the measures address. */
      addressesBasis: z.enum(Basis).default(Basis.INFERRED),
      measures: z.array(z.strictObject({ ...concept, addresses: refs('Obstacle') })),
    });
  },
  build(file, into) {
    const shared = (concept: (typeof file.obstacles)[number]) => ({
      key: concept.slug,
      scheme: file.scheme,
      prefLabel: concept.label,
      definition: concept.definition ?? null,
      altLabels: [],
      broaderKeys: [],
      exactMatch: concept.exactMatch,
      topicKeys: concept.topics,
      relatedBasis: file.addressesBasis,
      origin: into.origin(file.origin, { lines: concept.lines }),
    });
    for (const obstacle of file.obstacles) {
      const answers = file.measures.filter((measure) => measure.addresses.includes(obstacle.slug));
      into.add(into.records.concept, Concept, {
        ...shared(obstacle),
        type: 'obstacle',
        relatedKeys: answers.map((measure) => measure.slug),
      });
    }
    for (const measure of file.measures) {
      into.add(into.records.concept, Concept, {
        ...shared(measure),
        type: 'measure',
        relatedKeys: measure.addresses,
      });
    }
  },
});
