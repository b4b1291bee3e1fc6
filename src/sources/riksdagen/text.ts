import { webAddress } from '../../text/web-address.ts';

/** Removes comments outside strings from JSON; some answers of `dokumentstatus` contain them. */
export function withoutComments(json: string): string {
  return json.replace(/"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|\/\/[^\n]*/g, (found) =>
    found.startsWith('"') ? found : ' ',
  );
}

/** A URL with https and a host. The API also gives URLs without protocol, with http, or without a host. */
export function httpsUrl(value: string | null): string | null {
  if (!value) return null;
  const base = 'https://data.riksdagen.se';
  if (!URL.canParse(value, base)) return null;
  const url = new URL(value, base);
  url.protocol = 'https:';
  return webAddress(url.href);
}
