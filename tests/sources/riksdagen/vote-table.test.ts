import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVote } from '../../../src/sources/riksdagen/vote-table.ts';
import { runs } from '../../support/runs.ts';

const head = ['Parti', 'Ja', 'Nej', 'Avstående', 'Frånvarande'];
type Rows = readonly (readonly string[])[];
const matter: Rows = [
  ['M', '0', '63', '0', '7'],
  ['FP', '19', '0', '1', '5'],
];
const motives: Rows = [
  ['M', '28', '1', '34', '7'],
  ['FP', '1', '2', '3', '4'],
];
const count = (yes: number, no: number, abstain: number, absent: number) => ({ yes, no, abstain, absent });
const onMatter = [
  { partyCode: 'M', printedCode: 'M', count: count(0, 63, 0, 7) },
  { partyCode: 'L', printedCode: 'FP', count: count(19, 0, 1, 5) },
];

/** The forms in which the Riksdag writes a table. */
const old = (title: string, rows: Rows) => ({
  tr: [
    {
      td: { h4: `Omröstning i ${title}`, p: 'Utskottets förslag mot reservation 1 (motivfrågan, sakfrågan)' },
    },
    { th: head },
    ...rows.map((td) => ({ td })),
    { td: { h4: 'Beslut: Kammaren biföll utskottets förslag i motivfrågan' } },
  ],
});
const recent = (title: string, rows: Rows) => ({
  caption: { '@class': 'x', '#text': `Omröstning i ${title}` },
  thead: { tr: { th: head } },
  tbody: { tr: rows.map(([th, ...td]) => ({ th, td })) },
  tfooter: { tr: { th: 'Totalt', td: ['19', '63', '1', '12'] } },
});
const html = (title: string, rows: Rows) =>
  `<h4>Omröstning i ${title}</h4><table><thead><tr>${head.map((name) => `<th>${name}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;

describe('a summary with a vote on the matter and one on the motives', () => {
  it.each<[string, unknown]>([
    ['the matter first', { table: [old('sakfrågan', matter), old('motivfrågan', motives)] }],
    ['the motives first', { table: [old('motivfrågan', motives), old('sakfrågan', matter)] }],
    ['the newer form', { table: [recent('motivfrågan', motives), recent('sakfrågan', matter)] }],
    ['two objects', [{ table: recent('sakfrågan', matter) }, { table: recent('motivfrågan', motives) }]],
    ['HTML', html('sakfrågan', matter) + html('motivfrågan', motives)],
    [
      'escaped HTML',
      (html('motivfrågan', motives) + html('sakfrågan', matter))
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;'),
    ],
    ['HTML in a list', [html('motivfrågan', motives) + html('sakfrågan', matter)]],
    ['one table', { table: { tr: [...old('motivfrågan', motives).tr, ...old('sakfrågan', matter).tr] } }],
    [
      'titles beside the tables',
      {
        h4: ['motivfrågan', 'sakfrågan'],
        table: [
          { tr: [{ th: head }, { td: motives[0] }] },
          { tr: [{ th: head }, ...matter.map((td) => ({ td }))] },
        ],
      },
    ],
    [
      'a title only above the motives',
      { table: [{ tr: [{ th: head }, ...matter.map((td) => ({ td }))] }, old('motivfrågan', motives)] },
    ],
  ])('is read by title: %s', (_, summary) => {
    expect(readVote(summary)).toMatchObject({ parties: onMatter });
  });

  it('that holds only the motives was no vote on the matter', () => {
    expect(readVote({ table: old('motivfrågan', motives) })).toBe('MOTIVES_ONLY');
    expect(readVote(html('motivfrågan', motives))).toBe('MOTIVES_ONLY');
  });

  it('is not guessed at where neither has a title and they differ', () => {
    const untitled = (rows: Rows) => ({ tr: [{ th: head }, ...rows.map((td) => ({ td }))] });

    expect(readVote({ table: [untitled(matter), untitled(motives)] })).toBe('UNREADABLE');
    expect(readVote({ table: [untitled(matter), untitled(matter)] })).toMatchObject({ parties: onMatter });
  });

  it('is the main vote, not a preliminary one between counter-proposals', () => {
    const summary = { table: [old('sakfrågan, förberedande omröstning', motives), old('sakfrågan', matter)] };

    expect(readVote(summary)).toMatchObject({ parties: onMatter });
  });
});

