import { LegalActRecord } from '../../entities/legal-act.ts';
import { entity } from '../../entities/node.ts';
import { days, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { batchesOf } from '../formats/batches.ts';
import type { LegislationOperations } from '../kinds/legislation.ts';
import { checkableAt, defineSource } from '../source.ts';
import { actsIn, answer } from './decode.ts';
import { actsQuery, isCelex } from './query.ts';
import { samples } from './sample.ts';

/** The server cuts addresses at about 8 kB: sixty acts fit, a hundred do not. */
const ACTS_A_REQUEST = 20;

/** EUR-Lex: acts of the EU, from the SPARQL endpoint of the Publications Office. Open, no key. */
export const eurlex = defineSource({
  id: 'eurlex',
  kind: 'LEGISLATION',
  name: 'EUR-Lex',
  publisher: 'Publications Office of the European Union',
  homepage: 'https://eur-lex.europa.eu',
  documentation: 'https://op.europa.eu/en/web/cellar',
  licence: 'CC-BY-4.0',
  attribution: '© European Union',
  country: null,
  baseUrl: 'https://publications.europa.eu/webapi/rdf/sparql',
  // No limit is published; this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 1,
  timeoutMs: seconds(9),
  maxBytes: 4 * 1024 * 1024,
  freshFor: days(1),
  usableFor: days(90),
  requests: { acts: 1 / ACTS_A_REQUEST },
  identifiers: ['celex', 'eli'],
  samples,
  open,
});

function open(upstream: Upstream): LegislationOperations {
  return {
    async acts(celexes, call) {
      const wanted = [...new Set(celexes)].filter(isCelex).sort();
      const found = await Promise.all(
        batchesOf(wanted, ACTS_A_REQUEST).map(async (batch) => {
          const { value, provenance } = await upstream.get(
            {
              operation: 'acts',
              path: '',
              query: { query: actsQuery(batch), format: 'application/sparql-results+json' },
              headers: { accept: 'application/sparql-results+json' },
              decode: answer,
              echo: {
                asked: batch,
                of: ({ results }) => results.bindings.map(({ item }) => [item.celex.value]),
              },
            },
            call,
          );
          const today = new Date().toISOString().slice(0, 10);
          return [...actsIn(value, today)].flatMap(([celex, facts]): [string, LegalActRecord][] =>
            batch.includes(celex)
              ? [
                  [
                    celex,
                    entity(LegalActRecord, { ...facts, provenance: checkableAt(pageOf(celex), provenance) }),
                  ],
                ]
              : [],
          );
        }),
      );
      return new Map(found.flat());
    },
  };
}

/** The page for people; programs are stopped there. */
const pageOf = (celex: string): string =>
  `https://eur-lex.europa.eu/legal-content/SV/TXT/?uri=CELEX:${encodeURIComponent(celex)}`;
