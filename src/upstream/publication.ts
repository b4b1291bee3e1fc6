import { days } from './time.ts';

/** When a source publishes, by the clock on its own wall. */
export interface PublicationHour {
  hour: number;
  minute?: number;
  /** IANA name: `Europe/Stockholm`. */
  timeZone: string;
}

/** The next publication after an instant, in milliseconds since 1970; summer time is the time zone's business. */
export function nextPublication({ hour, minute = 0, timeZone }: PublicationHour, after: number): number {
  // Two days ahead, for the day of the instant may be over in the zone, or an hour of it may be skipped.
  for (const ahead of [-1, 0, 1, 2]) {
    const { year, month, day } = wallClock(after + days(ahead), timeZone);
    const candidate = instantOf(Date.UTC(year, month - 1, day, hour, minute), timeZone);
    if (candidate > after) return candidate;
  }
  return after + days(1);
}

/** The instant at which the wall clock shows a time that is given as if it were UTC. */
function instantOf(shown: number, timeZone: string): number {
  // The offset is asked for at the guess, then once more at the result, which may lie across a change.
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(instant: number, timeZone: string) {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}
