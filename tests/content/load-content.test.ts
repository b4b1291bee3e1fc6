import { expect, it, onTestFinished } from 'vitest';
import { loadRecords } from '../../src/content/load-content.ts';
import { contentTypeNames, declarationOf } from '../../src/database/content-types.ts';
import type { OwnContent } from '../../src/entities/own-content.ts';
import { lendContent } from '../support/database.ts';

it('gives the entities that TypeORM makes of the same rows, in their order and of their class', async () => {
  const { database } = await lendContent();
  onTestFinished(() => database.close());
  const { manager } = database.dataSource;

  const records = await loadRecords(database.dataSource);

  for (const type of contentTypeNames) {
    const query = manager.createQueryBuilder<OwnContent>(declarationOf(type).entity, 'e');
    const expected = await query.orderBy('e.position').addOrderBy('e.key').getMany();
    expect(records[type], type).toStrictEqual(expected);
  }
  expect(Object.values(records).flat().length).toBeGreaterThan(1_000);
}, 60_000);
