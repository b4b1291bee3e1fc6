import { PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { periodOf } from './period.ts';

const MAX_PERIODS = 3000;

const perYear: Partial<Record<PeriodKind, number>> = {
  [PeriodKind.YEAR]: 1,
  [PeriodKind.HALF_YEAR]: 2,
  [PeriodKind.QUARTER]: 4,
  [PeriodKind.MONTH]: 12,
};

/** Codes of one kind from one to another, as Eurostat writes them; empty where they are of kinds that are not counted here. */
export function periodsBetween(first: string, last: string): string[] {
  const { kind } = periodOf(first);
  const count = perYear[kind];
  if (count === undefined || periodOf(last).kind !== kind) return [];
  const [from, to] = [first, last].map((code) => {
    const [year = '', rest = '1'] = code.split('-');
    return Number(year) * count + Number(rest.replace(/\D/g, '')) - 1;
  });
  if (from === undefined || to === undefined || !(to >= from) || to - from > MAX_PERIODS) return [];
  return Array.from({ length: to - from + 1 }, (_, at) => codeAt(kind, count, from + at));
}

/** The last periods of a kind that have begun before a day, the oldest first. */
export function periodsUntil(day: Date, kind: PeriodKind, howMany: number): string[] {
  const count = perYear[kind];
  if (count === undefined) return [];
  const last = day.getUTCFullYear() * count + Math.floor((day.getUTCMonth() * count) / 12);
  return Array.from({ length: howMany }, (_, at) => codeAt(kind, count, last - howMany + 1 + at));
}

function codeAt(kind: PeriodKind, count: number, number: number): string {
  const year = Math.floor(number / count);
  const part = (number % count) + 1;
  if (kind === PeriodKind.YEAR) return String(year);
  if (kind === PeriodKind.QUARTER) return `${year}-Q${part}`;
  if (kind === PeriodKind.HALF_YEAR) return `${year}-S${part}`;
  return `${year}-${String(part).padStart(2, '0')}`;
}

/**
 * One spelling for the codes of all agencies, so that their series stand in one table: `2024M06` and `2024-06` are
 * `2024-06`, `2024K2` is `2024-Q2`. What is no period stays as it is.
 */
export function commonPeriod(code: string, label?: string | null): string {
  const { kind, start } = periodOf(code, label);
  const count = perYear[kind];
  if (start === null) return code;
  const [year = '', month = ''] = start.split('-');
  if (kind === PeriodKind.WEEK) return code.replace(/^(\d{4})-?[VUW](\d{2})$/, '$1-W$2');
  if (count === undefined) return code;
  return codeAt(kind, count, Number(year) * count + Math.floor(((Number(month) - 1) * count) / 12));
}
