import type { Logger } from 'typeorm';

/** The part of a logger that the database uses; a pino logger fits. */
export interface Log {
  warn(facts: object, message: string): void;
}

/** Counts SQL statements, so that a test can check how many a request needs, and logs warnings. */
export class QueryLog implements Logger {
  count = 0;

  constructor(private readonly logger: Log) {}

  logQuery(): void {
    this.count += 1;
  }

  /** `FailureLog` logs failed statements, without their parameters. */
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}

  logWarning(message: string): void {
    this.logger.warn({}, message);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.logger.warn({ reason: String(message) }, 'The database driver warns');
  }
}
