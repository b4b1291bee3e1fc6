import { type ContentRecords, copyRecords } from '../database/content-types.ts';
import type { ImportedRow, ImportedText, ImportedType } from '../database/imported.ts';
import type { StoredText } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import type { OwnContent } from '../entities/own-content.ts';
import { documentOf, importableClass, importableClasses, isSame } from './import-rules.ts';

/** The rows and texts of one imported original, such as a `SourceDocument`. */
export interface Imported {
  key: string;
  rows: ImportedRow[];
  texts: ImportedText[];
}

/** A row that only the document or only the pack has. */
export interface Difference {
  document: string;
  type: ImportedType;
  key: string;
  lines: [number, number] | null;
  onlyIn: 'document' | 'pack';
  /** The name by which a document or the pack mentions something. */
  label?: string;
}

export interface Merged {
  records: ContentRecords;
  texts: StoredText[];
  differences: Difference[];
}

/**
 * Joins the content pack with the imported originals. People have reviewed the pack. So where it has any row of a type,
 * such as a demand, for a document, its rows of that type are kept and the original adds their texts. Where it has
 * none, the rows of the original are used. Mentions of both are used. Neither source is changed: the pack stays in its files, and the originals
 * in `source_document`.
 */
export function mergeImports(pack: ContentRecords, imports: readonly Imported[]): Merged {
  const records = copyRecords(pack);
  const packRows = new PackRows(pack);
  const writer = new ImportedRowWriter(records);
  const texts: StoredText[] = [];
  const differences: Difference[] = [];
  for (const one of imports) {
    const keys = new Map<string, string>();
    for (const [type, rows] of groupByType(one.rows)) {
      const { rule } = importableClass(type);
      const reviewed = packRows.of(type, one.key);
      if (reviewed.length === 0) {
        for (const [index, row] of rows.entries()) {
          if (writer.add(row, index, one.key)) keys.set(`${type}:${row.fields.key}`, row.fields.key);
        }
        continue;
      }
      const matched = new Set<OwnContent>();
      let added = 0;
      for (const row of rows) {
        const found = reviewed.find((candidate) => !matched.has(candidate) && isSame(candidate, row, rule));
        if (found) matched.add(found);
        if (found) keys.set(`${type}:${row.fields.key}`, found.key);
        else differences.push(difference(one.key, type, row.fields, 'document'));
        if (!found && addedTypes.has(type)) writer.add(withOwnKey(row), matched.size + added++, one.key);
      }
      for (const row of reviewed.filter((candidate) => !matched.has(candidate)))
        differences.push(difference(one.key, type, row, 'pack'));
    }
    for (const { ref, ...text } of one.texts) {
      const key = keys.get(ref);
      if (key !== undefined) texts.push({ ...text, key: `${typeOf(ref)}:${key}`, document: one.key });
    }
  }
  return { records, texts, differences };
}

/** A mention that only the document has is served too: what it names is a fact of the document. */
const addedTypes = new Set<ImportedType>(['Mention']);

/** The keys of the pack and of the original count from 1 both. */
function withOwnKey({ type, fields }: ImportedRow): ImportedRow {
  return { type, fields: { ...fields, key: `${fields.key}-original` } };
}

/** The `position` of imported rows starts here: after the pack's rows, and the same whatever else is imported. */
const firstImportedPosition = 1_000_000;

/** The pack's rows by GraphQL name and document. */
class PackRows {
  private readonly byDocument = new Map<string, OwnContent[]>();

  constructor(pack: ContentRecords) {
    for (const [name, { type, make, rule }] of importableClasses) {
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

/** The fields of imported rows that point at rows of the pack, and whether a row needs what it points at. */
const pointers = [
  { field: 'partyKey', list: 'party', needed: true },
  { field: 'personKey', list: 'person', needed: true },
  { field: 'adoptedByKey', list: 'organisation', needed: true },
  { field: 'publisherKey', list: 'organisation', needed: false },
  { field: 'organisationKey', list: 'organisation', needed: false },
  { field: 'electionKey', list: 'election', needed: false },
] as const;

/** Adds the rows of originals to the records. */
class ImportedRowWriter {
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

  /** Adds a row. It returns false where the pack no longer has something that the row needs. */
  add({ type, fields }: ImportedRow, index: number, document: string): boolean {
    const { type: contentType, make } = importableClass(type);
    const row = Object.assign(new make(), fields, { position: firstImportedPosition + index });
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
  row: { key: string; origin: { lines?: [number, number] } },
  onlyIn: Difference['onlyIn'],
): Difference {
  const { key, origin } = row;
  const label: unknown = Reflect.get(row, 'label');
  return {
    ...(typeof label === 'string' && { label }),
    document,
    type,
    key,
    lines: origin.lines ?? null,
    onlyIn,
  };
}

function typeOf(ref: Ref): string {
  return ref.slice(0, ref.indexOf(':'));
}
