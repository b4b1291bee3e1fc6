import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { lastEventId } from '../../../src/http/stream/last-event-id.ts';
import { hasChromium, openChromium, requireChromium } from '../../support/chromium.ts';
import { eventLog } from '../../support/event-log.ts';
import { testSchema, testServer } from '../../support/http.ts';

interface Context {
  signal: AbortSignal;
  lastEventId: string | null;
}
const tick = (number: number) => ({ number, cursor: `t${number}` });

requireChromium();

describe.skipIf(!hasChromium)('EventSource in a browser', () => {
  let browser: Browser;
  const partner = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A partner’s page</title>');
  });
  beforeAll(async () => {
    browser = await openChromium();
    await once(partner.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(async () => {
    await browser?.close();
    partner.close();
  });

  /** A server over a log, on a free port or on the given one. */
  async function serve(log: ReturnType<typeof eventLog<{ number: number; cursor: string }>>, port = 0) {
    const server = testServer({
      schema: testSchema(
        {},
        {
          subscribe: (_root, { after }, context) => {
            const { signal, lastEventId: seen } = context as Context;
            return log.follow({}, seen ?? after ?? null, signal);
          },
        },
      ),
      contextFor: ({ headers, signal }): Context => ({ signal, lastEventId: lastEventId(headers) }),
      settings: { port, streams: { reconnect: 50 }, timeouts: { request: 500, drain: 20 } },
    });
    return { server, url: (await server.listen()).url };
  }

  /** Opens an EventSource in a page of another site. The returned function reads what it has received. */
  async function watch(url: string, query: string) {
    const page: Page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(`http://127.0.0.1:${(partner.address() as AddressInfo).port}`);
    await page.evaluate(
      `{
        globalThis.seen = [];
        const source = new EventSource(${JSON.stringify(`${url}/graphql/stream?${new URLSearchParams({ query })}`)});
        source.addEventListener('next', ({ data, lastEventId }) => seen.push([lastEventId, JSON.parse(data)]));
        source.addEventListener('complete', () => { source.close(); seen.push('complete'); });
      }`,
    );
    return () => page.evaluate<unknown[]>('seen');
  }

  it('reconnects to a restarted gateway, and misses and repeats nothing', async () => {
    const log = eventLog(tick(0), tick(1), tick(2));
    const before = await serve(log);
    const seen = await watch(before.url, 'subscription { ticks(after: "t0") { number } }');
    await expect.poll(seen).toHaveLength(2);

    await before.server.close();
    log.add(tick(3));
    await serve(log, Number(new URL(before.url).port));
    await expect.poll(async () => (await seen()).length, { timeout: 15_000 }).toBe(3);
    log.add(tick(4));
    await expect.poll(seen).toHaveLength(4);

    expect(await seen()).toEqual(
      [1, 2, 3, 4].map((number) => [`t${number}`, { data: { ticks: { number } } }]),
    );
    expect(log.followers.map(({ after }) => after)).toEqual(['t0', 't2']);
  });

  it('receives the error of its operation, and does not reconnect', async () => {
    const { url } = await serve(eventLog());

    const seen = await watch(url, 'subscription { tocks }');

    await expect.poll(seen).toHaveLength(2);
    expect(await seen()).toEqual([
      ['', { errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] }],
      'complete',
    ]);
  });
});
