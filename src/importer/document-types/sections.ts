import { type Draft, spanOf } from '../draft.ts';

/** Adds a section for each heading, with the text up to the next heading. */
export function addSections(draft: Draft): void {
  const { manifest, slug } = draft;
  const content = draft.content;
  const starts = content.flatMap(({ role }, index) => (role === 'HEADING' ? [index] : []));
  for (const [index, start] of starts.entries()) {
    const [heading, ...blocks] = content.slice(start, starts[index + 1]);
    if (!heading) continue;
    const printed = draft.shown(heading).replace(/:$/, '');
    const corrected = manifest.headings?.find(({ lines }) => lines[0] === heading.lineFrom)?.corrected;
    const number = /^(\d+(?:\.\d+)*)[.)]?\s+(?=\p{L})/u.exec(printed);
    const ref = draft.addRow('Section', `${slug}/${index + 1}`, spanOf([heading, ...blocks]), {
      documentKey: slug,
      number: number?.[1] ?? null,
      heading: corrected ?? printed.slice(number?.[0].length ?? 0),
      level: heading.level ?? 1,
    });
    heading.ref = ref;
    draft.addText(ref, blocks);
  }
  if (starts.length === 0 && content.length > 12)
    draft.warn(1, 'no headings are found; list their lines in the manifest under headings');
}
