import { entryOf } from '../../text/entry-of.ts';
import { parsedUrl, webAddress } from '../../text/web-address.ts';

/** Removes comments outside strings from JSON; some answers of `dokumentstatus` contain them. */
export function withoutComments(json: string): string {
  const kept: string[] = [];
  /** Ends of comments that do not come any more: they are looked for once, or cut comments would take quadratic time. */
  const absent = new Set<string>();
  const endOf = (end: string, from: number): number | null => {
    const at = absent.has(end) ? -1 : json.indexOf(end, from);
    if (at < 0) absent.add(end);
    return at < 0 ? null : at + end.length;
  };
  let from = 0;
  const start = /"|\/\*|<!--|\/\//g;
  for (let found = start.exec(json); found; found = start.exec(json)) {
    const [sign] = found;
    if (sign === '"') {
      start.lastIndex = afterString(json, found.index);
      continue;
    }
    const end =
      sign === '//' ? lineEnd(json, found.index) : endOf(entryOf(ENDS, sign) ?? '', start.lastIndex);
    if (end === null) continue;
    kept.push(json.slice(from, found.index), ' ');
    from = end;
    start.lastIndex = end;
  }
  kept.push(json.slice(from));
  return kept.join('');
}

const ENDS: Readonly<Record<string, string>> = { '/*': '*/', '<!--': '-->' };

/** The place after a string that begins here; the end of the text where the string is cut. */
function afterString(json: string, begin: number): number {
  for (let at = begin + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

function lineEnd(json: string, from: number): number {
  const at = json.indexOf('\n', from);
  return at < 0 ? json.length : at;
}

/** A URL with https and a host. The API also gives URLs without protocol, with http, or without a host. */
export function httpsUrl(value: string | null): string | null {
  if (!value) return null;
  const url = parsedUrl(value, 'https://data.riksdagen.se');
  if (!url) return null;
  url.protocol = 'https:';
  return webAddress(url.href);
}
