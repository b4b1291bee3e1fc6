/** Whether a text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const digit = (at: number): number => text.charCodeAt(at) - 48;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6);
  const day = digit(8) * 10 + digit(9);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
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
