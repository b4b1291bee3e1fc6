import pg from 'pg';
import { DataSource, type DataSourceOptions, type QueryRunner, type ReplicationMode } from 'typeorm';
import { inSpan, type SpanFacts } from '../tracing/spans.ts';
import { contentTypes } from './content-types.ts';
import { databaseError } from './database-error.ts';
import type { FailureLog } from './failure-log.ts';
import {
  JobAdEventRow,
  JobAdRow,
  JobAdYearCountRow,
  JobAdYearFacetRow,
  JobAdYearRow,
  JobStreamRow,
} from './job-ad-tables.ts';
import { migrations } from './migrations/index.ts';
import type { QueryLog } from './query-log.ts';
import {
  CitedAnswerRow,
  LastGoodRow,
  SearchEntry,
  SearchWord,
  SeenDatasetRow,
  Setting,
  SourceDocument,
  StoredText,
  TaxonomyRow,
  TextBlock,
} from './tables.ts';

/** Characters of a statement in a trace. */
const longestStatement = 300;

/** Where to connect: the address of a server, or driver options that lead to PGlite. */
export interface Connection {
  url?: string;
  extra: Record<string, unknown>;
  poolSize: number;
}

/**
 * A data source whose statements fail with `DatabaseUnavailable` or `StatementError` only, and are logged without their
 * parameters. Everything of TypeORM that runs a statement gets its query runner here.
 */
class GuardedDataSource extends DataSource {
  constructor(
    options: DataSourceOptions,
    private readonly failures: FailureLog,
  ) {
    super(options);
  }

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const { connect, query } = runner;
    const guarded = async <T>(statement: string, work: () => Promise<T>): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        const failure = databaseError(error, statement);
        // A query that could not connect fails with the error of `connect`, which is already reported.
        throw failure === error ? failure : this.failures.report(failure);
      }
    };
    runner.connect = () => guarded('', () => connect.call(runner));
    runner.query = (statement: string, ...rest: unknown[]) =>
      inSpan(
        () => spanOf(statement),
        () => guarded(statement, () => Reflect.apply(query, runner, [statement, ...rest])),
      );
    return runner;
  }
}

/** The beginning of a statement; values are in its parameters, which are left out. */
function spanOf(statement: string): SpanFacts {
  const text = statement.replace(/\s+/g, ' ').trim().slice(0, longestStatement);
  const [operation = ''] = text.split(' ', 1);
  return {
    name: `SQL ${operation}`,
    kind: 'CLIENT',
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
  };
}

/** The TypeORM data source, the same for both databases. */
export function createDataSource(connection: Connection, logger: QueryLog, failures: FailureLog): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    // TypeORM would look it up by its name, which a bundle does not have.
    driver: pg,
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
      CitedAnswerRow,
      SeenDatasetRow,
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
    // An idle connection broke.
    poolErrorHandler: (error: unknown) => failures.report(databaseError(error, '')),
  };
  return new GuardedDataSource(options, failures);
}
