/** Whether a text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  // `Date` reads 31 February as 3 March.
  return !Number.isNaN(midnight.getTime()) && dayOf(midnight) === text;
}

/** The day that a date or a date with a time begins with; null where the text begins with no day. */
export function leadingDay(text: string): string | null {
  const day = text.trim().slice(0, 'YYYY-MM-DD'.length);
  return isDay(day) ? day : null;
}

/** A day as `YYYY-MM-DD`; a `Date` stands for its day in UTC. */
export function dayOf(day: Date | string): string {
  return typeof day === 'string' ? day : day.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
