import { expect, it, onTestFinished } from 'vitest';
import { StreamStatus } from '../../src/ads/stream-status.ts';
import { lendTestDatabase } from '../support/database.ts';

it('keeps the newest state when an older answer of the database arrives later', async () => {
  const database = await lendTestDatabase();
  onTestFinished(() => database.close());
  const { dataSource } = database;
  await dataSource.query(`INSERT INTO "job_stream" ("key", "log") VALUES ('platsbanken', 'log')`);
  /** Delivers the first answer, which waits until then. */
  let deliver = () => {};
  let readings = 0;
  const slow = new Proxy(dataSource, {
    get(target, name) {
      if (name !== 'createQueryRunner') return Reflect.get(target, name);
      return () => {
        const runner = target.createQueryRunner();
        const { query } = runner;
        runner.query = async (...sent: unknown[]) => {
          const rows = await Reflect.apply(query, runner, sent);
          await runner.release();
          if (readings++ === 1) {
            await new Promise<void>((resolve) => {
              deliver = resolve;
            });
          }
          return rows;
        };
        return runner;
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
  deliver();
  await Promise.all([early, late]);

  expect(status.current?.snapshots).toBe(7);
  await status.close();
});
