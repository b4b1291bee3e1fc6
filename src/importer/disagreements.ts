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
    const { document, type, lines, onlyIn } = difference;
    const key = difference.label ?? difference.key;
    const file = pathOf.get(document) ?? document;
    const message =
      onlyIn === 'pack'
        ? `the content pack has the ${type} "${key}", which is not found in the document; correct one of them`
        : type === 'Mention'
          ? `the document names something here that the content pack does not list among its mentions (${key}); add it there`
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
  if (type === 'Mention') return countDisagreement(pack, fields);
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

/** How often a document names something is counted by the importer, and by editors under one of its names. */
function countDisagreement(pack: ContentRecords, fields: ImportedRow['fields']): string | null {
  const listed = pack.mention.find(
    ({ documentKey, target }) => documentKey === fields['documentKey'] && target === fields['target'],
  );
  if (!listed || listed.count === fields['count']) return null;
  return `${listed.target} is named ${fields['count']} times in the document, and ${listed.count} times by the content pack, whose value is used; correct the pack`;
}

const indexes = new WeakMap<object, Map<string, object>>();

function indexOf(pack: ContentRecords, list: keyof ContentRecords): Map<string, object> {
  const rows: readonly { key: string }[] = pack[list];
  const index = indexes.get(rows) ?? new Map<string, object>(rows.map((row) => [row.key, row]));
  indexes.set(rows, index);
  return index;
}
