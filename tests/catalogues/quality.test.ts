import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../src/entities/dataset.ts';
import { Language } from '../../src/entities/language.ts';
import { datasetQuality, meanQuality } from '../../src/matching/dataset-quality.ts';
import { mayBeSame } from '../../src/sources/kinds/possible-duplicate.ts';
import { datasetIn, publisherOf, type RecordFacts } from './records.ts';

const today = new Date('2026-06-15T12:00:00Z');
const file = (facts: Partial<Distribution>): Distribution => ({
  title: {},
  accessUrl: null,
  accessUrls: [],
  downloadUrl: null,
  downloadUrls: [],
  format: null,
  mediaType: null,
  licence: null,
  byteSize: null,
  conformsTo: null,
  ...facts,
});
const dataset = (facts: Partial<RecordFacts>) => datasetIn({ sourceId: 'a', nativeId: '1', ...facts });
const quality = (facts: Partial<RecordFacts>) => datasetQuality(dataset(facts), today);
const verdict = (facts: Partial<RecordFacts>, name: string) =>
  quality(facts).reasons.find(({ check }) => check === name)?.met;

describe('the stars of a dataset', () => {
  it.each([
    [0, 'without an open licence', { licences: ['https://example.org/terms'], formats: ['CSV'] }],
    [1, 'with an open licence and a picture of a table', { licences: ['CC0-1.0'], formats: ['PDF'] }],
    [2, 'with a format that somebody owns', { licences: ['CC0-1.0'], formats: ['application/vnd.ms-excel'] }],
    [3, 'with a format that nobody owns', { licences: ['CC-BY-4.0'], formats: ['.csv'] }],
    [4, 'in RDF', { licences: ['CC-BY-4.0'], formats: ['text/turtle'] }],
  ])('are %i %s', (stars, _, facts) => {
    expect(quality(facts).stars).toBe(stars);
  });

  it('count the licence and the format of a distribution too', () => {
    const distributions = [
      file({ format: 'CSV', licence: 'http://creativecommons.org/publicdomain/zero/1.0/' }),
    ];

    expect(quality({ distributions }).stars).toBe(3);
  });
});

describe('the score of a dataset', () => {
  const good: Partial<RecordFacts> = {
    title: { sv: 'Löner', en: 'Wages' },
    description: { sv: 'Löner efter yrke.', en: 'Wages by occupation.' },
    keywords: [{ text: 'löner', language: 'sv' }],
    themes: ['SOCI'],
    spatial: ['https://example.org/sverige'],
    temporal: ['2020/2025'],
    publisher: publisherOf('2021002114'),
    licences: ['CC0-1.0'],
    formats: ['CSV'],
    accessRights: 'PUBLIC',
    issued: '2020',
    modified: '2026-06',
    accrualPeriodicity: 'MONTHLY',
    distributions: [file({ downloadUrls: ['https://example.org/fil.csv'] })],
  };

  it('is 100 where all is met, and 0 where nothing is', () => {
    expect(quality(good)).toMatchObject({ score: 100, stars: 3 });
    expect(quality({}).score).toBe(0);
  });

  it('leaves out what nobody knows: files that were not fetched, freshness that was not promised', () => {
    const { distributions: _, accrualPeriodicity: __, ...unknown } = good;

    expect(quality(unknown).score).toBe(100);
    expect(quality(unknown).reasons.map(({ check }) => check)).not.toContain('download');
    expect(quality(unknown).reasons.map(({ check }) => check)).not.toContain('fresh');
  });

  it('has its reasons with weights and notes', () => {
    expect(quality(good).reasons).toContainEqual({
      check: 'open-licence',
      met: true,
      weight: 10,
      note: { sv: 'Har en öppen licens', en: 'Has an open licence' },
    });
  });

  it.each([
    ['MONTHLY', '2026-05-01', true],
    ['MONTHLY', '2026-01-01', false],
    ['ANNUAL', '2024', true],
    ['ANNUAL', '2022', false],
    ['DAILY', '2026-06-01T00:00:00Z', false],
    ['IRREG', '1999', undefined],
    ['ANNUAL', 'nyss', undefined],
  ])('takes data promised %s and changed %s for fresh: %s', (accrualPeriodicity, modified, expected) => {
    expect(verdict({ accrualPeriodicity, modified }, 'fresh')).toBe(expected);
  });

  it('takes a translation by a machine for no second language', () => {
    expect(verdict({ ...good, machineTranslated: [Language.EN] }, 'two-languages')).toBe(false);
  });

  it('has a mean, and none without datasets', () => {
    expect(meanQuality([dataset(good), dataset({})], today)).toBe(50);
    expect(meanQuality([], today)).toBeNull();
  });
});

describe('a possible duplicate', () => {
  const number = '2021002114';
  const one = dataset({ uri: 'https://a.example/1', title: { sv: 'Löner' }, publisher: publisherOf(number) });
  const other = (facts: Partial<RecordFacts>) =>
    datasetIn({
      sourceId: 'b',
      nativeId: '2',
      title: { sv: 'LÖNER' },
      publisher: publisherOf(number),
      ...facts,
    });

  it('has the same publisher and the same title in the original language', () => {
    expect(mayBeSame(one, other({}), number)).toBe(true);
  });

  it.each([
    ['another title', { title: { sv: 'Löner 2025' } }],
    ['the title as a translation by a machine', { machineTranslated: [Language.SV] }],
    ['another publisher', { publisher: publisherOf('5560000001') }],
    ['another period', { temporal: ['2025/2025'] }],
    ['a proof that it is the same', { uri: 'http://a.example/1/' }],
  ])('is not one with %s', (_, facts) => {
    expect(mayBeSame(one, other(facts), number)).toBe(false);
  });

  it('is not one of the same series', () => {
    const series = ['https://a.example/serie'];

    expect(
      mayBeSame(datasetIn({ ...one, sourceId: 'a', nativeId: '1', series }), other({ series }), number),
    ).toBe(false);
  });
});
