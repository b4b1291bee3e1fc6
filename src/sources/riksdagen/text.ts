/** JSON without comments outside its strings; a document's status has been seen with them. */
export function withoutComments(json: string): string {
  return json.replace(/"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|\/\/[^\n]*/g, (found) =>
    found.startsWith('"') ? found : ' ',
  );
}

/** An address with https and a host: they come protocol-relative, with http, or without a host. */
export function httpsUrl(value: string | null): string | null {
  if (!value) return null;
  const base = 'https://data.riksdagen.se';
  if (!URL.canParse(value, base)) return null;
  const url = new URL(value, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.protocol = 'https:';
  return url.href;
}
