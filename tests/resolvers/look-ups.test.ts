import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64url');

describe('a look-up understands what a filter understands', () => {
  it.each([
    [
      'place(code: $value) { key: code }',
      '0180',
      ['0180', 'Stockholm', 'AvNB_uwa_6n6', globalId('Place', '0180')],
    ],
    [
      'occupation(code: $value) { key: code }',
      '2512',
      ['2512', 'DJh5_yyF_hEM', globalId('Occupation', '2512')],
    ],
    ['party(code: $value) { key: code }', 'L', ['L', 'l', 'FP', 'Liberalerna', globalId('Party', 'SE/L')]],
    [
      'organisation(slug: $value) { key: slug }',
      'digg',
      [
        'digg',
        'DIGG',
        '202100-6883',
        'http://dataportal.se/organisation/SE2021006883',
        'Q56302089',
        globalId('Organisation', 'digg'),
      ],
    ],
  ])('%s', async (query, key, values) => {
    for (const value of values) {
      const { data, errors } = await gateway.ask(`query ($value: String!) { found: ${query} }`, { value });
      expect([value, errors, data.found]).toEqual([value, undefined, { key }]);
    }
  });

  it.each([
    'place(code: $value) { code }',
    'occupation(code: $value) { code }',
    'party(code: $value) { code }',
    'organisation(slug: $value) { slug }',
  ])('%s is null for an unknown one, and an error for an empty one', async (query) => {
    const ask = (value: string) => gateway.ask(`query ($value: String!) { found: ${query} }`, { value });

    expect(await ask('no-such-thing-0')).toMatchObject({ data: { found: null } });
    expect((await ask('no-such-thing-0')).errors).toBeUndefined();
    expect((await ask(' ')).errors).toMatchObject([
      { message: expect.stringMatching(/is empty/), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('a filter', () => {
  const problem = async (query: string) => {
    const { errors, data } = await gateway.ask(query);
    expect(data).toBeDefined();
    return errors?.[0];
  };

  it('takes a label in place of a concept id, and suggests labels that are near', async () => {
    expect(
      (await gateway.ask('{ jobAds(filter: { skills: ["Java, programmeringsspråk"] }) { totalCount } }'))
        .errors,
    ).toBeUndefined();
    const refused = await problem('{ jobAds(filter: { skills: ["java"] }) { totalCount } }');

    expect(refused?.message.split('nearest are: ')[1]).toMatch(/^\S+ Java/);
    expect(refused?.message).not.toMatch(/WAN/);
  });

  it.each([
    '{ positions(parties: [""]) { id } }',
    '{ positions(questionnaire: " ") { id } }',
    '{ documents(query: "") { totalCount } }',
    '{ datasets(filter: { query: "" }) { totalCount } }',
    '{ jobAds(filter: { place: "" }) { totalCount } }',
    '{ jobAds(filter: { occupation: "" }) { totalCount } }',
    '{ parliamentaryDocuments(query: "arbete", party: "") { totalCount } }',
  ])('refuses an empty text as such: %s', async (query) => {
    expect(await problem(query)).toMatchObject({
      message: expect.stringMatching(/ is empty/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it.each([
    '{ parliamentaryDocuments(query: "arbete", from: "2024-02-01", to: "2024-01-01") { totalCount } }',
    '{ compareParties(topic: "labour-market", from: "2024-02-01", to: "2024-01-01") { share } }',
    '{ jobAdTrend(fromYear: 2024, toYear: 2020) { count } }',
  ])('refuses a period that ends before it begins: %s', async (query) => {
    expect(await problem(query)).toMatchObject({
      message: expect.stringMatching(/after/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('names parties by their names too', async () => {
    const { data, errors } = await gateway.ask(
      '{ positions(parties: ["Centerpartiet"]) { party { code } } }',
    );

    expect(errors).toBeUndefined();
    expect(data.positions[0].party.code).toBe('C');
  });
});

describe('a plain list goes on after the id of an item', () => {
  it.each([
    ['occupations(level: 4, PAGE) { id }', (data: { found: { id: string }[] }) => data.found],
    ['concepts(type: "skill", PAGE) { id }', (data: { found: { id: string }[] }) => data.found],
    ['persons(PAGE) { id }', (data: { found: { id: string }[] }) => data.found],
  ])('%s', async (query, itemsOf) => {
    const ask = async (page: string) => {
      const { data, errors } = await gateway.ask(`{ found: ${query.replace('PAGE', page)} }`);
      expect(errors).toBeUndefined();
      return itemsOf(data).map(({ id }) => id);
    };
    const whole = await ask('first: 6');
    const first = await ask('first: 3');

    const second = await ask(`first: 3, after: "${first.at(-1)}"`);

    expect([...first, ...second]).toEqual(whole);
  });

  it('and refuses an id that is not in the list', async () => {
    const { errors } = await gateway.ask('{ persons(after: "x") { id } }');

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });
});
