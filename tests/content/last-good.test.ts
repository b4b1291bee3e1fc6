import { beforeEach, describe, expect, it } from 'vitest';
import { DatabaseLastGood } from '../../src/content/last-good.ts';
import type { StoredAnswer } from '../../src/upstream/last-good.ts';
import { describeOnBothDatabases, emptyDatabase, openTestDatabase } from '../support/database.ts';

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
    ...more,
  };
}

const silent = { warn: () => {} };

describeOnBothDatabases('last good answers', (database) => {
  beforeEach(() => emptyDatabase(database()));
  const open = (bound?: ConstructorParameters<typeof DatabaseLastGood>[2]) =>
    new DatabaseLastGood(database().dataSource, silent, bound);

  it('are given back as they were put', async () => {
    const store = open();

    await store.put('kolada kpi v1 {}', 'kolada', answer(1));

    expect(await store.get('kolada kpi v1 {}')).toEqual(answer(1));
    expect(await store.get('another')).toBeNull();
  });

  it('are replaced by later ones, never by earlier ones', async () => {
    const store = open();

    await store.put('key', 'kolada', answer(2));
    await store.put('key', 'kolada', answer(1));
    const kept = await store.get('key');
    await store.put('key', 'kolada', answer(3));

    expect(kept).toEqual(answer(2));
    expect(await store.get('key')).toEqual(answer(3));
  });

  it('are swept when they are no longer usable', async () => {
    const store = open();
    await store.put('old', 'kolada', answer(1, { usableUntil: at(5) }));
    await store.put('good', 'kolada', answer(1));

    await store.sweep(at(5));

    expect(await store.get('old')).toBeNull();
    expect(await store.get('good')).not.toBeNull();
  });

  it('are swept, the oldest first, beyond so many of a source', async () => {
    const store = open({ rowsPerSource: 2, bytesPerSource: 1000, bytes: 1000 });
    for (const minute of [3, 1, 2]) await store.put(`k${minute}`, 'kolada', answer(minute));
    await store.put('other', 'scb', answer(0));
    await store.put('dead', 'kolada', answer(4, { usableUntil: at(5) }));

    await store.sweep(at(6));

    const kept = await Promise.all(['k1', 'k2', 'k3', 'other'].map((key) => store.get(key)));
    expect(kept.map((row) => row !== null)).toEqual([false, true, true, true]);
  });

  it('are swept beyond so many bytes of a source, and in all', async () => {
    const body = 'x'.repeat(400);
    const store = open({ rowsPerSource: 100, bytesPerSource: 1000, bytes: 1500 });
    for (const minute of [1, 2, 3]) await store.put(`a${minute}`, 'a', answer(minute, { body }));
    for (const minute of [4, 5]) await store.put(`b${minute}`, 'b', answer(minute, { body }));

    await store.sweep(at(6));

    const kept = await Promise.all(['a1', 'a2', 'a3', 'b4', 'b5'].map((key) => store.get(key)));
    expect(kept.map((row) => row !== null)).toEqual([false, false, true, true, true]);
  });

  it('are not kept when one alone is beyond the bound, or no text', async () => {
    const store = open({ rowsPerSource: 100, bytesPerSource: 10, bytes: 100 });

    await store.put('long', 'kolada', answer(1));
    await store.put('nul', 'kolada', answer(1, { body: 'a\0b' }));

    expect(await store.get('long')).toBeNull();
    expect(await store.get('nul')).toBeNull();
  });
});

describe('last good answers of a database that is gone', () => {
  it('are missing, and the log says why', async () => {
    const database = await openTestDatabase();
    const warnings: object[] = [];
    const store = new DatabaseLastGood(database.dataSource, { warn: (facts) => warnings.push(facts) });
    await database.close();

    await store.put('key', 'kolada', answer(1));
    const found = await store.get('key');
    await store.sweep(at(1));

    expect(found).toBeNull();
    expect(warnings).toHaveLength(3);
  });
});
