import type { DocumentFormat } from '../database/imported.ts';

/** The letters and digits of a part of a file that are not markup of its format, although no reader took them for text. */
export function lostIn(format: DocumentFormat, part: string): string {
  if (!/[\p{L}\p{N}]/u.test(part)) return '';
  const plain =
    format === 'html'
      ? withoutTags(part).replace(blankReferences, '')
      : format === 'markdown'
        ? withoutMarks(withoutTags(part))
        : part.replace(/(?<![\p{L}\p{N}])\d{1,2}[.)]/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu)?.join('') ?? '';
}

/** Addresses of links, their titles and labels, the language of code, the labels of footnotes, and the numbers of items. */
function withoutMarks(part: string): string {
  return part
    .replace(/^[ \t]*(?:>[ \t]*)*\[[^\]\n]*\]:.*$/gm, '')
    .replace(/\]\([^\n]*?\)/g, '')
    .replace(/\]\[(?!\^)[^\]\n]*\]/g, '')
    .replace(/\[\^[^\]\n]*\]:?/g, '')
    .replace(/(?:```|~~~).*$/gm, '')
    .replace(/(?<![\p{L}\p{N}])\d{1,9}[.)]/gu, '')
    .replace(/&#?\w{1,32};/g, '');
}

const blankReferences = /&(?:nbsp|ensp|emsp|thinsp|shy|zwnj|zwj|#160|#xa0|#173);?/gi;

/** A part of HTML without tags, comments, scripts and styles, in one pass. */
function withoutTags(part: string): string {
  let text = '';
  let at = 0;
  while (at < part.length) {
    const open = part.indexOf('<', at);
    if (open < 0) return text + part.slice(at);
    text += part.slice(at, open);
    at = endOfMarkup(part, open);
    if (at === open) {
      text += '<';
      at += 1;
    }
  }
  return text;
}

/** The offset after the markup that begins at `open`; `open` itself where none does. */
function endOfMarkup(part: string, open: number): number {
  const rest = part.slice(open, open + 8).toLowerCase();
  if (rest.startsWith('<!--')) return after(part, '-->', open + 4);
  const raw = /^<(script|style)(?![a-z])/.exec(rest)?.[1];
  if (raw !== undefined) {
    const closing = new RegExp(`</${raw}`, 'gi');
    closing.lastIndex = open;
    const close = closing.exec(part);
    return close ? after(part, '>', close.index) : part.length;
  }
  if (!/^<[a-z/!?]/.test(rest)) return open;
  let quote = '';
  for (let at = open + 1; at < part.length; at += 1) {
    const letter = part[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if ((letter === '"' || letter === "'") && part[at - 1] === '=') quote = letter;
    else if (letter === '>') return at + 1;
  }
  return part.length;
}

function after(part: string, end: string, from: number): number {
  const found = part.indexOf(end, from);
  return found < 0 ? part.length : found + end.length;
}
