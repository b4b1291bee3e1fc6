import { readConfig } from '../config.ts';
import { openConfiguredSources } from '../gateway.ts';

/** Lists the sources: what each is set to, its limit and its terms. */
export async function sources(): Promise<void> {
  const opened = openConfiguredSources(readConfig(), { lastGood: null });
  console.table(
    opened.describeAll().map((source) => ({
      source: source.slug,
      kind: source.kind,
      on: source.kind === 'CONTENT' || opened.get(source.slug) !== null,
      limit: source.requestBudget
        ? `${source.requestBudget.limit} in ${source.requestBudget.windowSeconds} s`
        : '',
      licence: source.licence,
      documentation: source.documentation ?? '',
    })),
  );
  await opened.close();
}
