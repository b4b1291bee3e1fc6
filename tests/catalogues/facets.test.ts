import { describe, expect, it, onTestFinished } from 'vitest';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { type CatalogueCounts, mergedFacets } from '../../src/loaders/dataset-facets.ts';
import { registry } from '../../src/sources/registry.ts';
import { graphOver } from '../support/graph.ts';
import { onePortalEach } from '../support/one-portal-each.ts';

const provenance = entity(Provenance, { sourceId: 'exempel', state: DataState.LIVE });
const one = (value: string, count: number, name: string | null = null) => ({ value, name, count });

const counted = (facts: Partial<CatalogueCounts>): CatalogueCounts => ({
  sourceId: 'exempel',
  country: null,
  publisherNumber: null,
  total: null,
  facets: {},
  provenance,
  ...facts,
});
const shown = (facet: { all: { value: string; count: number }[] }) =>
  facet.all.map(({ value, count }) => [value, count]);

describe('counts of several catalogues', () => {
  it('leave out a value that is an address no client should open', () => {
    const { publishers } = mergedFacets([
      counted({
        facets: { publisher: [one('javascript:alert(1)', 2), one('https://exempel.example/a', 1)] },
      }),
    ]);

    expect(shown(publishers)).toEqual([['https://exempel.example/a', 1]]);
  });

  it('are added where the value is the same in another spelling', () => {
    const facets = mergedFacets([
      counted({
        sourceId: 'a',
        facets: {
          format: [one('text/csv', 5), one('application/json', 9)],
          licence: [one('http://creativecommons.org/publicdomain/zero/1.0/', 4)],
          theme: [one('http://publications.europa.eu/resource/authority/data-theme/SOCI', 3)],
          publisher: [
            one('http://dataportal.se/organisation/SE2120000001', 2),
            one('https://dataportal.se/organisation/SE2120000001-1', 1),
          ],
        },
      }),
      counted({
        sourceId: 'b',
        facets: {
          format: [one('CSV', 7)],
          licence: [one('cc-zero', 2)],
          theme: [one('soci', 1)],
          publisher: [one('exempel', 6, 'Exempel: en utgivare')],
          country: [one('se', 3), one('no', 8)],
        },
      }),
    ]);

    expect(shown(facets.formats)).toEqual([
      ['CSV', 12],
      ['JSON', 9],
    ]);
    expect(shown(facets.licences)).toEqual([['CC0-1.0', 6]]);
    expect(shown(facets.themes)).toEqual([['SOCI', 4]]);
    expect(shown(facets.publishers)).toEqual([
      ['Exempel: en utgivare', 6],
      ['2120000001', 3],
    ]);
    expect(shown(facets.countries)).toEqual([
      ['NO', 8],
      ['SE', 3],
    ]);
  });

  it('say which catalogues they count, and count a whole catalogue of one country or publisher', () => {
    const { publishers, countries, formats } = mergedFacets([
      counted({ sourceId: 'a', country: 'SE', publisherNumber: '2120000001', total: 40 }),
      counted({ sourceId: 'b', country: 'FR', facets: { format: [one('CSV', 1)] } }),
    ]);

    expect([publishers.countedBy, countries.countedBy, formats.countedBy]).toEqual([['a'], ['a'], ['b']]);
    expect([shown(publishers), shown(countries)]).toEqual([[['2120000001', 40]], [['SE', 40]]]);
  });

  it('do not depend on the order of the catalogues', () => {
    const catalogues = [
      counted({ sourceId: 'a', facets: { format: [one('CSV', 2), one('JSON', 2)] } }),
      counted({ sourceId: 'b', facets: { format: [one('json', 1), one('XML', 3)] } }),
    ];

    expect(shown(mergedFacets(catalogues).formats)).toEqual(
      shown(mergedFacets(catalogues.toReversed()).formats),
    );
  });
});

it('one query has the counts of every catalogue that can tell the filter, with names of publishers', async () => {
  const catalogues = onePortalEach(registry).filter(({ kind }) => kind === 'CATALOGUE');
  const graph = await graphOver(catalogues, { mode: 'sample' });
  onTestFinished(() => graph.close());

  const { data, errors } = await graph.ask(`{
    datasetFacets(filter: { query: "arbete" }) {
      publishers { size values(first: 3) { value name count organisation { slug } } catalogues { slug } }
      formats { values { value count } catalogues { slug } }
      themes { values { value count } catalogues { slug } }
      provenance { state source { slug } }
    }
    licensed: datasetFacets(filter: { licence: "CC0-1.0" }) { formats { catalogues { slug } } }
  }`);

  expect(errors).toEqual([]);
  const slugs = (facet: { catalogues: { slug: string }[] }) => facet.catalogues.map(({ slug }) => slug);
  expect(slugs(data.datasetFacets.publishers).toSorted()).toEqual(catalogues.map(({ id }) => id).toSorted());
  expect(slugs(data.datasetFacets.formats)).toEqual(['dataportal-se', 'ckan-malmo', 'data-europa']);
  expect(slugs(data.datasetFacets.themes)).toEqual(['dataportal-se', 'data-europa']);
  expect(data.datasetFacets.provenance).toContainEqual({ state: 'SAMPLE', source: { slug: 'ckan-malmo' } });
  expect(data.datasetFacets.formats.values).toEqual([{ value: 'CSV', count: 26 }]);
  expect(data.datasetFacets.publishers.values).toContainEqual({
    value: '0000000000',
    name: expect.stringContaining('Exempel'),
    count: 12,
    organisation: null,
  });
  // Only one catalogue can search by licence.
  expect(slugs(data.licensed.formats)).toEqual(['dataportal-se']);
});
