import type { Difference } from '../content/merge-imports.ts';
import type { Original } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import type { ImportedRow } from '../database/imported.ts';
import type { Warning } from './warning.ts';

/** Warnings where the content pack and an original disagree. The pack's value is used until an editor corrects one of them. */
export function disagreementWarnings(
  pack: ContentRecords,
  originals: readonly Original[],
  differences: readonly Difference[],
  pathOf: ReadonlyMap<string, string>,
): Warning[] {
  const warnings = differences.flatMap((difference): Warning[] => {
    // The importer finds mentions by name only, so a mention that an editor did not list is not a disagreement.
    if (difference.type === 'Mention' && difference.onlyIn === 'document') return [];
    const { document, type, key, lines, onlyIn } = difference;
    const file = pathOf.get(document) ?? document;
    const message =
      onlyIn === 'pack'
        ? `the content pack has the ${type} "${key}", which is not found in the document; correct one of them`
        : `the document has a ${type} here that the content pack does not have; it is kept as text only`;
    return [{ file, line: lines?.[0] ?? 1, message }];
  });
  for (const { document } of originals) {
    const file = pathOf.get(document.key) ?? document.key;
    for (const row of document.rows) {
      const found = disagreement(pack, row);
      if (found) warnings.push({ file, line: row.fields.origin.lines?.[0] ?? 1, message: found });
    }
  }
  return warnings;
}

/** Fields that both the pack and the importer set. Only editors set the others. */
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
  const packRow = indexOf(pack, rule.list).get(fields.key);
  if (!packRow) return null;
  for (const name of rule.fields) {
    const packValue: unknown = Reflect.get(packRow, name);
    const documentValue = fields[name];
    if (
      documentValue === null ||
      documentValue === undefined ||
      JSON.stringify(packValue) === JSON.stringify(documentValue)
    )
      continue;
    if (Array.isArray(documentValue) && documentValue.length === 0) continue;
    return `${type} ${fields.key}: ${name} is ${JSON.stringify(documentValue)} in the document and ${JSON.stringify(packValue)} in the content pack, whose value is used; correct one of them`;
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
