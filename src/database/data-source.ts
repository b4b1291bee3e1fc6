import { DataSource, type Logger } from 'typeorm';
import { contentTypes } from './content-types.ts';
import {
  JobAdEventRow,
  JobAdRow,
  JobAdYearCountRow,
  JobAdYearFacetRow,
  JobAdYearRow,
  JobStreamRow,
} from './job-ad-tables.ts';
import { migrations } from './migrations/index.ts';
import {
  LastGoodRow,
  SearchEntry,
  SearchWord,
  Setting,
  SourceDocument,
  StoredText,
  TaxonomyRow,
  TextBlock,
} from './tables.ts';

/** Where to connect: the address of a server, or driver options that lead to PGlite. */
export interface Connection {
  url?: string;
  extra: Record<string, unknown>;
  poolSize: number;
}

/** The TypeORM data source, the same for both databases. */
export function createDataSource(connection: Connection, logger: Logger): DataSource {
  return new DataSource({
    type: 'postgres',
    url: connection.url,
    extra: connection.extra,
    poolSize: connection.poolSize,
    applicationName: 'jobtech-graph',
    entities: [
      ...Object.values(contentTypes).flatMap(({ entity, classes }) => [entity, ...Object.values(classes)]),
      StoredText,
      SourceDocument,
      TextBlock,
      SearchEntry,
      SearchWord,
      LastGoodRow,
      Setting,
      TaxonomyRow,
      JobAdRow,
      JobAdEventRow,
      JobStreamRow,
      JobAdYearRow,
      JobAdYearFacetRow,
      JobAdYearCountRow,
    ],
    migrations,
    migrationsTransactionMode: 'all',
    synchronize: false,
    // The migrations create the extensions.
    installExtensions: false,
    logging: ['query', 'error', 'warn'],
    logger,
  });
}
