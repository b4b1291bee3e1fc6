import type { Difference } from '../content/merge-imports.ts';
import type { Original } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import type { ImportedRow } from '../database/imported.ts';
import type { Doubt } from './document.ts';

/** Where the content pack and an original do not say the same, for a person to decide; the pack's word stands. */
export function doubtsOfDifferences(
  pack: ContentRecords,
  originals: readonly Original[],
  differences: readonly Difference[],
  pathOf: ReadonlyMap<string, string>,
): Doubt[] {
  const doubts = differences.flatMap((difference): Doubt[] => {
    // What a text names is looked for by name, and the pack lists what people found.
    if (difference.type === 'Mention' && difference.onlyIn === 'document') return [];
    const { document, type, key, lines, onlyIn } = difference;
    const file = pathOf.get(document) ?? document;
    const message =
      onlyIn === 'pack'
        ? `the content has the ${type} "${key}", and the document does not show it; correct one of them`
        : `the document has a ${type} here that the content does not tell of; it is kept as text only`;
    return [{ file, line: lines?.[0] ?? 1, message }];
  });
  for (const { document } of originals) {
    const file = pathOf.get(document.key) ?? document.key;
    for (const row of document.rows) {
      const found = disagreement(pack, row);
      if (found) doubts.push({ file, line: row.fields.origin.lines?.[0] ?? 1, message: found });
    }
  }
  return doubts;
}

/** Fields that both tell of; all else is the editors' own. */
const compared: Partial<Record<ImportedRow['type'], { list: keyof ContentRecords; fields: string[] }>> = {
  Position: { list: 'position', fields: ['status', 'spokespersonKeys'] },
  Participation: { list: 'participation', fields: ['status'] },
  Questionnaire: { list: 'questionnaire', fields: ['electionKey'] },
  Article: {
    list: 'document',
    fields: ['title', 'publishedOn', 'authors', 'draft', 'viewCount', 'commentCount', 'access'],
  },
  Report: { list: 'document', fields: ['title', 'access'] },
  Statement: { list: 'document', fields: ['title', 'access'] },
};

function disagreement(pack: ContentRecords, { type, fields }: ImportedRow): string | null {
  const rule = compared[type];
  if (!rule) return null;
  const known = rule.list && indexOf(pack, rule.list).get(fields.key);
  if (!known) return null;
  for (const name of rule.fields) {
    const ours: unknown = Reflect.get(known, name);
    const theirs = fields[name];
    if (theirs === null || theirs === undefined || JSON.stringify(ours) === JSON.stringify(theirs)) continue;
    if (Array.isArray(theirs) && theirs.length === 0) continue;
    return `${type} ${fields.key}: the document says ${name} ${JSON.stringify(theirs)}, the content ${JSON.stringify(ours)}, which stands; correct one of them`;
  }
  return null;
}

const indexes = new WeakMap<object, Map<string, object>>();

function indexOf(pack: ContentRecords, list: keyof ContentRecords): Map<string, object> {
  const rows: readonly { key: string }[] = pack[list];
  const index = indexes.get(rows) ?? new Map<string, object>(rows.map((row) => [row.key, row]));
  indexes.set(rows, index);
  return index;
}
