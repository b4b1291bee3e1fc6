import { z } from 'zod';
import { DataGap } from '../../../entities/data-gap.ts';
import { Basis, GapStatus } from '../../../entities/vocabulary.ts';
import { keysOf } from '../declared-keys.ts';
import { both, day, lines, search, slug, url } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

/** Data that the association says is missing. */
export const dataGaps = packReader({
  name: 'data-gaps',
  declares: (value) => keysOf(value, 'gaps', 'DataGap'),
  schema: ({ origin, refs }) =>
    z.strictObject({
      origin: origin.optional(),
      gaps: z.array(
        z.strictObject({
          slug,
          label: both,
          description: both.optional(),
          obstacles: refs('Obstacle'),
          measures: refs('Measure'),
          responsible: refs('Organisation'),
          topics: refs('Topic'),
          status: z.enum(GapStatus),
          statusSince: day.optional(),
          evidence: z.array(url).default([]),
          /** How the obstacles, measures and responsible bodies are known. */
          linksBasis: z.enum(Basis).default(Basis.INFERRED),
          search,
          lines: lines.optional(),
        }),
      ),
    }),
  build(file, into) {
    for (const gap of file.gaps) {
      into.add(into.records.dataGap, DataGap, {
        key: gap.slug,
        label: gap.label,
        description: gap.description ?? null,
        obstacleKeys: gap.obstacles,
        measureKeys: gap.measures,
        responsibleKeys: gap.responsible,
        topicKeys: gap.topics,
        status: gap.status,
        statusSince: gap.statusSince ?? null,
        evidence: gap.evidence,
        linksBasis: gap.linksBasis,
        crosswalk: gap.search,
        origin: into.origin(file.origin, { lines: gap.lines }),
      });
    }
  },
});
