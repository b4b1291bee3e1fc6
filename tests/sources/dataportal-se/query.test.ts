import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luceneQuery } from '../../../src/sources/dataportal-se/query.ts';
import { escapeLucene } from '../../../src/sources/formats/solr.ts';

const base = 'rdfType:http\\:\\/\\/www.w3.org\\/ns\\/dcat#Dataset AND public:true';

/** Brackets, quotes and colons that are not escaped: the skeleton of a query. */
const skeleton = (query: string) => query.replace(/\\./gs, '').replace(/[^()":[\]{}]/g, '');

describe('a search by text', () => {
  it('looks for each word where the portal looks', () => {
    expect(luceneQuery({ text: 'arbetslöshet' })).toBe(
      `${base} AND (title:arbetslöshet OR description:arbetslöshet OR tag.literal:arbetslöshet OR all:arbetslöshet*)`,
    );
  });

  it('wants all words', () => {
    expect(luceneQuery({ text: 'öppna data' })).toContain('all:öppna*) AND (title:data OR');
  });

  it('cuts a word to fifteen characters, beyond which nothing is indexed', () => {
    const query = luceneQuery({ text: 'arbetsmarknadsutbildning' });

    expect(query).toContain('title:arbetsmarknadsu OR');
    expect(query).not.toContain('arbetsmarknadsut');
  });

  it('adds a wildcard to a short word', () => {
    expect(luceneQuery({ text: 'AI' })).toContain('(title:ai* OR');
  });

  it('reads AND, OR and NOT as words', () => {
    const query = luceneQuery({ text: 'NOT allt OR inget' }) ?? '';

    expect(query.slice(base.length)).not.toMatch(/NOT |:OR/);
    expect(query).toContain('title:not ');
  });

  it('finds nothing for signs alone', () => {
    expect(luceneQuery({ text: '*?"' })).toBeNull();
  });

  it('escapes any text, so that it is never query syntax', () => {
    const plain = skeleton(luceneQuery({ text: 'ord' }) ?? '');
    const part = fc.stringMatching(/^[a-zåäö0-9:()[\]{}"*?~^!|&+\-\\/]{1,12}$/);

    fc.assert(
      fc.property(part, (text) => {
        fc.pre(/[\p{L}\p{N}]/u.test(text));

        expect(skeleton(luceneQuery({ text }) ?? '')).toBe(plain);
      }),
    );
  });

  it.each([
    ['publisher', { publisherNumber: '1'.repeat(10_000) }],
    ['format', { format: 'å'.repeat(5000) }],
    ['licence', { licence: `https://example.org/${':'.repeat(5000)}` }],
  ])('finds nothing for a %s longer than an address', (_, filter) => {
    expect(luceneQuery({ text: 'ord', ...filter })).toBeNull();
  });

  it('stays within an address, however long the text', () => {
    const query = luceneQuery({
      text: 'ärendehantering '.repeat(2000),
      anyOf: Array(500).fill('öppna data'),
    });

    expect(encodeURIComponent(query ?? '').length).toBeLessThan(7500);
  });
});

it('escapes everything that Lucene gives a meaning', () => {
  expect(escapeLucene('a+b-c!(d):^[e]"{f}~*?|g&h;i/j\\k l')).toBe(
    'a\\+b\\-c\\!\\(d\\)\\:\\^\\[e\\]\\"\\{f\\}\\~\\*\\?\\|g\\&h\\;i\\/j\\\\k\\ l',
  );
});

it('takes the terms of a topic as alternatives, a phrase as all of its words', () => {
  expect(luceneQuery({ anyOf: ['kompetens', 'öppna data'] })).toBe(
    `${base} AND (title:(kompetens OR (öppna AND data)) OR description:(kompetens OR (öppna AND data)) OR tag.literal:(kompetens OR (öppna AND data)))`,
  );
});

describe('a filter', () => {
  const hash = (uri: string) => createHash('md5').update(uri).digest('hex').slice(0, 8);

  it.each([
    [
      'publisher',
      { publisherNumber: '2021002114' },
      'http://purl.org/dc/terms/publisher',
      'organisation\\/SE2021002114*',
    ],
    ['theme', { themes: ['SOCI'] }, 'http://www.w3.org/ns/dcat#theme', 'theme\\/SOCI'],
    ['format', { format: 'csv' }, 'http://purl.org/dc/terms/format', 'text\\/csv'],
    ['licence', { licence: 'CC-BY-4.0' }, 'http://purl.org/dc/terms/license', 'licenses\\/by\\/4.0*'],
    ['high value', { hvdOnly: true }, 'http://data.europa.eu/r5r/applicableLegislation', '2023\\/138'],
  ])('by %s asks in the field of its predicate', (_, search, predicate, value) => {
    const query = luceneQuery(search) ?? '';

    expect(query.startsWith(`${base} AND `)).toBe(true);
    expect(query).toContain(`.${hash(predicate)}:`);
    expect(query).toContain(value);
  });

  it('finds a publisher under each way its URI is written', () => {
    const query = luceneQuery({ publisherNumber: '2021002114' }) ?? '';

    for (const start of ['http\\:\\/\\/dataportal', 'https\\:\\/\\/dataportal', 'http\\:\\/\\/id.kb.se']) {
      expect(query).toContain(start);
    }
  });

  it('by change searches from that instant on', () => {
    expect(luceneQuery({ modifiedAfter: '2026-10-01' })).toBe(
      `${base} AND modified:[2026-10-01T00:00:00Z TO *]`,
    );
  });

  it('joins with the others: all must hold', () => {
    const query = luceneQuery({ text: 'jobb', themes: ['SOCI'], hvdOnly: true }) ?? '';

    expect(query.split(' AND ')).toHaveLength(5);
  });
});
