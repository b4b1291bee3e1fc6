import { read, utils } from '@e965/xlsx';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../../src/http/saved-queries/read.ts';
import { createSchema } from '../../../src/schema.ts';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ PUBLIC_URL: 'https://graph.example.org' }, { declarations: registry });
});
afterAll(() => gateway.close());
const get = (url: string, headers: Record<string, string> = {}) =>
  gateway.server.inject({ method: 'GET', url, headers });

describe('the answer to a saved query', () => {
  it('is JSON with its data and sources, the same bytes each time', async () => {
    const [one, two] = [await get('/q/compass-matrix.json'), await get('/q/compass-matrix.json')];

    expect([one.statusCode, one.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(one.json()).toMatchObject({ data: { questionnaire: { title: expect.any(String) } } });
    expect(one.json()).not.toHaveProperty('extensions');
    expect(two.body).toBe(one.body);
  });

  it('is CSV with a row for each item', async () => {
    const { body, headers } = await get('/q/who-answered.csv?lang=en');

    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const [head, ...lines] = body.trimEnd().split('\r\n');
    expect(head).toBe(
      'coverage.asked,coverage.answered,coverage.seats,coverage.seatsTotal,participants.party.code,participants.party.name,participants.party.seats,participants.party.colour,participants.status',
    );
    expect(lines).toHaveLength(8);
    expect(lines.every((line) => line.startsWith('8,4,77,349,'))).toBe(true);
  });

  it('begins with the sources where CSV is asked to, and with a byte order mark', async () => {
    const { body } = await get('/q/topic-datasets.csv?sources=1&bom=1&lang=en');

    expect(body.startsWith('\uFEFF"# Contains example data, not real figures."\r\n')).toBe(true);
    expect(body).toContain('"# Source: Sveriges dataportal, SAMPLE');
    expect(body).toContain('https://graph.example.org/q/topic-datasets.json?lang=en');
  });

  it('is marked where it has sample data', async () => {
    const { body, headers } = await get('/q/topic-datasets.csv');

    const lines = body.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/,data_state$/);
    expect(lines.slice(1).every((line) => line.endsWith(',SAMPLE'))).toBe(true);
    expect(headers['content-disposition']).toBe('attachment; filename="topic-datasets.SAMPLE.csv"');
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['/q/indicator-over-time.svg', 'Serie: Arbetslöshet enligt Arbetsförmedlingen · Ort: Malmö'],
    ['/q/number-of-ads.html?place=1280&query=lärare', 'Ort: Malmö'],
    ['/q/occupation-pay.svg?occupation=2221&lang=en', 'Occupation (SSYK): '],
    ['/q/catalogue-quality.embed?publisher=scb', 'Utgivare: '],
  ])('says to readers what it is of: %s', async (address, expected) => {
    const { body, statusCode } = await get(address);

    const text = body.replaceAll(/<[^>]*>/g, ' ');
    expect([statusCode, text]).toEqual([200, expect.stringContaining(expected)]);
  });

  it('is a workbook whose days are days', async () => {
    const { rawPayload } = await get('/q/elections.xlsx?lang=sv');
    const [name = ''] = read(rawPayload).SheetNames;
    const sheet = read(rawPayload, { cellNF: true }).Sheets[name];

    expect(utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1 })[0]?.slice(0, 4)).toEqual([
      'Val',
      'Valdag',
      'Giltiga röster',
      'Valdeltagande, %',
    ]);
    expect(sheet?.['B2']).toMatchObject({ t: 'n', z: 'yyyy-mm-dd' });
    expect(new Date(Math.round((sheet?.['B2'].v - 25569) * 86_400_000)).toISOString()).toMatch(
      /^20\d\d-\d\d-\d\dT00:00/,
    );
    expect(sheet?.['D2']).toMatchObject({ t: 'n' });
  });

  it('says yes and no, forecasts and terms of licences in the language of the page', async () => {
    const [tables, outlook, sources] = await Promise.all(
      ['statistics-tables', 'occupation-outlook', 'sources'].map((name) => get(`/q/${name}?lang=sv`)),
    );

    expect(tables?.body).toContain('<td>nej</td>');
    expect(outlook?.body).toContain('<td>om fem år</td>');
    expect(sources?.body).toContain('anges för varje post');
    expect(`${tables?.body}${outlook?.body}`).not.toMatch(/<td>(?:false|five-years|balance)<\/td>/);
  });

  it('has words for codes, and the name of its time', async () => {
    const { body } = await get('/q/elections.svg');

    expect(body).toContain('Övriga partier');
    expect(body).toMatch(/Valdag: \d{4}-/);
    expect(body).not.toMatch(/OTHER|REFERENCE/);
  });

  it('takes variables by their type, and lists repeated or with commas', async () => {
    const [commas, repeated] = [
      await get('/q/compare-parties.csv?parties=C,S'),
      await get('/q/compare-parties.csv?parties=C&parties=S'),
    ];

    expect(commas.statusCode).toBe(200);
    expect(repeated.body).toBe(commas.body);
    expect(await get('/q/party-answers.json?party=L').then((answer) => answer.json())).toMatchObject({
      data: { party: { code: 'L' } },
    });
  });

  it('is in the language of the address, and does not depend on any other', async () => {
    const swedish = await get('/q/compass-matrix.json', { 'accept-language': 'en' });
    const english = await get('/q/compass-matrix.json?lang=en');

    expect(english.json().data.questionnaire.title).not.toBe(swedish.json().data.questionnaire.title);
    expect(swedish.headers['vary']).not.toContain('Accept-Language');
  });

  it('may be stored and asked for again, and is not sent to a client that has it', async () => {
    const first = await get('/q/compass-matrix.csv');
    const tag = String(first.headers['etag']);

    const again = await get('/q/compass-matrix.csv', { 'if-none-match': tag });

    expect(first.headers['cache-control']).toMatch(/^public, max-age=\d+, stale-while-revalidate=600$/);
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers).toMatchObject({ etag: tag, 'cache-control': expect.stringContaining('public') });
    for (const other of [
      '/q/compass-matrix.json',
      '/q/compass-matrix.csv?bom=1',
      '/q/compass-matrix.csv?lang=en',
    ])
      expect((await get(other, { 'if-none-match': tag })).statusCode).toBe(200);
  });
});

