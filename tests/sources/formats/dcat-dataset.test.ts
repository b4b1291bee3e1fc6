import { describe, expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { datasetOf, distributionsOf, publisherOf } from '../../../src/sources/formats/dcat-dataset.ts';
import { expand, type RdfGraph, type Term } from '../../../src/sources/formats/rdf-json.ts';

const uri = (value: string): Term => ({ type: 'uri', value });
const node = (value: string): Term => ({ type: 'bnode', value });
const text = (value: string, lang?: string): Term => ({ type: 'literal', value, ...(lang && { lang }) });
const authority = 'http://publications.europa.eu/resource/authority';

/** A Swedish catalogue: several publishers leave language tags out. */
const swedish: RdfGraph = {
  'https://example.se/profil': { [expand('dcterms:title')]: [text('En profil', 'sv')] },
  'https://example.se/d': {
    [expand('rdf:type')]: [uri('http://www.w3.org/ns/dcat#Dataset')],
    [expand('dcterms:title')]: [text('Exempel: lediga jobb'), text('Example: vacancies', 'en')],
    [expand('dcterms:description')]: [text('Exempel på en beskrivning.')],
    [expand('dcterms:publisher')]: [uri('https://dataportal.se/organisation/SE2021002114')],
    [expand('dcat:keyword')]: [text('arbete'), text('work', 'en')],
    [expand('dcat:theme')]: [uri(`${authority}/data-theme/SOCI`)],
    [expand('dcterms:license')]: [uri('https://creativecommons.org/publicdomain/zero/1.0/')],
    [expand('dcterms:temporal')]: [node('_:period')],
    [expand('dcat:distribution')]: [uri('https://example.se/d/fil'), uri('https://example.se/d/saknas')],
  },
  'https://dataportal.se/organisation/SE2021002114': {
    [expand('foaf:name')]: [text('Exempelmyndigheten')],
  },
  'https://example.se/d/fil': {
    [expand('dcterms:title')]: [text('Exempel: hela filen')],
    [expand('dcterms:format')]: [text('text/csv')],
  },
  '_:period': { [expand('schema:startDate')]: [text('2019')] },
};

/** A Norwegian catalogue: bokmål and nynorsk, with and without tags. */
const norwegian: RdfGraph = {
  'https://example.no/d': {
    [expand('rdf:type')]: [uri('http://www.w3.org/ns/dcat#Dataset')],
    [expand('dcterms:title')]: [text('Eksempel: ledige stillinger')],
    [expand('dcterms:description')]: [text('Eksempel på ei skildring.', 'nn')],
    [expand('dcterms:publisher')]: [text('Eksempeletaten')],
    [expand('dcterms:license')]: [uri(`${authority}/licence/CC_BY_4_0`)],
    [expand('dcterms:accrualPeriodicity')]: [uri(`${authority}/frequency/DAILY`)],
    [expand('dcterms:temporal')]: [node('_:period')],
    [expand('dcat:distribution')]: [uri('https://example.no/d/fil')],
  },
  'https://example.no/d/fil': {
    [expand('dcterms:title')]: [text('Eksempel: hele filen')],
    [expand('dcterms:format')]: [uri(`${authority}/file-type/JSON`)],
    [expand('dcat:mediaType')]: [text('application/json')],
  },
  '_:period': { [expand('dcat:startDate')]: [text('2020')], [expand('dcat:endDate')]: [text('2024')] },
};

describe('a dataset of a Swedish catalogue', () => {
  const options = { language: Language.SV };

  it('has its untagged texts in Swedish beside the tagged ones', () => {
    expect(datasetOf(swedish, 'https://example.se/d', options)).toMatchObject({
      uri: 'https://example.se/d',
      title: { sv: 'Exempel: lediga jobb', en: 'Example: vacancies' },
      description: { sv: 'Exempel på en beskrivning.' },
      keywords: [
        { text: 'arbete', language: null },
        { text: 'work', language: 'en' },
      ],
      themes: ['SOCI'],
      licences: ['CC0-1.0'],
      temporal: ['2019/'],
    });
  });

  it('has a publisher with an untagged name in Swedish', () => {
    const publisher = {
      uri: 'https://dataportal.se/organisation/SE2021002114',
      name: { sv: 'Exempelmyndigheten' },
      organisationNumber: '2021002114',
    };

    expect(datasetOf(swedish, 'https://example.se/d', options).publisher).toEqual(publisher);
    expect(publisherOf(swedish, publisher.uri, options)).toEqual(publisher);
  });

  it('has the distributions that the graph describes, with an untagged title in Swedish', () => {
    expect(distributionsOf(swedish, 'https://example.se/d', options)).toMatchObject([
      { title: { sv: 'Exempel: hela filen' }, format: 'text/csv', mediaType: 'text/csv' },
    ]);
  });
});

describe('a dataset of a Norwegian catalogue', () => {
  const options = { language: Language.NO };

  it('has its untagged texts and its texts in nynorsk in Norwegian', () => {
    expect(datasetOf(norwegian, 'https://example.no/d', options)).toMatchObject({
      title: { no: 'Eksempel: ledige stillinger' },
      description: { no: 'Eksempel på ei skildring.' },
      licences: ['CC-BY-4.0'],
      accrualPeriodicity: 'DAILY',
      temporal: ['2020/2024'],
    });
  });

  it('has no Swedish text', () => {
    const read = [
      datasetOf(norwegian, 'https://example.no/d', options),
      distributionsOf(norwegian, 'https://example.no/d', options),
    ];

    expect(JSON.stringify(read)).not.toContain('"sv"');
  });

  it('has a publisher that is only a name, in Norwegian', () => {
    expect(datasetOf(norwegian, 'https://example.no/d', options).publisher).toEqual({
      uri: null,
      name: { no: 'Eksempeletaten' },
      organisationNumber: null,
    });
  });

  it('has its distributions, with an untagged title in Norwegian', () => {
    expect(distributionsOf(norwegian, 'https://example.no/d', options)).toMatchObject([
      { title: { no: 'Eksempel: hele filen' }, format: 'JSON', mediaType: 'application/json' },
    ]);
  });

  it('takes a text in an unsupported language as Norwegian where it is the only one', () => {
    const graph: RdfGraph = { d: { [expand('dcterms:title')]: [text('Esempio', 'it')] } };

    expect(datasetOf(graph, 'd', options).title).toEqual({ no: 'Esempio' });
  });
});

describe('a graph', () => {
  it('that holds nothing about a subject gives a dataset without any property', () => {
    expect(datasetOf({}, 'd', { language: Language.SV })).toMatchObject({
      uri: 'd',
      title: {},
      publisher: null,
      keywords: [],
      licences: [],
    });
    expect(distributionsOf({}, 'd', { language: Language.SV })).toEqual([]);
  });
});
