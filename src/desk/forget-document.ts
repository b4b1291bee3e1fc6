import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { applyRecords } from '../content/apply-content.ts';
import type { Change } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import type { Database } from '../database/database.ts';
import { SourceDocument } from '../database/tables.ts';
import { DeskError } from './desk-error.ts';
import { vacuum } from './traces.ts';

export interface ForgottenDocument {
  slug: string;
  changes: Change[];
  /** Folders of earlier exports that hold the document. */
  exports: string[];
  /** The content file that still tells of the document, in the editors' own words. */
  stillIn: string | null;
}

const tables = ['source_document', 'text_block', 'imported_text', 'search_entry', 'search_word'];

/** Deletes an imported original with its blocks, texts, rows and search words. */
export async function forgetDocument(
  { dataSource, kind }: Pick<Database, 'dataSource' | 'kind'>,
  {
    slug,
    exports,
    pack,
    apply,
  }: { slug: string; exports: readonly string[]; pack: ContentRecords; apply: boolean },
): Promise<ForgottenDocument> {
  const known = await dataSource.manager.find(SourceDocument, {
    select: { key: true },
    order: { key: 'ASC' },
  });
  if (!known.some(({ key }) => key === slug)) {
    const list =
      known.length > 0 ? `Imported are: ${known.map(({ key }) => key).join(', ')}.` : 'Nothing is imported.';
    throw new DeskError(`No original ${slug} is stored. ${list}`);
  }
  const changes = await applyRecords(dataSource, pack, { forgotten: [slug], dryRun: !apply });
  const exported: string[] = [];
  for (const folder of exports) {
    // The name is a slug of the database; nothing outside the folder can be named by it.
    const path = join(folder, basename(slug));
    if (await stat(path).catch(() => null)) exported.push(path);
  }
  if (apply) {
    for (const path of exported) await rm(path, { recursive: true });
    await vacuum(dataSource, tables, kind);
  }
  const own = [...pack.document, ...pack.questionnaire].find(({ key }) => key === slug);
  return { slug, changes, exports: exported, stillIn: own?.origin.file ?? null };
}
