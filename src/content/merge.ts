import type { ImportRule } from '../database/content-type.ts';
import {
  type ContentRecords,
  type ContentType,
  contentTypeNames,
  copyRecords,
  declarationOf,
} from '../database/content-types.ts';
import type { ImportedRow, ImportedText, ImportedType } from '../database/imported.ts';
import type { StoredText } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import type { OwnContent } from '../entities/own-content.ts';

/** What one original says; a `SourceDocument` is one. */
export interface Imported {
  key: string;
  rows: ImportedRow[];
  texts: ImportedText[];
}

/** Something that either only the document or only the pack tells of. */
export interface Difference {
  document: string;
  type: ImportedType;
  key: string;
  lines: [number, number] | null;
  saidBy: 'document' | 'pack';
}

export interface Merged {
  records: ContentRecords;
  texts: StoredText[];
  differences: Difference[];
}

/**
 * Joins the content pack with what the imported originals say. The pack is reviewed by people, so that where it tells of
 * a document's sections, demands or answers at all, its rows stand, and the original adds the texts to them; what the
 * pack does not tell of comes from the original. Each side is kept whole elsewhere (the pack in its files, the
 * originals in `source_document`), so that either may change, or go, without losing what the other says.
 */
export function mergeImports(pack: ContentRecords, imports: readonly Imported[]): Merged {
  const records = copyRecords(pack);
  const known = new PackRows(pack);
  const target = new Target(records);
  const texts: StoredText[] = [];
  const differences: Difference[] = [];
  for (const one of imports) {
    const keys = new Map<string, string>();
    for (const [type, rows] of groupByType(one.rows)) {
      const { rule } = importableClass(type);
      const stated = known.of(type, one.key);
      if (stated.length === 0) {
        for (const [index, row] of rows.entries()) {
          if (target.add(row, index, one.key)) keys.set(`${type}:${row.fields.key}`, row.fields.key);
        }
        continue;
      }
      const matched = new Set<OwnContent>();
      for (const row of rows) {
        const found = stated.find((candidate) => !matched.has(candidate) && isSame(candidate, row, rule));
        if (found) matched.add(found);
        if (found) keys.set(`${type}:${row.fields.key}`, found.key);
        else differences.push(difference(one.key, type, row.fields, 'document'));
      }
      for (const row of stated.filter((candidate) => !matched.has(candidate)))
        differences.push(difference(one.key, type, row, 'pack'));
    }
    for (const { ref, ...text } of one.texts) {
      const key = keys.get(ref);
      if (key !== undefined) texts.push({ ...text, key: `${typeOf(ref)}:${key}`, document: one.key });
    }
  }
  return { records, texts, differences };
}

/** Imported rows come after the pack's, and keep their places whatever else is imported. */
const afterThePack = 1_000_000;

/** A class of the entities that an original can hold, with the content type it belongs to. */
interface ImportableClass {
  type: ContentType;
  make: new () => OwnContent;
  rule: ImportRule;
}

/** By GraphQL name. */
const importable = new Map<string, ImportableClass>(
  contentTypeNames.flatMap((type) => {
    const { classes, imported: rule } = declarationOf(type);
    return rule ? Object.entries(classes).map(([name, make]) => [name, { type, make, rule }] as const) : [];
  }),
);

function importableClass(name: string): ImportableClass {
  const found = importable.get(name);
  if (!found) throw new Error(`An imported original cannot hold the type ${name}`);
  return found;
}

/** The slug of the document that a row belongs to; null when it belongs to none. */
function documentOf(row: OwnContent, { documentIn }: ImportRule): string | null {
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

function isSame(row: OwnContent, { fields }: ImportedRow, { sameBy }: ImportRule): boolean {
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

/** The pack's rows by GraphQL name and document. */
class PackRows {
  private readonly byDocument = new Map<string, OwnContent[]>();

  constructor(pack: ContentRecords) {
    for (const [name, { type, make, rule }] of importable) {
      for (const row of pack[type]) {
        if (!(row instanceof make)) continue;
        const key = `${name}:${documentOf(row, rule)}`;
        const rows = this.byDocument.get(key);
        if (rows) rows.push(row);
        else this.byDocument.set(key, [row]);
      }
    }
  }

  of(type: ImportedType, document: string): readonly OwnContent[] {
    return this.byDocument.get(`${type}:${document}`) ?? [];
  }
}

/** What a row of one type points at in another, and whether it can be without. */
const pointers = [
  { field: 'partyKey', list: 'party', needed: true },
  { field: 'personKey', list: 'person', needed: true },
  { field: 'adoptedByKey', list: 'organisation', needed: true },
  { field: 'publisherKey', list: 'organisation', needed: false },
  { field: 'organisationKey', list: 'organisation', needed: false },
  { field: 'electionKey', list: 'election', needed: false },
] as const;

/** Where rows of originals go. */
class Target {
  private readonly records: ContentRecords;
  private readonly keys: Record<(typeof pointers)[number]['list'], ReadonlySet<string>>;
  private readonly documents: Set<string>;

  constructor(records: ContentRecords) {
    this.records = records;
    const keysOf = (rows: readonly OwnContent[]) => new Set(rows.map(({ key }) => key));
    this.keys = {
      party: keysOf(records.party),
      person: keysOf(records.person),
      organisation: keysOf(records.organisation),
      election: keysOf(records.election),
    };
    this.documents = keysOf([...records.document, ...records.questionnaire]);
  }

  /** Adds a row, unless the pack has lost what it cannot be without since it was imported. */
  add({ type, fields }: ImportedRow, index: number, document: string): boolean {
    const { type: contentType, make } = importableClass(type);
    const row = Object.assign(new make(), fields, { position: afterThePack + index });
    for (const { field, list, needed } of pointers) {
      const key: unknown = Reflect.get(row, field);
      if (typeof key !== 'string' || this.keys[list].has(key)) continue;
      if (needed || type === 'Questionnaire') return false;
      Reflect.set(row, field, null);
    }
    if (row.key === document) this.documents.add(document);
    if (!this.documents.has(document)) return false;
    const rows: OwnContent[] = this.records[contentType];
    rows.push(row);
    return true;
  }
}

function groupByType(rows: readonly ImportedRow[]): Map<ImportedType, ImportedRow[]> {
  const groups = new Map<ImportedType, ImportedRow[]>();
  for (const row of rows) {
    const group = groups.get(row.type);
    if (group) group.push(row);
    else groups.set(row.type, [row]);
  }
  return groups;
}

function difference(
  document: string,
  type: ImportedType,
  { key, origin }: { key: string; origin: { lines?: [number, number] } },
  saidBy: Difference['saidBy'],
): Difference {
  return { document, type, key, lines: origin.lines ?? null, saidBy };
}

function typeOf(ref: Ref): string {
  return ref.slice(0, ref.indexOf(':'));
}
