import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Language } from '../../src/entities/language.ts';
import { answersOf } from '../../src/sources/ckan/decode.ts';
import { portals } from '../../src/sources/ckan/portals.ts';
import { oneDataset } from '../../src/sources/data-europa/decode.ts';
import { dataServiceOf, datasetOf, distributionsOf } from '../../src/sources/formats/dcat-dataset.ts';
import { expand, type RdfGraph, type Term } from '../../src/sources/formats/rdf-json.ts';
import { link } from '../../src/sources/joblinks/decode.ts';
import { adFields } from '../../src/sources/jobtech/ad-fields.ts';
import { draftOf } from '../../src/sources/jobtech/job-ad.ts';
import { readAd } from '../../src/sources/jobtech/read-ad.ts';
import { feedEntry } from '../../src/sources/nav/decode.ts';
import { runs } from '../support/runs.ts';

/** The same data with every list in it in another order. */
function reordered(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((one) => ({ one: reordered(one, random), at: random() }));
    return items.sort((one, other) => one.at - other.at).map(({ one }) => one);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, reordered(one, random)]));
}

/** Without the order of lists, which are served as the source has them. The first address of a list says that it is. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(unordered);
    return items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const served = Object.entries(value).filter(([name]) => !['accessUrl', 'downloadUrl'].includes(name));
  return Object.fromEntries(served.sort().map(([name, one]) => [name, unordered(one)]));
}

function isTheSameInAnyOrder(data: unknown, read: (data: unknown) => unknown): void {
  const expected = unordered(read(data));
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (numbers) => {
      expect(unordered(read(reordered(data, () => numbers.next().value ?? 0)))).toEqual(expected);
    }),
    { numRuns: runs(60) },
  );
}

const uri = (value: string): Term => ({ type: 'uri', value });
const text = (value: string, lang?: string): Term => ({ type: 'literal', value, ...(lang && { lang }) });
const authority = 'http://publications.europa.eu/resource/authority';
const graph: RdfGraph = {
  'https://example.se/d': {
    [expand('dcterms:title')]: [text('Kort', 'sv'), text('En längre titel', 'sv'), text('Ein Titel', 'de')],
    [expand('dcterms:publisher')]: [uri('https://example.se/a'), uri('https://example.se/b')],
    [expand('dcterms:accessRights')]: [
      uri(`${authority}/access-right/PUBLIC`),
      uri(`${authority}/access-right/RESTRICTED`),
    ],
    [expand('dcterms:issued')]: [text('2021'), text('2019-04-01'), text('2020')],
    [expand('dcterms:modified')]: [text('2024-01-01'), text('2025')],
    [expand('dcterms:accrualPeriodicity')]: [
      uri(`${authority}/frequency/DAILY`),
      uri(`${authority}/frequency/ANNUAL`),
    ],
    [expand('dcat:version')]: [text('1'), text('2')],
    [expand('dcat:distribution')]: [uri('https://example.se/f')],
  },
  'https://example.se/a': { [expand('foaf:name')]: [text('A'), text('Aa')] },
  'https://example.se/f': {
    [expand('dcterms:format')]: [text('tabell'), uri(`${authority}/file-type/CSV`)],
    [expand('dcat:byteSize')]: [text('10'), text('20')],
    [expand('dcterms:license')]: [
      uri('https://creativecommons.org/publicdomain/zero/1.0/'),
      uri('https://creativecommons.org/licenses/by/4.0/'),
    ],
    [expand('dcterms:conformsTo')]: [uri('https://example.se/1'), uri('https://example.se/2')],
    [expand('dcat:accessURL')]: [uri('https://example.se/x'), uri('https://example.se/y')],
  },
  'https://example.se/s': {
    [expand('dcat:endpointURL')]: [uri('https://example.se/api/v2/extra'), uri('https://example.se/api/v2')],
    [expand('dcat:endpointDescription')]: [uri('https://example.se/1'), uri('https://example.se/2')],
  },
};

describe('the order in which a source lists things decides nothing', () => {
  it.each<[string, unknown, (data: never) => unknown]>([
    [
      'a dataset in RDF',
      graph,
      (data: RdfGraph) => datasetOf(data, 'https://example.se/d', { language: Language.SV }),
    ],
    [
      'distributions in RDF',
      graph,
      (data: RdfGraph) => distributionsOf(data, 'https://example.se/d', { language: Language.SV }),
    ],
    [
      'a data service in RDF',
      graph,
      (data: RdfGraph) => dataServiceOf(data, 'https://example.se/s', { language: Language.SV }),
    ],
    [
      'a package of CKAN',
      {
        success: true,
        result: {
          id: 'exempel',
          title: 'Exempel',
          uri: ['https://example.se/1', 'https://example.se/2'],
          license_url: ['https://example.se/villkor', 'https://example.se/andra'],
          license_id: 'cc-zero',
          access_rights: [`${authority}/access-right/PUBLIC`, `${authority}/access-right/RESTRICTED`],
          publisher: [{ name: 'Ett' }, { name: 'Två' }],
          issued: ['2020', '2021'],
          resources: [
            {
              id: '1',
              url: 'https://example.se/a',
              format: ['CSV', 'JSON'],
              conforms_to: ['https://example.se/1', 'https://example.se/2'],
            },
          ],
        },
      },
      (data) => answersOf(portals[0] as (typeof portals)[number]).one.parse(data),
    ],
    [
      'a dataset of data.europa.eu',
      {
        result: {
          id: 'exempel',
          title: { sv: 'Exempel' },
          identifier: ['https://example.se/1', 'https://example.se/2'],
          distributions: [{ id: '1', conforms_to: [{ id: 'a' }, { id: 'b' }] }],
        },
      },
      (data) => oneDataset.parse(data),
    ],
    [
      'an ad of the archive',
      {
        id: '1',
        headline: 'Exempel',
        occupation: [
          { concept_id: 'aaaa_aaa_aaa', label: 'Ett' },
          { concept_id: 'bbbb_bbb_bbb', label: 'Två' },
        ],
        employment_type: [{ concept_id: 'cccc_ccc_ccc', label: 'Tre' }],
        employer: [{ name: 'Exempel' }, { name: 'Annat' }],
        workplace_address: [{ municipality: 'Exempelby' }, { municipality: 'Provstad' }],
        must_have: [
          { skills: [{ concept_id: 'dddd_ddd_ddd', label: 'Fyra' }] },
          { languages: [{ concept_id: 'eeee_eee_eee', label: 'Fem' }] },
        ],
      },
      (data) => draftOf(adFields.parse(data), true),
    ],
    [
      'an ad of JobAd Links',
      {
        id: '1',
        headline: 'Exempel',
        workplace_addresses: [
          { municipality: 'Exempelby', region: 'Provlän', country: 'Sverige' },
          { municipality: 'Provstad', region: 'Provlän', country: 'Sverige' },
        ],
        source_links: [
          { label: 'b.example', url: 'https://b.example/1' },
          { label: 'a.example', url: 'https://a.example/1' },
        ],
      },
      (data) => link.parse(data),
    ],
    [
      'an ad of NAV',
      {
        uuid: '1',
        status: 'ACTIVE',
        ad_content: {
          title: 'Exempel',
          workLocations: [
            { city: 'A', municipal: 'KOMMUN', county: 'FYLKE', country: 'NORGE' },
            { city: 'B', municipal: 'KOMMUN', county: 'FYLKE', country: 'NORGE' },
          ],
          categoryList: [
            { categoryType: 'STYRK08', code: '1111', name: 'a' },
            { categoryType: 'STYRK08', code: '2222', name: 'b' },
            { categoryType: 'ESCO', code: 'http://data.europa.eu/esco/occupation/a', name: 'a', score: 0.2 },
            { categoryType: 'ESCO', code: 'http://data.europa.eu/esco/occupation/b', name: 'b', score: 0.9 },
          ],
        },
      },
      (data) => feedEntry.parse(data),
    ],
  ])('of %s', (_, data, read) => {
    isTheSameInAnyOrder(data, (given) => read(given as never));
  });
});

it('several workplaces have a place in common, and none where they share nothing', () => {
  const placeOf = (...workplace_addresses: object[]) =>
    link.parse({
      id: '1',
      headline: 'Exempel',
      workplace_addresses,
      source_links: [{ label: 'a', url: 'https://a.example/1' }],
    });
  const [one, other, far] = [
    { municipality: 'Exempelby', municipality_concept_id: 'aaaa_aaa_aaa', region: 'Provlän' },
    { municipality: 'Provstad', municipality_concept_id: 'bbbb_bbb_bbb', region: 'Provlän' },
    { municipality: 'Längre bort', municipality_concept_id: 'cccc_ccc_ccc', region: 'Annat län' },
  ];

  expect(placeOf(one)).toMatchObject({ placeConceptId: 'aaaa_aaa_aaa', workplaceLocality: 'Exempelby' });
  expect(placeOf(one, other)).toMatchObject({ placeConceptId: null, workplaceLocality: 'Provlän' });
  expect(placeOf(one, far)).toMatchObject({ workplaceLocality: null });
  expect(placeOf(one, far)?.workplaces).toHaveLength(2);
});

it('demands that an older record splits are joined, the same by both readers', () => {
  const ad = {
    id: '1',
    headline: 'Exempel',
    must_have: [
      { skills: [{ concept_id: 'dddd_ddd_ddd', label: 'Fyra' }] },
      { skills: [{ concept_id: 'eeee_eee_eee', label: 'Fem' }] },
    ],
  };

  expect(adFields.parse(ad).must_have?.map(({ label }) => label)).toEqual(['Fyra', 'Fem']);
  expect(readAd(ad)?.must_have).toEqual(adFields.parse(ad).must_have);
});
