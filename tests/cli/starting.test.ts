import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { contentDirectory, startCommand } from '../support/command.ts';
import { freePort } from '../support/free-port.ts';

const get = async (port: number, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
  return answer && { status: answer.status, headers: answer.headers, body: await answer.json() };
};

it('is live and not ready while the content is not loaded', async () => {
  const sockets = new Set<Socket>();
  const silentDatabase = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(silentDatabase, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    silentDatabase.close();
  });
  const { port: databasePort } = silentDatabase.address() as AddressInfo;
  const port = await freePort();
  startCommand(['serve'], {
    PORT: String(port),
    DATABASE_URL: `postgres://user@127.0.0.1:${databasePort}/graph`,
  });
  await expect.poll(() => sockets.size).toBeGreaterThan(0);

  const live = await get(port, '/health/live');
  const ready = await get(port, '/health/ready');
  const query = await get(port, '/graphql?query={__typename}');

  expect(live).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(ready).toMatchObject({
    status: 503,
    body: { ready: false, degraded: [], checks: { content: 'being loaded' } },
  });
  expect(query).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: 'STARTING' } }] } });
  expect(query?.headers.get('retry-after')).toBe('2');
});

it('answers on the same port when the content is loaded', async () => {
  const port = await freePort();
  const gateway = startCommand(['serve'], { PORT: String(port), DATA_DIR: await contentDirectory() });

  const url = await gateway.url;

  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(await get(port, '/health/ready')).toMatchObject({
    status: 200,
    body: { ready: true, degraded: [] },
  });
});

it('says which port is in use before it opens anything else', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;

  const { code, error } = await startCommand(['serve'], { PORT: String(port) }).ended;

  expect(code).toBe(1);
  expect(error).toContain(`Port ${port} on 127.0.0.1 is in use`);
});
