import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../database/database.ts';
import type { Log } from '../database/query-log.ts';
import { loadTaxonomy } from '../taxonomy/taxonomy-store.ts';
import { loadLetters } from './appropriation-letters.ts';
import { loadElectionResults, withElectionResults } from './election-results.ts';
import { loadRecords } from './load-content.ts';
import { packVersion, readWholePack } from './pack/pack.ts';
import { type Content, createContent } from './snapshot.ts';
import { syncPack } from './sync-pack.ts';

const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

export interface ContentSettings {
  databaseUrl: string | null;
  dataDir: string;
  /** A folder with additional content files. */
  contentDir: string | null;
}

export interface OpenContent {
  database: Database;
  content: Content;
}

/** The folders of content files, in the order in which they are read. */
export function packFolders(contentDir: string | null): string[] {
  return [`${packageRoot}reference`, `${packageRoot}content`, ...(contentDir ? [contentDir] : [])];
}

/** Opens the database, applies the content pack if it has changed, and reads all content into memory. */
export async function openContent(
  { databaseUrl, dataDir, contentDir }: ContentSettings,
  log: Log,
): Promise<OpenContent> {
  const folders = packFolders(contentDir);
  const [database, version] = await Promise.all([
    openDatabase({ databaseUrl, dataDir, log }),
    packVersion(folders),
  ]);
  try {
    await syncPack(database.dataSource, version, async () => (await readWholePack(folders)).records);
    return { database, content: await readContent(database) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Reads all stored content, with the version of the taxonomy that was loaded last. */
export async function readContent({ dataSource }: Database): Promise<Content> {
  const records = withElectionResults(await loadRecords(dataSource), await loadElectionResults(dataSource));
  return createContent(records, await loadTaxonomy(dataSource), await loadLetters(dataSource));
}
