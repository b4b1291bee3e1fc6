import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBundle } from '../desk/open-bundle.ts';
import { place } from '../desk/publish.ts';
import { startGateway } from '../gateway.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { MistakesFound } from './mistakes-found.ts';
import { foldersOf } from './pack-folders.ts';
import { readSettings } from './settings.ts';

/** Serves a bundle on this machine before it is published, from a database of its own that is deleted at the end. */
export async function preview(io: CommandIO, path: string, { port }: { port: number }): Promise<void> {
  const config = await readSettings(io.environment);
  io.console.error(`reading ${path} and the content`);
  const opened = await openBundle(path, {
    folders: foldersOf(config.contentDir),
    contentDir: config.contentDir,
  });
  if (!opened.after) throw new MistakesFound(opened.problems, false);
  const folder = await mkdtemp(join(tmpdir(), 'jobtech-graph-preview-'));
  try {
    const contentDir = join(folder, 'content');
    if (config.contentDir && existsSync(config.contentDir))
      await cp(config.contentDir, contentDir, { recursive: true });
    await mkdir(contentDir, { recursive: true });
    await place(opened, contentDir);
    io.console.error('opening a database of its own');
    const own = {
      contentDir,
      dataDir: join(folder, 'data'),
      databaseUrl: null,
      cacheUrl: null,
      jobAdStore: false,
    };
    const gateway = await startGateway(
      { ...config, ...own, host: '127.0.0.1', port, preview: true },
      logTo(io.stderr, 'warn'),
    );
    try {
      io.console.log(JSON.stringify({ preview: opened.slug, url: gateway.url }));
      io.console.error(`The preview of ${opened.slug} answers at ${gateway.url}. End it with Ctrl+C.`);
      await io.stopped();
    } finally {
      await gateway.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
