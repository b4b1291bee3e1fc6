import { localTimeIn } from '../../text/local-time.ts';
import { SourceError } from '../../upstream/errors.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { Block } from '../cube/blocks.ts';
import type { StatisticsOperations } from '../kinds/statistics.ts';
import type { PxWebDriver } from './driver.ts';
import type { PxWebHost } from './host.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';

/** A host that has API 2; API 1 answers for tables named by their path, and where API 2 is down. */
export function openPxWeb2(
  host: PxWebHost,
  upstream: Upstream,
  second: Upstream | null,
): StatisticsOperations {
  const primary = v2(upstream, host);
  const fallback = second && v1(second, host);
  const isPath = (tableId: string) => tableId.includes('/');
  const hasPaths = host.v1Paths['*'] === undefined;
  /** No id of API 2 is a path, so that API answers where there is no other. */
  const pathDriver = (hasPaths && fallback) || primary;
  const v1Id = (tableId: string): string | null =>
    isPath(tableId) ? tableId : (host.v1Paths[tableId] ?? (hasPaths ? null : tableId));

  const asked = async <T>(
    tableId: string,
    ask: (driver: PxWebDriver, id: string) => Promise<T>,
  ): Promise<T> => {
    const other = v1Id(tableId);
    if (isPath(tableId)) return ask(pathDriver, tableId);
    if (!fallback || other === null) return ask(primary, tableId);
    return ask(primary, tableId).catch((error: unknown) => {
      const isDown = error instanceof SourceError && error.code === 'SOURCE_UNAVAILABLE';
      if (!isDown) throw error;
      return ask(fallback, other);
    });
  };

  return {
    ...shared(host),
    repeatsTableId: true,
    maxCells: () => primary.maxCells(),
    tables: (query, call) => primary.tables(query, call),
    table: async (tableId, language, call) => {
      const found = await asked(tableId, (driver, id) => driver.table(id, language, call));
      return found && { ...found, tableId };
    },
    codelist: (id, language, call) => primary.codelist(id, language, call),
    cells: (query, call) =>
      asked(query.tableId, async (driver, tableId) =>
        withRevision(await driver.cells({ ...query, tableId }, call), host),
      ),
    repeatable: (query) => (isPath(query.tableId) ? pathDriver : primary).repeatable(query),
  };
}

/** A host that has API 1 only. */
export function openPxWeb1(host: PxWebHost, upstream: Upstream): StatisticsOperations {
  const driver = v1(upstream, host);
  return {
    ...shared(host),
    repeatsTableId: false,
    maxCells: () => driver.maxCells(),
    tables: (query, call) => driver.tables(query, call),
    table: (tableId, language, call) => driver.table(tableId, language, call),
    cells: async (query, call) => withRevision(await driver.cells(query, call), host),
    repeatable: (query) => driver.repeatable(query),
  };
}

const shared = ({ languages, placeScheme }: PxWebHost) => ({
  languages,
  placeScheme,
  statusScheme: 'pxweb' as const,
  joinsTables: false,
  takesAnyPeriod: false,
});

/** Marks figures that were fetched while the host replaces its figures. */
function withRevision({ cube, provenance }: Block, { revision }: PxWebHost): Block {
  if (!revision || !provenance.retrievedAt) return { cube, provenance };
  const hour = Number(localTimeIn(revision.timeZone, provenance.retrievedAt).slice(11, 13));
  if (hour < revision.from || hour >= revision.to) return { cube, provenance };
  const note = `Fetched between ${revision.from}:00 and ${revision.to}:00 local time, when figures under revision may show as 0 or as a dot.`;
  return { cube: { ...cube, notes: [...cube.notes, note] }, provenance };
}
