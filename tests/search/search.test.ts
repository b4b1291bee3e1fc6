import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import { Language } from '../../src/entities/language.ts';
import { type SearchRequest, searchContent } from '../../src/search/search.ts';
import { ocrReadings } from '../../src/text/ocr.ts';
import { exampleRecords, originalWith } from '../content/records.ts';
import { describeOnBothDatabases, emptyDatabase } from '../support/database.ts';
import { runs } from '../support/runs.ts';

const longText = `Början på texten handlar om annat. ${'Ord som fyller ut den här texten. '.repeat(40)} Till sist nämns sjöfåglarna 3 < 4 & "<b>vid</b>" omkring ån. ${'Mer utfyllnad följer här. '.repeat(40)}`;
const scannedText = `Lasaren undrar om arbetsf6rmedlingen och tjanstem4n pé resan. ${'Fler ord om resan dit. '.repeat(60)}`;
const originals = [
  originalWith('exempel', [{ ref: 'Position:exempel/1/X', body: longText }]),
  originalWith('rapport', [
    { ref: 'Report:rapport', body: scannedText, scanned: true },
    { ref: 'Section:rapport/1', body: 'Ett stycke om lodjursstammen.' },
  ]),
  originalWith('utkast', [{ ref: 'Report:utkast', body: 'Gömda ord om jordgubbar.' }]),
];

