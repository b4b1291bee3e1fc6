import { LegalActRecord, LegalActStatus } from '../../../src/entities/legal-act.ts';
import { entity } from '../../../src/entities/node.ts';
import type { LegislationOperations } from '../../../src/sources/kinds/legislation.ts';
import { defineSource, sharedRequest } from '../../../src/sources/source.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** A CELEX number begins with its sector, the year and the type. */
const celexForm = /^[0-9CE][0-9]{4}[A-Z]{1,2}[\w()-]{1,30}$/;

/** An example source of kind LEGISLATION: what it is, and whether it needs a key. */
export const exampleLegislation = defineSource({
  id: 'example-legislation',
  kind: 'LEGISLATION',
  name: 'Exempel: example-legislation',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-legislation.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  requests: { acts: sharedRequest },
  identifiers: ['celex'],
  samples,
  open,
});

function open(upstream: Upstream): LegislationOperations {
  return {
    async acts(celexes, call) {
      // What can be no id is not asked for.
      const wanted = celexes.filter((celex) => celexForm.test(celex));
      if (wanted.length === 0) return new Map();
      const { value, provenance } = await upstream.get(
        {
          operation: 'acts',
          path: 'acts',
          query: { celex: wanted },
          decode: page,
          // Which ids are asked for, and where the answer repeats them: other things are then an error.
          echo: { asked: wanted, of: ({ items }) => items.map(({ celex = null }) => [celex]) },
        },
        call,
      );
      const act = (celex: string) =>
        entity(LegalActRecord, {
          celex,
          title: { sv: `Exempel: rättsakten ${celex}` },
          eli: null,
          date: null,
          entryIntoForce: [],
          endOfValidity: null,
          status: LegalActStatus.UNKNOWN,
          provenance,
        });
      return new Map(value.items.flatMap(({ celex }) => (celex ? [[celex, act(celex)]] : [])));
    },
  };
}
