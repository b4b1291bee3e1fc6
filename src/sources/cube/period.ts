import { PeriodKind } from '../../entities/statistics-vocabulary.ts';

/** A period of time with its first and last day, ISO 8601. Both are null where the code does not state them. */
export interface Period {
  kind: PeriodKind;
  start: string | null;
  end: string | null;
}

const unknown: Period = { kind: PeriodKind.OTHER, start: null, end: null };

const DAY_MS = 86_400_000;
const dayOf = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month, day));
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** Months from the first day of a month on. */
function months(kind: PeriodKind, year: number, firstMonth: number, count: number): Period {
  return {
    kind,
    start: iso(dayOf(year, firstMonth - 1, 1)),
    end: iso(dayOf(year, firstMonth - 1 + count, 0)),
  };
}

/** A week of ISO 8601: week 1 holds the fourth of January. */
function week(year: number, number: number): Period {
  const fourth = dayOf(year, 0, 4);
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS + (number - 1) * 7 * DAY_MS;
  return { kind: PeriodKind.WEEK, start: iso(new Date(monday)), end: iso(new Date(monday + 6 * DAY_MS)) };
}

type Read = (match: RegExpExecArray) => Period | null;
const number = (match: RegExpExecArray, group: number): number => Number(match[group]);
const within = (value: number, last: number): boolean => value >= 1 && value <= last;

/** How the agencies write periods; the first form that fits is read. */
const forms: readonly [RegExp, Read][] = [
  [/^(\d{4})$/, (at) => months(PeriodKind.YEAR, number(at, 1), 1, 12)],
  // SCB and SSB write 2024M06, Eurostat 2024-06.
  [
    /^(\d{4})[M-](\d{2})$/,
    (at) => (within(number(at, 2), 12) ? months(PeriodKind.MONTH, number(at, 1), number(at, 2), 1) : null),
  ],
  // K for kvartal.
  [/^(\d{4})-?[KQ]([1-4])$/, (at) => months(PeriodKind.QUARTER, number(at, 1), number(at, 2) * 3 - 2, 3)],
  [/^(\d{4})-?[SH]([12])$/, (at) => months(PeriodKind.HALF_YEAR, number(at, 1), number(at, 2) * 6 - 5, 6)],
  // V for vecka, U for uke.
  [
    /^(\d{4})-?[VUW](\d{2})$/,
    (at) => (within(number(at, 2), 53) ? week(number(at, 1), number(at, 2)) : null),
  ],
  [
    /^(\d{4})-(\d{2})-(\d{2})$/,
    (at) => {
      const day = dayOf(number(at, 1), number(at, 2) - 1, number(at, 3));
      const isDay = iso(day) === at[0];
      return isDay ? { kind: PeriodKind.DAY, start: at[0], end: at[0] } : null;
    },
  ],
  // 2024/25 and 2024/2025.
  [
    /^(\d{4})\/(\d{2}|\d{4})$/,
    (at) => {
      const next = number(at, 1) + 1;
      const isNext = at[2] === String(next).slice(-(at[2]?.length ?? 4));
      return isNext ? months(PeriodKind.SCHOOL_YEAR, number(at, 1), 7, 12) : range(at[1], at[2]);
    },
  ],
  // 2022-2024, 2024M01-2024M12, 2023K3-2024K2: a rolling average or a sum.
  [/^(\d{4}(?:[MKQ]\d{1,2})?)\s*[-–]\s*(\d{4}(?:[MKQ]\d{1,2})?)$/, (at) => range(at[1], at[2])],
];

function range(first: string | undefined, last: string | undefined): Period | null {
  const [from, to] = [first, last].map((code) => (code === undefined ? unknown : periodOf(code)));
  if (!from?.start || !to?.end || from.start > to.end) return null;
  return { kind: PeriodKind.RANGE, start: from.start, end: to.end };
}

/**
 * The period of a code, or of its label where the code is a serial number. The code stays the key; what cannot be read
 * has no days.
 */
export function periodOf(code: string, label?: string | null): Period {
  for (const text of [code, label ?? '']) {
    const written = text.trim();
    for (const [form, read] of forms) {
      const match = form.exec(written);
      const found = match && read(match);
      if (found) return found;
    }
  }
  return unknown;
}
