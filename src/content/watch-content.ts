import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ContentError } from './pack/content-error.ts';
import type { Correction } from './pack/corrections.ts';
import { isFileOrLink } from './pack/folder.ts';
import { packVersion, readWholePack } from './pack/pack.ts';
import { syncPack } from './sync-pack.ts';

interface WatchLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

interface WatchSettings {
  dataSource: DataSource;
  /** All folders of content, in order. */
  folders: readonly string[];
  /** The one that changes while the program runs. */
  contentDir: string;
  log: WatchLog;
  /** Why some files were left out at the start; null where none were. */
  problem?: string | null;
  everyMs?: number;
}

export interface ContentWatch {
  /** Why the files are not served as they are; null where they are. */
  problem(): string | null;
  stop(): Promise<void>;
}

/**
 * Applies the content when files of the folder change. It looks at them every second, since notifications of file
 * systems do not come from network drives. Content with mistakes is left alone, and what was served before stays.
 */
export function watchContent({
  dataSource,
  folders,
  contentDir,
  log,
  problem: atStart = null,
  everyMs = 1000,
}: WatchSettings): ContentWatch {
  let seen: string | null = null;
  let problem = atStart;
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  let isStopped = false;

  const look = async () => {
    const now = await stateOf(contentDir);
    if (now === seen) return;
    try {
      let corrections: Correction[] = [];
      const changes = await syncPack(dataSource, await packVersion(folders), async () => {
        const read = await readWholePack(folders);
        corrections = read.corrections;
        return read.records;
      });
      seen = now;
      problem = null;
      if (changes.length > 0) log.info({ changes: changes.length }, 'changed content files are applied');
      logCorrections(corrections, log);
    } catch (error) {
      if (!(error instanceof ContentError)) {
        // Such as a database that does not answer: the next look tries again.
        problem = 'changed content files could not be applied; the old content is served';
        log.warn({ err: error }, problem);
        return;
      }
      const isTold = seen === null && problem !== null;
      seen = now;
      if (isTold) return;
      const { problems } = error;
      const first = problems[0];
      problem = `${problems.length} mistakes in content files; the old content is served`;
      log.warn({ mistakes: problems.length, file: first?.file, line: first?.line }, error.message);
    }
  };
  const timer = setInterval(() => {
    if (isBusy || isStopped) return;
    isBusy = true;
    running = look().finally(() => {
      isBusy = false;
    });
  }, everyMs);
  timer.unref();
  return {
    problem: () => problem,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** Names what the files of an installation say otherwise than the program's own. */
export function logCorrections(corrections: readonly Correction[], log: WatchLog): void {
  for (const { type, key, by, instead } of corrections)
    log.info({ by, instead }, `${type} ${key} is corrected by a content file`);
}

/** Changes with every file that is added, removed, renamed or written. */
async function stateOf(folder: string): Promise<string> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => isFileOrLink(entry) && /\.ya?ml$/.test(entry.name));
    const states = files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const { mtimeMs, size, ino } = await stat(path);
      return `${path} ${mtimeMs} ${size} ${ino}`;
    });
    return (await Promise.all(states)).sort().join('\n');
  } catch {
    // A file that was removed between the two looks: the next look tells.
    return `unreadable ${performance.now()}`;
  }
}
