import type { DataSource } from 'typeorm';
import { contentChanged } from '../database/listen.ts';
import { Setting, TaxonomyRow } from '../database/tables.ts';
import type { Origin } from '../entities/own-content.ts';
import type { TaxonomyConcept } from '../entities/taxonomy-concept.ts';

/** Any number. Whoever loads a version takes this lock first. */
const taxonomyLock = 7_261_914_003;
const settingKey = 'taxonomy-version';
/** Rows in one statement. */
const batchSize = 2_000;

/** A version of the JobTech taxonomy, as it was loaded. */
export interface Taxonomy {
  version: number;
  loadedAt: Date;
  concepts: readonly TaxonomyConcept[];
  /** Set on the taxonomy of the package only, which is no loaded version. */
  origin?: Origin;
}

/**
 * Replaces the stored version in one transaction, and notifies every replica. With `unlessLoaded` a stored version stays;
 * false when it does.
 */
export async function storeTaxonomy(
  dataSource: DataSource,
  taxonomy: Taxonomy,
  { unlessLoaded = false } = {},
): Promise<boolean> {
  const { version, loadedAt, concepts } = taxonomy;
  const columns = dataSource.getMetadata(TaxonomyRow).columns.map((column) => `"${column.databaseName}"`);
  const list = columns.join(', ');
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [taxonomyLock]);
    if (unlessLoaded && (await manager.existsBy(Setting, { key: settingKey }))) return false;
    await manager.query('DELETE FROM "taxonomy_concept"');
    for (let at = 0; at < concepts.length; at += batchSize) {
      await manager.query(
        `INSERT INTO "taxonomy_concept" (${list}) SELECT ${list} FROM jsonb_populate_recordset(null::"taxonomy_concept", $1)`,
        [JSON.stringify(concepts.slice(at, at + batchSize))],
      );
    }
    const value = JSON.stringify({ version, loadedAt });
    await manager.upsert(Setting, { key: settingKey, value }, ['key']);
    await manager.query('SELECT pg_notify($1, $2)', [contentChanged, `taxonomy ${version}`]);
    return true;
  });
}

/** Whether a version was ever loaded. */
export async function isTaxonomyLoaded(dataSource: DataSource): Promise<boolean> {
  return dataSource.getRepository(Setting).existsBy({ key: settingKey });
}

/** The version that was loaded last; null before the first load. */
export async function loadTaxonomy(dataSource: DataSource): Promise<Taxonomy | null> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const setting = await manager.findOneBy(Setting, { key: settingKey });
    if (!setting) return null;
    const { version, loadedAt }: { version: number; loadedAt: string } = JSON.parse(setting.value);
    // A plain query: making entities of some fifteen thousand rows takes several times as long.
    const concepts: TaxonomyConcept[] = await manager.query(
      'SELECT * FROM "taxonomy_concept" ORDER BY "label", "key"',
    );
    return { version, loadedAt: new Date(loadedAt), concepts };
  });
}
