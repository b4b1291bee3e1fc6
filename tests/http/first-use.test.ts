import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FastifyInstance, fastify } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { typesOfTaxonomy } from '../../src/http/cost/lengths-of-content.ts';
import { type FirstUse, hasFieldsOf, waitForFirstUse } from '../../src/http/first-use.ts';
import { createSchema } from '../../src/schema.ts';

const isNeededBy = hasFieldsOf(createSchema(), typesOfTaxonomy);

describe('a document may need the taxonomy', () => {
  it.each([
    '{ occupation(code: "2512") { label } }',
    '{ dataGaps { measures { prefLabel } } }',
    '{ jobAds(filter: { query: "lärare" }) { totalCount } }',
    'query ($id: ID!) { node(id: $id) { id } }',
    '{ a: place(code: "1280") { indicators(slugs: ["x"]) { label } } }',
  ])('that asks for one of its types or a source: %s', (document) => {
    expect(isNeededBy(document)).toBe(true);
  });

  it.each([
    '{ __typename }',
    '{ questionnaire(slug: "valkompass-2022") { title questions { number shortTitle(lang: EN) } } }',
    '{ parties { code name } }',
    '{ elections { slug results { votes party { code } } } }',
  ])('and not that asks for the content alone: %s', (document) => {
    expect(isNeededBy(document)).toBe(false);
  });
});

describe('while the taxonomy is made', () => {
  /** A server whose first use is made when the test says so. */
  async function server(): Promise<{ app: FastifyInstance; made(): void; begun(): number }> {
    let made = () => {};
    let isMade = false;
    const making = new Promise<void>((resolve) => {
      made = resolve;
    }).then(() => {
      isMade = true;
    });
    let begun = 0;
    const make = () => {
      begun++;
      return making;
    };
    const firstUse: FirstUse = { isMade: () => isMade, make, isNeededBy };
    const app = fastify();
    onTestFinished(() => app.close());
    waitForFirstUse(app, firstUse);
    for (const url of ['/graphql', '/q/:name', '/health/live']) app.get(url, async () => 'answered');
    app.post('/graphql', async () => 'answered');
    await app.ready();
    return { app, made: () => made(), begun: () => begun };
  }

  const occupations = '{ occupations(query: "lärare") { label } }';
  const waits = async (answer: Promise<unknown>) => {
    let isAnswered = false;
    void answer.then(() => {
      isAnswered = true;
    });
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    return !isAnswered;
  };
  const post = (app: FastifyInstance, payload: object) =>
    app.inject({ method: 'POST', url: '/graphql', payload }).then(({ body }) => body);
  const get = (app: FastifyInstance, url: string) => app.inject(url).then(({ body }) => body);

  it.each([
    ['a document that may need it', (app: FastifyInstance) => post(app, { query: occupations })],
    [
      'the same by GET',
      (app: FastifyInstance) => get(app, `/graphql?query=${encodeURIComponent(occupations)}`),
    ],
    ['a document known by its hash alone', (app: FastifyInstance) => post(app, { extensions: {} })],
    ['a saved query', (app: FastifyInstance) => get(app, '/q/occupation.json')],
  ])('%s waits, and is answered then', async (_, ask) => {
    const { app, made } = await server();
    const answer = ask(app);

    expect(await waits(answer)).toBe(true);
    made();
    expect(await answer).toBe('answered');
  });

  it('the content and the health are answered', async () => {
    const { app, begun } = await server();

    expect(await post(app, { query: '{ parties { code } }' })).toBe('answered');
    expect(await get(app, '/health/live')).toBe('answered');
    expect(begun()).toBe(0);
  });
});
