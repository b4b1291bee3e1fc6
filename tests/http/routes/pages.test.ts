import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type axe from 'axe-core';
import { parseHTML } from 'linkedom';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compassPage } from '../../../src/http/pages/compass-page.ts';
import { outcomeName, outcomeOf } from '../../../src/http/pages/position.ts';
import { questionPage } from '../../../src/http/pages/question-page.ts';
import { namedQuery } from '../../../src/http/saved-queries/named.ts';
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
const documentOf = async (path: string): Promise<Document> => parseHTML((await get(path)).body).document;
const textOf = (document: Document) => (document.body.textContent ?? '').replace(/\s+/g, ' ');

const compass = '/compass/valkompass-2022';
const pages = [
  '/compass',
  compass,
  `${compass}/party/C`,
  `${compass}/party/M`,
  `${compass}/question/4`,
  '/sources',
  '/data-gaps',
  '/compass/nothing',
];

describe('the pages', () => {
  it.each(pages)(
    '%s are HTML without scripts, small, and in Swedish unless asked otherwise',
    async (path) => {
      const { headers, body } = await get(path, { 'accept-language': 'en' });

      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toMatch(/^<!doctype html>\s*<html lang="sv"/);
      expect(body).not.toMatch(/<script|src=|<link rel="stylesheet"/);
      expect(Buffer.byteLength(body)).toBeLessThan(100_000);
      expect(gzipSync(body).length).toBeLessThan(20_000);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect((await get(`${path}?lang=en`)).body).toContain('<html lang="en"');
      expect((await get(`${path}?lang=en&utm_source=letter`)).body).toContain('<html lang="en"');
    },
  );

  it('lead to each other: no link of the gateway itself leads nowhere', async () => {
    const seen = new Set<string>();
    for (const page of pages) {
      const document = await documentOf(page);
      for (const link of document.querySelectorAll('a[href^="/"]')) {
        const [path = ''] = (link.getAttribute('href') ?? '').split('#');
        seen.add(path);
      }
    }
    const wrong: string[] = [];
    for (const path of seen) if ((await get(path)).statusCode !== 200) wrong.push(path);

    // Of the page that says that there is none, in the other language.
    expect(wrong.filter((path) => !path.startsWith('/compass/nothing'))).toEqual([]);
  });

  it('may be stored like the answers that they are made of, and are not sent again', async () => {
    const first = await get(compass);
    const etag = String(first.headers['etag']);

    expect(first.headers['cache-control']).toMatch(/max-age/);
    expect((await get(compass, { 'if-none-match': etag })).statusCode).toBe(304);
    expect((await get(`${compass}?lang=en`, { 'if-none-match': etag })).statusCode).toBe(200);
  });

  it.each([
    '/compass/nothing',
    '/compass/%22%3E%3Cscript%3Ex%3C%2Fscript%3E',
    `${compass}/party/QQ`,
    `${compass}/question/99`,
    `${compass}/question/first`,
    `${compass}/nothing`,
    `${compass}/question/1/more`,
    '/sources/nothing',
  ])('%s is a calm page that leads elsewhere', async (path) => {
    const { statusCode, headers, body } = await get(path);

    expect([statusCode, headers['cache-control']]).toEqual([404, 'no-store']);
    expect(body).toContain('<h1>Sidan finns inte</h1>');
    expect(body).not.toContain('<script');
    expect(body).toContain('href="/compass"');
  });
});

