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

type Row = Record<string, unknown>;

/**
 * The same within a transaction that is already open. One statement, whose rows are JSON: TypeORM takes several times as
 * long to make entities of rows, and the driver to read arrays.
 */
export async function findRecords(manager: EntityManager): Promise<ContentRecords> {
  const makers = contentTypeNames.map((type) => ({ type, ...makerOf(manager, type) }));
  const statements = makers.map(
    ({ type, table }) =>
      `SELECT '${type}' AS "type", coalesce(json_agg(t ORDER BY t."position", t."key"), '[]') AS "rows" FROM "${table}" t`,
  );
  const found: { type: string; rows: Row[] }[] = await manager.query(statements.join(' UNION ALL '));
  const byType = new Map(found.map(({ type, rows }) => [type, rows]));
  const records = emptyRecords();
  for (const { type, make } of makers) {
    const rows: OwnContent[] = records[type];
    for (const row of byType.get(type) ?? []) rows.push(make(row));
  }
  return records;
}

/** How entities are made of the rows of a table; a table of several classes says in each row which it is of. */
function makerOf({ dataSource }: EntityManager, type: (typeof contentTypeNames)[number]) {
  const { entity, classes } = declarationOf(type);
  const { tableName: table, discriminatorColumn } = dataSource.getMetadata(entity);
  const makers = Object.values(classes).map((OfRow) => {
    const { columns, discriminatorValue = '' } = dataSource.getMetadata(OfRow);
    const own = columns.filter((column) => column !== discriminatorColumn && !column.isVirtual);
    const make = (row: Row): OwnContent =>
      Object.assign(
        new OfRow(),
        Object.fromEntries(own.map(({ propertyName, databaseName }) => [propertyName, row[databaseName]])),
      );
    return [discriminatorValue, make] as const;
  });
  const byClass = new Map(makers);
  const [[, only] = ['', null]] = makers;
  return {
    table,
    make(row: Row): OwnContent {
      const named = discriminatorColumn && String(row[discriminatorColumn.databaseName]);
      const make = named === undefined ? only : byClass.get(named);
      if (!make) throw new TypeError(`${table} has a row of an unknown class`);
      return make(row);
    },
  };
}
