import { isDay } from './day.ts';

/** JobTech's APIs give local times without a zone; this is theirs. */
export const STOCKHOLM = 'Europe/Stockholm';

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const DAY_MS = 86_400_000;
const QUARTER_HOUR_MS = 900_000;
const MAX_OFFSETS = 10_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How many milliseconds the local time of a zone is ahead of UTC at an instant. */
function offsetAt(zone: string, instant: number): number {
  // Offsets change at full quarters of an hour only. Caching them saves hundreds of calls to Intl for a page of ads.
  const quarter = Math.floor(instant / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  const key = `${zone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = Date.parse(`${localTimeIn(zone, new Date(quarter))}Z`) - quarter;
    if (offsets.size >= MAX_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** The local time of a zone at an instant, `2026-07-20T00:01:23`. */
export function localTimeIn(zone: string, instant: Date): string {
  let format = formats.get(zone);
  if (!format) {
    // The Swedish locale writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format.format(instant).replace(' ', 'T');
}

/**
 * The instant of a local time without a zone; null where the text is not a time. When summer time ends, one hour occurs
 * twice: the first is taken. When it begins, one hour is skipped: a time in it is read with the offset before the change.
 */
export function instantIn(zone: string, text: string): Date | null {
  const [, day, minutes = '00:00', seconds = '00'] = LOCAL.exec(text.trim()) ?? [];
  if (!day || !isDay(day)) return null;
  const asUtc = Date.parse(`${day}T${minutes}:${seconds}Z`);
  if (!knownInstant(asUtc)) return null;
  // Only the offsets of the day before and the day after are possible.
  const before = offsetAt(zone, asUtc - DAY_MS);
  const after = offsetAt(zone, asUtc + DAY_MS);
  const valid = [before, after].find((offset) => offsetAt(zone, asUtc - offset) === offset);
  return knownInstant(asUtc - (valid ?? before));
}

/** The instant of a time with or without a zone; without one it is local in `zone`. Null where the text is not a time. */
export function instant(zone: string, text: string): Date | null {
  const time = text.trim();
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(time)) return instantIn(zone, time);
  return knownInstant(Date.parse(time));
}

const EARLIEST = Date.UTC(1000, 0, 2);
const LATEST = Date.UTC(9999, 11, 30);

/** The instant of milliseconds since 1970; null where its year has not four digits, which databases and clients refuse. */
export function knownInstant(milliseconds: number): Date | null {
  return milliseconds >= EARLIEST && milliseconds <= LATEST ? new Date(milliseconds) : null;
}

/** The same for the end of a period: a day without a time ends with its last second. */
export function lastInstant(zone: string, text: string): Date | null {
  const time = text.trim();
  return instant(zone, isDay(time) ? `${time}T23:59:59` : time);
}
