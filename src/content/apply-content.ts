import { type DataSource, type EntityManager, In, Not } from 'typeorm';
import type { ContentRecords } from '../database/content-types.ts';
import { contentChanged } from '../database/listen.ts';
import { Setting, SourceDocument } from '../database/tables.ts';
import { writeSearchEntries } from '../search/search-index.ts';
import { findRecords } from './load-content.ts';
import { type Difference, mergeImports } from './merge-imports.ts';
import {
  type Change,
  compareContent,
  compareOriginals,
  compareTexts,
  deleteRows,
  describeChanges,
  type Original,
  writeRows,
} from './table-changes.ts';

/** Any number. Whoever writes content takes this lock first. */
const contentLock = 7_261_914_002;

export interface ApplyOptions {
  /** Reports what would change, and changes nothing. */
  dryRun?: boolean;
  /** Originals to import. They replace those with the same keys; all others stay. */
  originals?: readonly Original[];
  /** Keys of originals to delete with all that was read from them. */
  forgotten?: readonly string[];
  /** Receives the rows that only the pack or only one of the given originals has. */
  onDifferences?: (differences: Difference[]) => void;
  /** Receives the number of changes before they are written. */
  onWriting?: (count: number) => void;
  /** Settings to store in the same transaction. */
  settings?: Record<string, string>;
}

/**
 * Makes the stored content equal to the content pack joined with the imported originals, in one transaction. It writes
 * only the rows that differ.
 */
export function applyRecords(
  dataSource: DataSource,
  pack: ContentRecords,
  options: ApplyOptions = {},
): Promise<Change[]> {
  return dataSource.transaction(async (manager) => {
    // A statement of a large import, or the wait for another replica, may take longer than a query of a client may.
    await manager.query('SET LOCAL statement_timeout = 120000');
    await manager.query('SELECT pg_advisory_xact_lock($1)', [contentLock]);
    const { originals, forgotten = [] } = options;
    const given = (originals ?? []).map(({ document }) => document);
    const givenKeys = new Set([...given.map(({ key }) => key), ...forgotten]);
    const imports = [...(await otherOriginals(manager, givenKeys)), ...given];
    const { records, texts, differences } = mergeImports(
      pack,
      imports.sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
    options.onDifferences?.(differences.filter(({ document }) => givenKeys.has(document)));
    const tables = [
      ...(await compareOriginals(manager, originals ?? [], forgotten)),
      ...(await compareContent(manager, records)),
      await compareTexts(manager, texts, originals || forgotten.length > 0 ? givenKeys : undefined),
    ];
    const changes = tables.flatMap(describeChanges);
    if (options.dryRun) return changes;
    if (changes.length > 0) options.onWriting?.(changes.length);

    for (const table of tables) await writeRows(manager, table);
    for (const table of tables.toReversed()) await deleteRows(manager, table);
    if (changes.length > 0) {
      await writeSearchEntries(manager, await findRecords(manager));
      await manager.query('SELECT pg_notify($1, $2)', [contentChanged, String(changes.length)]);
    }
    const settings = Object.entries(options.settings ?? {}).map(([key, value]) => ({ key, value }));
    if (settings.length > 0) await manager.upsert(Setting, settings, ['key']);
    return changes;
  });
}

/** The stored originals that are not among the given ones. */
function otherOriginals(manager: EntityManager, given: ReadonlySet<string>) {
  return manager.find(SourceDocument, {
    select: { key: true, rows: true, texts: true },
    where: { key: Not(In([...given])) },
  });
}
