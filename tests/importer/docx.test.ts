import { describe, expect, it } from 'vitest';
import { ImportError } from '../../src/importer/import-error.ts';
import { docxOf, p, t } from './docx.ts';
import { answersOf, doubtsOf, interpreted } from './interpreted.ts';

const cell = (text: string) => `<w:tc>${p(t(text))}</w:tc>`;
const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join('')}</w:tr>`;

describe('a Word document', () => {
  it('is read with titles, tracked changes, notes, comments and headers each in its place', async () => {
    const body = [
      p(t('Enkät'), 0),
      p(t('1. Vad vill ni?'), 1),
      p(t('Centern'), 2),
      p(
        `${t('Vi vill ')}<w:ins w:id="1">${t('inte ')}</w:ins><w:del w:id="2"><w:r><w:delText>alltid</w:delText></w:r></w:del>${t('gallra &amp; så.')}<w:r><w:footnoteReference w:id="1"/></w:r>`,
      ),
      p(t('Libera', '<w:b/>') + t('lerna', '<w:b/>'), 2),
      p(`${t('Vi vill så.')}<w:r><w:br/></w:r>${t('Gärna.')}`),
    ].join('');
    const found = await interpreted(
      'enkat.docx',
      await docxOf(body, {
        footnotes: `<w:footnote w:id="1">${p(t('Enligt programmet.'))}</w:footnote>`,
        comments: `<w:comment w:id="1">${p(t('Stämmer detta?'))}</w:comment>`,
        header1: p(t('Utkast 3')),
      }),
    );

    expect(answersOf(found)).toEqual({
      '1/C': 'ANSWERED Vi vill inte gallra & så.',
      '1/L': 'ANSWERED Vi vill så. Gärna.',
    });
    expect(found.account.leftOutItems.map(({ text, reason }) => [text, reason])).toEqual([
      ['[1]', 'the mark of a footnote or of a list item'],
      ['Enligt programmet.', 'a footnote'],
      ['↑', 'the mark of a footnote or of a list item'],
      ['alltid', 'deleted in Word'],
      ['Stämmer detta?', 'a comment in Word'],
    ]);
    expect(found.account.pageItems.map(({ text, reason }) => [text, reason])).toEqual([
      ['Utkast 3', 'the header of the pages'],
    ]);
    const { characters, shown, metadata, furniture, leftOut } = found.account;
    expect(shown + metadata + furniture + leftOut).toBe(characters);
    expect(doubtsOf(found).filter((doubt) => /is left out|not read/.test(doubt))).toHaveLength(3);
  });

  it('has its answers in a table', async () => {
    const table = `<w:tbl>${row('Fråga', 'C', 'L')}${row('1. Vad?', 'Gallra.', 'Ej svarat')}</w:tbl>`;
    const found = await interpreted('enkat.docx', await docxOf(p(t('Enkät'), 0) + table));

    expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Gallra.', '1/L': 'NO_RESPONSE Ej svarat' });
    expect(doubtsOf(found)).toEqual([]);
  });

  it('doubts words that only a drawing has, and text that is hidden', async () => {
    const drawing = `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${p(t('Bara här.'))}</mc:Choice></mc:AlternateContent></w:r>`;
    const found = await interpreted(
      'a.docx',
      await docxOf(p(t('Skog'), 0) + p(drawing) + p(t('Gömt.', '<w:vanish/>'))),
      { kind: 'ARTICLE' },
    );

    expect(doubtsOf(found)).toEqual([
      expect.stringMatching(/has words that are not read: “bara”, “har”/),
      expect.stringContaining('has hidden text'),
    ]);
  });

  it.each([
    ['no zip', () => Buffer.from('text'), /is broken or not a Word document/],
    ['a zip that is cut', async () => (await docxOf(p(t('Skog')))).subarray(0, 900), /is broken or not/],
    ['pictures of 70 MB', () => docxOf(p(t('Skog')), { media: ' '.repeat(70_000_000) }), /more than 60 MB/],
    ['text of 11 MB', () => docxOf(p(t('skog '.repeat(2_300_000)))), /more than 10 MB of text/],
    ['broken XML', () => docxOf('<w:p><w:r>'), /is broken or not a Word document/],
    ['nothing in it', () => docxOf(''), /has no text/],
  ])('is refused with one sentence: %s', async (_, bytes, message) => {
    const reading = interpreted('a.docx', await bytes(), { kind: 'ARTICLE' });

    await expect(reading).rejects.toThrow(ImportError);
    await expect(reading).rejects.toThrow(message);
  });
});
