import { expect, it } from 'vitest';
import { licenceId, licenceUris } from '../../../src/sources/formats/dcat.ts';
import { instantInUtc, partialDateIn } from '../../../src/sources/formats/partial-date.ts';

const commons = 'https://creativecommons.org';

it.each([
  [`${commons}/publicdomain/mark/1.0/`, 'CC-PDM-1.0'],
  [`${commons}/publicdomain/zero/1.0/deed.sv`, 'CC0-1.0'],
  [`${commons}/publicdomain/certification/1.0/us/`, 'CC-PDDC'],
  [`http://www.creativecommons.org/licenses/by/4.0/legalcode`, 'CC-BY-4.0'],
  [`${commons}/licenses/by/4.0/deed.sv`, 'CC-BY-4.0'],
  [`${commons}/licenses/by/3.0/de/`, 'CC-BY-3.0-DE'],
  [`${commons}/licenses/by-sa/2.5/se/`, `${commons}/licenses/by-sa/2.5/se/`],
  [`${commons}/licenses/by/`, `${commons}/licenses/by/`],
  ['https://spdx.org/licenses/ODbL-1.0', 'ODbL-1.0'],
  ['https://spdx.org/licenses/CC-BY-4.0.html', 'CC-BY-4.0'],
  ['http://spdx.org/licenses/etalab-2.0.json', 'etalab-2.0'],
  ['Fri användning', 'Fri användning'],
])('reads the licence %s as %s', (uri, id) => {
  expect(licenceId(uri)).toBe(id);
});

it('searches by the addresses that it reads', () => {
  for (const id of ['CC0-1.0', 'CC-BY-4.0', 'CC-PDM-1.0'])
    expect(licenceId(licenceUris(id)[1] ?? '')).toBe(id);
});

it.each([
  ['2024', '2024'],
  ['2024-02', '2024-02'],
  ['2024-02-29', '2024-02-29'],
  ['2024-02-29Z', '2024-02-29'],
  ['2024-02-29+01:00', '2024-02-29'],
  ['2024-02+01:00', '2024-02'],
  ['2024Z', '2024'],
  ['2024-02-29T10:00:00+01:00', '2024-02-29T10:00:00+01:00'],
  ['2024-13-45', null],
  ['2024-13', null],
  ['2023-02-29', null],
  ['2023-02-29T10:00:00Z', null],
  ['2024-02-29T99:00:00Z', null],
  ['i fjol', null],
])('reads the date %s as %s', (text, date) => {
  expect(partialDateIn(text)).toBe(date);
});

it('reads no instant of a day that does not exist', () => {
  expect([instantInUtc('2024-13-45'), instantInUtc('2023-02-29T10:00:00Z'), instantInUtc(null)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(instantInUtc('2024-02-29+01:00')?.toISOString()).toBe('2024-02-28T23:00:00.000Z');
});
