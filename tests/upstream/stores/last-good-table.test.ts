import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredAnswer } from '../../../src/upstream/stores/last-good.ts';
import { DatabaseLastGood } from '../../../src/upstream/stores/last-good-table.ts';
import { describeOnBothDatabases, emptyDatabase, openTestDatabase } from '../../support/database.ts';

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute));

function answer(minute: number, more: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    body: `answer of minute ${minute}`,
    contentType: 'application/json; charset=utf-8',
    retrievedAt: at(minute),
    freshUntil: at(minute + 1),
    usableUntil: at(minute + 1000),
    etag: '"å"',
    lastModified: null,
    ids: [],
    ...more,
  };
}

const silent = { warn: () => {} };

describeOnBothDatabases('last good answers', (database) => {
  beforeEach(() => emptyDatabase(database()));
  const open = (bound?: ConstructorParameters<typeof DatabaseLastGood>[2]) =>
    new DatabaseLastGood(database().dataSource, silent, bound);

  it('are read as they were put', async () => {
    const store = open();

    store.put('kolada kpi v1 {}', 'kolada', answer(1));
    await store.flush();

    expect(await store.get('kolada kpi v1 {}')).toEqual(answer(1));
    expect(await store.get('another')).toBeNull();
  });

  it('say whether the database takes them', async () => {
    const store = open();
    const told: boolean[] = [store.canWrite];
    const put = async (key: string) => {
      store.put(key, 'kolada', answer(1));
      await store.flush();
      told.push(store.canWrite);
    };
    await database().dataSource.query(
      'ALTER TABLE "last_good" ADD CONSTRAINT "full" CHECK (false) NOT VALID',
    );
    await put('lost');
    await database().dataSource.query('ALTER TABLE "last_good" DROP CONSTRAINT "full"');
    await put('kept');

    expect(told).toEqual([true, false, true]);
    expect([await store.get('lost'), await store.get('kept')]).toEqual([null, answer(1)]);
  });

  it('are replaced by later ones, never by earlier ones', async () => {
    const store = open();

    store.put('key', 'kolada', answer(2));
    await store.flush();
    store.put('key', 'kolada', answer(1));
    await store.flush();
    const kept = await store.get('key');
    store.put('key', 'kolada', answer(3));
    await store.flush();

    expect(kept).toEqual(answer(2));
    expect(await store.get('key')).toEqual(answer(3));
  });

  it('are found by what they hold: the newest of the operation that may still be served', async () => {
    const store = open();
    store.put('links:search:1s:a', 'links', answer(1, { ids: ['1', '2'] }));
    store.put('links:search:1s:b', 'links', answer(3, { ids: ['2'] }));
    store.put('links:search:1s:c', 'links', answer(4, { ids: ['2'], usableUntil: at(5) }));
    store.put('links:other:1s:d', 'links', answer(4, { ids: ['2'] }));
    await store.flush();

    const found = await Promise.all(
      ['1', '2', '3'].map((id) => store.holding('links:search:1s:', id, at(10))),
    );

    expect(found.map((of) => of?.body)).toEqual(['answer of minute 1', 'answer of minute 3', undefined]);
  });

  it('are swept when they are no longer usable', async () => {
    const store = open();
    store.put('old', 'kolada', answer(1, { usableUntil: at(5) }));
    store.put('good', 'kolada', answer(1));

    await store.flush();
    await store.sweep(at(5));

    expect(await store.get('old')).toBeNull();
    expect(await store.get('good')).not.toBeNull();
  });

  it('are swept, the oldest first, beyond so many of a source', async () => {
    const store = open({ rowsPerSource: 2, bytesPerSource: 1000, bytes: 1000 });
    for (const minute of [3, 1, 2]) store.put(`k${minute}`, 'kolada', answer(minute));
    store.put('other', 'scb', answer(0));
    store.put('dead', 'kolada', answer(4, { usableUntil: at(5) }));

    await store.flush();
    await store.sweep(at(6));

    const kept = await Promise.all(['k1', 'k2', 'k3', 'other'].map((key) => store.get(key)));
    expect(kept.map((row) => row !== null)).toEqual([false, true, true, true]);
  });

  it('are swept beyond so many bytes of a source, and in all', async () => {
    const body = 'x'.repeat(400);
    const store = open({ rowsPerSource: 100, bytesPerSource: 1000, bytes: 1500 });
    for (const minute of [1, 2, 3]) store.put(`a${minute}`, 'a', answer(minute, { body }));
    for (const minute of [4, 5]) store.put(`b${minute}`, 'b', answer(minute, { body }));

    await store.flush();
    await store.sweep(at(6));

    const kept = await Promise.all(['a1', 'a2', 'a3', 'b4', 'b5'].map((key) => store.get(key)));
    expect(kept.map((row) => row !== null)).toEqual([false, false, true, true, true]);
  });

  it('get new dates without being written again, stored or not yet', async () => {
    const store = open();
    const renewal = { retrievedAt: at(5), freshUntil: at(6), usableUntil: at(1005), etag: '"new"' };
    store.put('stored', 'kolada', answer(1));
    await store.flush();
    store.put('waiting', 'kolada', answer(1));

    for (const key of ['stored', 'waiting', 'none']) store.renew(key, renewal);
    const before = await store.get('stored');
    await store.flush();

    expect(before).toEqual({ ...answer(1), ...renewal });
    const found = await Promise.all(['stored', 'waiting', 'none'].map((key) => open().get(key)));
    expect(found).toEqual([{ ...answer(1), ...renewal }, { ...answer(1), ...renewal }, null]);
  });

  it('are known by their keys once the store is swept, and never asked for otherwise', async () => {
    const store = open();
    store.put('from before', 'kolada', answer(1));
    await store.flush();
    const after = open();
    expect(after.mayHave('never stored')).toBe(true);

    await after.sweep(at(2));
    after.put('put since', 'kolada', answer(1));

    expect(['from before', 'put since', 'never stored'].map((key) => after.mayHave(key))).toEqual([
      true,
      true,
      false,
    ]);
    await after.flush();
  });

  it('are read before they are stored', async () => {
    const store = open();

    store.put('key', 'kolada', answer(1));

    expect(await store.get('key')).toMatchObject(answer(1));
    await store.flush();
  });

  it('are stored together in one statement, and looked up together in one', async () => {
    const keys = Array.from({ length: 20 }, (_, at) => `key ${at}`);
    const store = open();
    const before = database().statements;

    for (const key of keys) store.put(key, 'kolada', answer(1, { body: key }));
    await store.flush();
    const afterWrites = database().statements;
    const found = await Promise.all([...keys, 'another'].map((key) => store.get(key)));

    expect(afterWrites - before).toBe(1);
    expect(database().statements - afterWrites).toBe(1);
    expect(found.map((one) => one?.body)).toEqual([...keys, undefined]);
  });

  it('are stored in several statements when they are many or large', async () => {
    const store = open();
    const before = database().statements;

    for (let at = 0; at < 60; at++) store.put(`small ${at}`, 'kolada', answer(1));
    for (let at = 0; at < 3; at++)
      store.put(`large ${at}`, 'kolada', answer(1, { body: 'x'.repeat(700_000) }));
    await store.flush();

    const kept = await Promise.all(['small 0', 'small 59', 'large 2'].map((key) => store.get(key)));
    expect(kept.every((one) => one !== null)).toBe(true);
    expect(database().statements - before - 1).toBe(4);
  });

  it('are not stored when one is above the bound, or holds NUL', async () => {
    const store = open({ rowsPerSource: 100, bytesPerSource: 10, bytes: 100 });

    store.put('long', 'kolada', answer(1));
    store.put('nul', 'kolada', answer(1, { body: 'a\0b' }));
    await store.flush();

    expect(await store.get('long')).toBeNull();
    expect(await store.get('nul')).toBeNull();
  });
});

describe('last good answers when the database cannot be reached', () => {
  it('are missing, and nothing fails', async () => {
    const database = await openTestDatabase();
    const store = new DatabaseLastGood(database.dataSource, { warn: () => {} });
    await database.close();

    store.put('key', 'kolada', answer(1));
    await store.flush();
    const found = await store.get('key');
    await store.sweep(at(1));

    expect(found).toBeNull();
  });
});
