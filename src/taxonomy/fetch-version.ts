import { esco } from '../sources/esco/index.ts';
import type { Kind, OperationsByKind } from '../sources/kinds/kinds.ts';
import { openSources, type Sources } from '../sources/open-sources.ts';
import { taxonomy } from '../sources/taxonomy/index.ts';
import { type WholeVersion, wholeVersion } from '../sources/taxonomy/whole-version.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { Logger } from '../upstream/logger.ts';
import { hours, seconds, systemClock } from '../upstream/time.ts';

export interface FetchSettings {
  /** The addresses of the sources, where they are not their own. */
  addresses: { taxonomy: string | undefined; esco: string | undefined };
  /** Null for the newest. */
  version: number | null;
  /** False leaves out the English labels, and with them the requests to ESCO. */
  english: boolean;
  userAgent: string;
  logger: Logger;
  signal: AbortSignal;
  /** Receives lines of progress. */
  tell(line: string): void;
}

/** Fetches a complete version of the taxonomy, with time-outs for a fetch that no client waits for. */
export async function fetchVersion(settings: FetchSettings): Promise<WholeVersion> {
  const { addresses, version, english, userAgent, logger, signal, tell } = settings;
  // `live`, because sample data must never be stored as a version.
  const sources = openSources({
    mode: 'live',
    baseUrls: addresses,
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent,
    logger,
    declarations: [
      { ...taxonomy, timeoutMs: seconds(180) },
      // Long enough to wait for the next minute of the request budget.
      { ...esco, timeoutMs: seconds(180) },
    ],
  });
  try {
    return await wholeVersion(
      {
        taxonomy: first(sources, 'TAXONOMY'),
        esco: english ? first(sources, 'CONCEPTS') : null,
        version,
      },
      { signal, deadline: systemClock.now() + hours(2), ledger: new Ledger() },
      tell,
    );
  } finally {
    await sources.close();
  }
}

function first<K extends Kind>(sources: Sources, kind: K): OperationsByKind[K] {
  const [source] = sources.ofKind(kind);
  if (!source) throw new TypeError(`no source of kind ${kind}`);
  return source.operations;
}
