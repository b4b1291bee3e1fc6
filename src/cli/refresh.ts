import { openContent } from '../content/open-content.ts';
import { userAgent } from '../gateway.ts';
import { fetchVersion } from '../taxonomy/fetch-version.ts';
import { storeTaxonomy } from '../taxonomy/taxonomy-store.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

interface Options {
  version?: number;
  /** False leaves out the English labels, and with them the requests to ESCO. */
  english: boolean;
}

/** Replaces the taxonomy by another version. Nothing changes unless the whole version could be loaded. */
export async function refreshTaxonomy(io: CommandIO, { version, english }: Options): Promise<void> {
  const config = await readSettings(io.environment);
  const log = logTo(io.stderr, 'warn');
  const { database } = await openContent(config, log);
  try {
    const loaded = await fetchVersion({
      addresses: {
        taxonomy: config.sourceSettings.get('taxonomy')?.url,
        esco: config.sourceSettings.get('esco')?.url,
      },
      version: version ?? null,
      english,
      userAgent,
      logger: log,
      signal: new AbortController().signal,
      tell: (line) => io.console.error(line),
    });
    await storeTaxonomy(database.dataSource, { ...loaded, loadedAt: new Date() });
    io.console.log(
      `Version ${loaded.version} of the taxonomy is loaded: ${loaded.concepts.length} concepts.`,
    );
  } finally {
    await database.close();
  }
}
