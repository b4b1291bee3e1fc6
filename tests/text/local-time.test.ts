import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant, instantIn, lastInstant, localTimeIn, STOCKHOLM } from '../../src/text/local-time.ts';

it.each([
  ['in winter', '2026-01-15T12:00:00', '2026-01-15T11:00:00.000Z'],
  ['in summer', '2026-07-20T00:01:23', '2026-07-19T22:01:23.000Z'],
  ['just before summer time', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
  ['just after', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
  ['in the hour that summer time skips', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
  ['in the hour that occurs twice: the first one', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
  ['after it', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
  ['a day alone', '2026-07-20', '2026-07-19T22:00:00.000Z'],
])('reads Swedish time %s', (_, text, expected) => {
  expect(instantIn(STOCKHOLM, text)?.toISOString()).toBe(expected);
});

it.each(['', 'snarast', '2026-02-31', '2026-02-31T10:00:00', '2026-13-01', '2026-07-20T25:00', '20260720'])(
  'gives null for %j, which is not a time',
  (text) => {
    expect(instant(STOCKHOLM, text)).toBeNull();
  },
);

it('gives the last second of a day as its end, and a time with hours as it is', () => {
  expect(lastInstant(STOCKHOLM, '2026-09-01')?.toISOString()).toBe('2026-09-01T21:59:59.000Z');
  expect(lastInstant(STOCKHOLM, '2026-09-01T12:00:00')?.toISOString()).toBe('2026-09-01T10:00:00.000Z');
  expect(lastInstant(STOCKHOLM, 'snarast')).toBeNull();
});

it('reads a time with a zone in that zone', () => {
  expect(instant(STOCKHOLM, '2026-08-21T09:46:01.790496+02:00')?.toISOString()).toBe(
    '2026-08-21T07:46:01.790Z',
  );
  expect(instant(STOCKHOLM, '2026-08-21T09:46:01Z')?.toISOString()).toBe('2026-08-21T09:46:01.000Z');
});

it('reads a local time that it has written as the same instant', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2006-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (date) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);

        const back = instantIn(STOCKHOLM, localTimeIn(STOCKHOLM, whole));

        // In autumn one hour occurs twice, and the first one is taken.
        expect([0, 3_600_000]).toContain(whole.getTime() - (back?.getTime() ?? 0));
      },
    ),
  );
});

it.each([
  '+275760-09-13T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0000-01-01',
  '9999-12-31T23:59:59',
])('takes %s for no time: its year has not four digits everywhere', (text) => {
  expect(instant(STOCKHOLM, text)).toBeNull();
});
