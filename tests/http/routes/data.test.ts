import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCsv } from '../../../src/http/data/csv.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ SOURCES: 'sample' });
});
afterAll(() => gateway.close());

async function get(path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const answer = await gateway.server.inject({ method, url: path, headers });
  return {
    status: answer.statusCode,
    header: (name: string) => String(answer.headers[name] ?? ''),
    text: () => answer.body,
    json: () => answer.json(),
  };
}
const popolo = async (name: string) => (await get(`/data/popolo/${name}.json`)).json();

/** A table read back from CSV, by the rules of RFC 4180. */
function readCsv(csv: string): string[][] {
  const cells = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('the compass as CSV', () => {
  it('has a row for every question and party, and tells where its codebook is', async () => {
    const response = await get('/data/valkompass-2022.csv');
    const [head = [], ...rows] = readCsv(await response.text());

    expect(response.header('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.header('link')).toContain('</data/valkompass-2022.codebook.csv>; rel="describedby"');
    expect(rows).toHaveLength(6 * 8);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]));
    const row = (question: string, party: string) => {
      const found = rows.find(
        (one) => one[head.indexOf('question')] === question && one[head.indexOf('party')] === party,
      );
      return Object.fromEntries(head.map((name, at) => [name, found?.[at]]));
    };
    expect(row('1', 'C')).toMatchObject({
      status: 'ANSWERED',
      named_persons: 'Niels Paarup-Petersen; Alireza Akhondi',
      election: 'se-riksdag-2022',
    });
    expect(row('1', 'M')).toMatchObject({
      status: 'NO_RESPONSE',
      stance: 'NONE',
      summary_sv: expect.any(String),
    });
  });

  it('has a codebook with every column, and all values of the closed ones', async () => {
    const [head = []] = readCsv(await (await get('/data/valkompass-2022.csv')).text());
    const codebook = readCsv(await (await get('/data/valkompass-2022.codebook.csv')).text()).slice(1);
    const { rows } = await (await get('/data/valkompass-2022.json')).json();

    expect(codebook.map(([variable]) => variable)).toEqual(head);
    expect(codebook.every(([, description]) => description)).toBe(true);
    for (const [variable = '', , values = ''] of codebook.filter(([, , values]) => values)) {
      const used = new Set(rows.map((row: Record<string, string>) => row[variable]));
      expect(values.split('; ')).toEqual(expect.arrayContaining([...used]));
    }
  });

  it('quotes what would break the table, and makes no formula of a text', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          { a: 'x,"y"\nz', b: '=1+1' },
          { a: null, b: -1 },
        ],
      ),
    ).toBe('a,b\r\n"x,""y""\nz",\'=1+1\r\n,-1\r\n');
  });
});

it('the compass as JSON has licence, sources and codebook inside', async () => {
  const { meta, codebook, rows } = await (await get('/data/valkompass-2022.json')).json();

  expect(meta).toMatchObject({ election: 'se-riksdag-2022', sources: [{ document: expect.any(String) }] });
  expect(meta).toMatchObject({ licence: null, rights: expect.stringContaining('No licence is stated') });
  expect(rows).toHaveLength(48);
  expect(codebook.map(({ variable }: { variable: string }) => variable)).toEqual(Object.keys(rows[0]));
});

