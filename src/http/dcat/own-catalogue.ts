import { DataFactory, type Quad, type Quad_Object } from 'n3';
import type { Content } from '../../content/snapshot.ts';
import { authorityUri } from '../../sources/formats/dcat.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { SavedQuery } from '../saved-queries/query.ts';
import { type OwnDataset, ownDatasets } from './own-datasets.ts';

const { namedNode, literal, quad } = DataFactory;

/** The prefixes of the catalogue's vocabularies. */
export const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** A rule of DCAT-AP-SE for the metadata of a catalogue. */
const CC0 = 'http://creativecommons.org/publicdomain/zero/1.0/';
const NON_PROFIT = 'http://purl.org/adms/publishertype/NonProfitOrganisation';
const LANGUAGES: Readonly<Record<string, string>> = { sv: 'SWE', en: 'ENG', no: 'NOR', et: 'EST' };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The association's own content and saved queries as a catalogue after DCAT-AP-SE. `base` is the address of the
 * gateway: every URI is one of its addresses, so that it resolves.
 */
export function ownCatalogue(content: Content, saved: readonly SavedQuery[], base: string): Quad[] {
  const root = base.replace(/\/+$/, '');
  const uriOf = (id: string) => `${root}/dcat.ttl#${id}`;
  const publisher = uriOf('publisher');
  const datasets = ownDatasets(content, saved);
  return [
    ...about(uriOf('catalogue'), {
      'rdf:type': [term('dcat:Catalog')],
      'dcterms:title': texts({ sv: 'Swedish JobTechs öppna data', en: 'Open data of Swedish JobTech' }),
      'dcterms:description': texts({
        sv: 'Föreningens eget innehåll och sparade frågor om data, AI och arbetsmarknad.',
        en: 'The association’s own content and saved queries on data, AI and the labour market.',
      }),
      'dcterms:publisher': [namedNode(publisher)],
      'dcterms:license': [namedNode(CC0)],
      'dcterms:language': languages(['sv', 'en']),
      'foaf:homepage': [namedNode('https://www.swedishjobtech.se')],
      'dcat:dataset': datasets.map(({ id }) => namedNode(uriOf(id))),
    }),
    ...about(publisher, {
      'rdf:type': [term('foaf:Agent')],
      'foaf:name': [literal('Swedish JobTech')],
      'dcterms:type': [namedNode(NON_PROFIT)],
      'foaf:homepage': [namedNode('https://www.swedishjobtech.se')],
    }),
    ...datasets.flatMap((dataset) => datasetQuads(dataset, { root, uriOf, publisher })),
  ];
}

interface Addresses {
  root: string;
  uriOf(id: string): string;
  publisher: string;
}

function datasetQuads(dataset: OwnDataset, { root, uriOf, publisher }: Addresses): Quad[] {
  const { id, title, description, themes, keywords, modified, files } = dataset;
  const distributions = files.map((file) => ({ ...file, uri: uriOf(`${id}-${file.name}`) }));
  return [
    ...about(uriOf(id), {
      'rdf:type': [term('dcat:Dataset')],
      'dcterms:title': texts(title),
      'dcterms:description': texts(description),
      'dcterms:publisher': [namedNode(publisher)],
      'dcterms:identifier': [literal(uriOf(id))],
      'dcterms:language': languages(Object.keys(title)),
      'dcterms:accessRights': [
        namedNode('http://publications.europa.eu/resource/authority/access-right/PUBLIC'),
      ],
      'dcat:theme': themes.map((theme) => namedNode(authorityUri('data-theme', theme))),
      'dcat:keyword': Object.entries(keywords).flatMap(([lang, words]) =>
        words.map((word) => literal(word, lang)),
      ),
      'dcterms:modified':
        modified && DAY.test(modified) ? [literal(modified, namedNode(`${prefixes.xsd}date`))] : [],
      'dcat:distribution': distributions.map(({ uri }) => namedNode(uri)),
    }),
    ...distributions.flatMap(({ uri, name, path, mediaType }) =>
      about(uri, {
        'rdf:type': [term('dcat:Distribution')],
        'dcterms:title': texts({ sv: name.toUpperCase(), en: name.toUpperCase() }),
        'dcterms:description': texts({
          sv: 'Uppgifterna som de är nu, ur gränssnittet i GraphQL.',
          en: 'The data as it is now, from the GraphQL interface.',
        }),
        'dcat:accessURL': [namedNode(`${root}${path}`)],
        'dcterms:format': [literal(mediaType)],
      }),
    ),
  ];
}

type Name = `${keyof typeof prefixes}:${string}`;

const term = (name: Name) => {
  const [prefix, local] = name.split(':') as [keyof typeof prefixes, string];
  return namedNode(`${prefixes[prefix]}${local}`);
};
const texts = (byLanguage: Readonly<Record<string, string>>) =>
  Object.entries(byLanguage).map(([lang, text]) => literal(text, lang));
const languages = (tags: readonly string[]) =>
  tags.flatMap((tag) =>
    entryOf(LANGUAGES, tag)
      ? [namedNode(`http://publications.europa.eu/resource/authority/language/${entryOf(LANGUAGES, tag)}`)]
      : [],
  );

function about(subject: string, facts: Partial<Record<Name, readonly Quad_Object[]>>): Quad[] {
  const node = namedNode(subject);
  return Object.entries(facts).flatMap(([name, values = []]) =>
    values.map((value) => quad(node, term(name as Name), value)),
  );
}
