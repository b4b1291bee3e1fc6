import { isDay, leadingDay } from './day.ts';

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
    offset = Date.parse(`${askLocalTime(zone, new Date(quarter))}Z`) - quarter;
    if (offsets.size >= MAX_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** The local time of a zone at an instant, `2026-07-20T00:01:23`. */
export function localTimeIn(zone: string, instant: Date): string {
  const time = instant.getTime();
  return new Date(time + offsetAt(zone, time)).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

function askLocalTime(zone: string, instant: Date): string {
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

const ZONE = /(Z|[+-]\d{2}:?\d{2})$/;
/** `21.12.2026`, `21/12/2026 23:59`. */
const DAY_FIRST = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})(.*)$/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** The same time with the year first. */
function yearFirst(text: string): string {
  const [, day = '', , month = '', year, rest = ''] = DAY_FIRST.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`;
}

/** The instant of a time with or without a zone; without one it is local in `zone`. Null where the text is not a time. */
export function instant(zone: string, text: string): Date | null {
  const time = yearFirst(text.trim());
  const [offset] = ZONE.exec(time) ?? [];
  // The end of a bare day, `2026-12-21`, looks like an offset.
  if (offset === undefined || isDay(time)) return instantIn(zone, time);
  // `Date` reads 31 February as 3 March.
  if (/^\d{4}-/.test(time) && leadingDay(time) === null) return null;
  const bare = time.slice(0, -offset.length);
  return knownInstant(Date.parse(isDay(bare) ? `${bare}T00:00:00${offset}` : time.replace(' ', 'T')));
}

const EARLIEST = Date.UTC(1000, 0, 2);
const LATEST = Date.UTC(9999, 11, 30);

/** The instant of milliseconds since 1970; null where its year has not four digits, which databases and clients refuse. */
export function knownInstant(milliseconds: number): Date | null {
  return milliseconds >= EARLIEST && milliseconds <= LATEST ? new Date(milliseconds) : null;
}

/**
 * The same for the end of a period: a day ends with its last second in the zone, in whatever form it is written: bare,
 * with an offset as XML Schema allows, or as its first midnight, with or without an offset.
 */
export function lastInstant(zone: string, text: string): Date | null {
  const day = wholeDay(zone, yearFirst(text.trim()));
  return day === null ? instant(zone, text) : instantIn(zone, `${day}T23:59:59`);
}

function wholeDay(zone: string, time: string): string | null {
  const written = MIDNIGHT.exec(time)?.[1] ?? time.replace(ZONE, (offset) => (isDay(time) ? offset : ''));
  if (isDay(written)) return written;
  // A midnight of the zone that is written in UTC.
  const at = ZONE.test(time) ? instant(zone, time) : null;
  const local = at && MIDNIGHT.exec(localTimeIn(zone, at))?.[1];
  return local ?? null;
}