describe('the page of a compass', () => {
  it('has its title and picture for other sites, and its address in both languages', async () => {
    const document = await documentOf(`${compass}?lang=en`);
    const meta = (name: string) =>
      document.querySelector(`meta[property="${name}"]`)?.getAttribute('content') ?? '';
    const picture = new URL(meta('og:image'));
    const answer = await get(`${picture.pathname}${picture.search}`);

    expect(meta('og:title')).toBe(document.title);
    expect(meta('og:url')).toMatch(/\/compass\/valkompass-2022\?lang=en$/);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/png']);
    expect(String(answer.rawPayload.readUInt32BE(16))).toBe(meta('og:image:width'));
    expect(
      [...document.querySelectorAll('link[hreflang]')].map((one) => one.getAttribute('hreflang')),
    ).toEqual(['sv', 'en']);
  });

  it('says of every party and question what came of it, in words', async () => {
    const document = await documentOf(compass);
    const [first, , , fourth] = document.querySelectorAll('main section.question');

    expect(first?.textContent).toMatch(/Svarade, utan ställningstagande.*Centerpartiet/s);
    expect(first?.textContent).toMatch(/Avböjde.*Vänsterpartiet/s);
    expect(first?.textContent).toMatch(/Svarade inte.*Moderaterna/s);
    expect(first?.textContent).toMatch(/Har ingen ståndpunkt.*Sverigedemokraterna/s);
    expect(fourth?.textContent).toMatch(/Stöder.*Centerpartiet/s);
    expect(textOf(document)).toContain('4 av 8 partier svarade. De har 77 av 349 mandat.');
  });

  it('tells silence, refusal, no policy, not being shown and an answer without a stance apart', async () => {
    const query = namedQuery(gateway.assistance.saved(), 'question');
    const outcomes = [
      ...['NO_RESPONSE', 'DECLINED', 'NO_POSITION', 'NOT_SHOWN'].map((status) => ({
        status,
        stance: 'NONE',
      })),
      ...['NONE', 'NOT_ASSESSED', 'SUPPORTS', 'OPPOSES', 'CONDITIONAL', 'REDIRECTS'].map((stance) => ({
        status: 'ANSWERED',
        stance,
      })),
    ].map(outcomeOf);
    for (const lang of ['sv', 'en'] as const) {
      const names = outcomes.map((outcome) => outcomeName(outcome, { query, lang }));
      expect(new Set(names).size).toBe(outcomes.length);
      for (const name of names) expect(name).not.toMatch(/^[A-Z_]+$/);
    }
  });

  it('leads from every position to its lines in the original, with licence and state', async () => {
    for (const path of [`${compass}/question/4`, `${compass}/party/C`]) {
      const sections = [...(await documentOf(path)).querySelectorAll('main section.question')];
      expect(sections.length).toBeGreaterThan(5);
      for (const section of sections) {
        const original = section.querySelector('p.quiet a');
        expect(original?.getAttribute('href')).toMatch(/^https:\/\//);
        expect(original?.textContent).toMatch(/, rad \d+/);
        expect(section.textContent).toContain('licens: ej angiven · eget innehåll');
      }
    }
  });

  it('shows HTML in data as text', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'';
    const page = { lang: 'sv', origin: 'https://graph.example.org', path: compass } as const;
    const provenance = { state: 'OWN', licence: evil, locator: evil, url: 'javascript:alert(1)' };
    const party = { code: evil, name: evil };
    const renderingOf = (name: string, data: Record<string, unknown>) => ({
      query: namedQuery(gateway.assistance.saved(), name),
      answer: {
        data,
        errors: [],
        sources: [{ source: evil, state: evil, licence: evil }],
        attributions: [evil],
      },
      lang: 'sv' as const,
      variables: { questionnaire: evil },
      addressOf: (ending: string) => `https://graph.example.org/q/${ending}`,
      options: { bom: false, sources: false, theme: 'auto' as const, view: null, width: null },
    });
    const position = {
      party,
      status: 'ANSWERED',
      stance: evil,
      summary: evil,
      text: evil,
      language: evil,
      provenance,
    };
    const written = [
      compassPage(
        page,
        renderingOf('compass-matrix', {
          questionnaire: {
            title: evil,
            about: evil,
            publishedOn: null,
            coverage: { asked: 1, answered: 1, seats: null, seatsTotal: null },
            provenance,
            questions: [{ number: 1, question: evil, positions: [position] }],
          },
        }),
      ),
      questionPage(
        page,
        renderingOf('question', {
          question: { number: 1, shortTitle: evil, text: evil, proposition: evil, positions: [position] },
        }),
        compass,
      ),
    ];
    for (const body of written) {
      expect(body).toContain('&lt;img src=x');
      expect(body).not.toContain('<img');
      expect(body).not.toContain('href="javascript:');
      const { document } = parseHTML(body);
      for (const one of document.querySelectorAll('*'))
        expect([...one.attributes].filter(({ name }) => name.startsWith('on'))).toEqual([]);
    }
  });
});

describe('the page of sources', () => {
  it('has every source with its licence and health', async () => {
    const document = await documentOf('/sources');
    const { data } = await gateway.ask('{ sources { slug name publisher } }');

    for (const { slug, name, publisher } of data.sources) {
      const section = document.getElementById(slug)?.parentElement;
      expect(section?.textContent).toContain(name);
      expect(section?.textContent).toContain(publisher);
      expect(section?.textContent).toMatch(/Licens.+Hälsa.*svarar|inte frågad/is);
    }
  });
});

describe('the page of missing data', () => {
  it('has every gap with its status, and marks examples', async () => {
    const document = await documentOf('/data-gaps');
    const { data } = await gateway.ask('{ dataGaps { slug label(lang: SV) } }');

    for (const { slug, label } of data.dataGaps)
      expect(document.getElementById(slug)?.textContent).toBe(label);
    expect(document.querySelector('.mark')?.textContent).toContain('exempeldata');
  });
});

describe.runIf(hasChromium)('the pages in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  it.each([
    ['sv', 'light', 390],
    ['en', 'dark', 1280],
  ] as const)(
    'are accessible in %s, %s, and fit on %i pixels',
    async (lang, colorScheme, width) => {
      const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      });
      const page = await context.newPage();
      // Lists of occupations and of series have labels that are longer than a line of a telephone.
      for (const path of [...pages, '/q/newest-ads', '/q/indicator-in-places']) {
        await page.goto(`${url}${path}?lang=${lang}`);
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
