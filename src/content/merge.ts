import type { ContentRecords } from '../database/content-types.ts';
import type { ImportedRow, ImportedText, ImportedType } from '../database/imported.ts';
import type { StoredText } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import { Commentary } from '../entities/commentary.ts';
import {
  Article,
  Demand,
  FactBox,
  Mention,
  Point,
  Quote,
  Report,
  Responsibility,
  Section,
  Statement,
} from '../entities/document.ts';
import type { OwnContent } from '../entities/own-content.ts';
import { Membership } from '../entities/person.ts';
import { Position } from '../entities/position.ts';
import { Question } from '../entities/question.ts';
import { Participation, Questionnaire } from '../entities/questionnaire.ts';

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
  const records = copy(pack);
  const known = new PackRows(pack);
  const target = new Target(records);
  const texts: StoredText[] = [];
  const differences: Difference[] = [];
  for (const one of imports) {
    const keys = new Map<string, string>();
    for (const [type, rows] of groupByType(one.rows)) {
      const stated = known.of(type, one.key);
      if (stated.length === 0) {
        for (const [index, row] of rows.entries()) {
          if (target.add(row, index, one.key)) keys.set(`${type}:${row.fields.key}`, row.fields.key);
        }
        continue;
      }
      const matched = new Set<OwnContent>();
      for (const row of rows) {
        const found = stated.find(
          (candidate) => !matched.has(candidate) && tables[type].same(candidate, row),
        );
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

/** How rows of one type are made, stored, counted as one document's, and told to be the same. */
interface Table<T extends OwnContent> {
  make: new () => T;
  list: (records: ContentRecords) => OwnContent[];
  document: (row: OwnContent) => string | null;
  same: (row: OwnContent, imported: ImportedRow) => boolean;
}

const ofDocument = (row: OwnContent) =>
  'documentKey' in row && typeof row.documentKey === 'string' ? row.documentKey : null;
const ofKey = ({ key }: OwnContent) => key.slice(0, Math.max(0, key.indexOf('/')));
const sameKey = (row: OwnContent, { fields }: ImportedRow) => row.key === fields.key;
const sameField =
  (name: string) =>
  (row: OwnContent, { fields }: ImportedRow) =>
    Reflect.get(row, name) === fields[name];
/** The same place in the original: the one begins within the other. */
const sameLines = (row: OwnContent, { fields }: ImportedRow) => {
  const [from, to] = row.origin.lines ?? [0, 0];
  const [begins] = fields.origin.lines ?? [-1];
  return begins >= from && begins <= to;
};
const sameFirstLine = (row: OwnContent, { fields }: ImportedRow) =>
  row.origin.lines?.[0] === fields.origin.lines?.[0];

const document = { list: ({ document }: ContentRecords) => document, document: ({ key }: OwnContent) => key };
const tables: Record<ImportedType, Table<OwnContent>> = {
  Article: { make: Article, ...document, same: sameKey },
  Report: { make: Report, ...document, same: sameKey },
  Statement: { make: Statement, ...document, same: sameKey },
  Section: { make: Section, list: ({ section }) => section, document: ofDocument, same: sameFirstLine },
  FactBox: { make: FactBox, list: ({ factBox }) => factBox, document: ofDocument, same: sameLines },
  Quote: { make: Quote, list: ({ quote }) => quote, document: ofDocument, same: sameLines },
  Point: { make: Point, list: ({ point }) => point, document: ofDocument, same: sameKey },
  Demand: { make: Demand, list: ({ demand }) => demand, document: ofDocument, same: sameField('number') },
  Responsibility: {
    make: Responsibility,
    list: ({ responsibility }) => responsibility,
    document: ofDocument,
    same: sameLines,
  },
  Mention: { make: Mention, list: ({ mention }) => mention, document: ofDocument, same: sameField('target') },
  Membership: {
    make: Membership,
    list: ({ membership }) => membership,
    // Roles that a document states of a person are told with the person; only panels are the document's own.
    document: (row) => (row.key.includes('/panel/') ? ofKey(row) : null),
    same: sameField('personKey'),
  },
  Questionnaire: {
    make: Questionnaire,
    list: ({ questionnaire }) => questionnaire,
    document: ({ key }) => key,
    same: sameKey,
  },
  Participation: {
    make: Participation,
    list: ({ participation }) => participation,
    document: ofKey,
    same: sameKey,
  },
  Question: { make: Question, list: ({ question }) => question, document: ofKey, same: sameKey },
  Position: { make: Position, list: ({ position }) => position, document: ofKey, same: sameKey },
  Commentary: {
    make: Commentary,
    list: ({ commentary }) => commentary,
    document: ofKey,
    same: sameField('about'),
  },
};

/** The pack's rows by type and document. */
class PackRows {
  private readonly byDocument = new Map<string, OwnContent[]>();

  constructor(pack: ContentRecords) {
    for (const [type, { make, list, document }] of Object.entries(tables)) {
      for (const row of list(pack)) {
        if (!(row instanceof make)) continue;
        const key = `${type}:${document(row)}`;
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
    const { make, list } = tables[type];
    const row = Object.assign(new make(), fields, { position: afterThePack + index });
    for (const { field, list, needed } of pointers) {
      const key: unknown = Reflect.get(row, field);
      if (typeof key !== 'string' || this.keys[list].has(key)) continue;
      if (needed || type === 'Questionnaire') return false;
      Reflect.set(row, field, null);
    }
    if (row.key === document) this.documents.add(document);
    if (!this.documents.has(document)) return false;
    list(this.records).push(row);
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

function copy(records: ContentRecords): ContentRecords {
  return {
    ...records,
    document: [...records.document],
    section: [...records.section],
    factBox: [...records.factBox],
    quote: [...records.quote],
    point: [...records.point],
    demand: [...records.demand],
    responsibility: [...records.responsibility],
    mention: [...records.mention],
    membership: [...records.membership],
    questionnaire: [...records.questionnaire],
    participation: [...records.participation],
    question: [...records.question],
    position: [...records.position],
    commentary: [...records.commentary],
  };
}
