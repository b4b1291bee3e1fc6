import { days } from './time.ts';

/** When a source publishes, in its local time. */
export interface PublicationHour {
  hour: number;
  minute?: number;
  /** IANA name: `Europe/Stockholm`. */
  timeZone: string;
}

/** The next publication after an instant, in milliseconds since 1970; summer time is accounted for. */
export function nextPublication({ hour, minute = 0, timeZone }: PublicationHour, after: number): number {
  // Two days ahead: the zone may already be in the next day, and summer time may skip the hour.
  for (const ahead of [-1, 0, 1, 2]) {
    const { year, month, day } = localTime(after + days(ahead), timeZone);
    const candidate = instantOf(Date.UTC(year, month - 1, day, hour, minute), timeZone);
    if (candidate > after) return candidate;
  }
  return after + days(1);
}

/** The instant of a local time, which is given as if it were UTC. */
function instantOf(local: number, timeZone: string): number {
  // Twice: the first result may lie on the other side of a change to or from summer time.
  const guess = local - offsetAt(local, timeZone);
  return local - offsetAt(guess, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localTime(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(instant: number, timeZone: string) {
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
