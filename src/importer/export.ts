import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { stringify } from 'yaml';
import { SourceDocument } from '../database/tables.ts';
import { mistake } from './import-error.ts';

/** Writes every imported original into a folder of its own, its manifest beside it. Returns how many there are. */
export async function exportOriginals(dataSource: DataSource, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw mistake(folder, 1, 'is not empty; export into a new folder', 'exported');
  const documents = await dataSource.manager.find(SourceDocument, {
    select: { key: true, file: true, original: true, manifest: true },
    order: { key: 'ASC' },
  });
  for (const { key, file, original, manifest } of documents) {
    await mkdir(join(folder, key));
    await writeFile(
      join(folder, key, file),
      original === null ? await textOf(dataSource, key) : Buffer.from(original, 'base64'),
    );
    await writeFile(join(folder, key, `${file}.import.yaml`), stringify(manifest));
  }
  return documents.length;
}

/** The raw texts of the blocks of a document, joined, are its file. */
async function textOf(dataSource: DataSource, documentKey: string): Promise<string> {
  // As JSON, because PGlite removes a byte order mark from the beginning of a text.
  const blocks: { raw: string }[] = await dataSource.query(
    'SELECT to_jsonb("rawText") AS raw FROM "text_block" WHERE "documentKey" = $1 ORDER BY "order"',
    [documentKey],
  );
  return blocks.map(({ raw }) => raw).join('');
}
