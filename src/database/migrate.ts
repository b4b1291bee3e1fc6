import { type DataSource, MigrationExecutor } from 'typeorm';
import { migrations } from './migrations/index.ts';
import { StartupError } from './startup-error.ts';

/** Any number, the same in all replicas. */
const migrationLock = 7_261_914_001;
const oldestServer = 150_000;

/** Runs the pending migrations. Replicas that start together wait for each other. */
export async function migrate(dataSource: DataSource, kind: 'postgres' | 'pglite'): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    const [server]: { version: string }[] = await runner.query(
      `SELECT current_setting('server_version_num') AS version`,
    );
    if (Number(server?.version) < oldestServer) {
      throw new StartupError(
        'The PostgreSQL of DATABASE_URL is older than version 15: upgrade it, or unset DATABASE_URL to use the embedded database.',
      );
    }
    if (kind === 'postgres') {
      // A migration, or the wait for another replica, may take longer than a request of a client may.
      await runner.query('SET statement_timeout = 0');
      await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    }
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'all';
    if (await runner.hasTable('migrations')) await refuseNewer(executor);
    await executor.executePendingMigrations();
    if (kind === 'postgres') {
      await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      await runner.query('RESET statement_timeout');
    }
  } finally {
    await runner.release();
  }
}

async function refuseNewer(executor: MigrationExecutor): Promise<void> {
  const known = new Set(migrations.map((migration) => migration.name));
  const done = await executor.getExecutedMigrations();
  if (done.every((migration) => known.has(migration.name))) return;
  throw new StartupError(
    'The database was written by a newer version of this program: start that version, or point DATABASE_URL or DATA_DIR to another database.',
  );
}
