import type { DataSource } from 'typeorm';
import type { ContentRecords } from '../database/content-types.ts';
import { Setting } from '../database/tables.ts';
import { type ApplyOptions, applyRecords } from './apply-content.ts';
import type { Change } from './table-changes.ts';

/** Applies the content pack, unless this version of it was applied last. */
export async function syncPack(
  dataSource: DataSource,
  version: string,
  read: () => Promise<ContentRecords>,
  options: ApplyOptions = {},
): Promise<Change[]> {
  if ((await storedPackVersion(dataSource)) === version) return [];
  const settings = { ...options.settings, [packVersionKey]: version };
  return applyRecords(dataSource, await read(), { ...options, settings });
}

const packVersionKey = 'pack-version';

/** The version of the content pack that was applied last; null before the first. */
export async function storedPackVersion(dataSource: DataSource): Promise<string | null> {
  const setting = await dataSource.manager.findOneBy(Setting, { key: packVersionKey });
  return setting?.value ?? null;
}
