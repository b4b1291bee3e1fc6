import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../database/database.ts';
import type { Log } from '../database/query-log.ts';
import { loadTaxonomy } from '../taxonomy/taxonomy-store.ts';
import { loadLetters } from './appropriation-letters.ts';
import { loadElectionResults, withElectionResults } from './election-results.ts';
import { loadRecords } from './load-content.ts';
import { ContentError, problemLine } from './pack/content-error.ts';
import { packVersion, readGoodPack, readWholePack } from './pack/pack.ts';
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
  /** Why some content files are left out. */
  problem?: string | null;
}

/** The folders of content files, in the order in which they are read. */
export function packFolders(contentDir: string | null): string[] {
  return [`${packageRoot}reference`, `${packageRoot}content`, ...(contentDir ? [contentDir] : [])];
}

/**
 * Opens the database, applies the content pack if it has changed, and reads all content into memory. Files of the
 * installation with mistakes are left out; a mistake in the program's own files is a `ContentError`.
 */
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
    const problem = await applyFiles(database, { folders, version, contentDir }, log);
    return { database, content: await readContent(database), problem };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Applies the files, and tells why some were left out; null where none were. */
async function applyFiles(
  { dataSource }: Database,
  { folders, version, contentDir }: { folders: string[]; version: string; contentDir: string | null },
  log: Log,
): Promise<string | null> {
  try {
    await syncPack(dataSource, version, async () => (await readWholePack(folders)).records);
    return null;
  } catch (error) {
    if (!(error instanceof ContentError) || contentDir === null) throw error;
    const { records, version: ofGood, problems } = await readGoodPack(folders);
    await syncPack(dataSource, ofGood, async () => records);
    const files = [...new Set(problems.map(({ file }) => file))];
    const problem = `${problems.length} mistakes in content files; ${files.join(', ')} left out`;
    log.warn({ mistakes: problems.length, files }, `${problem}:\n${problems.map(problemLine).join('\n')}`);
    return problem;
  }
}

/** Reads all stored content, with the version of the taxonomy that was loaded last. */
export async function readContent({ dataSource }: Database): Promise<Content> {
  const records = withElectionResults(await loadRecords(dataSource), await loadElectionResults(dataSource));
  return createContent(records, await loadTaxonomy(dataSource), await loadLetters(dataSource));
}
