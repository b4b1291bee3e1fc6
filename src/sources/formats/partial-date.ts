import { isDay, leadingDay } from '../../text/day.ts';
import { instant } from '../../text/local-time.ts';

const UTC = 'UTC';
const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A year, a month, a day or an instant that exists, as it stands; null for any other text. XML Schema allows an offset
 * after a day, a month or a year, which is left out.
 */
export function partialDateIn(text: string | null | undefined): string | null {
  const found = text?.trim() ?? '';
  if (found.includes('T')) return leadingDay(found) !== null && instant(UTC, found) ? found : null;
  const bare = isDay(found) || /^\d{4}-\d{2}$/.test(found) ? found : found.replace(ZONE, '');
  if (/^\d{4}$/.test(bare)) return bare;
  return isDay(bare) || (/^\d{4}-\d{2}$/.test(bare) && isDay(`${bare}-01`)) ? bare : null;
}

/** An instant that a source writes, in UTC where it names no zone; null for any other text. */
export function instantInUtc(text: string | null | undefined): Date | null {
  const time = text?.trim() ?? '';
  const isLocal = /[T ]\d{2}:\d{2}/.test(time) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(time);
  return instant(UTC, isLocal ? `${time}Z` : time);
}
