import { expect, it, onTestFinished } from 'vitest';
import { StreamStatus } from '../../src/ads/stream-status.ts';
import { lendTestDatabase } from '../support/database.ts';

it('never goes back, though an older answer of the database comes after a newer one', async () => {
  const database = await lendTestDatabase();
  onTestFinished(() => database.close());
  const { dataSource } = database;
  await dataSource.query(`INSERT INTO "job_stream" ("key", "log") VALUES ('platsbanken', 'log')`);
  /** The first answer waits until it is let go. */
  let letGo = () => {};
  let readings = 0;
  const slow = new Proxy(dataSource, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name);
      return async (sql: string, values: unknown[]) => {
        const rows: unknown = await target.query(sql, values);
        if (readings++ === 1) {
          await new Promise<void>((resolve) => {
            letGo = resolve;
          });
        }
        return rows;
      };
    },
  });
  const status = new StreamStatus({ ...database, dataSource: slow });
  await status.open();

  const early = status.refresh();
  await expect.poll(() => readings).toBe(2);
  await dataSource.query(`UPDATE "job_stream" SET "snapshots" = 7`);
  const late = status.refresh();
  await new Promise((resolve) => setImmediate(resolve));
  letGo();
  await Promise.all([early, late]);

  expect(status.current?.snapshots).toBe(7);
  await status.close();
});
