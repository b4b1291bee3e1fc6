import { isMaskedAddress } from './address-contacts.ts';

/** A URL, or null. Not `URL.canParse`: in Node 20 it refuses letters outside ASCII once it has been called often. */
export function parsedUrl(text: string, base?: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/** Longer addresses are cut or refused on their way by browsers, servers and logs. */
const LONGEST = 2048;

/**
 * An address that the parser leaves as it is, which most are: a host with a name of letters at its end, and nothing behind
 * it that is escaped or has a meaning, such as `..`.
 */
const NORMALISED =
  /^https?:\/\/(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,63}(?:\/(?:[\w~-][\w~.-]*)?)+(?:\?[\w~.=&-]+)?(?:#[\w~.-]+)?$/;

/**
 * An address of the web as it may leave the gateway: parsed, http or https, normalised, without name and password, 2 kB
 * at most. Null for anything else, `javascript:` and `data:` among it, and an address with a mask in it, which opens no page.
 */
export function webAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const text = value.trim();
  if (NORMALISED.test(text)) return text;
  // The parser drops line breaks, and reads `https:evil.example` as another host than people do.
  if (!/^https?:\/\/[^/\\]/i.test(text) || /\p{Cc}/u.test(text) || isMaskedAddress(text)) return null;
  const url = parsedUrl(text);
  if (url?.username !== '' || url.password !== '') return null;
  // The parser leaves it as it is, and pages often quote with it.
  const address = url.href.replaceAll("'", '%27');
  return address.length > LONGEST ? null : address;
}

/** Whether a URI may leave the gateway as it is written: an address of the web or a name, without signs that break out of quotes. */
export function isPlainUri(uri: string): boolean {
  return !/[\s"'<>\\^`{|}]/.test(uri) && (NAME.test(uri) || webAddress(uri) !== null);
}

/** Begins as an address does: a scheme, and something right after its colon. */
const ADDRESS = /^\s*[a-z][a-z\d+.-]*:\S/i;
/** Names that no browser opens. */
const NAME = /^(?:urn|doi|isbn):[\w.:/()%-]+$/i;

/**
 * A term that is a code, a few words or an address: an address as `webAddress` gives it, all else as it is. Null for an
 * address that may not leave the gateway.
 */
export function termOrAddress(value: string): string | null {
  // Control characters would hide a scheme from the pattern, and not from a browser.
  const text = value.replace(/\p{Cc}+/gu, ' ').trim();
  if (!ADDRESS.test(text) || NAME.test(text)) return text === '' ? null : text;
  return webAddress(value);
}
