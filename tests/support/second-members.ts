import { z } from 'zod';
import { Concept } from '../../src/entities/concept.ts';
import { Dataset } from '../../src/entities/dataset.ts';
import { Education } from '../../src/entities/education.ts';
import { Forecast } from '../../src/entities/forecast.ts';
import { JobAd, YearCount } from '../../src/entities/job-ad.ts';
import { entity } from '../../src/entities/node.ts';
import { MemberOfParliament, ParliamentaryDocument, Speech, Vote } from '../../src/entities/parliament.ts';
import type { JobOperations } from '../../src/sources/kinds/job-ads.ts';
import type { AnySource } from '../../src/sources/registry.ts';
import { defineSource } from '../../src/sources/source.ts';
import type { Call } from '../../src/upstream/call.ts';
import { listOf } from '../../src/upstream/decode.ts';
import type { SampleRequest } from '../../src/upstream/sample.ts';
import { days, hours, seconds } from '../../src/upstream/time.ts';
import type { Upstream } from '../../src/upstream/upstream.ts';

/**
 * A second source of each kind that GraphQL reaches, for tests only. Each speaks one small wire format of its own: a
 * list of numbered items, whose length and total do not depend on what is asked.
 */

const wire = z.object({ total: z.number().int(), items: listOf(z.object({ number: z.number().int() })) });

const samples = ({ query }: SampleRequest): object => {
  const offset = Number(query.get('offset') ?? 0);
  const numbers = [1, 2, 3].slice(offset, offset + Number(query.get('limit') ?? 3));
  return { total: 3, items: numbers.map((number) => ({ number })) };
};

