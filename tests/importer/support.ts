import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { onTestFinished } from 'vitest';
import type { ContentRecords } from '../../src/database/content-types.ts';
import type { Database } from '../../src/database/database.ts';
import type { TextBlock } from '../../src/database/tables.ts';
import { LegalAct } from '../../src/entities/legal-act.ts';
import { entity } from '../../src/entities/node.ts';
import { type ImportReport, readOriginals, storeOriginals } from '../../src/importer/import.ts';
import { exampleRecords } from '../content/records.ts';

export const fixtures = join(import.meta.dirname, 'fixtures');

/** The example content of the content tests, with a law. */
export function examplePack(): ContentRecords {
  const law = entity(LegalAct, {
    key: 'sfs:2031:1',
    position: 0,
    origin: { file: 'example.yaml' },
    celex: null,
    sfs: '2031:1',
    title: { sv: 'Exempellagen' },
    date: null,
    inForce: null,
    url: 'https://exempel.se/lag',
    topicKeys: [],
  });
  const pack = { ...exampleRecords(), legalAct: [law] };
  for (const organisation of pack.organisation) organisation.aliases ??= [];
  for (const party of pack.party) {
    party.formerCodes ??= [];
    party.aliases ??= [];
  }
  for (const row of [...pack.organisation, ...pack.party, ...pack.person]) row.identifiers ??= [];
  return pack;
}

/** A temporary folder, empty or with a copy of the fixtures. */
export function folder(copied = false): string {
  const path = mkdtempSync(join(tmpdir(), 'import-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  if (copied) cpSync(fixtures, path, { recursive: true });
  return path;
}

/** Writes an original and its manifest, and gives the path of the original. */
export function write(
  path: string,
  name: string,
  text: string | Uint8Array,
  manifest: string | null,
): string {
  writeFileSync(join(path, name), text);
  if (manifest !== null) writeFileSync(join(path, `${name}.import.yaml`), manifest);
  return join(path, name);
}

export async function importThese(
  { dataSource }: Database,
  paths: string[],
  { apply = true, pack = examplePack() } = {},
): Promise<ImportReport> {
  return storeOriginals(dataSource, await readOriginals(paths, { pack, manifests: [] }), { pack, apply });
}

/** The blocks of a stored original, in order. */
export async function blocksOf(dataSource: DataSource, documentKey: string): Promise<TextBlock[]> {
  // As JSON, because PGlite removes a byte order mark from the beginning of a text.
  const rows: { row: TextBlock }[] = await dataSource.query(
    'SELECT to_jsonb(t) AS row FROM "text_block" t WHERE "documentKey" = $1 ORDER BY "order"',
    [documentKey],
  );
  return rows.map(({ row }) => row);
}
