import fc from 'fast-check';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSchema } from '../../src/schema.ts';
import type { AnySource } from '../../src/sources/registry.ts';
import { registry } from '../../src/sources/registry.ts';
import { type Graph, graphOver } from '../support/graph.ts';
import { runs } from '../support/runs.ts';

const page = (after: string | null) => `first: 2${after === null ? '' : `, after: ${JSON.stringify(after)}`}`;
const cursor = 'pageInfo { endCursor hasNextPage }';

const report = Buffer.from('ParliamentaryDocument:stortinget:3').toString('base64url');

/** A query for every field with a cursor, with a page of it at any place. */
const lists: Readonly<Record<string, (after: string | null) => string>> = {
  'MemberOfParliament.documents': (after) =>
    `{ person(name: "Alireza Akhondi") { member { documents(${page(after)}) { ${cursor} } } } }`,
  'MemberOfParliament.votes': (after) =>
    `{ person(name: "Alireza Akhondi") { member { votes(${page(after)}) { ${cursor} } } } }`,
  'Occupation.jobAds': (after) => `{ occupation(code: "2512") { jobAds(${page(after)}) { ${cursor} } } }`,
  'Organisation.datasets': (after) =>
    `{ organisation(slug: "digg") { datasets(${page(after)}) { ${cursor} } } }`,
  'Organisation.informationRequests': (after) =>
    `{ organisation(slug: "digg") { informationRequests(${page(after)}) { ${cursor} } } }`,
  'Organisation.jobAds': (after) => `{ organisation(slug: "digg") { jobAds(${page(after)}) { ${cursor} } } }`,
  'Party.documents': (after) => `{ party(code: "C") { documents(${page(after)}) { ${cursor} } } }`,
  'Party.members': (after) => `{ party(code: "C") { members(${page(after)}) { ${cursor} } } }`,
  'Place.jobAds': (after) => `{ place(code: "01") { jobAds(${page(after)}) { ${cursor} } } }`,
  'Query.datasetChanges': (after) =>
    `{ datasetChanges(since: "2020-01-01", topic: "ai", ${page(after)}) { ${cursor} } }`,
  'Query.datasets': (after) => `{ datasets(filter: { query: "arbete" }, ${page(after)}) { ${cursor} } }`,
  'Query.documents': (after) => `{ documents(${page(after)}) { ${cursor} } }`,
  'Query.informationRequests': (after) =>
    `{ informationRequests(query: "statistik", ${page(after)}) { ${cursor} } }`,
  'Query.jobAds': (after) => `{ jobAds(${page(after)}) { ${cursor} } }`,
  'Query.matchJobAds': (after) => `{ matchJobAds(text: "utvecklare", ${page(after)}) { ${cursor} } }`,
  'Query.statisticsTables': (after) =>
    `{ statisticsTables(query: "arbetslöshet", ${page(after)}) { ${cursor} } }`,
  'Query.parliamentaryDocuments': (after) =>
    `{ parliamentaryDocuments(query: "arbete", ${page(after)}) { ${cursor} } }`,
  'Topic.datasets': (after) => `{ topic(slug: "digitalisation") { datasets(${page(after)}) { ${cursor} } } }`,
  'Topic.documents': (after) =>
    `{ topic(slug: "digitalisation") { documents(${page(after)}) { ${cursor} } } }`,
  'Topic.informationRequests': (after) =>
    `{ topic(slug: "digitalisation") { informationRequests(${page(after)}) { ${cursor} } } }`,
  'Topic.jobAds': (after) => `{ topic(slug: "digitalisation") { jobAds(${page(after)}) { ${cursor} } } }`,
  'Topic.parliamentaryDocuments': (after) =>
    `{ topic(slug: "digitalisation") { parliamentaryDocuments(${page(after)}) { ${cursor} } } }`,
  'VotePoint.votes': (after) =>
    `{ node(id: "${report}") { ... on ParliamentaryDocument { votes { votes(${page(after)}) { ${cursor} } } } } }`,
};
/** Fields whose cursors are tested elsewhere. */
const elsewhere = [
  // Their `after` is the id of an item: look-ups.test.ts.
  'Occupation.occupationNames',
  'Occupation.skills',
  'Occupation.substitutes',
  'Query.goneDatasets',
  'Query.search',
  'Query.searchHits',
  // No sample follows from a position: parliament.test.ts.
  'Position.followUp',
  'SkillDemand.skills',
  'Topic.concepts',
  'Topic.occupations',
  'Topic.statisticsTables',
  'Query.concepts',
  'Query.occupations',
  'Query.persons',
  'Subscription.jobAdEvents',
];

it('every field with a cursor is tried', () => {
  const found = Object.values(createSchema().getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.some((argument) => argument.name === 'after') ? `${type.name}.${name}` : [],
        )
      : [],
  );

  expect([...Object.keys(lists), ...elsewhere].sort()).toEqual(found.sort());
});

let graph: Graph;
/** Everything that a source was asked. */
const asked: string[] = [];
beforeAll(async () => {
  const listening = registry.map((declaration): AnySource => {
    const samples: AnySource['samples'] = (request) => {
      asked.push(`${request.path}?${request.query}`);
      return declaration.samples(request);
    };
    return { ...declaration, samples };
  });
  graph = await graphOver(listening, { mode: 'sample' });
});
afterAll(() => graph.close());

