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
      'arbetsformedlingen',
      [
        'arbetsformedlingen',
        'AF',
        'Swedish Public Employment Service',
        '202100-2114',
        globalId('Organisation', 'arbetsformedlingen'),
      ],
    ],
    [
      'topic(slug: $value) { key: slug }',
      'data-sharing',
      ['data-sharing', 'Data-Sharing', 'Datadelning', 'Data sharing', globalId('Topic', 'data-sharing')],
    ],
    [
      'questionnaire(slug: $value) { key: slug }',
      'valkompass-2022',
      ['valkompass-2022', globalId('Questionnaire', 'valkompass-2022')],
    ],
    [
      'question(questionnaire: $value, number: 1) { key: number }',
      1,
      ['valkompass-2022', globalId('Questionnaire', 'valkompass-2022')],
    ],
    [
      'document(slug: $value) { key: slug }',
      'en-datadriven-arbetsmarknad',
      ['en-datadriven-arbetsmarknad', 'En-datadriven-ARBETSMARKNAD'],
    ],
    ['source(slug: $value) { key: slug }', 'riksdagen', ['riksdagen', globalId('Source', 'riksdagen')]],
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
    'topic(slug: $value) { slug }',
    'questionnaire(slug: $value) { slug }',
    'question(questionnaire: $value, number: 1) { id }',
    'document(slug: $value) { slug }',
    'source(slug: $value) { slug }',
    'indicator(slug: $value) { id }',
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
    '{ elections(country: "") { id } }',
    '{ parties(country: " ") { id } }',
    '{ topic(slug: "ai") { positions(party: "") { id } } }',
    '{ party(code: "C") { seats(election: "") } }',
    '{ concepts(type: "skill", after: "") { id } }',
    '{ person(name: "") { id } }',
    '{ legalAct(celex: "") { id } }',
    '{ datasets(filter: { publisher: "" }) { totalCount } }',
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

  it.each([
    [
      '{ found: positions(topics: [$value]) { id } }',
      ['data-sharing', 'Datadelning', globalId('Topic', 'data-sharing')],
    ],
    [
      '{ found: positions(questionnaire: $value) { id } }',
      ['valkompass-2022', globalId('Questionnaire', 'valkompass-2022')],
    ],
    [
      '{ found: party(code: "C") { seats(election: $value) } }',
      ['se-riksdag-2022', 'SE-Riksdag-2022', globalId('Election', 'se-riksdag-2022')],
    ],
    ['{ found: elections(country: $value) { id } }', ['SE', 'se']],
  ])('gives the same for every form of what it names: %s', async (query, values) => {
    const answers = await Promise.all(
      values.map((value) => gateway.ask(`query ($value: String!) ${query}`, { value })),
    );

    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined();
      expect(data).toEqual(answers[0]?.data);
      expect(data.found).not.toEqual([]);
    }
  });

  it.each([
    ['topics', '{ positions(topics: ["datadelnin"]) { id } }', 'data-sharing'],
    ['questionnaire', '{ positions(questionnaire: "valkompas") { id } }', 'valkompass-2022'],
    ['election', '{ party(code: "C") { seats(election: "riksdag-2022") } }', 'se-riksdag-2022'],
    ['country', '{ elections(country: "XX") { id } }', 'SE'],
    ['country', '{ parties(country: "XX") { id } }', 'SE'],
    [
      'publisher',
      '{ datasets(filter: { publisher: "arbetsformedlinge" }) { totalCount } }',
      'arbetsformedlingen',
    ],
  ])('refuses an unknown one, and names the nearest: %s', async (argument, query, near) => {
    expect((await problem(query))?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
      validValues: expect.arrayContaining([near]),
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

type Found = { found: { id: string }[] };
const ofItems = (data: { found: { items: { id: string }[] } }) => data.found.items;

describe('a plain list goes on after the id of an item', () => {
  it.each([
    ['occupations(level: 4, PAGE) { id }', (data: Found) => data.found],
    ['concepts(type: "skill", PAGE) { id }', (data: Found) => data.found],
    ['persons(PAGE) { id }', (data: Found) => data.found],
    ['search(query: "arbete", PAGE) { ... on Node { id } }', (data: Found) => data.found],
    [
      'searchHits(query: "arbete", PAGE) { result { ... on Node { id } } }',
      (data: { found: { result: { id: string } }[] }) => data.found.map(({ result }) => result),
    ],
    [
      'occupation(code: "2512") { items: substitutes(PAGE) { concept { id } } }',
      (data: { found: { items: { concept: { id: string } }[] } }) =>
        data.found.items.map(({ concept }) => concept),
    ],
    ['topic(slug: "lifelong-learning") { items: occupations(PAGE) { id } }', ofItems],
    ['topic(slug: "data-sharing") { items: concepts(PAGE) { id } }', ofItems],
  ])('%s', async (query, itemsOf) => {
    const ask = async (page: string) => {
      const { data, errors } = await gateway.ask(`{ found: ${query.replace('PAGE', page)} }`);
      expect(errors).toBeUndefined();
      return itemsOf(data).map(({ id }) => id);
    };
    const whole = await ask('first: 6');
    const half = Math.ceil(whole.length / 2);
    expect(whole.length).toBeGreaterThan(1);
    const first = await ask(`first: ${half}`);

    const second = await ask(`first: ${6 - half}, after: "${first.at(-1)}"`);

    expect([...first, ...second]).toEqual(whole);
  });

  it('and refuses an id that is not in the list', async () => {
    const { errors } = await gateway.ask('{ persons(after: "x") { id } }');

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });
});
