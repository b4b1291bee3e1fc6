import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../../src/http/playground/examples.ts';
import { hasChromium, openChromium, requireChromium } from '../../support/chromium.ts';
import { eventLog } from '../../support/event-log.ts';
import { openTestServer, testSchema } from '../../support/http.ts';

requireChromium();

describe.skipIf(!hasChromium)('the playground in a browser', () => {
  let server: ReturnType<typeof openTestServer>;
  let browser: Browser;
  let page: Page;
  let url: string;
  let folder: string;
  let state = 'SAMPLE';
  const asked: string[] = [];
  const problems: string[] = [];
  const log = eventLog<{ number: number; cursor: string }>();

  /** A page as somebody sees it who was never here before. */
  async function openPage(): Promise<Page> {
    const opened = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    opened.on('request', (request) => asked.push(request.url()));
    opened.on('pageerror', (error) => problems.push(String(error)));
    opened.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) problems.push(message.text());
    });
    await opened.goto(url);
    await opened.locator('.graphiql-query-editor .view-lines').waitFor();
    return opened;
  }

  beforeAll(async () => {
    server = openTestServer({
      schema: testSchema(
        { hello: () => 'hej från provet' },
        {
          subscribe: (_root, _args, context) =>
            log.follow({}, null, (context as { signal: AbortSignal }).signal),
        },
      ),
      contextFor: ({ signal }) => ({ signal }),
      sourcesReport: () => [
        { source: 'jobsearch', state, retrievedAt: '2024-05-01T12:00:00Z', licence: '<b>CC0-1.0</b>' },
      ],
    });
    ({ url } = await server.listen());
    folder = await mkdtemp(join(tmpdir(), 'playground-'));
    browser = await openChromium();
    page = await openPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    if (folder && process.env['KEEP_SCREENSHOTS'] !== '1') await rm(folder, { recursive: true, force: true });
  });

  const openWith = async (query: string) => {
    await page.goto(`${url}/?${new URLSearchParams({ query })}`);
    await page.locator('.graphiql-query-editor .view-lines').waitFor();
  };
  const run = () => page.getByRole('button', { name: /Execute query/ }).click();
  const panel = () => page.getByRole('region', { name: 'Sources of the last answer' });

  it('opens with the election compass, and a tab for every example', async () => {
    const first = await openPage();

    await expect.poll(() => first.locator('.graphiql-query-editor').textContent()).toContain('Compass');
    await first.screenshot({ path: join(folder, 'first.png') });
    expect(await first.title()).toBe('JobTech Graph');
    expect(await first.locator('.graphiql-tab').count()).toBe(examples().length);
    await first.close();
  });

  it('shows the result of a query, and its sources', async () => {
    await openWith('{ hello }');
    await run();

    await expect.poll(() => page.locator('.graphiql-response').textContent()).toMatch(/hej\sfrån\sprovet/);
    await expect.poll(() => panel().textContent()).toContain('2024-05-01T12:00:00Z');
    expect(await panel().textContent()).toContain('<b>CC0-1.0</b>');
  });

  it('marks an answer with sample data, until an answer has none', async () => {
    state = 'SAMPLE';
    await openWith('{ hello }');
    await run();
    await expect.poll(() => panel().locator('mark').textContent()).toContain('SAMPLE');
    const box = await panel().boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(800);
    await page.screenshot({ path: join(folder, 'playground.png') });

    state = 'LIVE';
    await run();

    await expect.poll(() => panel().locator('mark').count()).toBe(0);
    expect(await panel().isVisible()).toBe(true);
  });

  it('shows the events of a subscription and their sources as they arrive, until the user stops it', async () => {
    const response = page.locator('.graphiql-response');
    state = 'SAMPLE';
    await openWith('subscription { ticks { number } }');
    await run();
    await expect.poll(() => log.followers.length).toBe(1);

    log.add({ number: 4711, cursor: 'a' });
    await expect.poll(() => response.textContent()).toContain('4711');
    state = 'STALE';
    log.add({ number: 4712, cursor: 'b' });
    await expect.poll(() => response.textContent()).toContain('4712');
    await expect.poll(() => panel().locator('mark').textContent()).toContain('STALE');
    await page.screenshot({ path: join(folder, 'subscription.png') });
    await page.getByRole('button', { name: /Stop query/ }).click();

    await expect.poll(() => log.followers[0]?.signal.aborted).toBe(true);
    expect(log.followers).toHaveLength(1);
  });

  it('opens the documentation of the schema', async () => {
    await page.getByRole('button', { name: /Show Documentation Explorer/ }).click();

    await expect.poll(() => page.locator('.graphiql-doc-explorer').textContent()).toContain('Query');
    await page.screenshot({ path: join(folder, 'documentation.png') });
  });

  it('requests nothing from another host, and violates no policy', async () => {
    await openWith('{ hello }');
    await run();
    await expect.poll(() => page.locator('.graphiql-response').textContent()).toMatch(/hej\sfrån\sprovet/);

    const elsewhere = asked.filter((address) => !address.startsWith(url) && !/^(data|blob):/.test(address));

    expect(elsewhere).toEqual([]);
    expect(problems).toEqual([]);
  });
});
