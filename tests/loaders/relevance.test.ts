import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ParliamentaryDocument } from '../../src/entities/parliament.ts';
import { searchFor } from '../../src/entities/topic.ts';
import { type Relevance, relevanceOf } from '../../src/loaders/relevance.ts';
import { riksdagen } from '../../src/sources/riksdagen/index.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { packContent } from '../support/graph.ts';
import { aCall, testUpstream } from '../support/upstream.ts';

/** Sixty documents, judged by somebody who had not seen the rules. */
const judged = z
  .object({
    documents: z.array(
      z.object({ document: z.looseObject({ dok_id: z.string() }), topic: z.string(), relevant: z.boolean() }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../resolvers/judged/follow-up.json', import.meta.url), 'utf8')),
  ).documents;

/** The documents as the Riksdag's decoder reads them. */
async function documents(): Promise<Map<string, ParliamentaryDocument>> {
  const dokument = judged.map(({ document }) => document);
  const server = await fakeUpstream({
    '*': { json: { dokumentlista: { '@traffar': '60', '@sidor': '1', '@sida': '1', dokument } } },
  });
  const operations = riksdagen.open(testUpstream({ ...riksdagen, baseUrl: server.url }));
  const { items } = await operations.documents({}, { offset: 0, limit: 200 }, aCall());
  return new Map(items.map((one) => [one.documentId, one]));
}

interface Rated {
  topic: string;
  id: string;
  relevant: boolean;
  found: Relevance | null;
}

async function rated(): Promise<Rated[]> {
  const [read, content] = await Promise.all([documents(), packContent()]);
  return judged.map(({ document, topic, relevant }) => {
    const terms = content.topics.get(topic)?.crosswalk.parliament;
    const item = read.get(document.dok_id);
    if (!terms || !item) throw new TypeError(`${document.dok_id} cannot be judged`);
    return { topic, id: document.dok_id, relevant, found: relevanceOf(item, searchFor(terms, 'riksdagen')) };
  });
}

const ranked = (all: Rated[]) =>
  all
    .filter(({ found }) => found !== null)
    .sort((one, other) => (other.found?.score ?? 0) - (one.found?.score ?? 0));
const share = (found: Rated[]) => found.filter(({ relevant }) => relevant).length / found.length;

describe('the judged documents', () => {
  it('have a precision of at least 0.9 among the ten nearest', async () => {
    expect(share(ranked(await rated()).slice(0, 10))).toBeGreaterThanOrEqual(0.9);
  });

  it('have it for each topic, and few relevant ones are missed', async () => {
    const all = await rated();

    for (const topic of new Set(judged.map((one) => one.topic))) {
      const ofTopic = all.filter((one) => one.topic === topic);
      const found = ranked(ofTopic).slice(0, 10);

      expect(share(found), topic).toBeGreaterThanOrEqual(0.9);
      expect(found.length / ofTopic.filter(({ relevant }) => relevant).length, topic).toBeGreaterThanOrEqual(
        0.6,
      );
    }
  });
});

describe('a document', () => {
  const document = (title: string, more: Partial<ParliamentaryDocument> = {}) =>
    ({ title, subtitle: null, summary: null, committee: null, ...more }) as ParliamentaryDocument;
  const terms = {
    terms: ['arbetslöshet', 'öppna data'],
    related: ['AI', 'varsel'],
    not: ['aviär'],
    committee: 'AU',
  };

  it.each([
    ['Ungdomsarbetslösheten i Norrland', 1],
    ['ÖPPNA DATA i staten', 1],
    ['Öppna datorhallar', null],
    ['Varsel vid bruket', 0.7],
    ['AI i skolan', 0.7],
    ['Ai är ett namn', null],
    ['AIK och idrotten', null],
    ['Aviär influensa (AI)', null],
    ['Arbetstid', null],
  ])('%s: %j', (title, expected) => {
    expect(relevanceOf(document(title), terms)?.score ?? null).toBe(expected);
  });

  it('of the committee alone is not about the topic, and with a word it is nearer', () => {
    expect(relevanceOf(document('Arbetstid', { committee: 'AU' }), terms)).toBeNull();
    expect(relevanceOf(document('Arbetslöshet', { committee: 'AU' }), terms)?.score).toBe(1.2);
  });

  it('is nearer by its title than by its summary, and says which words showed it', () => {
    expect(relevanceOf(document('Exempel', { summary: 'Om arbetslöshet och varsel.' }), terms)).toEqual({
      score: 0.6 + 0.6 * 0.7,
      words: ['arbetslöshet', 'varsel'],
    });
  });
});
