import { fileURLToPath } from 'node:url';
import { type Database, openDatabase, prepareEmbedded } from '../database/database.ts';
import type { Log } from '../database/query-log.ts';
import { loadTaxonomy } from '../taxonomy/taxonomy-store.ts';
import { loadLetters } from './appropriation-letters.ts';
import { loadElectionResults, withElectionResults } from './election-results.ts';
import { KeptContent } from './kept-content.ts';
import { loadRecords } from './load-content.ts';
import { ContentError, problemLine } from './pack/content-error.ts';
import { packVersion, readGoodPack, readWholePack } from './pack/pack.ts';
import { type Content, createContent } from './snapshot.ts';
import { storedPackVersion, syncPack } from './sync-pack.ts';

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
  /** For the next start; absent where the database is not embedded. */
  kept?: KeptContent | null;
  /**
   * Opens the database, where the content was kept and can be served before. Statements of `query` wait until it is open,
   * nothing else may use it. Null where the kept content is that of the database.
   */
  open?(): Promise<Pick<OpenContent, 'content' | 'problem'> | null>;
}

/** The folders of content files, in the order in which they are read. */
export function packFolders(contentDir: string | null): string[] {
  return [`${packageRoot}reference`, `${packageRoot}content`, ...(contentDir ? [contentDir] : [])];
}

/**
 * Opens the database, applies the content pack if it has changed, and reads all content into memory. Files of the
 * installation with mistakes are left out; a mistake in the program's own files is a `ContentError`.
 */
export async function openContent(settings: ContentSettings, log: Log): Promise<OpenContent> {
  const { open, ...early } = await beginContent(settings, log);
  if (!open) return early;
  try {
    return { ...early, ...(await open()) };
  } catch (error) {
    await early.database.close();
    throw error;
  }
}

/** The same, with the content that was kept where there is some: its `open` opens the database. */
export async function beginContent(
  { databaseUrl, dataDir, contentDir }: ContentSettings,
  log: Log,
): Promise<OpenContent> {
  const folders = packFolders(contentDir);
  if (databaseUrl !== null) {
    const [database, version] = await Promise.all([
      openDatabase({ databaseUrl, dataDir, log }),
      packVersion(folders),
    ]);
    return closedOnError(database, async () => ({
      database,
      ...(await readWhole({ database, kept: null }, { folders, version, contentDir }, log)),
    }));
  }
  let kept: KeptContent | null = null;
  const { database, folder, seed, open } = await prepareEmbedded({
    ...{ dataDir, log },
    onClosed: async () => kept?.seal(),
  });
  kept = folder === null ? null : new KeptContent(folder, log);
  return closedOnError(database, async () => {
    const files = { folders, version: await packVersion(folders), contentDir };
    const found = await kept?.read(seed, files.version);
    const opened = { database, kept };
    if (!found) {
      await open();
      return { ...opened, ...(await readWhole(opened, files, log)) };
    }
    return {
      ...opened,
      content: createContent(found.records, found.taxonomy, found.letters),
      async open() {
        await open();
        const isThat = (await storedPackVersion(database.dataSource)) === files.version;
        return isThat ? null : readWhole(opened, files, log);
      },
    };
  });
}

async function closedOnError<T>(database: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface ContentFiles {
  folders: string[];
  version: string;
  contentDir: string | null;
}

async function readWhole(
  { database, kept }: Pick<OpenContent, 'database'> & { kept: KeptContent | null },
  files: ContentFiles,
  log: Log,
): Promise<Pick<OpenContent, 'content' | 'problem'>> {
  const problem = await applyFiles(database, files, log);
  return { content: await readContent(database, kept), problem };
}

/** Applies the files, and tells why some were left out; null where none were. */
async function applyFiles(
  { dataSource }: Database,
  { folders, version, contentDir }: ContentFiles,
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

/** Reads all stored content, with the version of the taxonomy that was loaded last, and keeps it for the next start. */
export async function readContent(
  { dataSource }: Database,
  kept: KeptContent | null = null,
  of?: number,
): Promise<Content> {
  const records = withElectionResults(await loadRecords(dataSource), await loadElectionResults(dataSource));
  const stored = {
    records,
    taxonomy: await loadTaxonomy(dataSource),
    letters: await loadLetters(dataSource),
  };
  const version = kept && (await storedPackVersion(dataSource));
  if (version) await kept.write(stored, version, of);
  return createContent(stored.records, stored.taxonomy, stored.letters);
}
