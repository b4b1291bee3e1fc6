import fc from 'fast-check';
import { type GraphQLOutputType, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/schema.ts';
import { registry } from '../../src/sources/registry.ts';
import { graphOver, type LearnedServers, learnedServers } from '../support/graph.ts';
import { runs } from '../support/runs.ts';

/** What sources may send in the place of any scalar. */
const LIES = {
  number: [2 ** 31, 2 ** 53, 1e308, -1, 0.5, -(2 ** 31) - 1],
  string: [
    '',
    '\u0000',
    '\ud800',
    '..',
    '../../..',
    'javascript:alert(1)',
    'data:text/html,x',
    'https:evil.example',
    'https://user:secret@example.org/"\n',
    '99999999999999',
    '2026-99-99T99:99:99',
    '+275760-09-13T00:00:00.001Z',
    '9'.repeat(400),
    '<!--',
    'a\u0323\u0300',
  ],
} as const;

const lie = fc.oneof(
  fc.constantFrom<unknown>(...LIES.string, ...LIES.number, null, true, [], {}),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** The same body with every so many of its scalars replaced; `next` says which and by what. */
function withLies(body: unknown, next: () => { isLie: boolean; value: unknown }): unknown {
  if (Array.isArray(body)) return body.map((one) => withLies(one, next));
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, withLies(value, next)]));
  }
  const { isLie, value } = next();
  return isLie ? value : body;
}

/** All fields of a type that need no argument, two objects deep. */
function wholeSelection(type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument) || field.args.some(({ name }) => name === 'first')) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth > 0 && isObjectType(getNamedType(field.type))
      ? [`${field.name} ${wholeSelection(field.type, depth - 1)}`]
      : [];
  });
  return `{ ${fields.join(' ')} }`;
}

const schema = createSchema();
const whole = (name: string, depth?: number) => {
  const type = schema.getType(name);
  return isObjectType(type) ? wholeSelection(type, depth) : '';
};
const connection = (type: string) =>
  `{ totalCount nodes ${whole(type, 1)} failures { source { slug } code message retryAfterSeconds } provenance { url } }`;
const queries = [
  `{ jobAds(first: 20) ${connection('JobAd')} }`,
  `{ datasets(first: 20, filter: { query: "arbete" }) ${connection('Dataset')} }`,
  `{ parliamentaryDocuments(first: 20, query: "arbete") ${connection('ParliamentaryDocument')} }`,
  `{ occupation(code: "2221") { educations(first: 20) ${whole('Education', 1)} forecast(place: "SE") ${whole('Forecast', 1)} adsByPlace ${whole('PlaceCount', 1)} skillDemand ${whole('SkillDemand', 1)} } }`,
  `{ extractSkills(text: "Vi söker en sjuksköterska") ${whole('Concept', 1)} }`,
  `{ jobAdTrend(fromYear: 2023, toYear: 2024) ${whole('YearCount', 1)} }`,
  `{ person(name: "Alireza Akhondi") { member ${whole('MemberOfParliament', 1)} } }`,
  '{ concept(conceptId: "http://data.europa.eu/esco/isco/C2512") { prefLabel exactMatch broader { conceptId } } }',
  `{ sources ${whole('Source', 1)} }`,
];

/** Addresses that may not leave the gateway, wherever they stand in an answer. */
function badAddresses(value: unknown, name = ''): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => badAddresses(one, name));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inside]) => badAddresses(inside, key));
  const isAddress = /url|uri|homepage|landingPages|exactMatch/i.test(name);
  return isAddress && typeof value === 'string' && !/^(https?:\/\/[^\s"'<>@]+|urn:[^\s"'<>]+)$/.test(value)
    ? [value]
    : [];
}

describe('sources that lie', () => {
  let servers: LearnedServers;
  beforeAll(async () => {
    servers = await learnedServers(registry, queries);
  });
  afterAll(() => servers.close());

  it(
    'give data or their own typed error, whatever stands in place of any scalar',
    async () => {
      const stream = fc.infiniteStream(fc.record({ isLie: fc.nat(9).map((one) => one === 0), value: lie }));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...queries), stream, async (query, lies) => {
          servers.change = (body) =>
            typeof body === 'string' ? body : (withLies(body, () => lies.next().value) as object);
          const graph = await graphOver(registry, { mode: 'live', baseUrls: servers.baseUrls });
          try {
            const { errors, failures, data } = await graph.ask(query);

            for (const { code, message } of errors) expect(`${code}: ${message}`).toMatch(/^SOURCE_/);
            for (const { message } of [...errors, ...failures])
              expect(message).not.toContain('did not expect');
            expect(badAddresses(data)).toEqual([]);
          } finally {
            await graph.close();
          }
        }),
        { numRuns: runs(150) },
      );
    },
    runs(120_000),
  );
});
