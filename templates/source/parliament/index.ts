import { entity } from '../../../src/entities/node.ts';
import { MemberOfParliament, ParliamentaryDocument } from '../../../src/entities/parliament.ts';
import type { Provenance } from '../../../src/entities/provenance.ts';
import type { ParliamentOperations } from '../../../src/sources/kinds/parliament.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind PARLIAMENT: what it is, and whether it needs a key. */
export const exampleParliament = defineSource({
  id: 'example-parliament',
  kind: 'PARLIAMENT',
  name: 'Exempel: example-parliament',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-parliament.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['example-parliament'],
  samples,
  open,
});

function open(upstream: Upstream): ParliamentOperations {
  return {
    async members(ids, call) {
      const asked = ids.filter((id) => /^\d+$/.test(id));
      if (asked.length === 0) return new Map(ids.map((id) => [id, null]));
      const found = await numbers(upstream, 'members', { numbers: asked.join(',') }, call, asked);
      const member = (memberId: string) =>
        entity(MemberOfParliament, {
          parliament: 'example-parliament',
          memberId,
          name: 'Exempel: ledamot',
          gender: null,
          partyCode: null,
          constituency: null,
          status: null,
          born: null,
          assignments: [],
          imageUrl: null,
          provenance: found.provenance,
        });
      const known = new Set(found.numbers);
      return new Map(ids.map((id) => [id, known.has(Number(id)) ? member(id) : null]));
    },
    membersNamed: async () => [],
    async membersOfParty(_code, _which, call) {
      const { provenance } = await numbers(upstream, 'party', {}, call);
      return { items: [], total: 0, provenance };
    },
    async documents(query, { offset, limit }, call) {
      const found = await numbers(upstream, 'documents', { q: query.text, offset, limit }, call);
      const items = found.numbers.map((number) => documentOf(number, found.provenance));
      return { items, total: found.total, provenance: found.provenance };
    },
    async document(id, call) {
      const number = /^EX(\d+)$/.exec(id)?.[1];
      if (number === undefined) return null;
      const found = await numbers(upstream, 'document', { numbers: number }, call, [number]);
      return found.numbers.map((one) => documentOf(one, found.provenance))[0] ?? null;
    },
    report: async () => null,
    memberVotes: async () => null,
  };
}

function documentOf(number: number, provenance: Provenance): ParliamentaryDocument {
  return entity(ParliamentaryDocument, {
    documentId: `EX${number}`,
    type: 'mot',
    subtype: null,
    title: `Exempel: example-parliament ${number}`,
    subtitle: null,
    summary: null,
    session: null,
    designation: null,
    committee: null,
    status: null,
    date: `2024-02-0${5 - number}`,
    decidedOn: null,
    signatories: [],
    debaters: [],
    attachments: [],
    hasPoints: false,
    proposals: null,
    references: null,
    url: null,
    textUrl: null,
    provenance,
  });
}

async function numbers(
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
