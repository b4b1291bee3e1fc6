import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** Elements that begin and end with a new line. */
const BLOCKS = new Set(
  (
    'address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
/** Elements that stand beside each other on a line. */
const CELLS = new Set(['td', 'th']);
const HIDDEN = new Set(['script', 'style', 'template', 'noscript']);

/** The text of an HTML fragment, each block element on a line of its own. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  // An explicit stack: a source may send elements nested more deeply than the call stack allows.
  const stack: (DefaultTreeAdapterTypes.ChildNode | 'break')[] = [
    ...parseFragment(html).childNodes,
  ].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node === 'break') parts.push('\n');
    else if (node.nodeName === '#text' && 'value' in node) parts.push(node.value.replace(/\s+/g, ' '));
    else if ('childNodes' in node && !HIDDEN.has(node.nodeName)) {
      if (BLOCKS.has(node.nodeName)) {
        parts.push('\n');
        stack.push('break');
      }
      if (CELLS.has(node.nodeName)) parts.push(' ');
      stack.push(...[...node.childNodes].reverse());
    }
  }
  return trimLines(parts.join('')).replace(/\n{3,}/g, '\n\n');
}

/** Named entities of plain texts that carry some markup; all others are numbered. */
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

/** A plain text whose tags become spaces and whose entities become characters. Unlike `htmlText` it keeps the text's own line breaks. */
export function withoutTags(text: string): string {
  const plain = text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entityText(name) ?? whole);
  return trimLines(plain);
}

function entityText(name: string): string | null {
  if (!name.startsWith('#')) return ENTITIES[name] ?? null;
  const isHexadecimal = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
  return Number.isInteger(code) && code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** Single spaces within lines, and none at their ends. */
function trimLines(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
