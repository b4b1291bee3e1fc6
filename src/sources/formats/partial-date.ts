/** A year, a month, a day or an instant as it stands; null for any other text. */
export function partialDateIn(text: string | null | undefined): string | null {
  const found = text?.trim() ?? '';
  return /^\d{4}(-\d{2}(-\d{2}(T\S+)?)?)?$/.test(found) ? found : null;
}

/** An instant that a source writes, in UTC where it names no zone; null for any other text. */
export function instantInUtc(text: string | null | undefined): Date | null {
  if (!text || partialDateIn(text) === null) return null;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const time = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(time) ? null : new Date(time);
}
