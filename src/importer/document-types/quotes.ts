import type { Draft } from '../draft.ts';
import type { Span } from '../manifest.ts';

/** The text between the first and the last quotation mark. */
const quoted = /[”“"„»«](.*)[”“"«»]/su;

/** Adds the quotes that the manifest lists, and those that the format marks as quotes. */
export function addQuotes(draft: Draft): void {
  const { manifest } = draft;
  for (const { lines, speaker, kind } of manifest.quotes) {
    const found = quoted.exec(textOfLines(draft, lines));
    if (found) addQuote(draft, lines, draft.show(found[1] ?? '').text, { speakerKey: speaker ?? null, kind });
    else
      draft.warn(
        lines[0],
        'these lines have no quotation marks, and the manifest says that they have a quote; correct the manifest',
      );
  }
  for (const block of draft.content) {
    if (block.role !== 'QUOTE' || block.ref?.startsWith('Quote:')) continue;
    addQuote(draft, [block.lineFrom, block.lineTo], draft.shown(block), { speakerKey: null, kind: null });
  }
}

/** The text of some lines; for Markdown and HTML the text of the blocks that they touch, without markup. */
function textOfLines({ read, blocks }: Draft, [from, to]: Span): string {
  if (read.format === 'text' || read.format === 'pdf') {
    return read.text
      .split(/\r\n|\n|\r/)
      .slice(from - 1, to)
      .join('\n');
  }
  const touched = blocks.filter(({ lineFrom, lineTo }) => lineFrom <= to && from <= lineTo);
  return touched.map(({ text }) => text).join('\n');
}

function addQuote(
  draft: Draft,
  lines: Span,
  text: string,
  fields: { speakerKey: string | null; kind: string | null },
): void {
  const number = draft.rows.filter(({ type }) => type === 'Quote').length + 1;
  const ref = draft.addRow('Quote', `${draft.slug}/${number}`, lines, {
    documentKey: draft.slug,
    text,
    ...fields,
  });
  draft.attachText(ref, text, lines);
  for (const block of draft.within(lines)) {
    if (block.role === 'PARAGRAPH') block.role = 'QUOTE';
    if (block.role === 'QUOTE') block.ref = ref;
  }
}
