import { expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { boundingBoxOf } from '../../../src/sources/formats/bounding-box.ts';
import { licenceId, licenceUris } from '../../../src/sources/formats/dcat.ts';
import { datasetOf } from '../../../src/sources/formats/dcat-dataset.ts';
import { instantInUtc, partialDateIn } from '../../../src/sources/formats/partial-date.ts';
import { expand, rdfGraph } from '../../../src/sources/formats/rdf-json.ts';

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

it('reads languages, other titles, standards, version, series and the box of a dataset', () => {
  const uri = 'https://example.org/dataset/1';
  const term = (value: string, type = 'literal', lang?: string) => ({ type, value, ...(lang && { lang }) });
  const graph = rdfGraph.parse({
    [uri]: {
      [expand('dcterms:language')]: [
        term('http://publications.europa.eu/resource/authority/language/SWE', 'uri'),
        term('en'),
      ],
      [expand('dcterms:alternative')]: [term('Exempel, äldre namn', 'literal', 'sv')],
      [expand('dcterms:conformsTo')]: [term('https://example.org/standard', 'uri')],
      [expand('owl:versionInfo')]: [term('2.1')],
      [expand('dcat:inSeries')]: [term('https://example.org/series', 'uri')],
      [expand('dcterms:spatial')]: [term('_:box', 'bnode')],
    },
    '_:box': {
      [expand('dcat:bbox')]: [term('POLYGON((10.5 55.3, 24.2 55.3, 24.2 69.1, 10.5 69.1, 10.5 55.3))')],
    },
  });

  expect(datasetOf(graph, uri, { language: Language.SV })).toMatchObject({
    languageCodes: ['sv', 'en'],
    alternativeTitle: { sv: 'Exempel, äldre namn' },
    standards: ['https://example.org/standard'],
    version: '2.1',
    series: ['https://example.org/series'],
    spatialBox: { west: 10.5, south: 55.3, east: 24.2, north: 69.1 },
  });
  expect(datasetOf(graph, 'https://example.org/none', { language: Language.SV })).toMatchObject({
    languageCodes: [],
    standards: [],
    version: null,
    spatialBox: null,
  });
});

it.each([
  ['{"type":"Polygon","coordinates":[[[10,55],[24,55],[24,69],[10,55]]]}', [10, 55, 24, 69]],
  ['ENVELOPE(10, 24, 69, 55)', [10, 55, 24, 69]],
  ['<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POLYGON((10 55, 24 69, 10 55))', [10, 55, 24, 69]],
  ['<http://www.opengis.net/def/crs/EPSG/0/3006> POLYGON((500000 6000000, 600000 7000000))', null],
  ['POLYGON((500000 6000000, 600000 7000000))', null],
  ['Sverige', null],
])('reads the box of %s', (geometry, box) => {
  const found = boundingBoxOf(geometry);

  expect(found && [found.west, found.south, found.east, found.north]).toEqual(box);
});
