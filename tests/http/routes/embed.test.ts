import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { XMLParser } from 'fast-xml-parser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../src/sources/registry.ts';
import { hasChromium, openChromium, requireChromium } from '../../support/chromium.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

requireChromium();

let gateway: TestGateway;
let url: string;
beforeAll(async () => {
  gateway = await testGateway({ PORT: '0', RATE_LIMIT: '100000' }, { declarations: registry });
  ({ url } = await gateway.server.listen());
});
afterAll(() => gateway.close());
const get = (path: string, headers: Record<string, string> = {}) =>
  gateway.server.inject({ method: 'GET', url: path, headers });

describe('a picture of a saved query', () => {
  it('is SVG, or PNG', async () => {
    const [svg, png] = [await get('/q/elections.svg?lang=en'), await get('/q/elections.png?lang=en')];

    expect([svg.statusCode, svg.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(svg.body).toMatch(/^<svg [^>]*lang="en"[\s\S]*Valmyndigheten/);
    expect([png.statusCode, png.headers['content-type']]).toEqual([200, 'image/png']);
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  });

  it('is as wide as asked for', async () => {
    expect((await get('/q/elections.svg?width=900')).body).toContain('viewBox="0 0 900 ');
    for (const width of ['0', '99999', 'wide', '-400', '1e3'])
      expect([width, (await get(`/q/elections.svg?width=${width}`)).statusCode]).toEqual([width, 400]);
  });

  it.each([
    ['/q/no-such-query.svg', 404, 'Det finns ingen sparad fråga'],
    ['/q/no-such-query.svg?lang=en', 404, 'There is no saved query'],
    ['/q/counties-map.svg?indicator=no-such', 400, 'no-such'],
    ['/q/elections.svg?colour=red', 400, 'colour'],
    ['/q/elections.svg?view=matrix', 400, 'view'],
    ['/q/elections.svg?view=table', 400, 'ingen bild'],
    ['/q/elections.svg?view=table&lang=en', 400, 'no picture'],
    ['/q/topic-datasets.svg', 404, 'Format'],
  ])('%s is a picture that says what is wrong', async (path, status, text) => {
    const { statusCode, headers, body } = await get(path);

    expect([statusCode, headers['content-type']]).toEqual([status, 'image/svg+xml; charset=utf-8']);
    expect(body).toContain(text);
  });
});

describe('the script of the element', () => {
  it('is small, and known again', async () => {
    const { body, headers } = await get('/embed.js');

    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['access-control-allow-origin']).toBe('*');
    const { body: chart } = await get('/q/counties-map.embed');
    expect(gzipSync(body).length).toBeLessThan(8_000);
    expect(gzipSync(body).length + gzipSync(chart).length).toBeLessThan(30_000);
    expect((await get('/embed.js', { 'if-none-match': String(headers['etag']) })).statusCode).toBe(304);
  });
});

describe('a pasted link', () => {
  it('is found to have a frame, with the size that there is room for', async () => {
    const page = await get('/q/elections?lang=en', { host: 'graph.example.org' });
    const [, href = ''] = /type="application\/json\+oembed" href="([^"]+)"/.exec(page.body) ?? [];
    const { pathname, search } = new URL(href.replaceAll('&amp;', '&'));
    const answer = await get(`${pathname}${search}&maxwidth=300`, { host: 'graph.example.org' });

    expect(answer.json()).toMatchObject({
      type: 'rich',
      version: '1.0',
      width: 300,
      title: expect.any(String),
    });
    expect(answer.json().html).toContain('src="http://graph.example.org/q/elections.html?lang=en"');
    // No picture is so small.
    expect(answer.json()).not.toHaveProperty('thumbnail_url');
  });

  it('has a picture with its size, within the room that there is', async () => {
    const address = encodeURIComponent('http://graph.example.org/q/elections?lang=en');
    for (const [room, most] of [
      ['', 800],
      ['&maxwidth=700', 700],
    ] as const) {
      const { body } = await get(`/oembed?url=${address}${room}`, { host: 'graph.example.org' });
      const { thumbnail_url, thumbnail_width, thumbnail_height } = JSON.parse(body);
      const { pathname, search } = new URL(thumbnail_url);
      const { rawPayload } = await get(`${pathname}${search}`);
      expect([rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)]).toEqual([
        thumbnail_width,
        thumbnail_height,
      ]);
      expect(thumbnail_width).toBe(most);
    }
    const low = await get(`/oembed?url=${address}&maxheight=200`, { host: 'graph.example.org' });
    expect(low.json()).not.toHaveProperty('thumbnail_url');
    for (const other of ['elections?country=nowhere&colour=x', 'topic-datasets'])
      expect(
        (
          await get(`/oembed?url=${encodeURIComponent(`http://graph.example.org/q/${other}`)}`, {
            host: 'graph.example.org',
          })
        ).json(),
      ).not.toHaveProperty('thumbnail_url');
  });

  it('is the same as XML', async () => {
    const page = await get('/q/elections?lang=en', { host: 'graph.example.org' });
    const [, href = ''] = /type="text\/xml\+oembed" href="([^"]+)"/.exec(page.body) ?? [];
    const { pathname, search } = new URL(href.replaceAll('&amp;', '&'));
    const [xml, json] = [
      await get(`${pathname}${search}`, { host: 'graph.example.org' }),
      await get(`${pathname}${search.replace('format=xml', 'format=json')}`, { host: 'graph.example.org' }),
    ];

    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
    const read = new XMLParser({ parseTagValue: false }).parse(xml.body);
    expect(read.oembed).toEqual(
      Object.fromEntries(Object.entries(json.json()).map(([name, value]) => [name, String(value)])),
    );
  });

  it.each([
    ['https://elsewhere.example/q/elections', 404],
    ['no address', 404],
    ['http://graph.example.org/q/nothing', 404],
    ['http://graph.example.org/graphql', 404],
  ])('%s is not unfolded', async (address, status) => {
    const path = `/oembed?url=${encodeURIComponent(address)}`;
    expect((await get(path, { host: 'graph.example.org' })).statusCode).toBe(status);
  });

  it('is not unfolded in any other format', async () => {
    expect((await get('/oembed?url=x&format=yaml')).statusCode).toBe(501);
  });
});

