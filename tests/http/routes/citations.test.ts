import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CitedAnswers } from '../../../src/http/saved-queries/cited-answers.ts';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ PUBLIC_URL: 'https://graph.example.org' }, { declarations: registry });
});
afterAll(() => gateway.close());
const get = (url: string, headers: Record<string, string> = {}) =>
  gateway.server.inject({ method: 'GET', url, headers });
const pathOf = (address: string) => address.replace('https://graph.example.org', '');

describe('the citation of an answer', () => {
  it('has its address, time, sources and licences, and the hash of its JSON', async () => {
    const citation = (await get('/q/party-answers/cite?party=C&lang=en')).json();
    const { body } = await get('/q/party-answers.json?party=C&lang=en');

    expect(citation).toMatchObject({
      title: 'One party’s answers',
      address: 'https://graph.example.org/q/party-answers.json?lang=en&party=C',
      hash: `sha256-${createHash('sha256').update(body).digest('hex')}`,
      sources: expect.arrayContaining([
        expect.objectContaining({ source: 'association', state: 'OWN', licence: expect.any(String) }),
      ]),
      reason: null,
    });
    expect(Date.parse(citation.keptUntil) - Date.parse(citation.time)).toBe(30 * 86_400_000);
    expect(citation.text).toContain(citation.citedAddress);
  });

  it('leads to the same bytes, also in other formats', async () => {
    const { citedAddress } = (await get('/q/party-answers/cite?party=C')).json();
    const now = await get('/q/party-answers.json?party=C');

    const then = await get(pathOf(citedAddress));
    const csv = await get(pathOf(citedAddress).replace('.json', '.csv'));

    expect([then.statusCode, then.body]).toEqual([200, now.body]);
    expect(csv.body).toBe((await get('/q/party-answers.csv?party=C')).body);
  });

  it('is a page for people', async () => {
    const { body, headers } = await get('/q/party-answers/cite', { accept: 'text/html' });

    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain('sha256-');
  });

  it.each([
    ['job ads', '/q/newest-ads', /persons \(JobAd\)/],
    ['members of parliament', '/q/people', /persons/],
    ['any result of a search', '/q/search', /persons/],
    ['samples', '/q/topic-datasets', /SAMPLE/],
  ])('does not keep %s, and answers 410 with hash and time', async (_, path, reason) => {
    const citation = (await get(`${path}/cite`)).json();

    const gone = await get(pathOf(citation.citedAddress));

    expect(citation).toMatchObject({ keptUntil: null, reason: expect.stringMatching(reason) });
    expect(gone.statusCode).toBe(410);
    expect(gone.json().errors[0].extensions).toMatchObject({
      code: 'NOT_KEPT',
      time: citation.time,
      hash: citation.hash,
    });
  });

  it('is of one query and its variables', async () => {
    const { citedAddress } = (await get('/q/party-answers/cite?party=C')).json();

    expect((await get(pathOf(citedAddress).replace('party=C', 'party=L'))).statusCode).toBe(410);
    expect((await get('/q/party-answers.json?at=yesterday')).statusCode).toBe(400);
    expect((await get('/q/no-such-query/cite')).statusCode).toBe(404);
  });
});

describe('cited answers', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const daysBefore = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const answer = { body: '{"dataset":"d-17"}', sources: ['dataportal-se'] };

  it('are kept for a month', async () => {
    const cited = new CitedAnswers(gateway.database.dataSource);
    await cited.put({ ...answer, key: 'old', citedAt: daysBefore(31) });
    await cited.put({ ...answer, key: 'young', citedAt: daysBefore(29) });

    expect(await cited.get('old', now)).toBeNull();
    await cited.sweep(now);

    // Also by the time at which it was kept.
    expect(await cited.get('old', daysBefore(31))).toBeNull();
    expect(await cited.get('young', now)).toBe(answer.body);
  });

  it('give way to newer ones before there are too many', async () => {
    const cited = new CitedAnswers(gateway.database.dataSource, { milliseconds: 30 * 86_400_000, bytes: 40 });
    for (const [at, key] of ['a', 'b', 'c'].entries())
      await cited.put({ ...answer, key, citedAt: new Date(now.getTime() + at) });

    const kept = await Promise.all(['a', 'b', 'c'].map((key) => cited.get(key, now)));

    expect(kept).toEqual([null, answer.body, answer.body]);
  });

  it('are deleted with a thing that is gone at its source', async () => {
    const cited = new CitedAnswers(gateway.database.dataSource);
    await cited.put({ ...answer, key: 'gone', citedAt: now });

    await cited.forget('riksdagen', ['d-17']);
    expect(await cited.get('gone', now)).toBe(answer.body);
    await cited.forget('dataportal-se', ['d-17']);

    expect(await cited.get('gone', now)).toBeNull();
  });
});
