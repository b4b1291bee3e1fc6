import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/entities/dataset.ts';
import { Language } from '../../src/entities/language.ts';
import { mergePages } from '../../src/sources/across/merge.ts';
import { shownSince } from '../../src/sources/across/shown.ts';
import { datasetGroups, datasetMerge, normalisedUri } from '../../src/sources/kinds/dataset-identity.ts';
import { withoutContactsInAddress } from '../../src/text/address-contacts.ts';
import { plantedRecords } from './planted-copies.ts';
import { datasetIn, publisherOf } from './records.ts';

const inSources = (datasets: readonly Dataset[]) =>
  datasets.map((node) => ({ sourceId: node.provenance.sourceId, node }));
const groups = (...datasets: Dataset[]) => datasetGroups(inSources(datasets));
const areSame = (one: Dataset, other: Dataset) => new Set(groups(one, other)).size === 1;

const home = datasetIn({
  sourceId: 'dataportal-se',
  nativeId: '7_8',
  url: 'https://www.dataportal.se/datasets/7_8',
  uri: 'https://register.example/datamängd/1',
  identifiers: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'lokal-1'],
  publisher: publisherOf('2021002114'),
  title: { sv: 'Anställda' },
});
const copy = (facts: Partial<Parameters<typeof datasetIn>[0]>) =>
  datasetIn({ sourceId: 'data-europa', nativeId: 'x', ...facts });

describe('two records are the same dataset', () => {
  it.each([
    ['scheme', { uri: 'http://register.example/datamängd/1' }],
    ['case of the host', { uri: 'https://Register.Example/datamängd/1' }],
    ['last slash', { uri: 'https://register.example/datamängd/1/' }],
    ['fragment', { uri: 'https://register.example/datamängd/1#this' }],
    ['percent-encoding', { uri: 'https://register.example/datam%C3%A4ngd/1' }],
    ['place, an identifier', { identifiers: ['https://register.example/datamängd/1'] }],
  ])('by a URI that differs in %s', (_, facts) => {
    expect(areSame(home, copy(facts))).toBe(true);
  });

  it.each([
    ['a UUID in another case', { identifiers: ['3F2504E0-4F89-41D3-9A0C-0305E82C3301'] }],
    [
      'a UUID at the end of a URI',
      { uri: 'https://ckan.example/dataset/3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
    ],
    ['a landing page that is a record', { landingPages: ['http://dataportal.se/sv/datasets/7_8/anstallda'] }],
    ['a landing page that is its URI', { landingPages: ['https://register.example/datamängd/1'] }],
    ['a source', { derivedFrom: ['https://register.example/datamängd/1'] }],
    ['an identifier of the publisher', { identifiers: ['lokal-1'], publisher: publisherOf('2021002114') }],
  ])('by %s', (_, facts) => {
    expect(areSame(home, copy(facts))).toBe(true);
  });

  it('by an identifier from which a contact was taken, and never by what is left of a contact alone', () => {
    const publisher = publisherOf('2021002114');
    const pair = (id: string) =>
      areSame(
        copy({ uri: 'https://one.example/1', identifiers: [id], publisher }),
        datasetIn({
          sourceId: 'ckan-exempel',
          nativeId: '2',
          uri: 'https://other.example/2',
          identifiers: [id],
          publisher,
        }),
      );

    expect(pair(withoutContactsInAddress('https://register.example/mängd/1/kim@post.example'))).toBe(true);
    expect(pair(withoutContactsInAddress('https://register.example/kim@post.example'))).toBe(false);
    expect(pair(withoutContactsInAddress('mailto:kim@post.example'))).toBe(false);
  });

  it('through a third that is the same as both', () => {
    const bridge = copy({ identifiers: [home.uri, 'https://ckan.example/d/9'] });
    const far = datasetIn({ sourceId: 'ckan-exempel', nativeId: '9', uri: 'https://ckan.example/d/9' });

    expect(areSame(home, far)).toBe(false);
    expect(new Set(groups(home, far, bridge)).size).toBe(1);
  });

  it('in one catalogue by their URI alone', () => {
    const again = datasetIn({ ...home, sourceId: 'dataportal-se', nativeId: '9_9', identifiers: [] });
    const other = datasetIn({
      ...home,
      sourceId: 'dataportal-se',
      nativeId: '9_9',
      uri: 'https://x.example/1',
    });

    expect(areSame(home, again)).toBe(true);
    expect(areSame(home, other)).toBe(false);
  });
});

describe('two records are not the same dataset', () => {
  it.each([
    ['title', { title: { sv: 'Anställda' } }],
    ['title and publisher', { title: { sv: 'Anställda' }, publisher: publisherOf('2021002114') }],
    ['identifier of another publisher', { identifiers: ['lokal-1'], publisher: publisherOf('5560000001') }],
    ['identifier without a publisher', { identifiers: ['lokal-1'] }],
  ])('by an equal %s', (_, facts) => {
    expect(areSame(home, copy(facts))).toBe(false);
  });

  it('by an equal landing page, source or site', () => {
    const shared = { landingPages: ['https://a.example/p'], derivedFrom: ['https://a.example/s'] };
    const one = copy({ ...shared, identifiers: ['https://a.example/'] });
    const two = datasetIn({
      sourceId: 'ckan-exempel',
      nativeId: 'y',
      ...shared,
      identifiers: ['http://a.example'],
    });

    expect(areSame(one, two)).toBe(false);
  });

  it('by an identifier that two records of one catalogue have', () => {
    const publisher = publisherOf('5560000001');
    const [one, two] = ['1', '2'].map((nativeId) =>
      datasetIn({ sourceId: 'ckan-exempel', nativeId, identifiers: ['register'], publisher }),
    );
    const three = copy({ identifiers: ['register'], publisher });

    expect(one && two && new Set(groups(one, two, three)).size).toBe(3);
  });
});

it('never fails on an address that cannot be decoded', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => typeof normalisedUri(text) === 'string'),
  );
  expect(normalisedUri('https://a.example/%E4')).toBe('a.example/%E4');
});

