import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Dataset } from '../../src/entities/dataset.ts';
import { interestOf } from '../../src/entities/topic.ts';
import { datasetScorer } from '../../src/matching/rank-datasets.ts';
import { packContent } from '../support/graph.ts';
import { mean, ndcgAt10 } from '../support/ranking.ts';
import { datasetIn } from './records.ts';

const judgedRecord = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  publisher: z.string().nullish(),
  catalogue: z.string(),
  language: z.enum(['sv', 'en', 'no']),
  keywords: z.array(z.string()).nullish(),
  theme: z.array(z.string()).nullish(),
  formats: z.array(z.string()).nullish(),
  hvd: z.boolean(),
  modified: z.string().nullish(),
});
const judged = z
  .object({
    topics: z.array(
      z.object({
        topic: z.string(),
        records: z.array(z.object({ record: judgedRecord, grade: z.number().int().min(0).max(3) })),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('./judged/topic-datasets.json', import.meta.url), 'utf8')));

function datasetOf(record: z.output<typeof judgedRecord>): Dataset {
  const { language } = record;
  return datasetIn({
    sourceId: record.catalogue,
    nativeId: record.id,
    title: { [language]: record.title },
    description: record.description ? { [language]: record.description } : {},
    publisher: record.publisher
      ? { uri: null, name: { [language]: record.publisher }, organisationNumber: null }
      : null,
    keywords: (record.keywords ?? []).map((text) => ({ text, language })),
    themes: record.theme ?? [],
    modified: record.modified ?? null,
    distributions: (record.formats ?? []).map((format) => ({
      title: {},
      accessUrl: null,
      accessUrls: [],
      downloadUrl: null,
      downloadUrls: [],
      format,
      mediaType: null,
      licence: null,
      byteSize: null,
      conformsTo: null,
    })),
  });
}

describe('datasets on a topic, judged by an author who has not seen the weights', async () => {
  const { topics } = await packContent();
  const results = judged.topics.map(({ topic, records }) => {
    const search = topics.get(topic)?.crosswalk.catalogue;
    if (!search) throw new Error(`${topic} has no search for catalogues`);
    const scoreOf = datasetScorer(interestOf(search), 2026);
    const grades = new Map(records.map(({ record, grade }) => [record.id, grade]));
    const listed = records.map(({ record }) => record);
    const ndcg = (found: readonly { id: string }[]) =>
      ndcgAt10(
        found.map(({ id }) => id),
        grades,
      );
    const ranked = listed
      .map((record) => ({ id: record.id, score: scoreOf(datasetOf(record)).score }))
      .toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
    return {
      ours: ndcg(ranked),
      listed: ndcg(listed),
      // The order of a catalogue alone: its own records as they are listed, then nothing.
      of: (catalogue: string) => ndcg(listed.filter((record) => record.catalogue === catalogue)),
    };
  });

  it('has all topics of the scheme that have a search for catalogues', () => {
    const searched = [...topics.values()]
      .filter(({ crosswalk }) => crosswalk.catalogue)
      .map(({ key }) => key);

    expect(judged.topics.map(({ topic }) => topic).toSorted()).toEqual(searched.toSorted());
  });

  it('come in an order of nDCG@10 of 0.80 at least', () => {
    expect(mean(results.map(({ ours }) => ours))).toBeGreaterThanOrEqual(0.8);
  });

  it('come in an order at least 0.10 better than that of the best catalogue, and than the order listed', () => {
    const ours = mean(results.map((one) => one.ours));
    const best = Math.max(
      ...['dataportal-se', 'data-europa', 'data-norge', 'opendatasoft'].map((catalogue) =>
        mean(results.map(({ of }) => of(catalogue))),
      ),
    );

    expect(ours - best).toBeGreaterThanOrEqual(0.1);
    expect(ours - mean(results.map((one) => one.listed))).toBeGreaterThanOrEqual(0.1);
  });
});
