import type { DataService, Dataset, Distribution, Publisher } from '../../entities/dataset.ts';
import type { Language } from '../../entities/language.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { termOrAddress, webAddress } from '../../text/web-address.ts';
import { boundingBoxOf } from './bounding-box.ts';
import {
  accessRight,
  fileTypeCode,
  frequencyCode,
  languageCode,
  licenceId,
  organisationNumberIn,
  themeCode,
} from './dcat.ts';
import { distinctKeywords } from './keywords.ts';
import { partialDateIn } from './partial-date.ts';
import { literals, localised, type RdfGraph, type RdfNode, terms, uris, values } from './rdf-json.ts';

/** What the metadata of a dataset states; the catalogue adds its records and the provenance. */
export type DatasetDraft = Omit<Dataset, 'id' | 'provenance' | 'records'>;

interface Options {
  /** The language of literals without a language tag. */
  language: Language;
}

/** Reads the dataset with the URI `subject` from a graph (DCAT-AP). */
export function datasetOf(graph: RdfGraph, subject: string, { language }: Options): DatasetDraft {
  const node = graph[subject];
  return {
    uri: subject,
    identifiers: [
      ...literals(node, 'dcterms:identifier'),
      ...terms(node, 'adms:identifier').flatMap(({ value }) => literals(graph[value], 'skos:notation')),
    ],
    title: localised(node, 'dcterms:title', language),
    description: localised(node, 'dcterms:description', language),
    publisher: publisherOfDataset(graph, node, { language }),
    keywords: distinctKeywords(
      terms(node, 'dcat:keyword')
        .filter(({ type }) => type === 'literal')
        .map(({ value, lang }) => ({
          text: value,
          language: lang ? (languageOfTag(lang) ?? lang) : language,
        })),
    ),
    themes: termsOf(uris(node, 'dcat:theme').map(themeCode)),
    hvdCategories: termsOf(uris(node, 'dcatap:hvdCategory')),
    accessRights: termsOf(uris(node, 'dcterms:accessRights').map(accessRight))[0] ?? null,
    issued: partialDate(node, 'dcterms:issued'),
    modified: partialDate(node, 'dcterms:modified'),
    accrualPeriodicity: termsOf(uris(node, 'dcterms:accrualPeriodicity').map(frequencyCode))[0] ?? null,
    landingPages: addresses(uris(node, 'dcat:landingPage')),
    licences: [...new Set(termsOf(values(node, 'dcterms:license').map(licenceId)))],
    licencesAsStated: termsOf(values(node, 'dcterms:license')),
    applicableLegislation: termsOf(uris(node, 'dcatap:applicableLegislation')),
    series: addresses(uris(node, 'dcat:inSeries')),
    alternativeTitle: localised(node, 'dcterms:alternative', language),
    languageCodes: [...new Set(values(node, 'dcterms:language').flatMap((one) => languageCode(one) ?? []))],
    standards: termsOf(values(node, 'dcterms:conformsTo')),
    version: versionOf(node),
    spatialBox:
      terms(node, 'dcterms:spatial')
        .flatMap(({ value }) => literals(graph[value], 'dcat:bbox'))
        .map(boundingBoxOf)
        .find((box) => box !== null) ?? null,
    derivedFrom: addresses(uris(node, 'dcterms:source')),
    formats: values(node, 'dcterms:format'),
    servedBy: addresses(uris(node, 'entryscape:servedByDataService')),
    spatial: termsOf(uris(node, 'dcterms:spatial')),
    temporal: terms(node, 'dcterms:temporal')
      .map(({ value }) => period(graph[value]))
      .filter((found) => found !== null),
  };
}

/** DCAT 3, DCAT-AP 1 and ADMS each have a property of their own. */
function versionOf(node: RdfNode | undefined): string | null {
  const [found] = [
    ...literals(node, 'dcat:version'),
    ...literals(node, 'owl:versionInfo'),
    ...literals(node, 'adms:version'),
  ];
  return found?.trim() || null;
}

/** Codes, words and URIs, without those that may not leave the gateway. */
export const termsOf = (found: readonly string[]): string[] =>
  found.flatMap((one) => termOrAddress(one) ?? []);
