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

const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/gi;
/** What entities are, by how they are written. */
const known = new Map<string, string>();
const MOST_KNOWN = 3_000;

/**
 * A plain text whose HTML entities become characters, once: `&amp;lt;` becomes `&lt;`. What is no entity of HTML stays.
 * For texts that go through neither `htmlText` nor `withoutTags`, which do it themselves.
 */
export function withoutEntities(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, entityText) : text;
}

function entityText(written: string): string {
  const before = known.get(written);
  if (before !== undefined) return before;
  const [node] = parseFragment(written).childNodes;
  const text = node && 'value' in node ? node.value : written;
  // U+FFFD stands for NUL, half of a surrogate pair and what is no character; a soft hyphen is not to be seen.
  const shown = text.replace(/[\ufffd\u00ad\p{Cc}]/gu, (one) => (/\s/.test(one) ? one : ''));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(written, shown);
  return shown;
}

/** A plain text whose tags become spaces and whose entities become characters. Unlike `htmlText` it keeps the text's own line breaks. */
export function withoutTags(text: string): string {
  return trimLines(withoutEntities(text.replace(/<[^<>]*>/g, ' ')));
}

/** Single spaces within lines, and none at their ends. */
function trimLines(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