describe('a row', () => {
  const one = (...rows: Rows) => readVote({ table: old('sakfrågan', rows) });

  it('"Totalt" is the total and "-" those without a party; neither is a party', () => {
    expect(one(['C', '1', '2', '3', '4'], ['-', '1', '0', '0', '2'], ['Totalt', '2', '2', '3', '6'])).toEqual(
      {
        parties: [{ partyCode: 'C', printedCode: 'C', count: count(1, 2, 3, 4) }],
        withoutParty: count(1, 0, 0, 2),
        total: count(2, 2, 3, 6),
      },
    );
  });

  it('with a cell that is no number makes the table unreadable, so that no party is missing from it', () => {
    expect(one(['C', '1', '2', '3', '4'], ['KD', 'x', '2', '3', '4'])).toBe('UNREADABLE');
    expect(one(['C', '1', '2', '3', '4'], ['KD', '2', '3', '4'])).toBe('UNREADABLE');
  });

  it('may come twice with the same figures, and not with others', () => {
    expect(one(['C', '1', '2', '3', '4'], ['C', '1', '2', '3', '4'])).toMatchObject({
      parties: [{ partyCode: 'C' }],
    });
    expect(one(['C', '1', '2', '3', '4'], ['C', '4', '3', '2', '1'])).toBe('UNREADABLE');
  });

  it('is read by the heads of the columns, also where the column of parties has none', () => {
    const summary = (th: string[]) => ({ table: { tr: [{ th }, { th: 'C', td: ['1', '2', '3', '4'] }] } });

    expect(readVote(summary(['Ja', 'Nej', 'Avstår', 'Frånvarande']))).toMatchObject({
      parties: [{ count: count(1, 2, 3, 4) }],
    });
    expect(readVote(summary(['Parti', 'Frånv.', 'Nej', 'Ja', 'Avst.']))).toMatchObject({
      parties: [{ count: count(3, 2, 4, 1) }],
    });
    expect(readVote(summary(['Parti', 'Ja', 'Nej', 'Frånvarande', 'Annat']))).toBe('UNREADABLE');
  });
});

it.each([null, undefined, '', '  '])('nothing is empty: %j', (summary) => {
  expect(readVote(summary)).toBe('EMPTY');
});

it.each(['text', { table: '' }, { br: null }, 7, [{}]])(
  'what is no table is unreadable, not empty: %j',
  (summary) => {
    expect(readVote(summary)).toBe('UNREADABLE');
  },
);

it('figures come through whichever form and order the tables have', () => {
  const figure = fc.integer({ min: 0, max: 349 });
  const row = fc.tuple(fc.constantFrom('S', 'M', 'SD', 'V', 'C', 'KD', 'MP'), figure, figure, figure, figure);
  const rows = fc.uniqueArray(row, { minLength: 1, selector: ([code]) => code });
  fc.assert(
    fc.property(
      rows,
      rows,
      fc.constantFrom(old, recent, html),
      fc.boolean(),
      (wanted, other, form, isLast) => {
        const asText = (found: typeof wanted) => found.map((cells) => cells.map(String));
        const tables = [form('motivfrågan', asText(other)), form('sakfrågan', asText(wanted))];
        if (!isLast) tables.reverse();

        const read = readVote(form === html ? tables.join('') : { table: tables });

        expect(read).toMatchObject({
          parties: wanted.map(([partyCode, ...figures]) => ({ partyCode, count: count(...figures) })),
        });
      },
    ),
    { numRuns: runs(100) },
  );
});

it('what is nested more deeply than any table is unreadable, and exhausts no stack', () => {
  const deep = Array.from({ length: 50_000 }).reduce<unknown>((inside) => ({ b: inside }), 'x');

  expect(readVote('<b>'.repeat(50_000))).toBe('UNREADABLE');
  expect(readVote({ table: { tr: [{ td: deep }] } })).toBe('UNREADABLE');
});
