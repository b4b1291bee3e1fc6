import { beforeEach, expect, it } from 'vitest';
import { taxonomy } from '../../src/sources/taxonomy/index.ts';
import { wholeVersion } from '../../src/sources/taxonomy/whole-version.ts';
import { TaxonomyIndex } from '../../src/taxonomy/taxonomy-index.ts';
import { loadTaxonomy, storeTaxonomy } from '../../src/taxonomy/taxonomy-store.ts';
import { describeOnBothDatabases, emptyDatabase } from '../support/database.ts';
import { taxonomyRoutes } from '../support/fake-taxonomy.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { aCall, testUpstream } from '../support/upstream.ts';

const none = { occupation: [], concept: [] };

async function fetched(routes = taxonomyRoutes(), version: number | null = null) {
  const { url: baseUrl } = await fakeUpstream(routes);
  const operations = taxonomy.open(testUpstream({ ...taxonomy, baseUrl }));
  const whole = await wholeVersion({ taxonomy: operations, esco: null, version }, aCall(), () => {});
  return { ...whole, loadedAt: new Date('2026-09-02T03:04:05Z') };
}

describeOnBothDatabases('a version of the taxonomy', (database) => {
  beforeEach(async () => {
    await emptyDatabase(database());
    await database().dataSource.query('TRUNCATE "taxonomy_concept"');
  });

  it('is absent before the first has been loaded', async () => {
    expect(await loadTaxonomy(database().dataSource)).toBeNull();
  });

  it('loads as it was stored', async () => {
    const whole = await fetched();

    await storeTaxonomy(database().dataSource, whole);
    const stored = await loadTaxonomy(database().dataSource);

    expect(stored).toMatchObject({ version: 31, loadedAt: whole.loadedAt });
    const byKey = (concepts: readonly { key: string }[]) =>
      [...concepts].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(byKey(stored?.concepts ?? []).map((row) => ({ ...row }))).toEqual(byKey(whole.concepts));
    expect(new TaxonomyIndex(none, stored).skillsOf('2512')?.map(({ key }) => key)).toEqual(['sk01_aaa_aaa']);
  });

  it('replaces the previous one, and notifies listeners', async () => {
    const heard: string[] = [];
    const stop = await database().listen('content_changed', (payload) => heard.push(payload));
    await storeTaxonomy(database().dataSource, await fetched(taxonomyRoutes(), 30));
    const fewer = taxonomyRoutes((type, concepts) => (type === 'skill' ? concepts.slice(0, 1) : concepts));

    await storeTaxonomy(database().dataSource, await fetched(fewer));
    const stored = await loadTaxonomy(database().dataSource);
    await expect.poll(() => heard).toEqual(['taxonomy 30', 'taxonomy 31']);
    await stop();

    expect(stored?.version).toBe(31);
    expect(stored?.concepts.filter(({ type }) => type === 'skill')).toHaveLength(1);
  });

  it('stays when the fetch of the next one breaks off', async () => {
    await storeTaxonomy(database().dataSource, await fetched(taxonomyRoutes(), 30));
    const broken = taxonomyRoutes((type, concepts) => (type === 'skill' ? null : concepts));

    await expect(fetched(broken)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });

    expect((await loadTaxonomy(database().dataSource))?.version).toBe(30);
  });

  it('stays when the next one cannot be written completely', async () => {
    const before = await fetched(taxonomyRoutes(), 30);
    await storeTaxonomy(database().dataSource, before);
    const after = await fetched();
    const [first] = after.concepts;
    const twice = { ...after, concepts: [...after.concepts, ...(first ? [first] : [])] };

    await expect(storeTaxonomy(database().dataSource, twice)).rejects.toThrow();

    const stored = await loadTaxonomy(database().dataSource);
    expect(stored?.version).toBe(30);
    expect(stored?.concepts).toHaveLength(before.concepts.length);
  });
});
