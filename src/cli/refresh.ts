import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openContent } from '../content/open-content.ts';
import { esco } from '../sources/esco/index.ts';
import type { Kind, OperationsByKind } from '../sources/kinds/index.ts';
import { openSources, type Sources } from '../sources/open-sources.ts';
import { taxonomy } from '../sources/taxonomy/index.ts';
import { wholeVersion } from '../sources/taxonomy/whole-version.ts';
import { storeTaxonomy } from '../taxonomy/taxonomy-store.ts';
import { Ledger } from '../upstream/ledger.ts';
import { hours, seconds } from '../upstream/time.ts';

interface Options {
  version?: number;
  /** False to leave ESCO unasked. */
  english: boolean;
}

/** Loads a whole version of the taxonomy in the place of the one before; nothing changes unless all of it has come. */
export async function refreshTaxonomy({ version, english }: Options): Promise<void> {
  const config = readConfig();
  const log = pino({ level: 'warn' }, pino.destination(2));
  const { database } = await openContent(config, log);
  // Nobody waits for an answer here, so a slow one may take its time; a sample must never be taken for a version.
  const sources = openSources({
    mode: 'live',
    baseUrls: {
      taxonomy: config.sourceSettings.get('taxonomy')?.url,
      esco: config.sourceSettings.get('esco')?.url,
    },
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'JobTechGraph/0.1 (+https://www.swedishjobtech.se)',
    logger: log,
    declarations: [
      { ...taxonomy, timeoutMs: seconds(180) },
      // Long enough to wait for a turn of the next minute.
      { ...esco, timeoutMs: seconds(180) },
    ],
  });
  try {
    const call = {
      signal: new AbortController().signal,
      deadline: Date.now() + hours(2),
      ledger: new Ledger(),
    };
    const loaded = await wholeVersion(
      {
        taxonomy: first(sources, 'TAXONOMY'),
        esco: english ? first(sources, 'CONCEPTS') : null,
        version: version ?? null,
      },
      call,
      (line) => console.error(line),
    );
    await storeTaxonomy(database.dataSource, { ...loaded, loadedAt: new Date() });
    console.log(`Version ${loaded.version} of the taxonomy is loaded: ${loaded.concepts.length} concepts.`);
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
