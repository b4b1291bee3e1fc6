import { describe, expect, it } from 'vitest';
import { taxonomy } from '../../../src/sources/taxonomy/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function opened(name: string) {
  const server = await fakeUpstream({ '*': fixture('taxonomy', name) });
  return taxonomy.open(testUpstream({ ...taxonomy, baseUrl: server.url }));
}
async function concepts(type: string, name = `concepts-${type}.json`) {
  const page = await (await opened(name)).concepts?.(type, 1, { offset: 0, limit: 100 }, aCall());
  return page?.items ?? [];
}

it('returns the version numbers in ascending order, and drops one that is no number', async () => {
  expect(await (await opened('versions.json')).versions?.(aCall())).toEqual([1, 2, 10]);
});

describe('occupation names', () => {
  const names = once(() => concepts('occupation-name'));
  const withKey = async (number: number) => (await names()).find(({ key }) => key === `exn${number}_aaa_aaa`);

  it('without a label or an id are dropped', async () => {
    expect((await names()).map(({ key }) => key)).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => `exn${number}_aaa_aaa`),
    );
  });

  it('have alternative labels, keywords and job titles in one list, each once and without the preferred label', async () => {
    expect((await withKey(1))?.altLabels).toEqual(['Exempelyrke 1', 'exempelord', 'exempeltitel']);
  });

  it('have each ESCO match once, and substitutes with their percentage', async () => {
    expect(await withKey(1)).toMatchObject({
      exactMatch: ['http://data.europa.eu/esco/occupation/exempel-1'],
      substitutes: [
        { key: 'exn2_aaa_aaa', percentage: 75 },
        { key: 'exn3_aaa_aaa', percentage: 25 },
      ],
    });
  });

  it('have no definition where it repeats the label', async () => {
    const [first, fifth] = await Promise.all([withKey(1), withKey(5)]);

    expect([first?.definition, fifth?.definition]).toEqual(['Exempel på en definition.', null]);
  });

  it('may have null for every list, and blanks around the label', async () => {
    expect(await withKey(2)).toMatchObject({
      label: 'Exempelyrke två',
      altLabels: [],
      definition: null,
      code: null,
      broaderKeys: [],
      relatedKeys: [],
      iscoCodes: [],
      exactMatch: [],
      substitutes: [],
      replacedBy: null,
      withdrawn: false,
    });
  });

  it('are withdrawn where `deprecated` is true, with the first of `replaced_by`', async () => {
    const [third, fourth] = await Promise.all([withKey(3), withKey(4)]);

    expect([third?.withdrawn, third?.replacedBy]).toEqual([true, 'exn1_aaa_aaa']);
    expect([fourth?.withdrawn, fourth?.replacedBy]).toEqual([true, null]);
  });

  it('are not withdrawn where `deprecated` is null or false, whatever `replaced_by` holds', async () => {
    const [first, fifth] = await Promise.all([withKey(1), withKey(5)]);

    expect([first?.withdrawn, fifth?.withdrawn, fifth?.replacedBy]).toEqual([false, false, null]);
  });

  it('keep the valid relations among nulls, empty ids, invalid URIs and missing numbers', async () => {
    expect(await withKey(6)).toMatchObject({
      altLabels: ['Exempelyrke sex'],
      broaderKeys: ['exg1_aaa_aaa'],
      exactMatch: ['http://data.europa.eu/esco/occupation/exempel-6'],
      substitutes: [],
    });
  });
});

describe('groups', () => {
  const groups = once(() => concepts('ssyk-level-4'));

  it('keep the leading zeros of their SSYK code, and have null for null or letters', async () => {
    expect((await groups()).map(({ code }) => code)).toEqual(['9999', null, null, '0099']);
  });

  it('have their skills, and each ISCO code once', async () => {
    expect((await groups())[0]).toMatchObject({
      relatedKeys: ['exs1_aaa_aaa', 'exs2_aaa_aaa'],
      iscoCodes: ['9999', '9998'],
    });
  });

  it('are read where `errors` is null', async () => {
    expect(await groups()).toHaveLength(4);
  });
});

it('reads an empty list', async () => {
  expect(await concepts('skill', 'concepts-empty.json')).toEqual([]);
});

it.each(['concepts-error.json', 'concepts-part.json'])(
  'rejects an answer with GraphQL errors, with partial data or without data: %s',
  async (name) => {
    await expect(concepts('skill', name)).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  },
);