describe('2 000 records with planted copies', () => {
  const records = plantedRecords(2000, 7);
  const found = datasetGroups(inSources(records.map(({ dataset }) => dataset)));

  it('are grouped with a precision of 0.995 and a recall of 0.95 at least', () => {
    let [right, wrong, missed] = [0, 0, 0];
    for (const [at, one] of records.entries()) {
      for (let other = at + 1; other < records.length; other++) {
        const isFound = found[at] === found[other];
        const isTrue = one.truth === records[other]?.truth;
        if (isFound && isTrue) right++;
        else if (isFound) wrong++;
        else if (isTrue) missed++;
      }
    }

    expect(right).toBeGreaterThan(500);
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.995);
    expect(right / (right + missed)).toBeGreaterThanOrEqual(0.95);
  });

  it('are grouped the same in any order', () => {
    const some = records.slice(0, 150).map(({ dataset }) => dataset);
    const pairs = (datasets: readonly Dataset[]) => {
      const byGroup = new Map<number, number[]>();
      for (const [at, group] of datasetGroups(inSources(datasets)).entries())
        byGroup.set(group, [...(byGroup.get(group) ?? []), at]);
      return [...byGroup.values()]
        .map((members) =>
          members
            .map((at) => datasets[at]?.records[0]?.nativeId)
            .sort()
            .join(),
        )
        .sort();
    };
    const inOrder = pairs(some);

    fc.assert(
      fc.property(
        fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }),
        (shuffled) => {
          expect(pairs(shuffled)).toEqual(inOrder);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the merged dataset', () => {
  const translated = copy({
    uri: home.uri,
    title: { sv: 'Medarbetare', en: 'Employees' },
    machineTranslated: [Language.EN, Language.SV],
    licences: ['CC-BY-4.0'],
    modified: '2024',
  });

  it('has a record of every catalogue, the preferred one first, and lists of all', () => {
    const merged = datasetMerge.join(home, translated);

    expect(merged.records.map(({ sourceId }) => sourceId)).toEqual(['dataportal-se', 'data-europa']);
    expect(merged).toMatchObject({ uri: home.uri, licences: ['CC-BY-4.0'], modified: '2024' });
  });

  it.each([
    ['first', () => datasetMerge.join(home, translated)],
    ['last', () => datasetMerge.join(translated, home)],
  ])('prefers a text by a person to a translation by a machine, whichever comes %s', (_, join) => {
    expect(join()).toMatchObject({
      title: { sv: 'Anställda', en: 'Employees' },
      machineTranslated: [Language.EN],
    });
  });
});

describe('pages of several catalogues', () => {
  const page = (id: string, nodes: Dataset[], from = '') => ({
    id,
    from,
    page: {
      items: nodes.map((node, at) => ({ node, next: String(at + 1), order: at })),
      isLast: true,
      total: nodes.length,
      provenance: home.provenance,
    },
  });

  it('give one URI of two contexts as one dataset with two records', () => {
    const again = datasetIn({ sourceId: 'dataportal-se', nativeId: '9_9', uri: home.uri });

    const { items } = mergePages([page('dataportal-se', [home, again])], 10, datasetMerge);

    expect(items.map(({ node }) => node.records.map(({ nativeId }) => nativeId))).toEqual([['7_8', '9_9']]);
  });

  it('leave out what a source repeats on its next page, and what another gave on an earlier one', () => {
    const first = mergePages([page('dataportal-se', [home])], 10, datasetMerge);
    const shown = shownSince({}, first.items);
    const other = datasetIn({ sourceId: 'dataportal-se', nativeId: '7_9' });

    const next = mergePages(
      [page('dataportal-se', [home, other], '1'), page('data-europa', [copy({ uri: home.uri })])],
      10,
      datasetMerge,
      shown,
    );

    expect(next.items.map(({ node }) => node.uri)).toEqual([other.uri]);
    expect(next.repeated).toBe(2);
  });
});
