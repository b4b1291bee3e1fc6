import { expect, it } from 'vitest';
import { testSchema, testServer } from '../support/http.ts';

/** A server that says when it is quiet, and whose field `slow` waits until it is let go. */
function aServer() {
  const quiet: string[] = [];
  const waiting: (() => void)[] = [];
  const schema = testSchema({
    slow: () => new Promise((resolve) => waiting.push(() => resolve('done'))),
  });
  const server = testServer({ schema, onQuiet: () => quiet.push('quiet') });
  const ask = (query: string, signal?: AbortSignal) =>
    fetch(`${url}/graphql?${new URLSearchParams({ query })}`, signal ? { signal } : {});
  let url = '';
  const listen = async () => {
    ({ url } = await server.listen());
  };
  return { quiet, waiting, ask, listen };
}

it('is told when the last answer under way has left, and not before', async () => {
  const { quiet, waiting, ask, listen } = aServer();
  await listen();

  const slow = ask('{ slow }');
  await expect.poll(() => waiting.length).toBe(1);
  await (await ask('{ hello }')).text();
  const whileOneIsMade = [...quiet];
  waiting[0]?.();
  await (await slow).text();

  expect(whileOneIsMade).toEqual([]);
  await expect.poll(() => quiet).toEqual(['quiet']);
});

it('is told also when the client has gone away', async () => {
  const { quiet, waiting, ask, listen } = aServer();
  await listen();
  const client = new AbortController();

  const slow = ask('{ slow }', client.signal).catch(() => 'gone');
  await expect.poll(() => waiting.length).toBe(1);
  client.abort();
  await slow;

  await expect.poll(() => quiet).toEqual(['quiet']);
  waiting[0]?.();
});
