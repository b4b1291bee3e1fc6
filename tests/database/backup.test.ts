import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { readContent } from '../../src/content/open-content.ts';
import { restoreBackup, writeBackup } from '../../src/database/backup.ts';
import type { Database } from '../../src/database/database.ts';
import { openGateway } from '../../src/gateway.ts';
import { contentDirectory, runCommand } from '../support/command.ts';
import {
  describeOnBothDatabases,
  lendContent,
  lendTestDatabase,
  temporaryFolder,
} from '../support/database.ts';
import { testedSources } from '../support/gateway.ts';
import { dataDirectory } from '../support/program.ts';

const about = { program: '1.0.0', writtenAt: new Date('2026-11-30') };
const newFile = () => join(dataDirectory(), 'graph.backup');
const linesOf = (file: string) => gunzipSync(readFileSync(file)).toString().split('\n');

/** The answer of a gateway over the database, byte by byte. */
async function answerOf(database: Database): Promise<string> {
  const opened = { database: { ...database, close: async () => {} }, content: await readContent(database) };
  const config = readConfig({ SOURCES: 'sample' });
  const gateway = await openGateway(config, pino({ level: 'silent' }), Promise.resolve(opened), {
    declarations: testedSources({}),
  });
  const query = `{
    questionnaires { slug questions { positions { stance text summary(lang: EN) } } }
    topics { slug } places { code } occupations(first: 5) { code }
    search(query: "algoritmer") { __typename }
  }`;
  const { body } = await gateway.server.inject({ method: 'POST', url: '/graphql', payload: { query } });
  await gateway.close();
  return body;
}

describeOnBothDatabases('a backup', (database) => {
  it('restored into an empty database answers the same bytes', async () => {
    const { database: first } = await lendContent();
    // What rows of the content pack do not have.
    await first.dataSource.query(
      `INSERT INTO "last_good" ("key", "sourceId", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "bytes", "ids")
       VALUES ($1, 'exempel', $1, 'text/plain', '2026-11-30 12:00:00.123456+01', 'infinity', 'infinity', 5, $2)`,
      ['a "quoted", (bracketed) \\ line\nand another åäö 😀', ['', 'a,b', '"', 'NULL']],
    );
    await first.dataSource.query(
      `INSERT INTO "job_ad_event" ("adId", "kind", "at", "toldAt") VALUES ('1', 'CREATED', now(), now())`,
    );
    const [file, again] = [newFile(), newFile()];

    const written = await writeBackup(first, file, about);
    const restored = await restoreBackup(database(), file);
    await writeBackup(database(), again, about);
    const answers = [await answerOf(first), await answerOf(database())];
    await first.close();

    expect(restored).toEqual(written);
    expect(written.rows).toBeGreaterThan(500);
    expect(linesOf(again)).toEqual(linesOf(file));
    expect(answers[0]).toContain('valkompass-2022');
    expect(answers[0]).not.toContain('"errors"');
    expect(answers[1]).toBe(answers[0]);
  }, 60_000);

  it('is not restored into a database that holds something', async () => {
    const file = newFile();
    await writeBackup(database(), file, about);

    await expect(restoreBackup(database(), file)).rejects.toThrow(
      /^The database is not empty: point DATA_DIR/,
    );
  });
});

describe('a file', () => {
  let database: Database;
  let whole: Buffer;
  beforeAll(async () => {
    database = await lendTestDatabase();
    const { database: full } = await lendContent();
    const folder = temporaryFolder();
    const file = join(folder, 'whole.backup');
    await writeBackup(full, file, about);
    whole = readFileSync(file);
    rmSync(folder, { recursive: true });
    await full.close();
  });
  afterAll(() => database?.close());

  const lines = () => gunzipSync(whole).toString().split('\n');
  const withHeader = (change: object) =>
    gzipSync(
      [JSON.stringify({ ...JSON.parse(lines()[0] ?? ''), ...change }), ...lines().slice(1)].join('\n'),
    );

  it.each<[string, () => Buffer, RegExp]>([
    ['cut off', () => whole.subarray(0, whole.length / 2), /is damaged or incomplete; nothing was restored/],
    ['without its end', () => gzipSync(lines().slice(0, -2).join('\n')), /is damaged or incomplete/],
    ['with half a line', () => gzipSync(`${lines()[0]}\n{"rows":`), /is damaged or incomplete/],
    ['of a newer version', () => withHeader({ migrations: ['Later9999999999999'] }), /by a newer version/],
    ['that is no backup', () => gzipSync('{}\n'), /is no backup of this program/],
    ['that is text', () => Buffer.from('text'), /is damaged or incomplete/],
  ])('%s is refused, and nothing of it restored', async (_, content, message) => {
    const file = newFile();
    writeFileSync(file, content());

    await expect(restoreBackup(database, file)).rejects.toThrow(message);

    expect(await database.dataSource.query('SELECT FROM "topic"')).toEqual([]);
  });

  it('of an earlier version is read into its tables, which then get those of this version', async () => {
    const { dataSource } = database;
    const all: { name: string }[] = await dataSource.query('SELECT "name" FROM "migrations" ORDER BY "id"');
    const file = newFile();
    await dataSource.undoLastMigration({ transaction: 'all' });
    await dataSource.query(
      `INSERT INTO "setting" ("key", "value") VALUES ('exempel', 'of an earlier version')`,
    );
    await writeBackup(database, file, about);
    await dataSource.query('DELETE FROM "setting"');
    await dataSource.runMigrations();

    await restoreBackup(database, file);

    expect(await dataSource.query('SELECT "value" FROM "setting"')).toEqual([
      { value: 'of an earlier version' },
    ]);
    expect(await dataSource.query('SELECT "name" FROM "migrations" ORDER BY "id"')).toEqual(all);
  });

  it('that does not exist is named', async () => {
    const error = restoreBackup(database, '/nowhere/at/all');

    await expect(error).rejects.toThrow('There is no file /nowhere/at/all.');
  });
});

it('is not written where it cannot be, and leaves nothing behind', async () => {
  const file = join(dataDirectory(), 'none/graph.backup');
  const { database } = await lendContent();

  await expect(writeBackup(database, file, about)).rejects.toThrow(`${file} cannot be written (ENOENT)`);

  await database.close();
  expect(existsSync(`${file}.unfinished`)).toBe(false);
});

it('is a command that says what it wrote', async () => {
  const file = newFile();
  const settings = { DATA_DIR: await contentDirectory() };

  const { code, output } = await runCommand(['backup', file], settings);
  const refused = await runCommand(['restore', file], settings);

  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(/^Wrote \d+ rows of \d+ tables/),
  });
  expect(refused).toMatchObject({
    code: 1,
    error: expect.stringMatching(/^The database is not empty: .*\n$/),
  });
});
