import { PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';
import { periodOf } from './period.ts';

/** Days after the end of the last period within which an agency publishes the next one, generously counted. */
const patience: Readonly<Record<PeriodKind, number | null>> = {
  [PeriodKind.DAY]: 180,
  [PeriodKind.WEEK]: 180,
  [PeriodKind.MONTH]: 365,
  [PeriodKind.QUARTER]: 550,
  [PeriodKind.HALF_YEAR]: 730,
  [PeriodKind.YEAR]: 3 * 365,
  [PeriodKind.SCHOOL_YEAR]: 3 * 365,
  // A survey every few years.
  [PeriodKind.RANGE]: null,
  [PeriodKind.OTHER]: null,
};

const DAY_MS = 86_400_000;

/** Agencies stop updating a table and go on in a new one, without saying so: its last period tells. */
export function isFrozen({ lastPeriod }: { lastPeriod: string | null }, now: number = Date.now()): boolean {
  if (lastPeriod === null) return false;
  const { kind, end } = periodOf(lastPeriod);
  const days = patience[kind];
  return end !== null && days !== null && now - Date.parse(end) > days * DAY_MS;
}

/** Tables that went on in another one, by agency. */
const successors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scb: { TAB638: 'TAB6471', TAB5737: 'TAB6596', TAB4262: 'TAB5696' },
};

/** The table in which a frozen one goes on; null where none is known. */
export function successorOf(agency: string, tableId: string): string | null {
  return entryOf(entryOf(successors, agency) ?? {}, tableId) ?? null;
}
