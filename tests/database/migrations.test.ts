import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../support/database.ts';

describeOnBothDatabases('migrations', (database) => {
  it('leave nothing for TypeORM to generate', async () => {
    const { upQueries } = await database().dataSource.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be reverted to an empty database and run again', async () => {
    const { dataSource } = database();

    for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'all' });
    const left: unknown[] = await dataSource.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
    );
    const done = await dataSource.runMigrations();

    expect(left).toEqual([]);
    expect(done).toHaveLength(dataSource.migrations.length);
  });
});