describe('the page that builds an embed', () => {
  it('has the lines to paste, with all that was given as text', async () => {
    const evil = '"><script>x</script>';
    const search = new URLSearchParams({
      query: 'county-and-country',
      county: evil,
      view: 'bar',
      lang: 'en',
    });
    const { body, headers } = await get(`/embed?${search}`);

    expect(body).not.toContain('<script>x');
    expect(body).toContain('&lt;jobtech-graph query=');
    expect(body).toContain('var-county=');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('opens with a query where it is asked for an unknown one', async () => {
    expect((await get('/embed?query=nothing')).statusCode).toBe(200);
  });
});

/** A query for each view. */
const ofViews = {
  matrix: 'compass-matrix',
  bar: 'elections',
  line: 'occupation-ads-by-year',
  map: 'occupation-ads-by-county',
  list: 'newest-ads',
  number: 'number-of-ads',
  table: 'municipality-labour-market',
};

describe.skipIf(!hasChromium)('an embed in a browser', () => {
  let browser: Browser;
  let site: Server;
  let partner: string;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await openChromium();
    // A site of its own, which allows scripts and data of the gateway only, and no markup made by scripts.
    site = createServer((request, response) => {
      const given = new URL(request.url ?? '/', 'http://localhost').searchParams;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${url}; connect-src ${url}; require-trusted-types-for 'script'`,
      );
      const lang = given.get('lang') ?? 'sv';
      response.end(
        `<!doctype html><html lang="${lang}"><head><title>Partner</title><script src="${url}/embed.js" defer></script></head><body><main><h1>Partner</h1>${given.get('body')}</main></body></html>`,
      );
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    partner = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  async function open(
    body: string,
    { lang = 'sv', width = 320, colorScheme = 'light' as 'light' | 'dark' } = {},
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, bypassCSP: false });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted|Refused to/.test(message.text())) problems.push(message.text());
    });
    await page.goto(`${partner}/?${new URLSearchParams({ body, lang })}`);
    return page;
  }
  const element = (attributes: string) => `<jobtech-graph ${attributes}></jobtech-graph>`;
  const shown = (page: Page) => page.locator('jobtech-graph .footer').first().waitFor();

  it('works three times on a page of another origin with a strict policy, and leaves nothing behind', async () => {
    const before = await open('');
    const globals = () => Object.keys(window).sort().join();
    const names = await before.evaluate(globals);
    const page = await open(
      ['compass-matrix', 'elections', 'newest-ads'].map((query) => element(`query="${query}"`)).join(''),
      { width: 1200 },
    );
    await page.locator('jobtech-graph .footer').nth(2).waitFor();

    expect(await page.locator('jobtech-graph svg:visible').count()).toBe(2);
    expect(problems).toEqual([]);
    expect(await page.evaluate(globals)).toBe(names);
    expect(await page.context().cookies()).toEqual([]);
    await before.close();
    await page.close();
  });

  it('loads what is far below only when it is scrolled to', async () => {
    const far = `${'<p>text</p>'.repeat(300)}${element('query="elections"')}`;
    const page = await open(far);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    expect(await page.locator('jobtech-graph').getAttribute('query')).toBe('elections');
    expect(asked).toEqual([]);
    await page.locator('jobtech-graph').scrollIntoViewIfNeeded();
    await shown(page);
    expect(asked).toHaveLength(1);
    await page.close();
  });

  it('follows its attributes, its variables and the room that it has', async () => {
    const page = await open(element('query="occupation-ads-by-year" var-from-year="2021" lang="en"'));
    await shown(page);
    expect(await page.locator('jobtech-graph tbody tr').count()).toBe(5);
    expect(await page.locator('jobtech-graph .drawing.narrow').isVisible()).toBe(true);

    await page.setViewportSize({ width: 1200, height: 800 });
    expect(await page.locator('jobtech-graph .drawing.wide').isVisible()).toBe(true);
    await page.locator('jobtech-graph').evaluate((one) => one.setAttribute('var-from-year', '2024'));
    await page.waitForFunction(
      () => document.querySelector('jobtech-graph')?.shadowRoot?.querySelectorAll('tbody tr').length === 2,
    );
    await page.close();
  });

  it.each([
    ['query="no-such-query"', 'There are no such data to show.'],
    ['query="elections" var-colour="red"', 'There are no such data to show.'],
    ['query="counties-map" var-indicator="no-such"', 'There are no such data to show.'],
    ['', 'There are no such data to show.'],
  ])('with %s says so in one sentence', async (attributes, sentence) => {
    const page = await open(element(`${attributes} lang="en"`));
    await page.locator('jobtech-graph [data-state="error"]').waitFor();

    expect(await page.locator('jobtech-graph .body').textContent()).toBe(sentence);
    await page.close();
  });

  it('says that samples are samples, and has the colours that a page sets', async () => {
    const page = await open(element('query="newest-ads" lang="en"'));
    await shown(page);

    expect(await page.locator('jobtech-graph .body').getAttribute('data-state')).toBe('sample');
    expect(await page.locator('jobtech-graph .mark').textContent()).toContain('example data');
    const colour = await page.locator('jobtech-graph').evaluate((one) => {
      one.style.setProperty('--jobtech-graph-back', 'rgb(1, 2, 3)');
      const body = one.shadowRoot?.querySelector('.body');
      return body ? getComputedStyle(body).backgroundColor : '';
    });
    expect(colour).toBe('rgb(1, 2, 3)');
    await page.close();
  });

  const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  /** What axe finds, with every table opened. */
  async function violationsOf(page: Page): Promise<string[]> {
    await page.evaluate(() => {
      const roots = [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])];
      for (const root of roots) for (const one of root.querySelectorAll('details')) one.open = true;
    });
    await page.addScriptTag({ path: axeFile });
    return page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
  }
  const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const queries = Object.values(ofViews);

  it.each([
    ['sv', 'light'],
    ['sv', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('is accessible in every view, in %s and %s, on 320 pixels', async (lang, colorScheme) => {
    // So high that all are in sight.
    const viewport = { width: 320, height: 20_000 };
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const body = queries.map((query) => element(`query="${query}"`)).join('');
    await page.goto(`${partner}/?${new URLSearchParams({ lang, body })}`);
    await page
      .locator('jobtech-graph .footer')
      .nth(queries.length - 1)
      .waitFor();

    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await context.close();
  });

  it.each([
    ['sv', 'light'],
    ['en', 'dark'],
  ] as const)('is accessible as a frame without scripts, in %s and %s', async (lang, colorScheme) => {
    const viewport = { width: 320, height: 800 };
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    for (const query of queries) {
      await page.goto(`${url}/q/${query}.html?lang=${lang}`);
      expect([query, await violationsOf(page)]).toEqual([query, []]);
      expect([query, (await overflowOf(page)) <= 0]).toEqual([query, true]);
    }
    await context.close();
  });

  it('is built on a page whose preview follows each choice, and that is accessible', async () => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${url}/embed?query=elections&lang=en`);
    await shown(page);
    await page.getByLabel('View').selectOption('table');
    await page.locator('jobtech-graph th:text-is("Votes")').waitFor();

    expect(await page.locator('#snippet').textContent()).toContain('view="table"');
    expect(await page.locator('#frame').textContent()).toContain('view=table');
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });
});
