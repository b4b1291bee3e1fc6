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

it.each([
  '2026-12-21',
  '2026-12-21Z',
  '2026-12-21+01:00',
  '2026-12-21T00:00',
  '2026-12-21T00:00:00',
  '2026-12-21 00:00:00.000',
  '2026-12-21T00:00:00Z',
  '2026-12-21T00:00:00+01:00',
  '2026-12-20T23:00:00Z',
  '21.12.2026',
  '21/12/2026',
])('takes the whole of its day for the deadline %s', (text) => {
  expect(lastInstant('Europe/Oslo', text)?.toISOString()).toBe('2026-12-21T22:59:59.000Z');
});

it.each([
  '2024-13-45',
  '2024-02-30T10:00:00Z',
  '2024-02-30+01:00',
  '2024-13-45T10:00:00+01:00',
  '31.02.2026',
  '21.12/2026',
])('takes %s for no time, since there is no such day', (text) => {
  expect([instant(STOCKHOLM, text), lastInstant(STOCKHOLM, text)]).toEqual([null, null]);
});

it('reads a day with an offset, and one with the day first', () => {
  expect(instant(STOCKHOLM, '2026-08-21+02:00')?.toISOString()).toBe('2026-08-20T22:00:00.000Z');
  expect(instant(STOCKHOLM, '21.12.2026 14:30')?.toISOString()).toBe('2026-12-21T13:30:00.000Z');
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

it.each([STOCKHOLM, 'Europe/Brussels', 'Europe/Oslo'])(
  'gives the local time of %s that Intl gives',
  (timeZone) => {
    const [date, time] = [{ dateStyle: 'short' }, { timeStyle: 'medium' }] as const;
    const since1950 = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(since1950, (instant) => {
        const [day, clock] = [date, time].map((part) =>
          instant.toLocaleString('sv-SE', { ...part, timeZone }),
        );
        expect(localTimeIn(timeZone, instant)).toBe(`${day}T${clock}`);
      }),
    );
  },
);
