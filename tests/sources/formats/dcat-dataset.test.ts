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
        { text: 'arbete', language: 'sv' },
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

describe('texts of a dataset', () => {
  const read = (property: string, ...values: Term[]) =>
    datasetOf({ d: { [property]: values } }, 'd', { language: Language.SV });

  it('are free of markup, and keep what only looks like it', () => {
    expect(read(expand('dcterms:title'), text('<b>Löner</b> &amp; villkor', 'sv')).title).toEqual({
      sv: 'Löner & villkor',
    });
    expect(
      read(expand('dcterms:description'), text('<p>Ett.</p><p onclick="x">Två.</p><script>y</script>'))
        .description.sv,
    ).toMatch(/^Ett\.\n+Två\.$/);
    expect(read(expand('dcterms:title'), text('Andel < 25 år, lön > 0', 'sv')).title).toEqual({
      sv: 'Andel < 25 år, lön > 0',
    });
  });

  it('that are markup alone are no texts', () => {
    expect(read(expand('dcterms:title'), text('<br>', 'sv'), text('Titel', 'en')).title).toEqual({
      en: 'Titel',
    });
  });

  it('are read in forty languages, each as one', () => {
    const tags = Array.from({ length: 40 }, (_, at) => `q${String.fromCharCode(97 + (at % 26))}-${at}`);
    const titles = [...tags.map((tag) => text(`Titel ${tag}`, tag)), text('Titel', 'sv')];

    expect(read(expand('dcterms:title'), ...titles).title).toEqual({ sv: 'Titel' });
  });

  it('have keywords that differ in case alone once, with the language of the catalogue where none is given', () => {
    const keywords = [text('Arbete'), text('arbete', 'sv'), text('ARBETE', 'en'), text(' arbete ')];

    expect(read(expand('dcat:keyword'), ...keywords).keywords).toEqual([
      { text: 'Arbete', language: 'sv' },
      { text: 'ARBETE', language: 'en' },
    ]);
  });

  it('have a licence in prose kept as it stands, beside the canonical form of a known one', () => {
    const dataset = read(
      expand('dcterms:license'),
      text('Får användas fritt om källan anges'),
      uri('https://creativecommons.org/licenses/by/4.0/deed.sv'),
    );

    expect(dataset).toMatchObject({
      licences: ['Får användas fritt om källan anges', 'CC-BY-4.0'],
      licencesAsStated: [
        'Får användas fritt om källan anges',
        'https://creativecommons.org/licenses/by/4.0/deed.sv',
      ],
    });
  });
});

describe('a distribution', () => {
  it('has every address that the publisher gives', () => {
    const graph: RdfGraph = {
      d: { [expand('dcat:distribution')]: [uri('f')] },
      f: {
        [expand('dcat:accessURL')]: [uri('https://example.org/a'), uri('https://example.org/b')],
        [expand('dcat:downloadURL')]: [uri('https://example.org/c')],
      },
    };

    expect(distributionsOf(graph, 'd', { language: Language.SV })).toMatchObject([
      {
        accessUrl: 'https://example.org/a',
        accessUrls: ['https://example.org/a', 'https://example.org/b'],
        downloadUrls: ['https://example.org/c'],
      },
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
    const graph: RdfGraph = { d: { [expand('dcterms:title')]: [text('Esimerkki', 'fi')] } };

    expect(datasetOf(graph, 'd', options).title).toEqual({ no: 'Esimerkki' });
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
