import { Access, PointKind } from '../../entities/vocabulary.ts';
import type { Block } from '../block.ts';
import { type Draft, spanOf } from '../draft.ts';
import { addDocument } from './document-row.ts';
import { listsOf } from './lists.ts';
import { addSections } from './sections.ts';

/** Reads an article: sections, and the items of its lists as points and responsibilities. */
export function readArticle(draft: Draft): void {
  const points = readPoints(draft);
  // Actions and responsibilities are running text, which may not be shown of every document.
  const isFull = draft.manifest.access === Access.FULL;
  addDocument(draft, 'Article', {
    obstacleKeys: [],
    measureKeys: [],
    actions: (isFull ? points : []).filter(({ kind }) => kind === PointKind.ACTION).map(({ shown }) => shown),
    viewCount: draft.counted.views,
    commentCount: draft.counted.comments,
  });
  addSections(draft);
  for (const [index, point] of points.entries()) {
    const ref = draft.addRow('Point', `${draft.slug}/${index + 1}`, spanOf([point.block]), {
      documentKey: draft.slug,
      kind: point.kind,
      number: point.number,
      group: point.group,
      title: point.title,
    });
    draft.attachText(ref, point.text, [point.block.lineFrom, point.block.lineTo]);
    point.block.ref = ref;
  }
  for (const [index, point] of (isFull ? points : [])
    .filter(({ kind }) => kind === PointKind.RESPONSIBILITY)
    .entries()) {
    const organisation =
      draft.names.entityNamed(point.title ?? '') ?? draft.names.mentionsIn(point.title ?? '')[0]?.target;
    draft.addRow('Responsibility', `${draft.slug}/${index + 1}`, spanOf([point.block]), {
      documentKey: draft.slug,
      actor: point.title ?? point.shown,
      organisationKey: organisation?.startsWith('Organisation:') ? organisation.slice(13) : null,
      text: { [draft.manifest.language]: point.text },
    });
  }
}

interface PointFound {
  kind: PointKind;
  number: number;
  group: string | null;
  title: string | null;
  /** The item after its title, or the whole item. */
  text: string;
  /** The whole item. */
  shown: string;
  block: Block;
}

function readPoints(draft: Draft): PointFound[] {
  const points: PointFound[] = [];
  const counts = new Map<PointKind, number>();
  for (const { kind, items, remarks, groups } of listsOf(draft)) {
    if (kind === 'PANEL' || kind === 'DEMAND') continue;
    for (const [index, block] of items.entries()) {
      const of = index >= items.length - remarks ? PointKind.REMARK : kind;
      const number = (counts.get(of) ?? 0) + 1;
      counts.set(of, number);
      const shown = draft.shown(block);
      const found = /^([^:.!?]{2,80}):\s+(\S.*)$/su.exec(shown);
      points.push({
        kind: of,
        number,
        group: groups.get(block) ?? null,
        title: found?.[1] ?? null,
        text: found?.[2] ?? shown,
        shown,
        block,
      });
    }
  }
  return points;
}
