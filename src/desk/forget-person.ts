import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { applyRecords } from '../content/apply-content.ts';
import type { ContentRecords } from '../database/content-types.ts';
import type { Database } from '../database/database.ts';
import { answersForgotten, contentChanged } from '../database/listen.ts';
import { SeenDatasetRow, SourceDocument, TextBlock } from '../database/tables.ts';
import { entity } from '../entities/node.ts';
import type { Sources } from '../sources/open-sources.ts';
import { fold } from '../text/fold.ts';
import { formsOf } from '../text/has-words.ts';
import { DeskError } from './desk-error.ts';
import { type Trace, tracesOf, vacuum } from './traces.ts';

export interface ForgottenPerson {
  /** Imported originals whose texts name the person. */
  documents: string[];
  /** Where the name stands in the database, before and, once it is applied, after. */
  before: Trace[];
  after: Trace[] | null;
  /** Content files and exports with the name, by line, which an editor has to change. */
  files: string[];
}

/** What stands in place of a name. */
const instead = '[…]';
const tables = [
  ...['source_document', 'text_block', 'imported_text', 'search_entry', 'search_word'],
  ...['last_good', 'cited_answer', 'job_ad', 'seen_dataset'],
];

/**
 * Takes the name of a person out of all imported texts, stored ads and records of datasets, and deletes stored answers
 * of sources that hold it, in every cache. The file of a PDF that holds the name is replaced by its text without it.
 */
export async function forgetPerson(
  { dataSource, kind }: Pick<Database, 'dataSource' | 'kind'>,
  {
    name,
    pack,
    folders,
    sources,
    apply,
  }: {
    name: string;
    pack: ContentRecords;
    folders: readonly string[];
    sources: Pick<Sources, 'forgetText'>;
    apply: boolean;
  },
): Promise<ForgottenPerson> {
  const words = name.trim().split(/\s+/u);
  if (words.length < 2 || name.length > 200)
    throw new DeskError(
      'Give the whole name, first name and last name: a single word stands for too many persons.',
    );
  const found = new NameInTexts(words);
  const before = await tracesOf(dataSource, name);
  const documents: SourceDocument[] = [];
  const blocks: TextBlock[] = [];
  for (const document of await dataSource.manager.find(SourceDocument, { order: { key: 'ASC' } })) {
    const own = await dataSource.manager.find(TextBlock, {
      where: { documentKey: document.key },
      order: { order: 'ASC' },
    });
    const changed = own.filter((block) => found.isIn(JSON.stringify(block)));
    if (changed.length === 0 && !found.isIn(JSON.stringify(document))) continue;
    blocks.push(
      ...changed.map((block) =>
        entity(TextBlock, { ...block, ...found.takenOut({ ...block, key: undefined }), key: block.key }),
      ),
    );
    const { key, original, ...rest } = document;
    // Its blocks, without the name, are from now on the file.
    const asText = original === null ? {} : { format: 'text' as const, file: `${document.file}.txt` };
    documents.push(entity(SourceDocument, { ...found.takenOut(rest), key, original: null, ...asText }));
  }
  const files = await filesWith(found, folders);
  if (!apply) return { documents: documents.map(({ key }) => key), before, after: null, files };
  await dataSource.transaction(async (manager) => {
    await manager.save(documents);
    await manager.save(blocks);
    await forgetInAds(manager, found, words);
    await forgetInDatasets(manager, found);
    for (const table of ['last_good', 'cited_answer'])
      await manager.query(
        `DELETE FROM "${table}" WHERE ${hasAll('"body"', words.length)}`,
        words.map(formsOf),
      );
    await manager.query('SELECT pg_notify($1, $2)', [answersForgotten, '*']);
    await manager.query('SELECT pg_notify($1, $2)', [contentChanged, 'a name is forgotten']);
  });
  if (!(await sources.forgetText(words)))
    throw new DeskError(
      'The name is forgotten in the database; the shared cache cannot be reached. Run the command again when it answers: its answers live for a day.',
    );
  await applyRecords(dataSource, pack);
  await vacuum(dataSource, tables, kind);
  return {
    documents: documents.map(({ key }) => key),
    before,
    after: await tracesOf(dataSource, name),
    files,
  };
}

/** Answers are often records, whose first and last name are apart: those with all words of the name. */
function hasAll(text: string, words: number): string {
  const has = (at: number) =>
    `EXISTS (SELECT 1 FROM unnest($${at}::text[]) AS form WHERE position(form in lower(${text})) > 0)`;
  return Array.from({ length: words }, (_, index) => has(index + 1)).join(' AND ');
}

async function forgetInAds(manager: EntityManager, found: NameInTexts, words: string[]): Promise<void> {
  const rows: { id: string; ad: object | null; employer: string }[] = await manager.query(
    `SELECT "id", "ad", "employer" FROM "job_ad" WHERE ${hasAll('"ad"::text || "employer"', words.length)}`,
    words.map(formsOf),
  );
  for (const { id, ad, employer } of rows.filter((row) => found.isIn(JSON.stringify(row))))
    await manager.query(
      `UPDATE "job_ad" SET "ad" = $2, "employer" = $3, "words" = ts_delete("words", $4::text[]) WHERE "id" = $1`,
      [id, JSON.stringify(found.takenOut(ad)), found.takenOut(employer), words.map((word) => fold(word))],
    );
}

async function forgetInDatasets(manager: EntityManager, found: NameInTexts): Promise<void> {
  for (const row of await manager.find(SeenDatasetRow)) {
    if (!found.isIn(JSON.stringify(row.record))) continue;
    await manager.save(entity(SeenDatasetRow, { ...row, record: found.takenOut(row.record) }));
  }
}

/** A name in texts as they are, and in folded ones; with a Swedish genitive, and over a line break. */
class NameInTexts {
  private readonly patterns: RegExp[];

  constructor(words: readonly string[]) {
    const forms = new Set([words.join(' '), fold(words.join(' '))]);
    this.patterns = [...forms].map((form) => {
      const parts = form.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join('(?:[\\s-]|\\\\n)+')}s?(?![\\p{L}\\p{N}])`, 'giu');
    });
  }

  isIn(text: string): boolean {
    return this.patterns.some((pattern) => text.search(pattern) >= 0);
  }

  /** A value with the name taken out of all its texts. */
  takenOut<T>(value: T): T {
    return changed(value, (text) =>
      this.patterns.reduce((rest, pattern) => rest.replace(pattern, instead), text),
    ) as T;
  }
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, change)]));
}

/** The lines of text files with the name. */
async function filesWith(found: NameInTexts, folders: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
      if (!/\.(?:ya?ml|txt|md|html?)$/i.test(name)) continue;
      const text = await readFile(join(parentPath, name), 'utf8');
      for (const [index, line] of text.split('\n').entries())
        if (found.isIn(line)) lines.push(`${join(parentPath, name)}:${index + 1}`);
    }
  }
  return lines;
}
