import { expect, it } from 'vitest';
import { periodOf } from '../../../src/sources/cube/period.ts';

it.each([
  ['2024', 'YEAR', '2024-01-01', '2024-12-31'],
  ['2024M02', 'MONTH', '2024-02-01', '2024-02-29'],
  ['2024-06', 'MONTH', '2024-06-01', '2024-06-30'],
  ['2024K2', 'QUARTER', '2024-04-01', '2024-06-30'],
  ['2024-Q4', 'QUARTER', '2024-10-01', '2024-12-31'],
  ['2024-S1', 'HALF_YEAR', '2024-01-01', '2024-06-30'],
  ['2026V30', 'WEEK', '2026-07-20', '2026-07-26'],
  ['2026U01', 'WEEK', '2025-12-29', '2026-01-04'],
  ['2020-W53', 'WEEK', '2020-12-28', '2021-01-03'],
  ['2024-02-29', 'DAY', '2024-02-29', '2024-02-29'],
  ['2024/25', 'SCHOOL_YEAR', '2024-07-01', '2025-06-30'],
  ['1999/2000', 'SCHOOL_YEAR', '1999-07-01', '2000-06-30'],
  ['2022-2024', 'RANGE', '2022-01-01', '2024-12-31'],
  ['2023K3-2024K2', 'RANGE', '2023-07-01', '2024-06-30'],
  ['2024M01 - 2024M12', 'RANGE', '2024-01-01', '2024-12-31'],
])('%s is a %s', (code, kind, start, end) => {
  expect(periodOf(code)).toEqual({ kind, start, end });
});

it.each(['17', '2024M13', '2024M00', '2023-02-29', '2024K5', '2026V54', 'TotSA', '', '2024-2022'])(
  '%j states no period',
  (code) => {
    expect(periodOf(code)).toEqual({ kind: 'OTHER', start: null, end: null });
  },
);

it('is read from the label where the code is a serial number', () => {
  expect(periodOf('17', '2024 ')).toMatchObject({ kind: 'YEAR', start: '2024-01-01' });
});
