import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { tracesOf } from '../../src/desk/traces.ts';
import { silentLogger } from '../../src/upstream/logger.ts';
import { openValkey } from '../../src/upstream/stores/valkey.ts';
import { articles } from '../support/articles.ts';
import { askAt, runCommand, startCommand } from '../support/command.ts';
import { hasPostgres, workerPostgres } from '../support/postgres.ts';
import { dataDirectory } from '../support/program.ts';
import { skipsRedis, startRedis } from '../support/redis.ts';

const soon = { timeout: 15_000, interval: 200 };
const name = 'Zyxelina Exempelöv';
/** Records of sources: the name in one field, in two, without diacritics, and as JSON escapes it. */
const bodies = [
  `{"namn":"${name}"}`,
  '{"tilltalsnamn":"Zyxelina","efternamn":"Exempelöv"}',
  '{"sort":"EXEMPELOV, ZYXELINA"}',
  '{"namn":"Zyxelina Exempel\\u00f6v"}',
];
const other = '{"namn":"Zyxelina Annan"}';

describe.skipIf(!hasPostgres() || skipsRedis)('with PostgreSQL, a shared cache and a running gateway', () => {
  async function opened() {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const environment = {
      DATABASE_URL: await (await workerPostgres()).createDatabase(),
      CACHE_URL: redis.url,
      DATA_DIR: dataDirectory(),
    };
    const server = startCommand(['serve'], environment);
    const url = await server.url;
    const database = await openDatabase({ databaseUrl: environment.DATABASE_URL, dataDir: '' });
    const store = await openValkey({ url: redis.url, logger: silentLogger });
    const client = new Redis(redis.url).on('error', () => {});
    onTestFinished(async () => {
      client.disconnect();
      await store.close();
      await database.close();
      await server.stop();
    });
    const keys = async () => (await client.keys('*answer:*')).map((key) => key.split(':').at(-1)).sort();
    return { environment, url, database, store, keys, redis };
  }
  type Opened = Awaited<ReturnType<typeof opened>>;

  /** Stores answers of sources in the database and in the shared cache, under their numbers. */
  async function storeAnswers({ database, store }: Opened, texts: readonly string[]): Promise<void> {
    const later = new Date(Date.now() + 3_600_000);
    for (const [index, body] of texts.entries()) {
      await database.dataSource.query(
        `INSERT INTO "last_good" ("key", "sourceId", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "bytes")
         VALUES ($1, 'riksdagen', $2, 'application/json', now(), $3, $3, 9)`,
        [`riksdagen:${index}`, body, later],
      );
      store.put(`riksdagen:${index}`, 'riksdagen', {
        body,
        contentType: 'application/json',
        retrievedAt: new Date(),
        freshUntil: later,
        usableUntil: later,
        etag: null,
        lastModified: null,
        ids: [],
      });
    }
  }

  async function storeAd({ database }: Opened, id: string, text: string): Promise<void> {
    await database.dataSource.query(
      `INSERT INTO "job_ad" ("id", "ad", "digest", "retrievedAt", "publishedAt", "words") VALUES ($1, $2, '', now(), now(), to_tsvector('simple', $3))`,
      [id, JSON.stringify({ description: text }), text.toLowerCase().replaceAll('ö', 'o')],
    );
  }

  it('a name is taken out of texts, ads and datasets, and out of every cache, and other names stay', async () => {
    const all = await opened();
    const { environment, url, database, keys } = all;
    const folder = articles(1);
    const path = join(folder, '1.md');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Ett exempel', `${name}s text är ett exempel`));
    await runCommand(['import', folder, '--apply'], environment);
    await storeAnswers(all, [...bodies, other]);
    await storeAd(all, '29000001', `Fråga ${name} om jobbet.`);
    await database.dataSource.query(
      `INSERT INTO "cited_answer" ("key", "citedAt", "body", "bytes", "sources") VALUES ('c', now(), $1, 9, '{}')`,
      [bodies[0]],
    );
    await database.dataSource.query(
      `INSERT INTO "seen_dataset" ("key", "sourceId", "uri", "subjects", "record", "seenAt") VALUES ('d', 's', 'u', '{}', $1, now())`,
      [JSON.stringify({ title: `Brev från ${name}` })],
    );
    await expect.poll(keys, soon).toHaveLength(5);

    const dry = await runCommand(['forget', 'person', name], environment);
    expect(dry.output).toMatch(/found in job_ad: 1 rows[\s\S]*found in seen_dataset: 1 rows/);
    expect(await keys()).toHaveLength(5);
    const { code, output } = await runCommand(['forget', 'person', name, '--apply', '--json'], environment);

    expect({ code, ...JSON.parse(output) }).toMatchObject({ code: 0, documents: ['exempel-1'], after: [] });
    expect(await tracesOf(database.dataSource, 'Exempelöv')).toEqual([]);
    expect(await database.dataSource.query('SELECT "key" FROM "last_good"')).toEqual([
      { key: 'riksdagen:4' },
    ]);
    expect(await keys()).toEqual(['4']);
    expect(
      await database.dataSource.query(
        `SELECT "ad"->>'description' AS text, "words"::text AS words FROM "job_ad"`,
      ),
    ).toEqual([{ text: 'Fråga […] om jobbet.', words: expect.not.stringMatching(/exempelov|zyxelina/) }]);
    await expect
      .poll(() => askAt(url, '{ document(slug: "exempel-1") { text } }'), soon)
      .toMatchObject({ data: { document: { text: expect.stringContaining('[…] text är ett exempel') } } });
    const document = await runCommand(['forget', 'document', 'exempel-1', '--apply'], environment);
    expect(document.output).toContain('- Article: 1');
    await expect
      .poll(() => askAt(url, '{ document(slug: "exempel-1") { text } }'), soon)
      .toMatchObject({ data: { document: null } });
  }, 120_000);

  it('an ad is in no cache, also in answers that do not list it, and others stay', async () => {
    const all = await opened();
    await storeAnswers(all, [
      '{"id":"29000001"}',
      '{"ads":[{"id":29000001},{"id":29000002}]}',
      '{"id":"29000002"}',
    ]);
    await storeAd(all, '29000001', 'Ett jobb');
    await storeAd(all, '29000002', 'Ett jobb');
    await expect.poll(all.keys, soon).toHaveLength(3);

    const { output } = await runCommand(['forget', 'ad', '29000001', '--apply', '--json'], all.environment);

    expect(JSON.parse(output)).toMatchObject({ after: [] });
    expect(await all.keys()).toEqual(['2']);
    expect(await all.database.dataSource.query('SELECT "id" FROM "job_ad"')).toEqual([{ id: '29000002' }]);
  }, 120_000);

  it('a shared cache that does not answer is said, with what to do', async () => {
    const all = await opened();
    await all.redis.stop();

    const { code, error } = await runCommand(['forget', 'person', name, '--apply'], all.environment);

    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringContaining('the shared cache cannot be reached. Run the command again'),
    });
  }, 120_000);
});
