import { describe, expect, it } from 'vitest';
import type { Concept } from '../../../src/entities/concept.ts';
import { esco } from '../../../src/sources/esco/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const base = 'http://data.europa.eu/esco';
const occupation = (number: number) => `${base}/occupation/exempel-${number}`;
const skill = (number: number) => `${base}/skill/exempel-${number}`;
const group = `${base}/isco/C9999`;

async function ask(uris: string[], occupations = 'occupations.json') {
  const server = await fakeUpstream({
    '/resource/occupation': fixture('esco', occupations),
    '/resource/skill': fixture('esco', 'skills.json'),
  });
  const operations = esco.open(testUpstream({ ...esco, baseUrl: server.url }));
  return (await operations.byUri?.(uris, aCall())) ?? new Map<string, Concept>();
}
const found = once(() => ask([1, 2, 3, 4, 5, 6].map(occupation)));

it('reads the resources of `_embedded`, and drops one without a URI', async () => {
  expect([...(await found()).keys()]).toEqual([1, 2, 3, 4, 5].map(occupation));
});

describe('an occupation', () => {
  it('has its label in the supported languages only', async () => {
    expect((await found()).get(occupation(1))?.prefLabel).toEqual({
      sv: 'Exempel (sv)',
      en: 'Exempel (en)',
      no: 'Exempel (no)',
      de: 'Exempel (de)',
      fr: 'Exempel (fr)',
    });
  });

  it('has the alternative labels of every language', async () => {
    expect((await found()).get(occupation(1))?.altLabels).toEqual([
      'Exempel, annat ord',
      'Exempel, tredje ord',
      'example, other word',
    ]);
  });

  it('reads a description that exists in English only, from its `literal`', async () => {
    expect((await found()).get(occupation(1))?.definition).toEqual({ en: 'Exempel of a description.' });
  });

  it('merges its broader relations and its skill relations, each concept once, without links that have no title', async () => {
    const linked = (await found()).get(occupation(1))?.linked;

    expect(linked?.broader.map(({ key }) => key).sort()).toEqual([group, occupation(2)].sort());
    expect(linked?.related.map(({ key }) => key).sort()).toEqual([skill(1), skill(2)]);
    expect(linked?.related[0]).toMatchObject({ type: 'esco-skill', prefLabel: { sv: 'Exempelkunskap' } });
  });

  it('may have an object instead of a list in a relation', async () => {
    expect((await found()).get(occupation(2))?.linked).toMatchObject({
      narrower: [{ key: occupation(1) }],
      related: [{ key: skill(1) }],
    });
  });

  it('is read with a title and nothing else', async () => {
    expect((await found()).get(occupation(3))).toMatchObject({
      prefLabel: { en: 'Exempel bara med titel' },
      altLabels: [],
      definition: null,
      linked: { broader: [], narrower: [], related: [] },
    });
  });

  it('has its title as English label where no label is in a supported language', async () => {
    expect((await found()).get(occupation(4))?.prefLabel).toEqual({ en: 'Exempel bara på portugisiska' });
  });

  it('is read with null for labels, descriptions and links', async () => {
    expect((await found()).get(occupation(5))).toMatchObject({
      prefLabel: { en: 'Exempel med null' },
      altLabels: [],
      definition: null,
    });
  });
});

it('reads an ISCO group that is the whole answer, with ancestors in its own `_embedded`', async () => {
  const groups = await ask([`${base}/isco/c9999`], 'isco-group.json');

  expect(groups.get(`${base}/isco/c9999`)).toMatchObject({
    key: group,
    type: 'isco-group',
    altLabels: [],
    linked: {
      broader: [{ key: `${base}/isco/C999`, type: 'isco-group' }],
      narrower: [{ key: occupation(1) }, { key: occupation(2) }],
    },
  });
});

it('reads a skill with a code of null and an empty list of narrower skills', async () => {
  expect((await ask([skill(1)])).get(skill(1))).toMatchObject({
    type: 'esco-skill',
    definition: { sv: 'Exempel på en beskrivning.', en: 'Exempel of a description.' },
    linked: { broader: [{ key: skill(2) }], narrower: [] },
  });
});