describe('a saved query that cannot be answered', () => {
  it.each([
    ['/q/compas-matrix', 404, 'NOT_FOUND', /nearest is "compass-matrix"/],
    ['/q/job-ad-events', 404, 'NOT_FOUND', /no saved query/],
    ['/q/party-answers.%FORMAT?parti=C', 400, 'BAD_USER_INPUT', /no variable "parti"/],
    ['/q/party-answers.%FORMAT?party=QQ', 404, 'NOT_FOUND', /nothing for party=QQ/],
    ['/q/question.%FORMAT?number=one', 400, 'BAD_USER_INPUT', /whole number/],
    ['/q/question.%FORMAT?number=99999999999', 400, 'BAD_USER_INPUT', /whole number/],
    ['/q/question.%FORMAT?number=9999999999', 400, 'BAD_USER_INPUT', /32-bit/],
    ['/q/question.%FORMAT?number=1&number=2', 400, 'BAD_USER_INPUT', /more than once/],
    ['/q/new-datasets.%FORMAT?since=yesterday', 400, 'BAD_USER_INPUT', /Date|date/],
    ['/q/newest-ads.%FORMAT?place=Atlantis', 400, 'BAD_USER_INPUT', /Atlantis/],
    ['/q/newest-ads.%FORMAT?first=100000', 400, 'BAD_USER_INPUT', /100/],
    ['/q/question.%FORMAT?lang=klingon', 400, 'BAD_USER_INPUT', /lang must be one of/],
    ['/q/statistics-table.%FORMAT?select=[', 400, 'BAD_USER_INPUT', /JSON/],
    ['/q/municipalities-of-county.%FORMAT?county=99', 400, 'BAD_USER_INPUT', /99/],
  ])('says why in the format asked for: %s', async (path, status, code, message) => {
    const address = (format: string) =>
      path.includes('%FORMAT') ? path.replace('%FORMAT', format) : `${path}.${format}`;

    const [inJson, inCsv] = [await get(address('json')), await get(address('csv'))];

    expect([inJson.statusCode, inCsv.statusCode]).toEqual([status, status]);
    expect(inJson.json().errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code },
    });
    expect(inCsv.headers['content-type']).toContain('text/csv');
    expect(inCsv.body.startsWith(`error,message\r\n${code},`)).toBe(true);
    expect(inCsv.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['/q/indicator-over-time.html?place=9999', /Orten ”9999” finns inte\. Närmast: /],
    ['/q/indicator-over-time.svg?place=9999', /Orten ”9999” finns inte/],
    ['/q/indicator-over-time?place=9999', /Orten ”9999” finns inte/],
    ['/q/newest-ads.html?first=abc', /”first” ska vara ett heltal, inte ”abc”/],
    ['/q/newest-ads.html?vad=1', /Det finns ingen variabel ”vad”/],
    ['/q/nope.html', /Det finns ingen sparad fråga ”nope”/],
    ['/q/party-answers.html?party=XX', /Det finns inget för Parti=XX.* Närmast: /],
    ['/q/elections.html?country=XX', /”XX” finns inte för ”Land”\. Närmast: SE/],
  ])('%s says so in Swedish', async (address, expected) => {
    const { body, statusCode } = await get(address);

    const text = parseHTML(body).document.querySelector('[role=status], [role=alert], desc')?.textContent;
    expect([statusCode >= 400, text]).toEqual([true, expect.stringMatching(expected)]);
    expect(body).not.toMatch(/There is|must be/);
  });

  it('names the nearest of what the form offers where a look-up finds nothing', async () => {
    const { body } = await get('/q/occupation-outlook.json?occupation=kock&lang=sv');

    expect(JSON.parse(body).errors[0]).toMatchObject({
      message: expect.stringMatching(/nearest are: 5120 Kockar/),
      extensions: { code: 'NOT_FOUND', validValues: expect.arrayContaining(['5120']) },
    });
  });

  it('has something to choose in every list that a form names', async () => {
    for (const { name, notes } of readSavedQueries(createSchema())) {
      const listed = Object.entries(notes).filter(([, { choices }]) => typeof choices === 'string');
      if (listed.length === 0) continue;
      const { document } = parseHTML((await get(`/q/${name}?lang=sv&vad=1`)).body);
      for (const [variable] of listed) {
        const options = document.querySelectorAll(`[name=${variable}] option, #choices-${variable} option`);
        const labelled = [...options].filter((one) => one.textContent !== one.getAttribute('value'));
        expect(labelled.length, `${name}: ${variable}`).toBeGreaterThan(0);
      }
    }
  });

  it('offers every occupation, beyond a page of the list', async () => {
    const { document } = parseHTML((await get('/q/occupation-outlook?lang=sv')).body);

    expect(document.querySelectorAll('select[name=occupation] option').length).toBeGreaterThan(400);
    expect(document.querySelector('select[name=occupation] option[value="9622"]')).not.toBeNull();
  });

  it('names the formats that there are', async () => {
    const { statusCode, body } = await get('/q/compass-matrix.docx');

    expect(statusCode).toBe(404);
    expect(body).toContain('json');
  });
});

