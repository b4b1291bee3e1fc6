import { expect, it } from 'vitest';
import { resources } from '../../../src/sources/esco/decode.ts';
import { esco } from '../../../src/sources/esco/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const base = 'http://data.europa.eu/esco';
const resource = (uri: string, more: object = {}) => ({
  className: 'Occupation',
  uri,
  title: 'example',
  ...more,
});
const byUriAt = (baseUrl: string, uris: string[]) =>
  esco.open(testUpstream({ ...esco, baseUrl })).byUri?.(uris, aCall());

it('requests several at once, each type at its own address, with the version', async () => {
  const { url, asked } = await fakeUpstream({ '*': { json: { _embedded: {} } } });

  await byUriAt(url, [
    `${base}/occupation/2`,
    `${base}/occupation/1`,
    `${base}/skill/1`,
    'http://127.0.0.1/secret',
  ]);

  expect(asked.sort()).toEqual([
    `GET /resource/occupation?uris=${base}/occupation/1&uris=${base}/occupation/2&language=sv&selectedVersion=v1.2.0`,
    `GET /resource/skill?uris=${base}/skill/1&language=sv&selectedVersion=v1.2.0`,
  ]);
});

it('reads labels by language, a link that is no list, and leaves out what cannot be read', async () => {
  const uri = `${base}/occupation/1`;
  const good = resource(uri, {
    preferredLabel: { sv: 'exempel', en: 'example', de: 'Beispiel' },
    description: { en: { literal: 'An example.', mimetype: 'plain/text' } },
    _links: { hasEssentialSkill: { uri: `${base}/skill/1`, title: 'exempelkunskap' } },
  });
  const { url } = await fakeUpstream({ '*': { json: { _embedded: { [uri]: good, other: { title: 7 } } } } });

  const found = await byUriAt(url, [uri]);

  expect([...(found?.keys() ?? [])]).toEqual([uri]);
  expect(found?.get(uri)).toMatchObject({
    conceptId: uri,
    type: 'esco-occupation',
    prefLabel: { sv: 'exempel', en: 'example' },
    definition: { en: 'An example.' },
    linked: { related: [{ conceptId: `${base}/skill/1`, prefLabel: { sv: 'exempelkunskap' } }] },
    provenance: { state: 'LIVE', url: uri },
  });
});

it('finds an ISCO group with or without its C, and reads a single object instead of a list', async () => {
  const uri = `${base}/isco/C2512`;
  const { url, asked } = await fakeUpstream({
    '*': { json: { ...resource(uri), _embedded: { ancestors: [{ title: 'group' }] } } },
  });

  const found = await byUriAt(url, [`${base}/isco/c2512`]);

  expect(asked).toEqual([`GET /resource/occupation?uris=${uri}&language=sv&selectedVersion=v1.2.0`]);
  expect(found?.get(`${base}/isco/c2512`)).toMatchObject({ conceptId: uri, type: 'isco-group' });
});

it.skipIf(!recordedFile('esco/resource-occupation-isco-C2512.json'))('reads a recorded group', () => {
  const recorded = JSON.parse(recordedText('esco/resource-occupation-isco-C2512.json'));

  const [group] = resources.parse({ _embedded: { [recorded.uri]: recorded } });

  expect(group?.prefLabel).toMatchObject({
    sv: 'Mjukvaruutvecklare',
    en: 'Software developers',
    no: 'Programvareutviklere',
  });
  expect(group?.broader).toHaveLength(1);
  expect(group?.narrower).toHaveLength(4);
});
