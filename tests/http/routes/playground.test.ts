import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, requireChromium } from '../../support/chromium.ts';
import { eventLog } from '../../support/event-log.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { openTestServer, testSchema } from '../../support/http.ts';
import { buildPlayground } from '../../support/playground.ts';

requireChromium();

/** What a reader of the page sees, and what went wrong for the browser. */
class Reader {
  readonly asked: string[] = [];
  readonly problems: string[] = [];

  constructor(readonly page: Page) {
    page.on('request', (request) => this.asked.push(request.url()));
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|Refused to/.test(message.text()))
        this.problems.push(message.text());
    });
  }

  readonly query = () => this.page.locator('.query .cm-content');
  readonly panel = () => this.page.locator('#answer-panel');
  readonly status = () => this.page.locator('#status');
  readonly run = () => this.page.getByRole('button', { name: 'Run', exact: true }).click();
  readonly tab = (name: string | RegExp) => this.page.getByRole('tab', { name }).click();
}

async function readerOf(
  browser: Browser,
  { locale = 'en-GB', width = 1280, colorScheme = 'light' as 'light' | 'dark' } = {},
): Promise<Reader> {
  return new Reader(await browser.newPage({ viewport: { width, height: 800 }, locale, colorScheme }));
}

describe.skipIf(!hasChromium)('the playground in a browser', () => {
  let server: ReturnType<typeof openTestServer>;
  let browser: Browser;
  let reader: Reader;
  let page: Page;
  let url: string;
  let state = 'SAMPLE';
  let answerSlowly = (_text: string): void => undefined;
  const log = eventLog<{ number: number; cursor: string }>();

  beforeAll(async () => {
    buildPlayground();
    server = openTestServer({
      schema: testSchema(
        {
          hello: () => 'hej från provet',
          slow: () =>
            new Promise<string>((resolve) => {
              answerSlowly = resolve;
            }),
          places: () => [{ code: 'B' }, { code: 'A10' }, { code: 'A9' }],
        },
        {
          subscribe: (_root, _args, context) =>
            log.follow({}, null, (context as { signal: AbortSignal }).signal),
        },
      ),
      contextFor: ({ signal }) => ({ signal }),
      sourcesReport: () => [
        { source: 'jobsearch', state, retrievedAt: '2024-05-01T12:00:00Z', licence: '<b>CC0-1.0</b>' },
        {
          source: 'other',
          state: null,
          licence: 'https://licence.example.org/terms',
          error: 'SOURCE_TIMEOUT',
        },
      ],
    });
    ({ url } = await server.listen());
    browser = await openChromium();
    reader = await readerOf(browser);
    ({ page } = reader);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const openWith = async (query: string, variables: object = {}) => {
    await page.goto(`${url}/?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`);
    await reader.query().waitFor();
  };

  it('shows the result of a query, and its sources', async () => {
    await openWith('{ hello }');
    await reader.run();

    await expect.poll(() => reader.panel().textContent()).toContain('hej från provet');
    await reader.tab('Sources (2)');
    const shown = await reader.panel().textContent();
    expect(shown).toContain('<b>CC0-1.0</b>');
    expect(shown).toContain('did not answer (SOURCE_TIMEOUT)');
    expect(await page.locator('#answer time').getAttribute('datetime')).toBe('2024-05-01T12:00:00Z');
    expect(await reader.panel().getByRole('link').getAttribute('href')).toBe(
      'https://licence.example.org/terms',
    );
  });

  it('marks an answer with sample data, until an answer has none', async () => {
    state = 'SAMPLE';
    await openWith('{ hello }');
    await reader.run();
    await expect.poll(() => page.locator('.mark').textContent()).toContain('sample data');

    state = 'LIVE';
    await reader.run();

    await expect.poll(() => page.locator('.mark').count()).toBe(0);
  });

  it('opens an answer into a table that can be sorted and filtered', async () => {
    await openWith('{ places { code } }');
    await reader.run();
    await reader.tab('Table');
    const cells = () => page.locator('#answer td').allTextContents();
    await expect.poll(cells).toEqual(['B', 'A10', 'A9']);

    await page.getByRole('button', { name: 'code' }).click();
    expect(await cells()).toEqual(['A9', 'A10', 'B']);
    await page.getByLabel('Show rows that contain').fill('a1');
    expect(await cells()).toEqual(['A10']);
  });

  it('shows that a query runs, and stops it', async () => {
    await openWith('{ slow }');
    await reader.run();
    await expect.poll(() => reader.status().textContent()).toBe('The query is running …');

    await page.getByRole('button', { name: 'Stop' }).click();

    await expect.poll(() => reader.status().textContent()).toBe('Stopped.');
    answerSlowly('late');
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    expect(await page.locator('#answer').textContent()).not.toContain('late');
  });

  it('says in a sentence where the query cannot be read, and asks nothing', async () => {
    await openWith('{ hello');
    const before = reader.asked.length;
    await reader.run();

    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toBe('Line 1, character 8: a name is expected here, but there is the end.');
    expect(reader.asked.slice(before)).toEqual([]);
  });

  it('has a field for each variable, by which it asks', async () => {
    await openWith(
      'query Q($text: String! = "first", $texts: [String!]) { echo(text: $text, texts: $texts) }',
    );
    await page.getByLabel('text $text').fill('<i>typed</i>');
    await reader.run();

    await expect.poll(() => reader.panel().textContent()).toContain('<i>typed</i>');
    const link = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    expect(new URL(link ?? '').searchParams.get('text')).toBe('<i>typed</i>');
  });

  it('says why a query that is too long for an address has no files', async () => {
    const random = Array.from({ length: 4_000 }, (_, at) => ((at * 7_919) % 46_337).toString(36)).join('');
    await page.goto(url);
    await reader.query().fill(`{ echo(text: "${random}") }`);
    await reader.run();

    await expect.poll(() => page.locator('.share').textContent()).toContain('too long for a link');
    await page.locator('.share summary').click();
    expect(await page.locator('.share pre').textContent()).toMatch(/^curl /);
  });

  it('keeps the query and the answer when the language changes, and the query when the page is loaded again', async () => {
    await page.goto(url);
    await reader.query().fill('{ hello places { code } }');
    await reader.run();
    await expect.poll(() => reader.panel().textContent()).toContain('hej från provet');

    await page.getByRole('button', { name: 'Svenska' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('sv');
    expect(await reader.panel().textContent()).toContain('hej från provet');
    await page.reload();
    await expect.poll(() => reader.query().textContent()).toBe('{ hello places { code } }');
    await page.getByRole('button', { name: 'English' }).click();
  });

  it('leaves the editor by Tab, runs by Ctrl+Enter, and moves between the tabs by arrows', async () => {
    await openWith('{ hello }');
    await reader.query().focus();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => reader.panel().textContent()).toContain('hej från provet');
    await page.keyboard.press('Tab');
    expect(await reader.query().evaluate((editor) => editor === document.activeElement)).toBe(false);

    await page.getByRole('tab', { name: 'JSON' }).focus();
    await page.keyboard.press('ArrowRight');

    expect(await page.getByRole('tab', { name: 'Table' }).getAttribute('aria-selected')).toBe('true');
    expect(
      await page.getByRole('tab', { name: 'Table' }).evaluate((tab) => tab === document.activeElement),
    ).toBe(true);
  });

  it('says in a sentence that the server cannot be reached, and shows no answer', async () => {
    await openWith('{ hello }');
    await reader.run();
    await reader.panel().waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await reader.run();

    await expect.poll(() => page.getByRole('alert').textContent()).toContain('cannot be reached');
    expect(await reader.panel().count()).toBe(0);
    await page.unroute('**/graphql');
    reader.problems.length = 0;
  });

  it('says that an answer is of an earlier query', async () => {
    await openWith('query Q($text: String = "first") { echo(text: $text) }');
    await reader.run();
    await expect.poll(() => reader.panel().textContent()).toContain('first');
    expect(await page.locator('#earlier').isVisible()).toBe(false);

    await page.getByLabel('text $text').fill('second');

    expect(await page.locator('#earlier').isVisible()).toBe(true);
  });

  it('shows the events of a subscription as they arrive, until the user stops it', async () => {
    state = 'SAMPLE';
    await openWith('subscription { ticks { number } }');
    await reader.run();
    await expect.poll(() => log.followers.length).toBe(1);

    log.add({ number: 4711, cursor: 'a' });
    await expect.poll(() => reader.panel().textContent()).toContain('4711');
    state = 'STALE';
    log.add({ number: 4712, cursor: 'b' });
    await expect.poll(() => reader.panel().textContent()).toContain('4712');
    await expect.poll(() => page.locator('.mark').textContent()).toContain('old data');
    await page.getByRole('button', { name: 'Stop' }).click();

    await expect.poll(() => log.followers[0]?.signal.aborted).toBe(true);
    expect(log.followers).toHaveLength(1);
  });

  it('underlines a field that the schema does not have', async () => {
    await openWith('{ helo }');
    const mark = page.locator('.query .cm-lintRange-error');
    await mark.waitFor();

    expect(await mark.evaluate((one) => getComputedStyle(one).backgroundImage)).toContain('data:image');
  });

  it('requests nothing from another host, and violates no policy', async () => {
    const elsewhere = reader.asked.filter(
      (address) => !address.startsWith(url) && !address.startsWith('data:'),
    );

    expect(elsewhere).toEqual([]);
    expect(reader.problems).toEqual([]);
  });

  it('is refused by the browser when it asks another host', async () => {
    await openWith('{ hello }');
    const other = await page.evaluate(() =>
      fetch('http://localhost:1/').then(
        () => 'answered',
        () => 'refused',
      ),
    );

    expect(other).toBe('refused');
    await expect.poll(() => reader.problems.join()).toContain('Content Security Policy');
  });
});

describe.skipIf(!hasChromium)('the playground on the whole graph', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    buildPlayground();
    gateway = await testGateway({ PORT: '0' });
    ({ url } = await gateway.server.listen());
    folder = process.env['SCREENSHOTS'] ?? (await mkdtemp(join(tmpdir(), 'playground-')));
    browser = await openChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
    if (folder && !process.env['SCREENSHOTS']) await rm(folder, { recursive: true, force: true });
  });

  /** What axe finds; it is run by the browser's tools, which the policy of the page does not bind. */
  async function violations(page: Page): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe.source });
    const { result } = await session.send('Runtime.evaluate', {
      expression:
        'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))',
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    return result.value;
  }

  it('opens with the election compass, finds an example by search, and asks it with what a form says', async () => {
    const { page, query, run, panel, tab } = await readerOf(browser);
    await page.goto(url);
    await expect.poll(() => query().textContent()).toContain('query Compass');

    await page.getByLabel('Search the examples').fill('one party');
    await page.getByRole('button', { name: /^One party’s answers/ }).click();
    await expect.poll(() => query().textContent()).toContain('query PartyAnswers');
    await page.locator('select#variable-party').selectOption('V');
    await run();
    await tab('Table');

    await expect.poll(() => panel().locator('td').count()).toBeGreaterThan(10);
    const files = await page
      .locator('.share a.button')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(files).toContain(`${url}/q/party-answers.csv?party=V&lang=EN`);
    const csv = await fetch(files.find((file) => file?.includes('.csv')) ?? '');
    expect(csv.status).toBe(200);
    await page.getByRole('button', { name: 'Copy: element for web pages' }).waitFor();

    // An example that has been changed is still in the list.
    await query().fill('{ topics { slug } }');
    await page.getByRole('button', { name: /^One party’s answers/ }).click();
    await expect.poll(() => query().textContent()).toContain('query PartyAnswers');
    await query().focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => query().textContent()).toBe('{ topics { slug } }');
    await run();
    await expect.poll(() => page.locator('.share a.button').first().getAttribute('href')).toContain('/q/-/');
    const linked = await fetch((await page.locator('.share a.button').first().getAttribute('href')) ?? '');
    expect(await linked.text()).toMatch(/^slug\r?\n/);
    await page.close();
  });

  it('has pictures and feeds of a saved query, and kinds of chart for any other', async () => {
    const { page, query, run, panel, tab } = await readerOf(browser);
    await page.goto(url);
    const filesOf = async (name: string, words: string) => {
      await page.getByLabel('Search the examples').fill(words);
      await page.getByRole('button', { name }).first().click();
      await run();
      await page.locator('.share a.button').first().waitFor();
      return page
        .locator('.share a.button')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    };
    for (const [name, words, endings] of [
      ['Who answered, by seats', 'who-answered', ['.svg', '.png']],
      ['Articles and reports', 'documents', ['.atom', '.jsonfeed']],
    ] as const) {
      const files = await filesOf(name, words);
      for (const ending of endings) {
        const file = files.find((one) => new URL(one).pathname.endsWith(ending)) ?? '';
        expect([ending, (await fetch(file)).status]).toEqual([ending, 200]);
      }
    }

    await query().fill('{ adsByPlace(kind: COUNTY) { place { code } count } }');
    await run();
    await tab('Chart');
    await panel().locator('svg.drawing path').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await panel().getByLabel('Chart').selectOption('bar');
    await panel().locator('table.bars').waitFor();
    expect(await page.locator('.share a.button[href*=".svg"]').count()).toBe(0);
    await page.close();
  });

  it.each([
    ['sv-SE', 390, 'dark'],
    ['en-GB', 1280, 'light'],
  ] as const)(
    'has nothing that axe finds in %s at %i pixels when it is %s',
    async (locale, width, colorScheme) => {
      const isSwedish = locale === 'sv-SE';
      const { page, query, problems } = await readerOf(browser, { locale, width, colorScheme });
      await page.goto(url);
      await query().waitFor();
      await page.screenshot({ path: join(folder, `start-${width}-${colorScheme}.png`) });
      if (width < 1000) await page.locator('.left summary').click();
      await page.getByLabel(isSwedish ? 'Sök bland exemplen' : 'Search the examples').fill('who-answered');
      await page.locator('.examples button').click();
      await page.locator('#form select, #form input').first().waitFor();
      const found = await violations(page);
      await page.getByRole('button', { name: isSwedish ? 'Kör' : 'Run', exact: true }).click();
      await page.locator('#answer-panel').waitFor();
      for (const name of ['json', 'table', 'chart', 'sources']) {
        await page.locator(`#answer-${name}`).click();
        await page.locator('.share details').evaluate((details) => details.setAttribute('open', ''));
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        found.push(...(await violations(page)));
      }
      if (width < 1000) await page.locator('.left summary').click();
      await page.getByRole('tab', { name: isSwedish ? 'Dokumentation' : 'Documentation' }).click();
      await page.locator('.docs dt').first().waitFor();
      await page.screenshot({ path: join(folder, `docs-${width}-${colorScheme}.png`) });
      found.push(...(await violations(page)));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

      expect(found).toEqual([]);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});
