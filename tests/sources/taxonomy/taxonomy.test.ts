import { describe, expect, it } from 'vitest';
import { taxonomy } from '../../../src/sources/taxonomy/index.ts';
import { wholeVersion } from '../../../src/sources/taxonomy/whole-version.ts';
import { taxonomyRoutes } from '../../support/fake-taxonomy.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const operationsAt = (baseUrl: string) => taxonomy.open(testUpstream({ ...taxonomy, baseUrl }));
const silent = () => {};

describe('a part of a version', () => {
  it('is asked for by GET with the version named', async () => {
    const { url, asked } = await fakeUpstream(taxonomyRoutes());

    await operationsAt(url).concepts?.('skill', 30, { offset: 0, limit: 10 }, aCall());

    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^GET \/graphql\?query=\{ concepts\(type: "skill", version: 30, /);
  });

  it('reads names, codes and relations, and takes null for no relation', async () => {
    const { url } = await fakeUpstream(taxonomyRoutes());

    const names = await operationsAt(url).concepts?.(
      'occupation-name',
      30,
      { offset: 0, limit: 10 },
      aCall(),
    );
    const skills = await operationsAt(url).concepts?.('skill', 30, { offset: 0, limit: 10 }, aCall());

    expect(names?.items[0]).toMatchObject({
      key: 'na01_aaa_aaa',
      altLabels: ['Exempel: kodare', 'kodning'],
      broaderKeys: ['gr04_aaa_aaa'],
      exactMatch: ['http://data.europa.eu/esco/occupation/0001'],
      substitutes: [{ percentage: 25 }, { percentage: 75 }],
      withdrawn: false,
    });
    expect(skills?.items.map(({ relatedKeys }) => relatedKeys)).toEqual([['gr04_aaa_aaa'], []]);
  });

  it.each([
    ['without data', {}],
    ['beside a part of the data', { data: { concepts: [{ id: 'a', type: 'skill', preferred_label: 'A' }] } }],
  ])('names the fault where GraphQL says that there are errors, %s', async (_, data) => {
    const { url } = await fakeUpstream({ '/graphql': { json: { errors: [{ message: 'no' }], ...data } } });

    const asked = operationsAt(url).concepts?.('skill', 30, { offset: 0, limit: 10 }, aCall());

    await expect(asked).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE', sourceId: 'taxonomy' });
  });
});

describe('a whole version', () => {
  const asked = (url: string, version: number | null = null) =>
    wholeVersion({ taxonomy: operationsAt(url), esco: null, version }, aCall(), silent);

  it('is the newest unless one is named', async () => {
    const { url } = await fakeUpstream(taxonomyRoutes());

    expect((await asked(url)).version).toBe(31);
    expect((await asked(url, 30)).version).toBe(30);
    await expect(asked(url, 29)).rejects.toThrow(
      'there is no version 29 of the taxonomy. The newest are 30, 31.',
    );
  });

  it('pages until nothing new comes, and leaves out what is withdrawn without a successor', async () => {
    const many = Array.from({ length: 600 }, (_, at) => ({
      id: `s${String(at).padStart(3, '0')}_aaa_aaa`,
      type: 'skill',
      preferred_label: `Exempel ${at}`,
    }));
    const { url } = await fakeUpstream(
      taxonomyRoutes((type, concepts) => (type === 'skill' ? many : concepts)),
    );

    const { concepts } = await asked(url);

    expect(concepts.filter(({ type }) => type === 'skill')).toHaveLength(600);
    expect(concepts.map(({ key }) => key)).not.toContain('na08_aaa_aaa');
    expect(concepts.find(({ key }) => key === 'na09_aaa_aaa')?.replacedBy).toBe('na01_aaa_aaa');
  });

  it('is refused when a part of it is missing', async () => {
    const { url } = await fakeUpstream(
      taxonomyRoutes((type, concepts) => (type === 'ssyk-level-4' ? [] : concepts)),
    );

    await expect(asked(url)).rejects.toThrow(
      'Nothing was changed: version 31 came without anything of type ssyk-level-4',
    );
  });

  it('has English labels where ESCO has the same concept, and does without when ESCO fails', async () => {
    const { url } = await fakeUpstream(taxonomyRoutes());
    const label = (english: string) => ({ prefLabel: { en: english } });
    const uri = 'http://data.europa.eu/esco/occupation/0001';
    const esco = { byUri: async () => new Map([[uri, label('Example: programmer')]]) };

    const whole = await wholeVersion(
      { taxonomy: operationsAt(url), esco: esco as never, version: null },
      aCall(),
      silent,
    );

    expect(whole.concepts.find(({ key }) => key === 'na01_aaa_aaa')?.english).toBe('Example: programmer');
    expect(whole.concepts.find(({ key }) => key === 'na02_aaa_aaa')?.english).toBeNull();
  });
});
