import { describe, expect, it } from 'vitest';
import { answersOf, doubtsOf, interpreted } from './interpreted.ts';

const expected = {
  '1/C': 'ANSWERED Vi vill gallra.',
  '1/L': 'ANSWERED Vi vill så.',
  '2/C': 'ANSWERED Med såg.',
  '2/L': 'NO_RESPONSE Ej svarat',
};
const html = (rows: string[][]) =>
  `<h1>Enkät</h1><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table>`;

describe('a compass with its answers', () => {
  it.each([
    [
      'a column for each party in Markdown',
      'a.md',
      '# Enkät\n\n| Fråga | Centern | L |\n| --- | --- | --- |\n| 1. Vad vill ni? | Vi vill gallra. | Vi vill så. |\n| 2. Hur? | Med såg. | Ej svarat |\n',
    ],
    [
      'a column for each party in HTML',
      'a.html',
      html([
        ['', 'C', 'Liberalerna (L)'],
        ['Vad vill ni?', '<p>Vi vill gallra.</p>', 'Vi vill så.'],
        ['Hur?', 'Med såg.', 'Ej svarat'],
      ]),
    ],
    [
      'a row for each party',
      'a.md',
      '# Enkät\n\n| Parti | 1. Vad vill ni? | 2. Hur? |\n| :-- | :-: | --: |\n| C | Vi vill gallra. | Med såg. |\n| L | Vi vill så. | Ej svarat |\n',
    ],
    [
      'a row for each party, and the numbers of listed questions',
      'a.md',
      '# Enkät\n\n1. Vad vill ni?\n2. Hur?\n\n| Parti | Fråga 1 | Fråga 2 |\n| - | - | - |\n| C | Vi vill gallra. | Med såg. |\n| L | Vi vill så. | Ej svarat |\n',
    ],
    [
      'a table for each question',
      'a.md',
      '# Enkät\n\n## 1. Vad vill ni?\n\n| Parti | Svar |\n| - | - |\n| C | Vi vill gallra. |\n| L | Vi vill så. |\n\n## 2. Hur?\n\n| Parti | Svar |\n| - | - |\n| C | Med såg. |\n| L | Ej svarat |\n',
    ],
    [
      'a section for each party',
      'a.md',
      '# Enkät\n\n## Centerpartiet\n\n### 1. Vad vill ni?\n\nVi vill gallra.\n\n### 2. Hur?\n\nMed såg.\n\n## Liberalerna\n\n### 1. Vad vill ni?\n\nVi vill så.\n\n### 2. Hur?\n\nEj svarat\n',
    ],
    [
      'a section for each party in text, after a list of the questions',
      'a.txt',
      'Enkät\n\n1. Vad vill ni?\n\n2. Hur?\n\nC\n\n1. Vad vill ni?\n\nVi vill gallra.\n\n2. Hur?\n\nMed såg.\n\nL\n\n1. Vad vill ni?\n\nVi vill så.\n\n2. Hur?\n\nEj svarat\n',
    ],
    [
      'a section for each question, without numbers',
      'a.md',
      '# Enkät\n\n## Vad vill ni?\n\n### C\n\nVi vill gallra.\n\n### L\n\nVi vill så.\n\n## Hur?\n\n### C\n\nMed såg.\n\n### L\n\nEj svarat\n',
    ],
    [
      'a section for each question, with the word before the number',
      'a.txt',
      'Enkät\n\nFråga 1: Vad vill ni?\n\nC\n\nVi vill gallra.\n\nL\n\nVi vill så.\n\nFråga 2: Hur?\n\nC\n\nMed såg.\n\nL\n\nEj svarat\n',
    ],
  ])('in %s has the right party at each answer', async (_, name, text) => {
    const found = await interpreted(name, text);

    expect(answersOf(found)).toEqual(expected);
    expect(doubtsOf(found)).toEqual([]);
    const questions = found.original.document.rows.filter(({ type }) => type === 'Question');
    expect(questions.map(({ fields }) => fields['text'])).toEqual([{ sv: 'Vad vill ni?' }, { sv: 'Hur?' }]);
  });

  it('doubts a column of a party that is not known, and gives its cells to nobody', async () => {
    const found = await interpreted(
      'a.md',
      '# E\n\n| Fråga | C | Skogspartiet | L |\n| - | - | - | - |\n| 1. Vad? | Ett. | Två. | Tre. |\n',
    );

    expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Ett.', '1/L': 'ANSWERED Tre.' });
    expect(doubtsOf(found).map((doubt) => doubt.slice(0, 9))).toEqual(['3 “Skogsp', '5 “Två.” ']);
  });

  const withComments = html([
    ['Fråga', 'C', 'Liberalerna (L)'],
    ['1. Vad vill ni?', 'Vi vill gallra.', '<p>Vi vill så.</p><p>Redaktionens kommentar: båda svarade.</p>'],
    ['2. Hur?', 'Med såg.', 'Ej svarat'],
  ]);

  it.each([
    [
      'in a row that one cell fills',
      '<tr><td>1.',
      '<tr><td colspan=3>Partierna är oense om allt.</td></tr><tr><td>1.',
    ],
    [
      'in a row that asks nothing',
      '<tr><td>2.',
      '<tr><td>Vår slutsats</td><td colspan=2>Vi ser fram emot mer.</td></tr><tr><td>2.',
    ],
    [
      'in cells of a row that asks nothing',
      '<tr><td>2.',
      '<tr><td>Kommentar</td><td>Bra!</td></tr><tr><td>2.',
    ],
    ['below an answer', 'Vi vill gallra.', '<p>Vi vill gallra.</p><p>Föreningen noterar detta.</p>'],
  ])('gives a comment of those who asked to no party: %s', async (_, where, comment) => {
    const found = await interpreted('a.html', withComments.replace(where, comment));

    expect(answersOf(found)).toEqual(expected);
    expect(doubtsOf(found).length).toBeGreaterThanOrEqual(2);
    expect(found.account.leftOutItems.every(({ reason }) => reason === 'in no cell of an answer')).toBe(true);
  });

  it('reads a row of comments where the manifest names their author', async () => {
    const found = await interpreted(
      'a.html',
      html([
        ['Fråga', 'C', 'L'],
        ['1. Vad vill ni?', 'Vi vill gallra.', 'Vi vill så.'],
        ['Kommentar', 'Partierna är oense.'],
      ]),
      {
        questionnaire: { commentary: { by: 'Organisation:swedish-jobtech', place: 'last paragraph' } },
      },
    );
    const { rows, texts } = found.original.document;

    expect(rows.filter(({ type }) => type === 'Commentary')).toHaveLength(1);
    expect(texts.find(({ ref }) => ref.startsWith('Commentary:'))?.body).toBe('Partierna är oense.');
    expect(doubtsOf(found)).toEqual([]);
  });

  it('gives the answer in a cell of two parties to neither of them', async () => {
    const rows = [
      ['Fråga', 'C', 'L', 'S'],
      ['1. Vad vill ni?', 'JOINT', 'Vi vill så.'],
    ];
    const found = await interpreted(
      'a.html',
      html(rows).replace('<td>JOINT', '<td colspan=2>Vi vill gallra.'),
    );

    expect(answersOf(found)).toEqual({ '1/S': 'ANSWERED Vi vill så.' });
    expect(doubtsOf(found)).toContainEqual(
      expect.stringContaining('stands in a cell of several parties or questions'),
    );
  });

  it('doubts a section of a party that is not known, and gives its answers to nobody', async () => {
    const found = await interpreted(
      'a.md',
      ['C', 'Skogspartiet', 'L']
        .map((party) => `## ${party}\n\n### 1. Vad?\n\n${party} svarar så.\n`)
        .join('\n'),
    );

    expect(Object.keys(answersOf(found))).toEqual(['1/C', '1/L']);
    expect(Object.values(answersOf(found)).join()).not.toContain('Skogspartiet');
    expect(doubtsOf(found)).toContainEqual(
      expect.stringMatching(/^7 “Skogspartiet” is not the name of a known party/),
    );
  });
});

describe('an article', () => {
  it('keeps the rows of a table, the lines of <br> and the footnotes of Markdown', async () => {
    const { original, account } = await interpreted(
      'a.md',
      '# Skog\n\nText[^1] med <u>streck</u>.<br>Ny rad.\n\n| Träd | Antal |\n| --- | ---: |\n| Tall | 3 |\n| Gran | **4** |\n\n<div>Ruta med <em>text</em></div>\n\n[^1]: Se skogsregistret.\n',
      { kind: 'ARTICLE' },
    );
    const body = original.document.texts.find(({ ref }) => ref === 'Article:provdokument')?.body;

    expect(body).toBe(
      'Skog\n\nText med streck. Ny rad.\n\nTräd | Antal\nTall | 3\nGran | 4\n\nRuta med text\n\nSe skogsregistret.',
    );
    expect(original.blocks.at(-1)?.role).toBe('FOOTNOTE');
    expect(account.leftOut).toBe(0);
  });
});
