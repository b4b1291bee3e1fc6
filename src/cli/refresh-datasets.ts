import { followCatalogues } from '../content/follow-catalogues.ts';
import { openContent } from '../content/open-content.ts';
import { openConfiguredSources } from '../gateway.ts';
import { registry } from '../sources/registry.ts';
import { Ledger } from '../upstream/ledger.ts';
import { hours, seconds, systemClock } from '../upstream/time.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Remembers the datasets of topics, data gaps and publishers, and notices those that have gone. */
export async function refreshDatasets(io: CommandIO): Promise<void> {
  const config = await readSettings(io.environment);
  const log = logTo(io.stderr, 'warn');
  const { database, content } = await openContent(config, log);
  // `live`, because a sample must never be remembered as a dataset.
  const sources = openConfiguredSources(
    { ...config, sources: 'live' },
    {
      lastGood: null,
      logger: log,
      // No client waits: long enough to wait for the next window of a budget.
      declarations: registry
        .filter(({ kind }) => kind === 'CATALOGUE')
        .map((one) => ({ ...one, timeoutMs: seconds(180) })),
    },
  );
  try {
    const call = {
      signal: new AbortController().signal,
      deadline: systemClock.now() + hours(2),
      ledger: new Ledger(),
    };
    const reports = await followCatalogues(
      { dataSource: database.dataSource, content, now: new Date() },
      sources.ofKind('CATALOGUE'),
      call,
    );
    for (const { id, seen, gone, problem } of reports)
      io.console.log(`${id}: ${seen} datasets, ${gone} gone${problem ? `; ${problem}` : ''}.`);
  } finally {
    await sources.close();
    await database.close();
  }
}
