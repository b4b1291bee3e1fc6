import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { packFolders, readContent } from '../../src/content/open-content.ts';
import { packVersion, readPack } from '../../src/content/pack/pack.ts';
import { syncPack } from '../../src/content/sync-pack.ts';
import { migrate } from '../../src/database/migrate.ts';
import { describeOnBothDatabases } from '../support/database.ts';

const released = readFileSync(new URL('released-0.2.0.sql', import.meta.url), 'utf8');

describeOnBothDatabases('a database of release 0.2.0', (database) => {
  beforeAll(async () => {
    const { dataSource, kind } = database();
    await dataSource.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${released}`);
    await migrate(dataSource, kind);
  });

  it('gets the tables of this version', async () => {
    const { dataSource } = database();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    const done: { name: string }[] = await dataSource.query('SELECT "name" FROM "migrations" ORDER BY "id"');

    expect(upQueries.map(({ query }) => query)).toEqual([]);
    expect(done.map(({ name }) => name)).toEqual(dataSource.migrations.map((one) => one.constructor.name));
  });

  it('keeps its rows, but no answers that were stored with contacts', async () => {
    const { dataSource } = database();
    const count = async (table: string, condition: string) =>
      (await dataSource.query(`SELECT FROM "${table}" WHERE ${condition}`)).length;

    expect(await count('person', `"name" = 'Exempel Exempelsson'`)).toBe(1);
    expect(await count('organisation', `"key" = 'exempel'`)).toBe(1);
    expect(await count('last_good', `"sourceId" = 'riksdagen'`)).toBe(0);
    expect(await count('last_good', `"sourceId" = 'jobsearch'`)).toBe(0);
  });

  it('takes the content of this version', async () => {
    const folders = packFolders(null);
    await syncPack(database().dataSource, await packVersion(folders), () => readPack(folders));

    const content = await readContent(database());

    expect(content.questionnaires.get('valkompass-2022')).toBeDefined();
    expect(content.persons.has('exempel')).toBe(false);
  });
});
