import type { DataSource, EntityMetadata } from 'typeorm';
import { type ContentRecords, contentTypeNames, declarationOf } from '../database/content-types.ts';

/** One stored entity: JSON values by column name. */
export type Row = Record<string, unknown> & { key: string };

/** The table of one content type. */
export interface ContentTable {
  name: string;
  columns: string[];
  /** The entities as rows. A field that an entity leaves out gets the default of its column. */
  rows(records: ContentRecords): Row[];
  /** The GraphQL name of a row's type: `Position`, `Report`. */
  typeOf(row: Row): string;
}

/** The tables of all content types, in an order in which rows can be inserted. */
export function contentTableList(dataSource: DataSource): ContentTable[] {
  return contentTypeNames.map((type) => {
    const metadata = dataSource.getMetadata(declarationOf(type).entity);
    const discriminator = metadata.discriminatorColumn?.databaseName;
    return {
      name: metadata.tableName,
      columns: metadata.columns.map((column) => column.databaseName),
      rows: (records) =>
        records[type].map((record) => {
          const own = discriminator ? dataSource.getMetadata(record.constructor) : metadata;
          const row: Row = { key: record.key };
          for (const column of metadata.columns) {
            row[column.databaseName] = null;
          }
          for (const column of own.columns) row[column.databaseName] = columnValue(column, record);
          if (discriminator) row[discriminator] = own.discriminatorValue;
          return row;
        }),
      typeOf: (row) => (discriminator ? String(row[discriminator]) : metadata.name),
    };
  });
}

function columnValue(column: EntityMetadata['columns'][number], record: object): unknown {
  const value: unknown = column.getEntityValue(record);
  if (value !== undefined && value !== null) return JSON.parse(JSON.stringify(value));
  if (column.isArray) return [];
  return column.isNullable ? null : (column.default ?? null);
}
