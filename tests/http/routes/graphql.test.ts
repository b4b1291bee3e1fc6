import { expect, it } from 'vitest';
import { testSchema, testServer } from '../../support/http.ts';
import { leavingClient } from '../../support/leaving-client.ts';

/** A server that reports when it is idle. Its field `slow` waits until the test resolves it. */
function aServer() {
  const idle: string[] = [];
  const waiting: (() => void)[] = [];
  const schema = testSchema({
    slow: () => new Promise((resolve) => waiting.push(() => resolve('done'))),
  });
  const server = testServer({ schema, onIdle: () => idle.push('idle') });
  const ask = (query: string, client: { fetch(url: string): Promise<Pick<Response, 'text'>> } = { fetch }) =>
    client.fetch(`${url}/graphql?${new URLSearchParams({ query })}`);
  let url = '';
  const listen = async () => {
    ({ url } = await server.listen());
  };
  return { idle, waiting, ask, listen };
}

it('calls onIdle when the last response in progress has been sent, and not before', async () => {
  const { idle, waiting, ask, listen } = aServer();
  await listen();

  const slow = ask('{ slow }');
  await expect.poll(() => waiting.length).toBe(1);
  await (await ask('{ hello }')).text();
  const beforeTheLast = [...idle];
  waiting[0]?.();
  await (await slow).text();

  expect(beforeTheLast).toEqual([]);
  await expect.poll(() => idle).toEqual(['idle']);
});

it('calls onIdle also when the client has disconnected', async () => {
  const { idle, waiting, ask, listen } = aServer();
  await listen();
  const client = leavingClient();

  const slow = ask('{ slow }', client).catch(() => 'gone');
  await expect.poll(() => waiting.length).toBe(1);
  client.leave();
  await slow;

  await expect.poll(() => idle).toEqual(['idle']);
  waiting[0]?.();
});