describe('the list of saved queries', () => {
  it('is a page for people, and JSON for programs', async () => {
    const page = await get('/q', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    const list = await get('/q', { accept: 'application/json' });

    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(list.json().queries.length).toBeGreaterThan(30);
    expect(list.json().queries.find(({ name }: { name: string }) => name === 'motions')).toMatchObject({
      title: { sv: expect.any(String), en: 'Motions on a topic' },
      variables: [
        { name: 'topic', type: 'String!', default: 'labour-market', choices: 'topics' },
        { name: 'first', type: 'Int!', default: '20' },
      ],
      formats: ['json', 'csv', 'xlsx', 'html', 'atom', 'jsonfeed'],
      url: 'https://graph.example.org/q/motions',
    });
    expect(page.headers['vary']).toBe('Accept, Accept-Language');
  });

  it('is searched in both languages', async () => {
    const names = async (search: string) => {
      const { queries } = (await get(`/q?search=${search}`, { accept: 'application/json' })).json();
      return queries.map(({ name }: { name: string }) => name);
    };

    expect(await names('motioner')).toEqual(['follow-up', 'motions']);
    expect(await names('newest%20ads')).toContain('newest-ads');
    expect(await names('zzzz')).toEqual([]);
    expect((await get('/q?search=%3Cscript%3E')).body).not.toContain('<script>');
  });
});

describe('the page of a saved query', () => {
  it('has a form with the choices of the content, the answer, its sources and every format', async () => {
    const { body, headers, statusCode } = await get('/q/municipality-labour-market?place=0180&lang=en');

    const { document } = parseHTML(body);
    expect(statusCode).toBe(200);
    expect(document.querySelectorAll('select[name=place] option')).toHaveLength(290);
    expect(document.querySelector('select[name=place] option[selected]')?.textContent).toBe('Stockholm');
    expect(document.querySelector('table')?.textContent).toContain('Stockholm');
    expect([...document.querySelectorAll('nav a')].map((link) => link.textContent)).toContain('.xlsx');
    expect(document.querySelectorAll('script')).toHaveLength(0);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('is in the language of the reader, unless the address says another', async () => {
    const titleOf = async (url: string, language: string) =>
      parseHTML((await get(url, { 'accept-language': language })).body).document.title;

    expect(await titleOf('/q/motions', 'en-GB')).toBe('Motions on a topic');
    expect(await titleOf('/q/motions', 'sv')).toBe('Motioner på ett ämne');
    expect(await titleOf('/q/motions?lang=sv', 'en')).toBe('Motioner på ett ämne');
  });

  it('says what is wrong with a variable, and still has its form', async () => {
    const { body, statusCode } = await get('/q/newest-ads?place=Atlantis');

    const { document } = parseHTML(body);
    expect(statusCode).toBe(400);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Atlantis');
    expect(document.querySelector('select[name=place] option[selected]')?.textContent).toBe('Atlantis');
  });

  it('stands in no frame, also where there is no such query; an embed does', async () => {
    const pages = await Promise.all(['/q', '/q/motions', '/q/no-such-query', '/'].map((url) => get(url)));
    const embeds = await Promise.all(
      ['/q/compass-matrix.html', '/q/no-such-query.html', '/q/compass-matrix.html?x=1'].map((url) =>
        get(url),
      ),
    );

    for (const { headers } of pages) {
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    }
    for (const { headers, body } of embeds) {
      expect(headers['content-security-policy']).toContain('frame-ancestors *');
      expect(headers).not.toHaveProperty('x-frame-options');
      expect(body).not.toContain('<script');
    }
  });
});

describe('the answer of a cube', () => {
  it('is JSON-stat of the whole cube', async () => {
    const { body, statusCode } = await get('/q/statistics-table.jsonstat');

    expect(statusCode).toBe(200);
    const { version, size, value, extension } = JSON.parse(body);
    expect([version, value.length]).toEqual(['2.0', size.reduce((a: number, b: number) => a * b)]);
    expect(extension).toMatchObject({
      sources: [{ source: 'scb', state: 'SAMPLE' }],
      address: 'https://graph.example.org/q/statistics-table.jsonstat',
    });
  });

  it('is no JSON-stat where there is no cube', async () => {
    expect((await get('/q/motions.jsonstat')).statusCode).toBe(404);
  });
});
