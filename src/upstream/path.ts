/** No source has a longer id, and servers refuse addresses that are much longer. */
const LONGEST_ID = 300;
/** The longest path that every server takes. */
const LONGEST_PATH = 4_000;
/** The URL standard resolves `.` and `..` even when they are encoded, and some servers decode the others before they split a path. */
const NO_ID = /^\.{0,2}$|[/\\?#%\p{Cc}\p{Cs}]/u;

/**
 * A path relative to a source's base URL: path`person/${id}/json`; several ids are joined by commas. Null where a value
 * is no id that an address can hold; nothing has such an id, so no source is asked for it.
 */
export function path(texts: TemplateStringsArray, ...values: (string | readonly string[])[]): string | null {
  const lists = values.map((value) => (typeof value === 'string' ? [value] : value));
  return lists.every((ids) => ids.length > 0 && ids.every(isId)) ? withEncoded(texts, lists) : null;
}

/** The same for words of a search, which may hold any character. */
export function wordsPath(texts: TemplateStringsArray, ...values: string[]): string | null {
  return values.some((value) => /^\.{0,2}$/.test(value))
    ? null
    : withEncoded(
        texts,
        values.map((value) => [value]),
      );
}

/** Parts of a path in their order; null where one of them is no path. */
export function joinedPath(parts: readonly (string | null)[]): string | null {
  return parts.some((part) => part === null) ? null : parts.join('/');
}

function withEncoded(texts: TemplateStringsArray, values: readonly (readonly string[])[]): string {
  return texts.reduce(
    (before, text, at) => `${before}${(values[at - 1] ?? []).map(encoded).join(',')}${text}`,
  );
}

/** Through bytes: `encodeURIComponent` throws for a lone surrogate. */
const encoded = (value: string): string => encodeURIComponent(Buffer.from(value).toString());

/** Whether a text can be an id that stands in a path. */
export const isId = (value: string): boolean => value.length <= LONGEST_ID && !NO_ID.test(value);

/** Whether a request can be for something: it has an address, and one of the ids that it asks for can be an id. */
export function canExist(address: string | null, ids: readonly string[]): address is string {
  if (address === null || address.length > LONGEST_PATH) return false;
  return ids.length === 0 || ids.some((id) => id.length <= LONGEST_URI && !/[\p{Cc}\p{Cs}]/u.test(id));
}

/** Some sources name things by URIs, which stand in the query of an address. */
const LONGEST_URI = 2_000;