const addresses = (found: readonly string[]): string[] => found.flatMap((one) => webAddress(one) ?? []);

/** Most publishers are a URI, some only a name. */
function publisherOfDataset(
  graph: RdfGraph,
  node: RdfNode | undefined,
  { language }: Options,
): Publisher | null {
  const uri = uris(node, 'dcterms:publisher')[0];
  if (uri) return publisherOf(graph, uri, { language });
  const name = localised(node, 'dcterms:publisher', language);
  return Object.keys(name).length > 0 ? { uri: null, name, organisationNumber: null } : null;
}

/** Reads the organisation with the URI `subject` from a graph (foaf:Agent); the graph may hold nothing about it. */
export function publisherOf(graph: RdfGraph, subject: string, { language }: Options): Publisher {
  const name = localised(graph[subject], 'foaf:name', language);
  const identifiers = [subject, ...literals(graph[subject], 'dcterms:identifier')];
  const numbers = identifiers.map(organisationNumberIn).filter((number) => number !== null);
  return {
    uri: subject,
    name: Object.keys(name).length > 0 ? name : null,
    organisationNumber: numbers[0] ?? null,
  };
}

/** A year, a month, a day or an instant, with the precision that the publisher gives. */
function partialDate(node: RdfNode | undefined, name: Parameters<typeof literals>[1]): string | null {
  return (
    literals(node, name)
      .map(partialDateIn)
      .find((value) => value !== null) ?? null
  );
}

/** `2019/2024`. DCAT-AP 1 used properties of schema.org for its ends. */
function period(node: RdfNode | undefined): string | null {
  const start = partialDate(node, 'dcat:startDate') ?? partialDate(node, 'schema:startDate');
  const end = partialDate(node, 'dcat:endDate') ?? partialDate(node, 'schema:endDate');
  return start || end ? `${start ?? ''}/${end ?? ''}` : null;
}

/** The distributions of the dataset with the URI `subject`, in the publisher's order. */
export function distributionsOf(graph: RdfGraph, subject: string, options: Options): Distribution[] {
  const found: Distribution[] = [];
  for (const { value } of terms(graph[subject], 'dcat:distribution')) {
    const node = graph[value];
    if (node) found.push(toDistribution(node, options));
  }
  return found;
}

function toDistribution(node: RdfNode, { language }: Options): Distribution {
  const format = values(node, 'dcterms:format')[0] ?? null;
  const mediaType = values(node, 'dcat:mediaType')[0] ?? format;
  const size = Number(values(node, 'dcat:byteSize')[0] ?? Number.NaN);
  return {
    title: localised(node, 'dcterms:title', language),
    accessUrl: addresses(values(node, 'dcat:accessURL'))[0] ?? null,
    accessUrls: addresses(values(node, 'dcat:accessURL')),
    downloadUrl: addresses(values(node, 'dcat:downloadURL'))[0] ?? null,
    downloadUrls: addresses(values(node, 'dcat:downloadURL')),
    format: format === null ? null : termOrAddress(fileTypeCode(format)),
    // DCAT-AP-SE leaves dcat:mediaType out. dcterms:format is then a media type, a free text or a URI.
    mediaType: mediaType && /^[a-z]+\/[\w.+-]+$/i.test(mediaType) ? mediaType : null,
    licence: termsOf(values(node, 'dcterms:license').map(licenceId))[0] ?? null,
    byteSize: Number.isFinite(size) && size >= 0 ? size : null,
    conformsTo: termsOf(uris(node, 'dcterms:conformsTo'))[0] ?? null,
  };
}

/** Reads the data service with the URI `subject` from a graph (dcat:DataService); null without an endpoint. */
export function dataServiceOf(graph: RdfGraph, subject: string, { language }: Options): DataService | null {
  const node = graph[subject];
  const [endpointUrl] = addresses(values(node, 'dcat:endpointURL'));
  if (endpointUrl === undefined) return null;
  return {
    title: localised(node, 'dcterms:title', language),
    endpointUrl,
    endpointDescription: addresses(values(node, 'dcat:endpointDescription'))[0] ?? null,
    licence: termsOf(values(node, 'dcterms:license').map(licenceId))[0] ?? null,
  };
}
