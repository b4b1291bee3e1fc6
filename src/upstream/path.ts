/**
 * A path relative to a source's base URL. Each value is encoded, so it cannot add segments or a query:
 * path`person/${id}/json`.
 */
export function path(texts: TemplateStringsArray, ...values: (string | number)[]): string {
  return texts.reduce((before, text, at) => {
    // Through bytes: `encodeURIComponent` throws for a lone surrogate.
    const value = Buffer.from(String(values[at - 1])).toString();
    // The URL standard resolves these as `.` and `..` even when they are encoded.
    if (/^\.{1,2}$/.test(value)) throw new RangeError(`“${value}” cannot be part of an address`);
    return `${before}${encodeURIComponent(value)}${text}`;
  });
}
