import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, testSchema, testServer } from '../../support/http.ts';
import { refusal, repeat } from '../../support/refusals.ts';

const answer = { maxFields: 1_000, maxBytes: 20_000 };
const allies = (count: number) => Array.from({ length: count }, () => ({ code: 'A' }));

describe('an answer of more fields than allowed', () => {
  it('ends at the limit, without data, however low the estimate was', async () => {
    let resolved = 0;
    const schema = testSchema({
      party: () => ({
        allies: allies(400),
        get code() {
          resolved += 1;
          return 'X';
        },
      }),
    });
    const server = testServer({ schema, settings: { answer } });

    const reply = await ask(server, {
      query: `{ ${repeat(3, (i) => `a${i}: party { allies { code } }`)} ${repeat(50, (i) => `p${i}: party { code }`)} }`,
    });

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toEqual({ code: 'QUERY_TOO_COMPLEX', limit: 1_000 });
    expect(reply.body.data).toBeUndefined();
    expect(resolved).toBe(0);
  });

  it('ends also after a field that waited for a source', async () => {
    const schema = testSchema({ party: async () => ({ allies: allies(2_000) }) });

    const reply = await ask(testServer({ schema, settings: { answer } }), {
      query: '{ party { allies { code } } }',
    });

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(reply.body.errors).toHaveLength(1);
  });

  it('counts the fields of introspection', async () => {
    const server = testServer({ settings: { answer } });

    const reply = await ask(server, {
      query: `{ ${repeat(20, (i) => `a${i}: __schema { types { name kind description } }`)} }`,
    });

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });
});

it('errors count for a hundred fields each', async () => {
  const failing = Array.from({ length: 30 }, () => ({
    get friend() {
      throw new Error('no friend');
    },
  }));
  const schema = testSchema({ party: () => ({ allies: failing }) });

  const reply = await ask(testServer({ schema, settings: { answer } }), {
    query: '{ party { allies { friend { code } } } }',
  });

  expect(reply.status).toBe(400);
  expect(reply.body.errors).toHaveLength(1);
  expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 1_000 });
});

describe('an answer of more bytes than allowed', () => {
  const refused = async (query: string, echo = 'x'.repeat(3_000)) => {
    const schema = testSchema({ echo: () => echo, party: () => ({ allies: allies(90) }) });
    return refusal(await ask(testServer({ schema, settings: { answer } }), { query }));
  };

  it.each([
    ['one text many times', `{ ${repeat(8, (i) => `a${i}: echo`)} }`],
    ['long aliases', `{ party { allies { ${repeat(4, (i) => `${'a'.repeat(90)}${i}: code`)} } } }`],
  ])('is refused: %s', async (_, query) => {
    expect(await refused(query)).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 20_000 });
  });

  it('is refused where only its JSON is too long', async () => {
    expect(await refused('{ a: echo b: echo }', '\u0001'.repeat(3_000))).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      limit: 20_000,
    });
  });
});

it('others are answered while a long execution goes on', async () => {
  const busy = () => {
    const end = performance.now() + 15;
    while (performance.now() < end);
    return 'x';
  };
  const server = testServer({ schema: testSchema({ echo: busy }) });
  let turns = 0;
  const turn = () => {
    turns += 1;
    again = setImmediate(turn);
  };
  let again = setImmediate(turn);

  const reply = await ask(server, { query: `{ ${repeat(40, (i) => `a${i}: echo(text: "x")`)} }` });
  clearImmediate(again);

  expect(reply.body.data.a39).toBe('x');
  // 40 × 15 ms at 40 ms a turn.
  expect(turns).toBeGreaterThan(8);
});

it('others are answered while a long list is completed', async () => {
  let turns = 0;
  const places = Array.from({ length: 200 }, () => ({
    get code() {
      const end = performance.now() + 1;
      while (performance.now() < end);
      return turns;
    },
  }));
  const server = testServer({ schema: testSchema({ places: () => places }) });
  const turn = () => {
    turns += 1;
    again = setImmediate(turn);
  };
  let again = setImmediate(turn);

  const reply = await ask(server, { query: `{ places { ${repeat(6, (i) => `a${i}: code`)} } }` });
  clearImmediate(again);

  const seen = new Set(reply.body.data.places.map((place: { a0: string }) => place.a0));
  expect(seen.size).toBeGreaterThan(5);
});

describe('promises that nobody waits for', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  const afterwards = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(() => {
    process.off('unhandledRejection', note);
  });

  it('reject with nothing when an answer is ended in the middle of a list', async () => {
    // Of each item, the first field waits and the second is long.
    const ally = { friend: () => Promise.resolve(ally), code: 'x'.repeat(600) };
    const schema = testSchema({ party: () => ({ allies: Array.from({ length: 90 }, () => ally) }) });

    const reply = await ask(testServer({ schema, settings: { answer } }), {
      query: '{ party { allies { must: code friend { friend { code } } code } } }',
    });
    await afterwards();

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(unhandled).toEqual([]);
  });

  it('reject with nothing when one item of a list fails at once and another later', async () => {
    const failing = (error: () => unknown) => ({
      get code() {
        return error();
      },
    });
    const allies = [
      failing(() => Promise.reject(new Error('later'))),
      failing(() => {
        throw new Error('at once');
      }),
    ];
    const schema = testSchema({ party: () => ({ allies }) });

    const reply = await ask(testServer({ schema }), { query: '{ party { allies { code } } }' });
    await afterwards();

    expect(reply.body.errors?.length).toBeGreaterThan(0);
    expect(unhandled).toEqual([]);
  });
});
