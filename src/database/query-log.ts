import type { Logger } from 'typeorm';

/** What the content room tells the program's log; pino fits. */
export interface Log {
  warn(facts: object, message: string): void;
}

/** Counts SQL statements, so that a test can say how many an answer took, and passes warnings on. */
export class QueryLog implements Logger {
  count = 0;

  constructor(private readonly sink: Log) {}

  logQuery(): void {
    this.count += 1;
  }

  logQueryError(error: string | Error): void {
    // Only the database's own words: parameters may hold whole texts.
    this.sink.warn({ reason: error instanceof Error ? error.message : error }, 'A database statement failed');
  }

  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}

  logWarning(message: string): void {
    this.sink.warn({}, message);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.sink.warn({ reason: String(message) }, 'The database driver warns');
  }
}
