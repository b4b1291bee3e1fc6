import { openContent } from '../content/open-content.ts';
import { userAgent } from '../gateway.ts';
import { esco } from '../sources/esco/index.ts';
import type { Kind, OperationsByKind } from '../sources/kinds/kinds.ts';
import { openSources, type Sources } from '../sources/open-sources.ts';
import { taxonomy } from '../sources/taxonomy/index.ts';
import { wholeVersion } from '../sources/taxonomy/whole-version.ts';
import { storeTaxonomy } from '../taxonomy/taxonomy-store.ts';
import { Ledger } from '../upstream/ledger.ts';
import { hours, seconds, systemClock } from '../upstream/time.ts';
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
  // No client waits, so the timeouts are long. `live`, because sample data must never be stored as a version.
  const sources = openSources({
    mode: 'live',
    baseUrls: {
      taxonomy: config.sourceSettings.get('taxonomy')?.url,
      esco: config.sourceSettings.get('esco')?.url,
    },
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent,
    logger: log,
    declarations: [
      { ...taxonomy, timeoutMs: seconds(180) },
      // Long enough to wait for the next minute of the request budget.
      { ...esco, timeoutMs: seconds(180) },
    ],
  });
  try {
    const call = {
      signal: new AbortController().signal,
      deadline: systemClock.now() + hours(2),
      ledger: new Ledger(),
    };
    const loaded = await wholeVersion(
      {
        taxonomy: first(sources, 'TAXONOMY'),
        esco: english ? first(sources, 'CONCEPTS') : null,
        version: version ?? null,
      },
      call,
      (line) => io.console.error(line),
    );
    await storeTaxonomy(database.dataSource, { ...loaded, loadedAt: new Date() });
    io.console.log(
      `Version ${loaded.version} of the taxonomy is loaded: ${loaded.concepts.length} concepts.`,
    );
  } finally {
    await sources.close();
    await database.close();
  }
}

function first<K extends Kind>(sources: Sources, kind: K): OperationsByKind[K] {
  const [source] = sources.ofKind(kind);
  if (!source) throw new TypeError(`no source of kind ${kind}`);
  return source.operations;
}
