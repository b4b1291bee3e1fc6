import { repeat } from '../../support/refusals.ts';

/** What became of a query: the code of its refusal, or the most that its answer may hold. */
export type Outcome = { refused: string } | { fields: number; bytes: number; calls: number };

interface WorstQuery {
  query: string;
  variables?: Record<string, unknown>;
  outcome: Outcome;
}

const longText = 'å'.repeat(9_990);
const refused = { refused: 'QUERY_TOO_COMPLEX' };
const values = (count: number, name: string) => repeat(count, (i) => `${name}${i}: ${name}`);

/** Queries that cost most for what they look like: written by hand, and found by the search for cost. */
export const worstQueries: Readonly<Record<string, WorstQuery>> = {
  'introspection with aliases at every level': {
    query: `{ ${repeat(100, (i) => `a${i}: __schema { ...S }`)} }
      fragment S on __Schema { ${repeat(50, (i) => `b${i}: types { ...T }`)} }
      fragment T on __Type { ${repeat(50, (i) => `c${i}: fields { name }`)} }`,
    outcome: refused,
  },
  'introspection of one large type': {
    query: `{ ${repeat(90, (i) => `a${i}: __type(name: "Query") { fields { name description args { name } } }`)} }`,
    outcome: { fields: 100_000, bytes: 8_000_000, calls: 0 },
  },
  'positions of questions of positions': {
    query: `{ positions { question { positions { question { positions { ${values(99, 'stance')} } } } } } }`,
    outcome: refused,
  },
  'as many values as the cost allows': {
    query: `{ a: places { ${values(99, 'name')} } b: places { ${values(99, 'code')} } }`,
    outcome: { fields: 65_000, bytes: 2_000_000, calls: 0 },
  },
  'values under long aliases': {
    query: `{ places { ${repeat(90, (i) => `${'a'.repeat(5_000)}${i}: name`)} } }`,
    outcome: refused,
  },
  'objects under aliases as long as allowed': {
    query: `{ sources { ${repeat(60, (i) => `${'a'.repeat(95)}${i}: latency { ...L }`)} } }
      fragment L on LatencySummary { ${repeat(60, (i) => `${'b'.repeat(95)}${i}: p50`)} }`,
    outcome: { fields: 60_000, bytes: 8_000_000, calls: 0 },
  },
  'long aliases inside fragments of every position': {
    query: `{ positions { ...P } }
      fragment P on Position { ${repeat(20, (i) => `${'a'.repeat(90)}${i}: provenance { ...O }`)} }
      fragment O on Provenance { ${repeat(60, (i) => `${'b'.repeat(90)}${i}: url`)} }`,
    outcome: refused,
  },
  'as many addresses of positions as an answer may hold': {
    query: `{ positions { provenance { ...O } } }
      fragment O on Provenance { ${repeat(90, (i) => `${'b'.repeat(95)}${i}: url`)} }`,
    outcome: { fields: 5_000, bytes: 1_000_000, calls: 0 },
  },
  'one topic from the depth of every position': {
    query: `{ topics { positions { topics { positions { topics { positions { stance } } } } } } }`,
    outcome: refused,
  },
  'a long name for each of many places': {
    query: `query ($p: String) { ${repeat(99, (i) => `a${i}: jobAds(filter: { place: $p }) { totalCount }`)} }`,
    variables: { p: longText },
    outcome: { fields: 200, bytes: 50_000, calls: 0 },
  },
  'an error for each of many places': {
    query: `{ places { ${repeat(20, (i) => `a${i}: jobAds(query: "") { totalCount }`)} } }`,
    outcome: refused,
  },
  'searches as many as one selection may hold': {
    query: `{ ${repeat(99, (i) => `a${i}: searchHits(query: "data ${i}") { highlight }`)} }`,
    outcome: refused,
  },
  'the members of fragments that double': {
    query: `{ ...F0 } ${repeat(40, (i) => `fragment F${i} on Query { ${i < 39 ? `...F${i + 1} ... { ...F${i + 1} }` : 'places { name }'} }`)}`,
    outcome: refused,
  },
  'nodes of a source by their ids': {
    query: `{ ${repeat(99, (i) => `a${i}: node(id: "${Buffer.from(`Dataset:https://example.org/${i}`).toString('base64url')}") { id }`)} }`,
    outcome: refused,
  },
  'many long texts to match, each another': {
    query: `query (${repeat(40, (i) => `$t${i}: String!`)}) { ${repeat(40, (i) => `a${i}: matchOccupations(text: $t${i}, first: 1) { score }`)} }`,
    variables: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`t${at}`, `${at} ${longText}`])),
    outcome: refused,
  },
  'one long text to match many times': {
    query: `query ($t: String!) { ${repeat(100, (i) => `a${i}: matchJobAds(text: $t, first: 0) { totalCount }`)} }`,
    variables: { t: longText },
    outcome: refused,
  },
  'many long searches of documents': {
    query: `{ ${repeat(99, (i) => `a${i}: documents(query: "${'ö'.repeat(960)} ${i}", first: 0) { totalCount }`)} }`,
    outcome: refused,
  },
  'many occupations that there are not': {
    query: `{ ${repeat(100, (i) => `a${i}: occupation(code: "${'skötare '.repeat(20)}${i}") { code }`)} }`,
    outcome: refused,
  },
};