const facts = (id: string) => ({
  id,
  name: `Exempel ${id}`,
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: null,
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: `https://${id}.example.org`,
  budget: { limit: 1000, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(5),
  maxBytes: 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(1),
  samples,
});

async function numbers(
  upstream: Upstream,
  operation: string,
  query: Record<string, string | number | undefined>,
  call: Call,
) {
  const { value, provenance } = await upstream.get({ operation, path: operation, query, decode: wire }, call);
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}

const catalogue = defineSource({
  ...facts('second-catalogue'),
  kind: 'CATALOGUE',
  identifiers: ['dataset-uri'],
  // Its hits bring their distributions and publisher, so that it has no further operations.
  open: (upstream) => ({
    async searchDatasets(query, { offset, limit }, call) {
      const found = await numbers(
        upstream,
        'search',
        { q: query.text ?? query.anyOf?.join(','), offset, limit },
        call,
      );
      const items = found.numbers.map((number) =>
        entity(Dataset, {
          uri: `https://example.org/second/${number}`,
          // The first is a copy of what the other catalogue has.
          identifiers: number === 1 ? ['https://example.org/dataset/0-1'] : [],
          title: { sv: `Exempel: andra katalogens ${number}` },
          description: {},
          publisher: { uri: null, name: { sv: 'Exempel: utgivare' }, organisationNumber: null },
          keywords: [],
          themes: [],
          hvdCategories: [],
          accessRights: null,
          issued: null,
          modified: null,
          accrualPeriodicity: null,
          landingPages: [],
          licences: [],
          spatial: [],
          temporal: [],
          distributions: [],
          records: [
            {
              sourceId: 'second-catalogue',
              nativeId: `${number}`,
              catalogue: `${number}`,
              url: null,
              issued: null,
              modified: null,
            },
          ],
          provenance: found.provenance,
        }),
      );
      return { items, total: found.total, provenance: found.provenance };
    },
    datasetByUri: async () => null,
  }),
});

const jobs = defineSource({
  ...facts('second-jobs'),
  kind: 'JOBS',
  identifiers: ['ssyk-2012'],
  open: (upstream): JobOperations => ({
    holds: 'CURRENT',
    countries: ['SE'],
    searchesBy: new Set([
      'text',
      'anyOf',
      'occupationGroups',
      'iscoGroups',
      'place',
      'countries',
      'employer',
    ]),
    hasSwedishTexts: false,
    async searchAds(query, { from, limit }, call) {
      const offset = Number(from ?? 0);
      const found = await numbers(upstream, 'ads', { q: query.text, offset, limit }, call);
      return {
        items: found.numbers.map((number) => ({
          ad: entity(JobAd, {
            nativeId: `${number}`,
            headline: `Exempel: andra källans annons ${number}`,
            description: null,
            employer: 'Exempel AB',
            originalId: null,
            organisationNumber: null,
            occupationConcept: null,
            occupationGroupConcept: null,
            occupationCode: null,
            placeCode: null,
            placeConceptId: null,
            workplaceLocality: null,
            publishedAt: new Date(Date.UTC(2024, 0, number)),
            applicationDeadline: null,
            numberOfVacancies: null,
            employmentType: null,
            workingHoursType: null,
            remote: null,
            coordinates: null,
            mustHaveConcepts: [],
            niceToHaveConcepts: [],
            webpageUrl: null,
            links: [],
            country: 'SE',
            removed: false,
            provenance: found.provenance,
          }),
          next: String(number),
          at: new Date(Date.UTC(2024, 0, 10 - number)),
        })),
        isLast: offset + found.numbers.length >= found.total,
        total: found.total,
        provenance: found.provenance,
      };
    },
    ad: async () => null,
    async countsByYear(_query, years, call) {
      const { provenance } = await numbers(upstream, 'years', {}, call);
      return years.map((year) => entity(YearCount, { year, count: 7, provenance }));
    },
  }),
});

const parliament = defineSource({
  ...facts('second-parliament'),
  kind: 'PARLIAMENT',
  identifiers: ['second-parliament'],
  open: (upstream) => ({
    async members(ids, call) {
      const { provenance } = await numbers(upstream, 'members', {}, call);
      const member = (memberId: string) =>
        entity(MemberOfParliament, {
          parliament: 'second-parliament',
          memberId,
          name: 'Exempel: ledamot',
          partyCode: null,
          constituency: null,
          status: null,
          born: null,
          assignments: [],
          imageUrl: null,
          provenance,
        });
      return new Map(ids.map((id) => [id, member(id)]));
    },
    async membersOfParty(_code, _which, call) {
      const { provenance } = await numbers(upstream, 'party', {}, call);
      return { items: [], total: 0, provenance };
    },
    async documents(query, { offset, limit }, call) {
      const found = await numbers(upstream, 'documents', { q: query.text, offset, limit }, call);
      const items = found.numbers.map((number) =>
        entity(ParliamentaryDocument, {
          documentId: `EX${number}`,
          type: 'mot',
          title: `Exempel: andra parlamentets handling ${number}`,
          subtitle: null,
          session: null,
          designation: null,
          date: `2024-02-0${5 - number}`,
          signatories: [],
          url: null,
          textUrl: null,
          provenance: found.provenance,
        }),
      );
      return { items, total: found.total, provenance: found.provenance };
    },
    document: async () => null,
    votePoints: async () => null,
    votes: async (): Promise<Vote[]> => [],
    speeches: async (): Promise<Speech[]> => [],
  }),
});

const concepts = defineSource({
  ...facts('second-concepts'),
  kind: 'CONCEPTS',
  identifiers: ['example-concept'],
  open: (upstream) => ({
    uriPrefix: 'https://example.org/concept/',
    async byUri(uris, call) {
      if (uris.length === 0) return new Map();
      const { provenance } = await numbers(upstream, 'concepts', { q: uris.join(' ') }, call);
      const concept = (key: string) =>
        entity(Concept, {
          key,
          scheme: 'second-concepts',
          type: 'skill',
          prefLabel: { sv: 'Exempel: begrepp' },
          altLabels: [],
          definition: null,
          broaderKeys: [],
          relatedKeys: [],
          exactMatch: [],
          topicKeys: [],
          provenance,
        });
      return new Map(uris.map((uri) => [uri, concept(uri)]));
    },
  }),
});

const textTerms = defineSource({
  ...facts('second-terms'),
  kind: 'TEXT_TERMS',
  identifiers: ['term'],
  open: (upstream) => ({
    async terms(texts, call) {
      const { provenance } = await numbers(upstream, 'terms', {}, call);
      const term = {
        type: 'competency',
        label: 'Exempel: andra källans kunskap',
        term: 'exempel',
        prediction: 0.9,
      } as const;
      return texts.map(() => ({ terms: [term], provenance }));
    },
  }),
});

const education = defineSource({
  ...facts('second-education'),
  kind: 'EDUCATION',
  identifiers: ['jobtech-taxonomy'],
  open: (upstream) => {
    const list = async (call: Call) => {
      const found = await numbers(upstream, 'educations', {}, call);
      return found.numbers.map((number) =>
        entity(Education, {
          title: `Exempel: andra registrets utbildning ${number}`,
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
  },
});

const forecast = defineSource({
  ...facts('second-forecast'),
  kind: 'FORECAST',
  identifiers: ['ssyk-2012'],
  open: (upstream) => ({
    async forecasts(_ssyk, placeCode, call) {
      const { provenance } = await numbers(upstream, 'forecasts', {}, call);
      return [entity(Forecast, { placeCode, horizon: 'now', outlook: 'balance', text: {}, provenance })];
    },
  }),
});

export const secondMembers: readonly AnySource[] = [
  catalogue,
  jobs,
  parliament,
  concepts,
  textTerms,
  education,
  forecast,
];
