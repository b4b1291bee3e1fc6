import { describe, expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { DimensionRole as Role } from '../../../src/entities/statistics-vocabulary.ts';
import { type DimensionChoice, resolveSelection } from '../../../src/sources/cube/selection.ts';
import { SelectionError } from '../../../src/sources/cube/selection-error.ts';
import type { TableDimension } from '../../../src/sources/cube/table.ts';
import { asked } from '../../support/pxweb.ts';

const dimension = (
  code: string,
  role: Role,
  codes: string[],
  more: Partial<TableDimension> = {},
): TableDimension => ({
  code,
  label: code,
  role,
  required: true,
  codes,
  labels: new Map(),
  units: new Map(),
  codelists: [],
  ...more,
});
const months = ['2023M11', '2023M12', '2024M01', '2024M02', '2024M12', '2025M01'];
const table = {
  tableId: 'T',
  language: Language.SV,
  dimensions: [
    dimension('Region', Role.GEO, ['00', '01', '0114', '0180', '12', '1280', '1480', 'A,B']),
    dimension('Alder', Role.CLASSIFICATION, ['TotSA', '16', '17'], { required: false }),
    dimension('Kon', Role.CLASSIFICATION, ['TotSa', '1', '2'], { required: false }),
    dimension('ContentsCode', Role.METRIC, ['000007L9', '000007LA']),
    dimension('Tid', Role.TIME, months),
  ],
};
const required: DimensionChoice[] = [
  { dimension: 'Region', values: ['00'] },
  { dimension: 'ContentsCode', values: ['000007L9'] },
];
const resolve = (...choices: DimensionChoice[]) => {
  const named = new Set(choices.map((choice) => choice.dimension));
  return resolveSelection(table, [...choices, ...required.filter((one) => !named.has(one.dimension))]);
};
const codesOf = (choice: DimensionChoice) => asked(resolve(choice))[choice.dimension];
const refusal = (...choices: DimensionChoice[]): SelectionError => {
  try {
    resolveSelection(table, choices);
  } catch (error) {
    if (error instanceof SelectionError) return error;
    throw error;
  }
  throw new TypeError('it was accepted');
};

describe('a selection', () => {
  it('without any choice is a preview, and says for which dimensions something was chosen', () => {
    const found = resolveSelection(table, null);

    expect(asked(found)).toEqual({ Region: ['00'], ContentsCode: ['000007L9'], Tid: ['2025M01'] });
    expect(found).toMatchObject({
      eliminated: ['Alder', 'Kon'],
      defaulted: ['Region', 'ContentsCode', 'Tid'],
      size: 1,
    });
  });

  it('takes the last period, and leaves out what has a total, where a client chooses some dimensions', () => {
    const found = resolve();

    expect(asked(found)['Tid']).toEqual(['2025M01']);
    expect(found).toMatchObject({ eliminated: ['Alder', 'Kon'], defaulted: ['Tid'] });
  });

  it.each<[string, DimensionChoice, string[]]>([
    [
      'codes in the order of the table, each once',
      { dimension: 'Region', values: ['1280', '00', '1280'] },
      ['00', '1280'],
    ],
    ['all', { dimension: 'Kon', values: ['*'] }, ['TotSa', '1', '2']],
    ['a beginning', { dimension: 'Region', values: ['01*'] }, ['01', '0114', '0180']],
    ['an end', { dimension: 'Tid', values: ['*M12'] }, ['2023M12', '2024M12']],
    ['a middle', { dimension: 'Tid', values: ['*4M*'] }, ['2024M01', '2024M02', '2024M12']],
    ['a length', { dimension: 'Region', values: ['??'] }, ['00', '01', '12']],
    ['a union', { dimension: 'Region', values: ['12*', '00'] }, ['00', '12', '1280']],
    ['the newest periods', { dimension: 'Tid', top: 2 }, ['2024M12', '2025M01']],
    ['the oldest periods', { dimension: 'Tid', bottom: 2 }, ['2023M11', '2023M12']],
    ['the first categories', { dimension: 'Region', top: 2 }, ['00', '01']],
    ['the last categories', { dimension: 'Region', bottom: 1 }, ['A,B']],
    ['more than there are', { dimension: 'Kon', top: 99 }, ['TotSa', '1', '2']],
    ['a span', { dimension: 'Tid', from: '2024M01', to: '2024M12' }, ['2024M01', '2024M02', '2024M12']],
    ['from on', { dimension: 'Tid', from: '2024M12' }, ['2024M12', '2025M01']],
    ['a year of months', { dimension: 'Tid', from: '2024', to: '2024' }, ['2024M01', '2024M02', '2024M12']],
    ['a span of other codes', { dimension: 'Region', from: '0180', to: '1280' }, ['0180', '12', '1280']],
    ['a function of PxWeb', { dimension: 'Tid', values: ['TOP(2,1)'] }, ['2024M02', '2024M12']],
    ['a range of PxWeb', { dimension: 'Tid', values: ['[range(2024M01,2024M02)]'] }, ['2024M01', '2024M02']],
    [
      'functions as a union',
      { dimension: 'Tid', values: ['from(2025M01)', 'to(2023M11)'] },
      ['2023M11', '2025M01'],
    ],
    ['a code with a comma', { dimension: 'Region', values: ['A,B'] }, ['A,B']],
    ['another case, where no code differs by case alone', { dimension: 'Kon', values: ['TOTSA'] }, ['TotSa']],
  ])('takes %s', (_, choice, codes) => {
    expect(codesOf(choice)).toEqual(codes);
  });

  it('names a dimension in another case too', () => {
    expect(asked(resolve({ dimension: 'tid', top: 1 }))['Tid']).toEqual(['2025M01']);
  });

  it('takes the first on the list as the newest, where a host lists the newest first', () => {
    const tid = dimension('Tid', Role.TIME, ['2025', '2024', '2023']);

    expect(
      asked(resolveSelection({ ...table, dimensions: [tid] }, [{ dimension: 'Tid', top: 2 }]))['Tid'],
    ).toEqual(['2025', '2024']);
  });

  it('reads periods from the labels where the codes are serial numbers', () => {
    const labels = new Map([
      ['1', '2023'],
      ['2', '2024'],
      ['3', '2025'],
    ]);
    const tid = dimension('Tid', Role.TIME, ['1', '2', '3'], { labels });
    const among = { ...table, dimensions: [tid] };

    expect(asked(resolveSelection(among, null))['Tid']).toEqual(['3']);
    expect(asked(resolveSelection(among, [{ dimension: 'Tid', from: '2024' }]))['Tid']).toEqual(['2', '3']);
  });

  it('counts its cells', () => {
    expect(resolve({ dimension: 'Kon', values: ['*'] }, { dimension: 'Tid', values: ['*'] }).size).toBe(18);
  });

  it('takes all codes of a codelist where no values are named', () => {
    const list = { id: 'vs_L', label: 'L', codes: ['x', 'y'], labels: new Map() };
    const found = resolveSelection(
      table,
      [...required.slice(1), { dimension: 'Region', codelist: 'vs_L' }],
      new Map([['vs_L', list]]),
    );

    expect(found.dimensions[0]).toMatchObject({ codes: ['x', 'y'], codelist: 'vs_L', isAll: false });
  });
});

describe('a selection is refused, with the dimension, the value and what would work, for', () => {
  it.each<[string, DimensionChoice[], RegExp, object]>([
    [
      'an unknown dimension',
      [{ dimension: 'Regon', values: ['00'] }],
      /no dimension "Regon"/,
      { dimension: 'Regon', validValues: expect.arrayContaining(['Region']) },
    ],
    [
      'an unknown code',
      [{ dimension: 'Region', values: ['0181'] }],
      /no code "0181" in Region/,
      { dimension: 'Region', value: '0181', validValues: expect.arrayContaining(['0180']) },
    ],
    [
      'the total of another dimension',
      [{ dimension: 'Kon', values: ['TotSB'] }],
      /TotSB/,
      { dimension: 'Kon', validValues: expect.arrayContaining(['TotSa']) },
    ],
    [
      'an unknown period',
      [{ dimension: 'Tid', from: '2031M01' }],
      /nothing from 2031M01/,
      { dimension: 'Tid' },
    ],
    [
      'a period that is none',
      [{ dimension: 'Tid', from: 'soon' }],
      /no code "soon"/,
      { dimension: 'Tid', value: 'soon' },
    ],
    [
      'a reversed span',
      [{ dimension: 'Tid', from: '2025M01', to: '2024M01' }],
      /nothing from 2025M01 to 2024M01/,
      { dimension: 'Tid' },
    ],
    [
      'a pattern that nothing matches',
      [{ dimension: 'Kon', values: ['9*'] }],
      /No code of Kon matches "9\*"/,
      { dimension: 'Kon' },
    ],
    [
      'values and top',
      [{ dimension: 'Tid', values: ['2024M01'], top: 1 }],
      /contradict/,
      { dimension: 'Tid' },
    ],
    ['top and bottom', [{ dimension: 'Tid', top: 1, bottom: 1 }], /contradict/, { dimension: 'Tid' }],
    ['top and from', [{ dimension: 'Tid', top: 1, from: '2024M01' }], /contradict/, { dimension: 'Tid' }],
    ['no values', [{ dimension: 'Tid', values: [] }], /empty/, { dimension: 'Tid' }],
    ['nothing of a dimension', [{ dimension: 'Tid' }], /Nothing is selected of Tid/, { dimension: 'Tid' }],
    ['a top of none', [{ dimension: 'Tid', top: 0 }], /at least 1/, { dimension: 'Tid' }],
    ['a top beyond the end', [{ dimension: 'Tid', values: ['top(1,99)'] }], /beyond/, { dimension: 'Tid' }],
    [
      'a dimension twice',
      [
        { dimension: 'Tid', top: 1 },
        { dimension: 'TID', top: 2 },
      ],
      /twice/,
      { dimension: 'Tid' },
    ],
    [
      'a place left out',
      [{ dimension: 'ContentsCode', top: 1 }],
      /Region must be selected: it has 8 categories/,
      { dimension: 'Region', validValues: ['00', '01', '0114'] },
    ],
    [
      'a metric left out',
      [{ dimension: 'Region', top: 1 }],
      /ContentsCode must be selected/,
      { validValues: ['000007L9', '000007LA'] },
    ],
  ])('%s', (_, choices, message, facts) => {
    const error = refusal(...choices);

    expect(error.message).toMatch(message);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'select', ...facts });
  });

  it('a pattern of many stars, in time that does not grow with them', () => {
    expect(refusal({ dimension: 'Region', values: [`${'*a'.repeat(20)}!`] }).message).toMatch(
      /No code of Region/,
    );
  });
});
