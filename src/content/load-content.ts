import type { DataSource, EntityManager } from 'typeorm';
import {
  type ContentRecords,
  contentTypeNames,
  declarationOf,
  emptyRecords,
} from '../database/content-types.ts';
import type { OwnContent } from '../entities/own-content.ts';

/** All stored content at one moment, each type ordered by `position`. */
export function loadRecords(dataSource: DataSource): Promise<ContentRecords> {
  return dataSource.transaction('REPEATABLE READ', findRecords);
}

/** The same within a transaction that is already open. */
export async function findRecords(manager: EntityManager): Promise<ContentRecords> {
  const records = emptyRecords();
  for (const type of contentTypeNames) {
    const query = manager.createQueryBuilder<OwnContent>(declarationOf(type).entity, 'e');
    const rows: OwnContent[] = records[type];
    rows.push(...(await query.orderBy('e.position').addOrderBy('e.key').getMany()));
  }
  return records;
}
