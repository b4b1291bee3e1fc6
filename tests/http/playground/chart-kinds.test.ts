import { describe, expect, it } from 'vitest';
import { suggestedAxes } from '../../../playground/axes.ts';
import { chartOf, kindsOf } from '../../../playground/chart-kinds.ts';
import type { Cell } from '../../../src/http/saved-queries/flatten.ts';

const opened = (columns: readonly string[], ...rows: (readonly Cell[])[]) => ({
  columns,
  headings: columns,
  rows,
});
const kinds = (table: ReturnType<typeof opened>) => {
  const axes = suggestedAxes(table);
  return axes && kindsOf(table, axes);
};

describe('the chart of an answer that is no saved query', () => {
  it('is bars, and shares where the numbers are parts of a sum', () => {
    expect(kinds(opened(['name', 'count'], ['A', 1], ['B', 3]))).toEqual(['bar', 'share']);
    expect(kinds(opened(['name', 'change'], ['A', -1], ['B', 3]))).toEqual(['bar']);
    expect(kinds(opened(['name'], ['A'], ['B']))).toBeNull();
  });

  it('is a line where there are times, one for each series', () => {
    const table = opened(
      ['period', 'place', 'value'],
      ['2022', 'Malmö', 1],
      ['2022', 'Lund', 4],
      ['2023', 'Malmö', null],
      ['2023', 'Lund', 5],
      ['2024', 'Malmö', 3],
      ['2024', 'Lund', 6],
    );
    expect(kindsOf(table, { category: 0, value: 2 })[0]).toBe('line');
    expect(chartOf('line', table, { category: 0, value: 2 })).toMatchObject({
      times: ['2022', '2023', '2024'],
      series: [
        { name: 'Malmö', points: [{ value: 1 }, { value: null }, { value: 3 }] },
        { name: 'Lund', points: [{ value: 4 }, { value: 5 }, { value: 6 }] },
      ],
    });
  });

  it('is a map where there are counties', () => {
    const table = opened(['place.code', 'count'], ['01', 7], ['12', 5], ['14', 3], ['SE', 15]);
    const axes = { category: 0, value: 1 };

    expect(kindsOf(table, axes)[0]).toBe('map');
    const chart = chartOf('map', table, axes);
    expect(chart?.type === 'map' && [...chart.counties]).toEqual([
      ['01', { name: 'Stockholms län', value: 7 }],
      ['12', { name: 'Skåne län', value: 5 }],
      ['14', { name: 'Västra Götalands län', value: 3 }],
    ]);
    expect(kinds(opened(['place.code', 'count'], ['0180', 7], ['1280', 5], ['1480', 3]))).not.toContain(
      'map',
    );
  });
});
