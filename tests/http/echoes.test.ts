import { afterAll, beforeAll, expect, it } from 'vitest';
import { cutEchoes, cutFacts } from '../../src/http/cut-echoes.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ RATE_LIMIT: '100000' });
});
afterAll(() => gateway.close());

const long = 'x'.repeat(100_000);
const middling = 'x'.repeat(190);
const text = 'y'.repeat(9_000);
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  gateway.server.inject({ method: 'POST', url, payload, headers });
const filter = 'query Q($value: JobAdFilter) { jobAds(filter: $value) { totalCount } }';

it.each<[string, object]>([
  ['the name of a field', { query: `{ ${long} }` }],
  ['the name of an argument', { query: `{ sources(${long}: 1) { slug } }` }],
  ['the name of a fragment', { query: `{ ...${long} }` }],
  ['the name of a type', { query: `query($a: ${long}) { sources { slug } }` }],
  ['the name of a variable', { query: `query($${long}: Int) { sources { slug } }` }],
  ['the name of a directive', { query: `{ sources @${long} { slug } }` }],
  ['the name of an operation', { query: '{ sources { slug } }', operationName: long }],
  ['the value of an enum', { query: `{ sources(kind: ${long}) { slug } }` }],
  ['a text where an enum should be', { query: `{ sources(kind: "${long}") { slug } }` }],
  [
    'the default of a variable',
    { query: `query($a: SourceKind = "${long}") { sources(kind: $a) { slug } }` },
  ],
  ['something behind the end', { query: `{ sources { slug } } ${long}` }],
  ['a name that is just allowed', { query: `{ ${middling} ${middling}a: ${middling}b }` }],
  ['a number without end', { query: `{ jobAds(first: ${'9'.repeat(100_000)}) { totalCount } }` }],
  [
    'a variable that is no enum',
    { query: 'query($a: SourceKind) { sources(kind: $a) { slug } }', variables: { a: text } },
  ],
  [
    'a variable that is no number',
    { query: 'query($a: Int) { jobAds(first: $a) { totalCount } }', variables: { a: text } },
  ],
  ['an object with a wrong name', { query: filter, variables: { value: { [text]: 1 } } }],
  ['an object with a wrong value', { query: filter, variables: { value: { places: { a: text } } } }],
  [
    'many wrong names',
    {
      query: filter,
      variables: { value: Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`k${at}`, 1])) },
    },
  ],
  ['an id', { query: `{ statisticsTable(agency: "${'a'.repeat(199)}", tableId: "1") { title } }` }],
  ['a word of a list', { query: `{ jobAds(filter: { places: ["${middling}"] }) { totalCount } }` }],
])('an error repeats at most some hundred letters of %s', async (_, body) => {
  const { statusCode, payload } = await post('/graphql', body);

  expect([statusCode, payload]).not.toEqual([500, expect.anything()]);
  const { errors } = JSON.parse(payload);
  for (const error of errors ?? []) {
    expect(error.message).not.toMatch(/(x|y|9){101}/);
    expect(error.message.length).toBeLessThan(4_100);
    expect(error.extensions.code).toMatch(/^[A-Z_]+$/);
  }
  expect(payload.length).toBeLessThan(60_000);
});

it.each([
  [
    'an object of 80 000 names',
    { value: Object.fromEntries(Array.from({ length: 80_000 }, (_, at) => [`k${at}`, 1])) },
  ],
  ['80 000 variables', Object.fromEntries(Array.from({ length: 80_000 }, (_, at) => [`k${at}`, 1]))],
  ['a list of 80 000 numbers', { value: { places: Array.from({ length: 80_000 }, () => 1) } }],
])('a body with %s is refused before it is parsed', async (_, variables) => {
  const reply = await post('/graphql', { query: filter, variables });

  expect(reply.statusCode).toBe(400);
  expect(reply.json().errors[0]).toMatchObject({
    message: 'The body holds more than 20000 names and items. Split it.',
    extensions: { code: 'BAD_REQUEST' },
  });
});

it.each<[string, object]>([
  ['an unknown tool', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: long, arguments: {} } }],
  ['an unknown method', { jsonrpc: '2.0', id: 1, method: long }],
  ['an unknown version', { jsonrpc: long, id: 1, method: 'tools/list' }],
  [
    'an unknown saved query',
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'run_saved_query', arguments: { name: long } },
    },
  ],
  [
    'a wrong argument',
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'search', arguments: { [long]: long } } },
  ],
])('an assistant gets no long echo of %s', async (_, message) => {
  const { payload } = await post('/mcp', message, { accept: 'application/json, text/event-stream' });

  expect(payload.length).toBeLessThan(6_000);
});

it.each([
  ['no table', `/statistics/scb/${middling}.csv`],
  ['a parameter', `/statistics/scb/TAB1.csv?${middling}=1`],
  ['a saved query', `/q/${middling}.json`],
  ['a variable of a saved query', `/q/job-ads.json?${middling}=1`],
  ['a path', `/${middling}${middling}`],
])('a refusal repeats no long part of the address: %s', async (_, url) => {
  const { payload } = await gateway.server.inject({ url });

  expect(payload).not.toMatch(/x{201}/);
});

it('quotes are cut, and addresses, lists of choices and short quotes stay whole', () => {
  const file = `/statistics/scb/TAB1.csv?valueCodes[Region]=${'0180,'.repeat(100)}`;

  expect(cutEchoes(`There is no "${long}". The nearest are: a, b.`)).toBe(
    `There is no "${'x'.repeat(100)}…". The nearest are: a, b.`,
  );
  expect(cutEchoes(`Fetch the file ${file}, or narrow Region.`)).toContain(file);
  expect(cutFacts({ code: 'BAD_USER_INPUT', value: long, file })).toEqual({
    code: 'BAD_USER_INPUT',
    value: `${'x'.repeat(100)}…`,
    file,
  });
});
