import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { turnForLong } from '../../../src/http/graphql/apollo.ts';
import { openTestServer } from '../../support/http.ts';

const server = openTestServer();
afterAll(() => server.close());

/** Turns of the event loop until a request is answered, in which others could be. */
async function turnsOf(query: string): Promise<number> {
  let turns = 0;
  let isAnswered = false;
  const answered = server
    .inject({ method: 'POST', url: '/graphql', payload: { query } })
    .then(({ statusCode }) => {
      isAnswered = true;
      return statusCode;
    });
  while (!isAnswered) {
    await setImmediate();
    turns += 1;
  }
  expect(await answered).toBe(200);
  return turns;
}

it('are parsed, validated and measured in turns of their own', async () => {
  await turnsOf('{ first: hello }');
  const short = await turnsOf('{ short: hello }'.padEnd(20_000));

  expect(await turnsOf('{ long: hello }'.padEnd(20_001))).toBeGreaterThanOrEqual(short + 3);
});

it('let others come first, as short ones do not', async () => {
  const order: string[] = [];
  const others = setImmediate().then(() => order.push('others'));

  await turnForLong({ source: '{ hello }' });
  order.push('short');
  await turnForLong({ source: ' '.repeat(20_001) });
  order.push('long');
  await others;

  expect(order).toEqual(['short', 'others', 'long']);
});
