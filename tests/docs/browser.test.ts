import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, requireChromium } from '../support/chromium.ts';
import { buildDocs } from '../support/docs.ts';
import { openTestServer, testSchema } from '../support/http.ts';

requireChromium();

describe.skipIf(!hasChromium)('the pages at /docs in a browser', () => {
  let server: ReturnType<typeof openTestServer>;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    buildDocs();
    server = openTestServer({ schema: testSchema() });
    url = (await server.listen()).url;
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  it('finds the section that holds the words, by keyboard', async () => {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(`${url}/docs`);

    await page.getByRole('searchbox', { name: 'Search' }).fill('restore backup');
    await page.keyboard.press('Enter');
    await page.locator('#results li').first().waitFor();
    await page.locator('#results a').first().click();

    expect(page.url()).toBe(`${url}/docs/operation#backup-restore-and-upgrade`);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('says that nothing is found, and shows all headings', async () => {
    const page = await browser.newPage();
    await page.goto(`${url}/docs/search?q=<b>xyzzy`);

    await page.getByText('No section has all of “<b>xyzzy”').waitFor();

    expect(await page.locator('#all').isVisible()).toBe(true);
    await page.close();
  });

  it('is read and searched without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/docs/search?q=capacity`);

    await page.getByRole('main').getByRole('link', { name: 'Capacity' }).click();

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Capacity');
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'breaks no rule of axe on a narrow %s screen',
    async (colorScheme) => {
      const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
      const context = await browser.newContext({
        viewport: { width: 390, height: 800 },
        colorScheme,
        bypassCSP: true,
      });
      const page = await context.newPage();
      for (const path of ['', '/errors', '/settings', '/runbooks', '/schema-values', '/search?q=paging']) {
        await page.goto(`${url}/docs${path}`);
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('details')) one.open = true;
        });
        await page.addScriptTag({ path: axeFile });
        const found = await page.evaluate(async () => {
          const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        });
        expect([path, found]).toEqual([path, []]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([path, overflow <= 0]).toEqual([path, true]);
      }
      await context.close();
    },
    90_000,
  );
});