const broken = fc.oneof(
  fc.constantFrom<unknown>(
    '0~xyz',
    'NaN',
    '-1',
    '1e9',
    '99999999999',
    '0~2026-99-99T99:99:99~1',
    '~~~',
    'x~1',
    '..',
  ),
  fc.constantFrom<unknown>('0~9999-12-31T23:59:59.1~99999999999', '1~', '', null, -1, 1.5, 1e300, {}, []),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.jsonValue(),
);
/** A real cursor with anything in the place of some of its values, or cut, or something else altogether. */
function forged(real: string): fc.Arbitrary<string> {
  const read: unknown = (() => {
    try {
      return JSON.parse(Buffer.from(real, 'base64url').toString());
    } catch {
      return null;
    }
  })();
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
  const damaged = fc.infiniteStream(fc.tuple(fc.boolean(), broken)).map((values) => {
    const change = (value: unknown, key = ''): unknown => {
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one, name)]));
      const [isBroken, other] = values.next().value as [boolean, unknown];
      // The mark stays right, so that the rest of the cursor is read.
      return isBroken && key !== 's' ? other : value;
    };
    return encode(change(read));
  });
  return fc.oneof(
    { weight: 4, arbitrary: damaged },
    fc.nat(real.length).map((length) => real.slice(0, length)),
    fc.string({ unit: 'binary' }).map((text) => text.replace(/[\0\p{Cs}]/gu, 'x')),
    fc.integer().map((offset) => Buffer.from(`offset:${offset}`).toString('base64url')),
    broken.map(encode),
  );
}

const endCursor = (data: unknown): string | null =>
  /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? null;

it.each(Object.entries(lists))('%s gives cursors of at most 200 bytes that lead on', async (_, query) => {
  let after: string | null = null;
  for (let page = 0; page < 4; page++) {
    const { data, errors } = await graph.ask(query(after));
    expect(errors).toEqual([]);
    after = endCursor(data);
    if (after === null) break;
    expect(after.length).toBeLessThanOrEqual(200);
    if (/"hasNextPage":false/.test(JSON.stringify(data))) break;
  }
});

it('educations, which have no ids, go on at an offset', async () => {
  const ask = async (page: string): Promise<unknown[]> => {
    const { data, errors } = await graph.ask(
      `{ occupation(code: "2512") { educations(${page}) { title provider url } } }`,
    );
    expect(errors).toEqual([]);
    return JSON.parse(JSON.stringify(data)).occupation.educations;
  };
  const whole = await ask('first: 3');
  expect(whole.length).toBeGreaterThan(1);

  expect([...(await ask('first: 1')), ...(await ask('first: 2, offset: 1'))]).toEqual(whole);
});

it.each(Object.entries(lists))('%s refuses forged and damaged cursors as bad input', async (name, query) => {
  const first = await graph.ask(query(null));
  const given = endCursor(first.data);
  if (name.startsWith('Query.') || name.startsWith('VotePoint.')) expect(given).not.toBeNull();
  const found = given && (await graph.sources.cursors.whole(given));
  await fc.assert(
    fc.asyncProperty(forged(found ?? ''), async (after) => {
      asked.length = 0;

      const { errors } = await graph.ask(query(after));

      for (const { code, message } of errors)
        expect(`${code} ${message}`).toMatch(/^(BAD_USER_INPUT|SOURCE_)/);
      expect(asked.join('\n')).not.toMatch(/NaN|Infinity|Invalid|undefined|=-\d/);
    }),
    { numRuns: runs(40) },
  );
});

const signs = ['***', '---', '" "', '\u0301', '…', '+', '🙂'];
it.each([
  ...signs.map((text) => ['signs alone', text] as const),
  ['NUL', 'a\u0000b'] as const,
  ['half of a character', 'a\ud800'] as const,
])('no search is made for %s: %j', async (_, text) => {
  const searches = [
    `datasets(filter: { query: $text }) { totalCount }`,
    `jobAds(filter: { query: $text }) { totalCount }`,
    `jobAds(filter: { employer: $text }) { totalCount }`,
    `parliamentaryDocuments(query: $text) { totalCount }`,
    `search(query: $text) { __typename }`,
    `places(query: $text) { name }`,
    `concepts(type: "skill", query: $text) { prefLabel }`,
    `organisations(query: $text) { slug }`,
    `occupations(query: $text) { code }`,
    `documents(query: $text) { totalCount }`,
    `matchJobAds(text: $text) { totalCount }`,
    `matchOccupations(text: $text) { score }`,
    `extractSkills(text: $text) { conceptId }`,
    `person(name: "Alireza Akhondi") { member { speeches(query: $text) { date } } }`,
  ];
  for (const search of searches) {
    asked.length = 0;
    const { errors, data } = await graph.ask(`query ($text: String!) { ${search} }`, { text });

    expect([search, errors.map(({ code }) => code)]).toEqual([search, ['BAD_USER_INPUT']]);
    expect(asked.filter((one) => one.includes('sok=') || one.includes('q='))).toEqual([]);
    expect(data).toBeDefined();
  }
});
