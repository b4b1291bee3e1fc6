import type { Draft } from '../draft.ts';

/** Adds the fact boxes that the manifest lists. */
export function addBoxes(draft: Draft): void {
  const { manifest, slug } = draft;
  for (const [index, box] of manifest.boxes.entries()) {
    const blocks = draft.within(box.lines);
    if (blocks.length === 0) continue;
    const body = draft.join(blocks);
    for (const { property, value } of box.facts) {
      if (!containsFigure(body, value))
        draft.warn(
          box.lines[0],
          `the box does not contain ${value}, which the manifest gives as ${property}; check both`,
        );
    }
    const facts = box.facts
      .map(({ property, value, unit }) => `${property}: ${value}${unit ?? ''}`)
      .join('; ');
    const ref = draft.addRow('FactBox', `${slug}/${index + 1}`, box.lines, {
      documentKey: slug,
      title: box.title ?? null,
      text: box.text ?? (manifest.access === 'FULL' ? body : facts),
      organisationKey: box.organisation ?? null,
      facts: box.facts,
    });
    for (const block of blocks) block.ref = ref;
    draft.attachText(ref, body, box.lines);
  }
}

/** Whether a text contains a figure, with any decimal mark and with or without spaces between groups of digits. */
function containsFigure(text: string, value: string | number): boolean {
  const plain = text.replace(/(?<=\d)[ \u00a0.](?=\d{3}\b)/g, '').replace(/(?<=\d),(?=\d)/g, '.');
  return plain.toLowerCase().includes(String(value).toLowerCase());
}
