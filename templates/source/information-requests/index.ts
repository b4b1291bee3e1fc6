import { InformationRequest } from '../../../src/entities/information-request.ts';
import { entity } from '../../../src/entities/node.ts';
import type { Provenance } from '../../../src/entities/provenance.ts';
import type { InformationRequestOperations } from '../../../src/sources/kinds/information-requests.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind INFORMATION_REQUESTS: what it is, and whether it needs a key. */
export const exampleInformationRequests = defineSource({
  id: 'example-information-requests',
  kind: 'INFORMATION_REQUESTS',
  name: 'Exempel: example-information-requests',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-information-requests.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['handlingar'],
  samples,
  open,
});

function open(upstream: Upstream): InformationRequestOperations {
  return {
    async requests(search, { from, limit }, call) {
      const offset = Number(from ?? 0);
      const query = { q: search.text ?? search.anyOf?.join(','), body: search.body, offset, limit };
      const { numbers, total, provenance } = await numbersOf(upstream, 'requests', query, call);
      return {
        items: numbers.map((number, at) => ({
          request: requestOf(number, provenance),
          next: String(offset + at + 1),
        })),
        end: String(offset + numbers.length),
        isLast: offset + numbers.length >= total,
        total,
        provenance,
      };
    },
    async request(id, call) {
      if (!/^\d+$/.test(id)) return null;
      const { numbers, provenance } = await numbersOf(upstream, 'request', { numbers: id }, call, [id]);
      return numbers.map((number) => requestOf(number, provenance))[0] ?? null;
    },
  };
}

function requestOf(number: number, provenance: Provenance): InformationRequest {
  return entity(InformationRequest, {
    requestId: `${number}`,
    title: `Exempel: example-information-requests ${number}`,
    status: 'UNKNOWN',
    createdAt: null,
    updatedAt: null,
    bodySlug: null,
    bodyName: null,
    url: `https://example.org/example-information-requests/${number}`,
    provenance,
  });
}

async function numbersOf(
  upstream: Upstream,
  operation: string,
  query: Record<string, string | number | undefined>,
  call: Call,
  asked: readonly string[] | null = null,
) {
  const { value, provenance } = await upstream.get(
    {
      operation,
      path: operation,
      query,
      decode: page,
      // A look-up says which id it asks for, and where the answer repeats it: another thing is then an error.
      echo: asked ? { asked, of: ({ items }) => items.map(({ number }) => [`${number}`]) } : null,
    },
    call,
  );
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
