const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const MOST_OFFSETS = 10_000;

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
function offsetAt(zone: string, instant: number): number {
  // Clocks are moved at a full quarter of an hour; a page of ads would else ask hundreds of times.
  const quarter = Math.floor(instant / 900_000) * 900_000;
  const key = `${zone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = Date.parse(`${localTimeIn(zone, new Date(quarter))}Z`) - quarter;
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** What the clocks of a zone show at an instant, `2026-07-20T00:01:23`. */
export function localTimeIn(zone: string, instant: Date): string {
  let format = formats.get(zone);
  if (!format) {
    // Swedish writes dates the ISO way.
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
 * The instant of a local time that comes without a zone; null for what is no time. Of the hour that occurs twice in
 * autumn the first is taken; a time inside the hour left out in spring is read as if the clocks had not been moved.
 */
export function instantIn(zone: string, text: string): Date | null {
  const [, day, minutes = '00:00', seconds = '00'] = LOCAL.exec(text.trim()) ?? [];
  if (!day) return null;
  const asUtc = Date.parse(`${day}T${minutes}:${seconds}Z`);
  // `Date.parse` takes 31 February for 3 March.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null;
  // The clocks move by an hour at most, so the offsets of the day before and after are the ones there can be.
  const before = offsetAt(zone, asUtc - 86_400_000);
  const after = offsetAt(zone, asUtc + 86_400_000);
  const fits = [before, after].find((offset) => offsetAt(zone, asUtc - offset) === offset);
  return new Date(asUtc - (fits ?? before));
}

/** The same for a time until which something holds: a day alone ends with its last second. */
export function lastInstant(zone: string, text: string): Date | null {
  const day = text.trim();
  return instant(zone, /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59` : day);
}

/** Where JobTech's times are local. */
export const STOCKHOLM = 'Europe/Stockholm';

/** The instant of a time with or without a zone; without one it is local in `zone`. Null for what is no time. */
export function instant(zone: string, text: string): Date | null {
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(text.trim()) || /^\d{4}-\d{2}-\d{2}$/.test(text.trim()))
    return instantIn(zone, text);
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