it.each([
  '/data/none.csv',
  '/data/valkompass-2022.xml',
  '/data/popolo/none.json',
  '/data/',
  '/data/../package.json',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

it('answers 304 to a client that has the file, and has no body for HEAD', async () => {
  const first = await get('/data/valkompass-2022.csv');
  const again = await get('/data/valkompass-2022.csv', { 'if-none-match': first.header('etag') });
  const head = await get('/data/valkompass-2022.csv', {}, 'HEAD');

  expect(again.status).toBe(304);
  expect([head.status, head.text()]).toEqual([200, '']);
});

describe('Popolo', () => {
  it('has persons with their ids and other spellings, and no day of birth or address', async () => {
    const { persons } = await popolo('persons');
    const niels = persons.find(({ id }: { id: string }) => id === 'niels-paarup-petersen');

    expect(niels).toMatchObject({
      name: 'Niels Paarup-Petersen',
      other_names: [{ name: 'Niels Paarup Petersen' }],
    });
    expect(niels.identifiers).toContainEqual({ scheme: 'riksdagen', identifier: '0587736055221' });
    expect(Object.keys(niels)).not.toContain('birth_date');
  });

  it('names every original with its licence', async () => {
    const { meta } = await popolo('memberships');

    expect(meta.sources).toContainEqual({
      document: 'Stortinget, list of representatives 2021-2025',
      url: 'https://data.stortinget.no',
      licence: 'NLOD',
    });
  });

  it('has each party as one organisation, with its former code', async () => {
    const { organizations } = await popolo('organization');
    const named = (name: string) => organizations.filter((one: { name: string }) => one.name === name);

    expect(named('Centerpartiet')).toHaveLength(1);
    expect(named('Liberalerna')[0]).toMatchObject({
      id: 'SE/L',
      classification: 'party',
      other_names: expect.arrayContaining([{ name: 'FP', note: 'code of the party before' }]),
    });
    expect(named('Oslo Arbeiderparti')[0]).toMatchObject({ parent_id: 'NO/A' });
  });

  it('has memberships with days, between persons and organisations that are there', async () => {
    const [{ memberships }, { persons }, { organizations }] = await Promise.all(
      ['memberships', 'persons', 'organizations'].map(popolo),
    );
    const ids = (list: { id: string }[]) => new Set(list.map(({ id }) => id));

    expect(memberships).toContainEqual(
      expect.objectContaining({
        person_id: 'roger-haddad',
        organization_id: 'riksdagen',
        on_behalf_of_id: 'SE/L',
        start_date: '2010-10-04',
        end_date: '2022-09-26',
      }),
    );
    for (const one of memberships) {
      expect(ids(persons)).toContain(one.person_id);
      expect(ids(organizations)).toContain(one.organization_id);
      if (one.on_behalf_of_id) expect(ids(organizations)).toContain(one.on_behalf_of_id);
    }
    expect(ids(memberships).size).toBe(memberships.length);
  });

  it('has vote events with counts, marked as samples where no source may be asked', async () => {
    const { meta, vote_events } = await popolo('vote_events');

    expect(meta).toMatchObject({
      sources: [{ name: null, state: 'SAMPLE' }],
      failures: [],
    });
    expect(vote_events[0].counts).toContainEqual({ option: 'yes', value: 10, group_id: 'EX1' });
    const { motions } = await popolo('motions');
    expect(motions.map(({ id }: { id: string }) => id)).toContain(vote_events[0].motion_id);
  });
});

/** The parts of JSON Schema draft 3 that Popolo's schemas use. */
interface Schema {
  properties: Record<string, { type?: string | string[]; pattern?: string; format?: string; $ref?: string }>;
}

/** What of an object does not fit a schema. */
function mistakes(object: Record<string, unknown>, { properties }: Schema): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const rule = properties[name];
    if (!rule) return [`${name} is no property`];
    const types = [rule.type ?? 'object'].flat();
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    if (!types.includes(type)) return [`${name} is ${type}`];
    if (rule.pattern && value !== null && !new RegExp(rule.pattern).test(String(value)))
      return [`${name}: ${value}`];
    if (rule.format === 'date-time' && value !== null && !/^\d{4}-\d{2}-\d{2}T/.test(String(value)))
      return [`${name}: ${value}`];
    if (rule.format === 'uri' && value !== null && !URL.canParse(String(value))) return [`${name}: ${value}`];
    return [];
  });
}

/** What is required inside lists, by the published specification. */
function insideMistakes(object: Record<string, unknown>): string[] {
  const required: Record<string, string[]> = {
    other_names: ['name'],
    identifiers: ['identifier'],
    links: ['url'],
    sources: ['url'],
    counts: ['option', 'value'],
    group_results: ['result'],
  };
  return Object.entries(required).flatMap(([list, fields]) => {
    const items = object[list];
    if (!Array.isArray(items)) return [];
    return items.flatMap((item) =>
      fields
        .filter((field) => item[field] === null || item[field] === undefined)
        .map((field) => `${list}.${field} is missing`),
    );
  });
}

const classes = [
  ['persons', 'person'],
  ['organizations', 'organization'],
  ['memberships', 'membership'],
  ['vote_events', 'vote_event'],
  ['votes', 'vote'],
  ['motions', 'motion'],
] as const;

it.each(classes)('%s have what the specification requires inside lists', async (list) => {
  const objects: Record<string, unknown>[] = (await popolo(list))[list];

  expect(objects.flatMap(insideMistakes)).toEqual([]);
});

describe.skipIf(!recordedFile('popolo'))('the published schemas', () => {
  it.each(classes)('fit all %s', async (list, name) => {
    const schema: Schema = JSON.parse(recordedText(`popolo/${name}.schema.json`));
    const objects: Record<string, unknown>[] = (await popolo(list))[list];

    expect(objects.flatMap((object) => mistakes(object, schema))).toEqual([]);
  });
});

it.each(['constructor', '__proto__'])('has no Popolo file of %s', async (name) => {
  expect((await get(`/data/popolo/${name}.json`)).status).toBe(404);
});