describeOnBothDatabases('search', (database) => {
  beforeAll(async () => {
    await emptyDatabase(database());
    await applyRecords(database().dataSource, exampleRecords(), { originals });
  });
  const search = (query: string, more: Partial<SearchRequest> = {}) =>
    searchContent(database().dataSource, { query, limit: 20, ...more });
  const refs = async (query: string, more: Partial<SearchRequest> = {}) =>
    (await search(query, more)).hits.map(({ ref }) => ref);

  it.each([
    ['å and ø', 'asa sorensen', 'Person:exempel'],
    ['å and ø as written', 'Åsa Sørensen', 'Person:exempel'],
    ['ä', 'alvtrask', 'Place:0199'],
    ['capitals', 'ÄLVTRÄSK', 'Place:0199'],
    ['decomposed letters', 'A\u030asa', 'Person:exempel'],
    ['é', 'kafeet', 'Report:rapport'],
    ['ø in Norwegian', 'ovelser', 'Statement:uttalelse'],
    ['ö that an OCR text lacks', 'läsaren', 'Report:rapport'],
    ['hyphens', 'Exempel Sørensen', 'Person:exempel'],
    ['stems in Swedish', 'skogarnas', 'Topic:forests'],
    ['stems in Norwegian', 'øvelsene', 'Statement:uttalelse'],
    ['stems in English', 'exercise', 'Statement:uttalelse'],
    ['stems in English again', 'forest', 'Topic:forests'],
    ['the beginning of the last word', 'dela myndighet', 'Position:exempel/1/X'],
    ['a misread digit', 'arbetsförmedlingen', 'Report:rapport'],
    ['a word about å and a misread letter', 'på tjänstemän', 'Report:rapport'],
    ['names of the parties that answered', 'exempelpartiet uppgifter', 'Position:exempel/1/X'],
    ['other names', 'exf', 'Organisation:exempel'],
    ['former codes of parties', 'yy', 'Party:SE/Y'],
    ['texts of sections, as their document', 'lodjursstammen', 'Report:rapport'],
    ['headings', 'älgar', 'Report:rapport'],
    ['comments', 'arbetsförmedling saknas', 'Commentary:exempel/1'],
  ])('finds %s', async (_, query, ref) => {
    expect(await refs(query)).toContain(ref);
  });

  it('does not find drafts, nor positions without an answer', async () => {
    expect(await refs('jordgubbar')).toEqual([]);
    expect(await refs('Hemligt utkast')).toEqual([]);
    expect(await refs('ypsilonpartiet')).toEqual(['Party:SE/Y']);
  });

  it('ranks a match in the title above one in the body', async () => {
    expect(await refs('skog')).toEqual(['Topic:forests', 'Topic:water', 'Question:exempel/1']);
  });

  it.each([
    ['one letter less', 'lodjurstammen', 'Report:rapport'],
    ['one letter more', 'sjöfågglar', 'Position:exempel/1/X'],
    ['another letter', 'lodjurzstammen', 'Report:rapport'],
    ['two letters that changed places', 'lodjusrstammen', 'Report:rapport'],
    ['a compound, by its first part', 'sjö', 'Position:exempel/1/X'],
    ['a compound, by its last part', 'fåglar', 'Position:exempel/1/X'],
    ['the parts of a compound', 'skogsforskning', 'Topic:forests'],
  ])('finds %s', async (_, query, ref) => {
    expect(await refs(query)).toContain(ref);
  });

  it('puts what has all words before what has some, whatever the order of the words', async () => {
    const { hits } = await search('myndigheternas sjöfåglar lodjursstammen');
    const whole = hits.map(({ isWhole }) => isWhole);

    expect(hits.map(({ ref }) => ref)).toContain('Report:rapport');
    expect(whole).toEqual([...whole].sort((a, b) => Number(b) - Number(a)));
  });

  it('returns each entity once, with its best text', async () => {
    const { hits, total } = await search('data');

    expect(new Set(hits.map(({ ref }) => ref)).size).toBe(hits.length);
    expect(total).toBe(hits.length);
    expect(hits[0]?.ref).toBe('Question:exempel/1');
  });

  it('searches only the given types and languages, and names', async () => {
    expect(await refs('exempel', { types: ['Person'] })).toEqual(['Person:exempel']);
    expect(await refs('forests', { languages: [Language.SV] })).toEqual([]);
    expect(await refs('asa', { languages: [Language.EN] })).toEqual(['Person:exempel']);
  });

  it('pages through all hits, with the total on every page', async () => {
    const all = await refs('exempel');
    const first = await search('exempel', { limit: 2 });
    const second = await search('exempel', { limit: 2, offset: 2 });
    const beyond = await search('exempel', { limit: 2, offset: 1000 });

    expect([...first.hits, ...second.hits].map(({ ref }) => ref)).toEqual(all.slice(0, 4));
    expect([first.total, second.total, beyond.total]).toEqual([all.length, all.length, all.length]);
    expect(beyond.hits).toEqual([]);
  });

  it('needs two statements', async () => {
    const before = database().statements;

    await search('exempel data');

    expect(database().statements - before).toBe(2);
  });

  it('leaves out excluded words, and keeps phrases together', async () => {
    expect(await refs('skog -vatten')).toEqual(['Topic:forests']);
    expect(await refs('skog -värdena')).not.toContain('Topic:forests');
    expect(await refs('-vatten')).toEqual([]);
    expect(await refs('"myndigheternas uppgifter"')).toEqual(['Position:exempel/1/X']);
    expect(await refs('"uppgifter myndigheternas"')).toEqual([]);
  });

  it('shows the passage as escaped HTML with the words marked', async () => {
    const { hits } = await search('sjöfåglar');

    expect(hits).toHaveLength(1);
    expect(hits[0]?.highlight).toContain('<mark>sjöfåglarna</mark>');
    expect(hits[0]?.highlight).toContain('3 &#60; 4 &#38; &#34;');
    expect(hits[0]?.highlight.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>"]/);
    expect(hits[0]?.highlight.split(' ').length).toBeLessThan(45);
  });

  it('marks the title when only the title has the words', async () => {
    const { hits } = await search('vatten');

    expect(hits[0]).toMatchObject({ ref: 'Topic:water', highlight: '<mark>Vatten</mark>' });
  });

  it('shows only a short fragment of a text that may not be shown whole', async () => {
    const { hits } = await search('resan');

    expect(hits[0]?.ref).toBe('Report:rapport');
    expect(hits[0]?.highlight.split(/\s+/).length).toBeLessThanOrEqual(13);
  });

  it.each([
    '',
    '   ',
    '%',
    '_',
    '***',
    "' OR 1=1 --",
    '"',
    '-',
    '!',
    '&|!<->:*',
    "'",
    '\\',
    '\0',
    ':*',
    '(',
    '\ud800',
    'a'.repeat(50_000),
  ])('accepts %j without an error', async (query) => {
    await expect(search(query)).resolves.toMatchObject({ total: 0 });
  });

  it('accepts any text', async () => {
    const odd = fc.string({
      unit: fc.constantFrom(...'abå \'"\\-!&|():*<>%_\0\u2028ﷺ½/.@#'.split(''), '<->', ' or '),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(odd, fc.string({ unit: 'binary' })), async (query) => {
        const { hits, total } = await search(query);

        expect(total).toBeGreaterThanOrEqual(hits.length);
      }),
      { numRuns: runs(150) },
    );
  });

  it('is updated when the content changes', async () => {
    const records = exampleRecords();
    for (const topic of records.topic.slice(0, 1)) topic.prefLabel = { sv: 'Fjällripor' };

    await applyRecords(database().dataSource, records);
    const changed = [await refs('fjällripa'), await refs('forests')];
    await applyRecords(database().dataSource, exampleRecords());

    expect(changed).toEqual([['Topic:forests', 'Question:exempel/1'], []]);
    expect(await refs('forests')).toEqual(['Topic:forests', 'Question:exempel/1']);
  });
});

describe('readings of an OCR text', () => {
  it('corrects characters between letters, and gives both readings of é', () => {
    expect(ocrReadings('arbetsf6rmedling 2016 pé A&B och')).toBe('arbetsformedling pa po AaB');
  });
});
