import { readFileSync } from 'node:fs';
import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { naturalKeys } from '../../src/resolvers/support/entity-keys.ts';
import { printSdl, subgraphSteps } from '../../src/resolvers/support/sdl.ts';
import { createSchema } from '../../src/schema.ts';
import { registry } from '../../src/sources/registry.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { graphOver } from '../support/graph.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

const entities =
  'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Node { id } } }';

describe('the schema', () => {
  it('has no field for routers where people read it', () => {
    expect(printSdl(createSchema())).toBe(
      readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
    );
    expect(printSdl(createSchema())).not.toMatch(/_service|_entities|_Any|_Entity/);
  });

  it('has the keys of every entity where a router reads it', async () => {
    const { data } = await gateway.ask('{ _service { sdl } }');
    const { sdl } = data._service;

    expect(sdl).toMatch(/^extend schema @link\(url: "https:\/\/specs.apollo.dev\/federation\/v2/);
    for (const [type, { fields }] of naturalKeys)
      expect(sdl).toContain(
        `type ${type} implements Node @key(fields: "${fields.join(' ')}") @key(fields: "id") {`,
      );
    expect(sdl).toContain('type JobAd implements Node @key(fields: "id") {');
    expect(sdl).toContain('type PageInfo @shareable {');
  });

  it('is made for a router in steps of few types, and is whole', () => {
    const schema = createSchema();
    const count = Object.keys(schema.getTypeMap()).length;
    const steps = subgraphSteps(schema);
    let taken = 1;
    let step = steps.next();
    for (; !step.done; step = steps.next()) taken += 1;

    expect(taken).toBeGreaterThan(count / 25);
    const withoutKeys = step.value.replace(/ @(?:key\([^)]*\)|shareable)/g, '').replace(/^extend .*\n\n/, '');
    expect(withoutKeys).toBe(printSdl(schema));
  });

  it('lets a router ask for every node', async () => {
    const schema = createSchema();
    const node = schema.getType('Node');
    const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    const { data } = await gateway.ask('{ __type(name: "_Entity") { possibleTypes { name } } }');

    expect(data.__type.possibleTypes.map(({ name }: { name: string }) => name).sort()).toEqual(
      nodes.toSorted(),
    );
  });
});

describe('a reference', () => {
  it.each([
    ['Occupation', 'occupations { code id }', ['code']],
    ['Place', 'places { code id }', ['code']],
    ['Party', 'parties { code country id }', ['code', 'country']],
    ['Organisation', 'organisations { slug id }', ['slug']],
    ['Topic', 'topics { slug id }', ['slug']],
    ['Questionnaire', 'questionnaires { slug id }', ['slug']],
  ])('finds every %s by its key and by its id', async (type, list, fields) => {
    const { data } = await gateway.ask(`{ all: ${list} }`);
    const all: Record<string, string>[] = data.all.slice(0, 400);
    const byKey = all.map((one) => ({
      __typename: type,
      ...Object.fromEntries(fields.map((field) => [field, one[field]])),
    }));
    const byId = all.map(({ id }) => ({ __typename: type, id }));
    const expected = all.map(({ id }) => ({ __typename: type, id }));

    expect((await gateway.ask(entities, { of: byKey })).data?._entities).toEqual(expected);
    expect((await gateway.ask(entities, { of: byId })).data?._entities).toEqual(expected);
  });

  it('that means nothing is null, beside those that mean something', async () => {
    const place = { __typename: 'Place', code: '1280' };
    const { data, errors } = await gateway.ask(entities, {
      of: [
        place,
        { __typename: 'Place', code: '99999' },
        { __typename: 'Place', code: 1280 },
        { __typename: 'Place', code: '' },
        { __typename: 'Place', code: '\u0000' },
        { __typename: 'Place', name: 'Malmö' },
        // A look-up would find it by its name; a key is exact.
        { __typename: 'Place', code: 'Malmö' },
        { __typename: 'Party', code: 'C' },
        { __typename: 'Nothing', id: '1' },
        { __typename: 'constructor', id: '1' },
        // The id of a place.
        { __typename: 'Topic', id: Buffer.from('Place:1280').toString('base64url') },
      ],
    });

    expect(errors).toBeUndefined();
    expect(data._entities.filter(Boolean)).toEqual([
      { __typename: 'Place', id: Buffer.from('Place:1280').toString('base64url') },
    ]);
  });

  it.each([[1], [{ code: '1280' }], [null], [{ __typename: 1 }]])(
    'that is none is refused: %j',
    async (one) => {
      const { errors } = await gateway.ask(entities, { of: [one] });

      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    },
  );

  it('whose source fails costs only itself', async () => {
    const broken = await testGateway({ SOURCES: 'live', SOURCE_JOBSEARCH_URL: 'http://127.0.0.1:1' });
    onTestFinished(() => broken.close());
    const ad = { __typename: 'JobAd', id: Buffer.from('JobAd:jobsearch:1').toString('base64url') };
    const { data, errors } = await broken.ask(entities, {
      of: [{ __typename: 'Place', code: '1280' }, ad],
    });

    expect(data._entities).toEqual([{ __typename: 'Place', id: expect.any(String) }, null]);
    expect(errors).toMatchObject([
      { path: ['_entities', 1], extensions: { code: 'SOURCE_UNAVAILABLE', source: 'jobsearch' } },
    ]);
  });
});

describe('many references', () => {
  const of = Array.from({ length: 21 }, (_, at) => ({
    __typename: 'Place',
    code: String(at + 1).padStart(2, '0'),
  }));

  it('lead to one request upstream where the source allows it', async () => {
    const { url, asked } = await fakeUpstream({
      '*': { json: { total: { value: 9 }, stats: [{ type: 'region', values: [] }], hits: [] } },
    });
    // Without the limits of the gateway, which make a long execution pause in the middle of a batch.
    const live = await graphOver(
      registry.filter(({ id }) => id === 'jobsearch'),
      { mode: 'live', baseUrls: { jobsearch: url } },
    );
    onTestFinished(() => live.close());
    const { data } = await live.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Place { jobAds(first: 0) { totalCount } } } }',
      { of },
    );

    expect(data._entities.filter(Boolean).length).toBeGreaterThan(15);
    expect(asked).toHaveLength(1);
  });

  it('cost as many objects, in a variable and written out', async () => {
    const selection = '{ ... on Place { municipalities { municipalities { name } } } }';
    const many = Array.from({ length: 900 }, () => ({ __typename: 'Place', code: '12' }));
    const inVariable = await gateway.ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) ${selection} }`,
      { of: many },
    );
    const literal = Array.from({ length: 90 }, () => '{ __typename: "Place", code: "12" }').join(' ');
    const deep = '{ ... on Place { municipalities { municipalities { municipalities { name } } } } }';
    const writtenOut = await gateway.ask(`{ _entities(representations: [${literal}]) ${deep} }`);

    expect(inVariable.errors?.[0]?.extensions['code']).toBe('QUERY_TOO_COMPLEX');
    expect(writtenOut.errors?.[0]?.extensions['code']).toBe('QUERY_TOO_COMPLEX');
  });

  it('count the requests that each leads to', async () => {
    const ads = Array.from({ length: 1000 }, (_, at) => ({
      __typename: 'JobAd',
      id: Buffer.from(`JobAd:jobsearch:${at}`).toString('base64url'),
    }));
    const { errors } = await gateway.ask(entities, { of: ads });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', calls: expect.any(Number) });
  });

  it('are at most a thousand', async () => {
    const { errors } = await gateway.ask(entities, {
      of: Array(1001).fill({ __typename: 'Place', code: '12' }),
    });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', maximum: 1000 });
  });
});
