import { parsedUrl } from '../text/web-address.ts';
import { OtherThingError } from './errors.ts';

/** What a look-up asks for, and where its answer repeats it. */
export interface Echo<T> {
  /** The ids asked for. */
  asked: readonly string[];
  /** For each thing in the answer its ids. A thing without an id is accepted: it cannot be compared. */
  of(value: T): readonly (readonly (string | null)[])[];
}

/**
 * Compares what came with what was asked for: an answer that holds only other things is an error of the source. Where
 * several things are asked for at once, the source's own code leaves out the others.
 */
export function refuseOthers<T>(
  { sourceId, operation }: { sourceId: string; operation: string },
  { asked, of }: Echo<T>,
  value: T,
): void {
  const wanted = new Set(asked.map(comparable));
  const things = of(value).map((names) => names.filter((name) => name !== null));
  const isOther = (names: readonly string[]) =>
    names.length > 0 && !names.some((name) => wanted.has(comparable(name)));
  if (things.length > 0 && things.every(isOther)) throw new OtherThingError(sourceId, operation);
}

/** Whether two ids name the same thing, however they are written. */
export const isSameId = (one: string, other: string): boolean => comparable(one) === comparable(other);

const GUID = /^\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/;

/**
 * Ids differ without meaning in case, in the hyphens of a GUID, in the scheme and the last slash of a URI, and in the
 * zeros before a number.
 */
function comparable(id: string): string {
  // No real id is longer; `normalize` takes quadratic time for some texts.
  const text = (id.length > 2048 ? id : id.normalize('NFC')).trim().toLowerCase();
  const guid = GUID.exec(text);
  if (guid) return guid.slice(1).join('');
  if (/^\d+$/.test(text)) return text.replace(/^0+(?=\d)/, '');
  if (!/^https?:\/\//.test(text)) return text;
  const address = parsedUrl(text)?.href ?? text;
  // The parser writes escapes in upper case.
  return address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
}
