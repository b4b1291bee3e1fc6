/** Named entities that occur in the Riksdag's texts; the rest are numbered. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  rdquo: '”',
  sect: '§',
  aring: 'å',
  auml: 'ä',
  ouml: 'ö',
  Aring: 'Å',
  Auml: 'Ä',
  Ouml: 'Ö',
  eacute: 'é',
  Eacute: 'É',
  uuml: 'ü',
  Uuml: 'Ü',
};

/** Text without markup or entities, its white space made even; texts carry HTML and CR LF. */
export function plainText(value: string): string {
  return value
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entityText(name) ?? whole)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function entityText(name: string): string | null {
  if (!name.startsWith('#')) return ENTITIES[name] ?? null;
  const hexadecimal = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  return Number.isInteger(code) && code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

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
