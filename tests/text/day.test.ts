import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf, isDay, leadingDay } from '../../src/text/day.ts';

it.each(['2024-02-29', '2031-12-31'])('takes %s for a day', (text) => {
  expect(isDay(text)).toBe(true);
});

it.each(['2025-02-29', '2031-13-01', '2031-1-1', '20310101', '2031-01-01T00:00', ''])(
  'does not take %j for a day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

it.each([
  ['2022-09-26 11:00:00', '2022-09-26'],
  [' 2022-09-26T11:00:00+02:00', '2022-09-26'],
  ['2022-09-26', '2022-09-26'],
  ['2022-02-31 11:00:00', null],
  ['i går', null],
])('reads the day at the beginning of %j as %j', (text, day) => {
  expect(leadingDay(text)).toBe(day);
});

it('writes a date as its day in UTC, and leaves a written day as it is', () => {
  expect(dayOf(new Date('2031-05-02T23:59:59Z'))).toBe('2031-05-02');
  expect(dayOf('2031-05-02')).toBe('2031-05-02');
});

it('takes for a day what the calendar of Date has', () => {
  const two = (number: number) => String(number).padStart(2, '0');
  const parts = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.nat(13), fc.nat(32));
  fc.assert(
    fc.property(parts, ([year, month, day]) => {
      const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
      const midnight = new Date(`${text}T00:00:00Z`);
      expect(isDay(text)).toBe(!Number.isNaN(midnight.getTime()) && dayOf(midnight) === text);
    }),
  );
});
