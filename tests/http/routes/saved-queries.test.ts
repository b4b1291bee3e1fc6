import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
      'coverage.asked,coverage.answered,coverage.seats,coverage.seatsTotal,participants.party.code,participants.party.name,participants.party.seats,participants.status',
    );
    expect(lines).toHaveLength(8);
    expect(lines.every((line) => line.startsWith('8,4,77,349,'))).toBe(true);
  });

  it('begins with the sources where CSV is asked to, and with a byte order mark', async () => {
    const { body } = await get('/q/topic-datasets.csv?sources=1&bom=1&lang=en');

    expect(body.startsWith('\uFEFF"# Contains example data, not real figures."\r\n')).toBe(true);
    expect(body).toContain('"# Source: dataportal-se, SAMPLE');
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

    expect(first.headers['cache-control']).toBe('public, max-age=300, stale-while-revalidate=600');
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers).toMatchObject({ etag: tag, 'cache-control': first.headers['cache-control'] });
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

  it('names the formats that there are', async () => {
    const { statusCode, body } = await get('/q/compass-matrix.docx');

    expect(statusCode).toBe(404);
    expect(body).toContain('json');
  });
});
