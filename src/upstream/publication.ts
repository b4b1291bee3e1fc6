import { instantIn, localTimeIn } from '../text/local-time.ts';
import { days } from './time.ts';

/** When a source publishes, in its local time. */
export interface PublicationHour {
  hour: number;
  minute?: number;
  /** IANA name: `Europe/Stockholm`. */
  timeZone: string;
}

/** The next publication after an instant, in milliseconds since 1970. */
export function nextPublication({ hour, minute = 0, timeZone }: PublicationHour, after: number): number {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  // The zone may be a day before or after UTC, and summer time may move the publication past the end of a day.
  for (const ahead of [-1, 0, 1, 2]) {
    const [day] = localTimeIn(timeZone, new Date(after + days(ahead))).split('T');
    const candidate = instantIn(timeZone, `${day}T${time}`)?.getTime() ?? after;
    if (candidate > after) return candidate;
  }
  return after + days(1);
}
