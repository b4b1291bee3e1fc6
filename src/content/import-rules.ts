import type { ImportRule } from '../database/content-type.ts';
import { type ContentType, contentTypeNames, declarationOf } from '../database/content-types.ts';
import type { ImportedRow } from '../database/imported.ts';
import type { OwnContent } from '../entities/own-content.ts';

/** A class whose entities an original can hold, and the content type that they belong to. */
interface ImportableClass {
  type: ContentType;
  make: new () => OwnContent;
  rule: ImportRule;
}

/** By GraphQL name. */
export const importableClasses = new Map<string, ImportableClass>(
  contentTypeNames.flatMap((type) => {
    const { classes, imported: rule } = declarationOf(type);
    return rule ? Object.entries(classes).map(([name, make]) => [name, { type, make, rule }] as const) : [];
  }),
);

export function importableClass(name: string): ImportableClass {
  const found = importableClasses.get(name);
  if (!found) throw new Error(`An imported original cannot hold the type ${name}`);
  return found;
}

/** The slug of the document that a row belongs to; null when it belongs to none. */
export function documentOf(row: OwnContent, { documentIn }: ImportRule): string | null {
  switch (documentIn) {
    case 'key':
      return row.key;
    case 'documentKey':
      return 'documentKey' in row && typeof row.documentKey === 'string' ? row.documentKey : null;
    case 'startOfKey':
      return startOf(row.key);
    case 'startOfPanelKey':
      return row.key.includes('/panel/') ? startOf(row.key) : null;
  }
}

function startOf(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf('/')));
}

/** Whether a row of the pack and an imported row are the same. */
export function isSame(row: OwnContent, { fields }: ImportedRow, { sameBy }: ImportRule): boolean {
  switch (sameBy) {
    case 'lines': {
      const [from, to] = row.origin.lines ?? [0, 0];
      const [first] = fields.origin.lines ?? [-1];
      return first >= from && first <= to;
    }
    case 'firstLine':
      return row.origin.lines?.[0] === fields.origin.lines?.[0];
    default:
      return Reflect.get(row, sameBy) === fields[sameBy];
  }
}
