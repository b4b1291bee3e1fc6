import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** Elements after which a new line begins. */
const BLOCKS = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p section table tr ul'.split(' '),
);
const HIDDEN = new Set(['script', 'style', 'template', 'noscript']);

/** The text of an HTML fragment, a line a block. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  // A stack of our own: nesting from outside is as deep as it likes.
  const waiting: (DefaultTreeAdapterTypes.ChildNode | 'break')[] = [
    ...parseFragment(html).childNodes,
  ].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node === 'break') parts.push('\n');
    else if (node.nodeName === '#text' && 'value' in node) parts.push(node.value.replace(/\s+/g, ' '));
    else if ('childNodes' in node && !HIDDEN.has(node.nodeName)) {
      if (BLOCKS.has(node.nodeName)) {
        parts.push('\n');
        waiting.push('break');
      }
      waiting.push(...[...node.childNodes].reverse());
    }
  }
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
