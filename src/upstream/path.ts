/**
 * A path below a source's base URL. Values are encoded whole, so none of them can leave its place:
 * path`person/${id}/json`.
 */
export function path(texts: TemplateStringsArray, ...values: (string | number)[]): string {
  return texts.reduce((before, text, at) => {
    // Through bytes, since half a character cannot be encoded.
    const value = Buffer.from(String(values[at - 1])).toString();
    // The URL standard reads these as steps up, encoded or not.
    if (/^\.{1,2}$/.test(value)) throw new RangeError(`“${value}” cannot be part of an address`);
    return `${before}${encodeURIComponent(value)}${text}`;
  });
}
