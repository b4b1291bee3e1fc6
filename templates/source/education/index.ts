import { Education } from '../../../src/entities/education.ts';
import { entity } from '../../../src/entities/node.ts';
import type { EducationOperations } from '../../../src/sources/kinds/education.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind EDUCATION: what it is, and whether it needs a key. */
export const exampleEducation = defineSource({
  id: 'example-education',
  kind: 'EDUCATION',
  name: 'Exempel: example-education',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-education.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['jobtech-taxonomy'],
  samples,
  open,
});

function open(upstream: Upstream): EducationOperations {
  const list = async (call: Call) => {
    const found = await numbers(upstream, 'educations', {}, call);
    return found.numbers.map((number) =>
      entity(Education, {
        title: `Exempel: example-education ${number}`,
        provider: null,
        form: null,
        url: null,
        municipalityCodes: [],
        countyCodes: [],
        provenance: found.provenance,
      }),
    );
  };
  return {
    educationsForOccupation: (_conceptId, _limit, call) => list(call),
    educationsForTitle: (_title, _county, _limit, call) => list(call),
  };
}

async function numbers(
  upstream: Upstream,
  operation: string,
  query: Record<string, string | number | undefined>,
  call: Call,
) {
  const { value, provenance } = await upstream.get({ operation, path: operation, query, decode: page }, call);
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
