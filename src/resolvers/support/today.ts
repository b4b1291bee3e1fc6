/** The beginning of the day in UTC: an answer is not kept into another day, so what depends on this stays true. */
export function today(): Date {
  const now = new Date();
  now.setUTCHours(0, 0, 0, 0);
  return now;
}
