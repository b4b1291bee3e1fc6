import { openCall } from '../upstream/call.ts';
import { hours } from '../upstream/time.ts';
import { allIndicators, type IndicatorDefinition } from './cube/indicator-file.ts';
import { type DimensionChoice, resolveSelection } from './cube/selection.ts';
import { SelectionError } from './cube/selection-error.ts';
import type { TableFacts } from './cube/table.ts';
import { firstLanguage, type StatisticsOperations } from './kinds/statistics.ts';
import type { Sources } from './open-sources.ts';

/** What came of looking for one indicator at its agency. */
export interface CheckedIndicator {
  slug: string;
  /** Null where its table, dimensions and codes are all there. */
  problem: string | null;
}

/** Looks for the table, the dimensions and the codes of every indicator of an agency in the metadata that it gives now. */
export async function* checkIndicators(sources: Sources, agency: string): AsyncGenerator<CheckedIndicator> {
  const wanted = allIndicators().filter((one) => one.agency === agency);
  const source = wanted.length > 0 ? sources.member('STATISTICS', agency) : null;
  if (!source) return;
  // The agency's limit may stretch the check, which nobody waits for.
  const call = openCall(new AbortController(), hours(1));
  const tables = new Map<string, TableFacts | null | Error>();
  for (const definition of wanted) {
    const { table } = definition;
    if (!tables.has(table)) {
      const { operations } = source;
      const found = operations.table(table, firstLanguage(operations), call);
      tables.set(table, await found.catch((error: Error) => error));
    }
    yield {
      slug: definition.slug,
      problem: problemOf(definition, tables.get(table) ?? null, source.operations),
    };
  }
}

function problemOf(
  definition: IndicatorDefinition,
  table: TableFacts | null | Error,
  { joinsTables }: StatisticsOperations,
): string | null {
  if (table instanceof Error) return table.message;
  if (!table) return `the agency knows no table ${definition.table}`;
  const places = table.dimensions.find(({ code }) => code === definition.place);
  if (definition.place !== undefined && !places)
    return `${definition.table} has no dimension ${definition.place}`;
  const choices: DimensionChoice[] = [
    ...Object.entries(definition.select).map(([dimension, values]) => ({ dimension, values })),
    ...(joinsTables ? [{ dimension: 'kpi', values: ['*'] }] : []),
    ...(places ? [{ dimension: places.code, top: 1 }] : []),
    { dimension: definition.time, top: 1 },
  ];
  try {
    resolveSelection(table, choices);
    return null;
  } catch (error) {
    if (error instanceof SelectionError) return error.message;
    throw error;
  }
}
