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
import { theOnly } from './the-only.ts';

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
    accessRights: theOnly(termsOf(uris(node, 'dcterms:accessRights').map(accessRight))),
    issued: earliest(node, 'dcterms:issued'),
    modified: latest(node, 'dcterms:modified'),
    accrualPeriodicity: theOnly(termsOf(uris(node, 'dcterms:accrualPeriodicity').map(frequencyCode))),
    landingPages: addresses(uris(node, 'dcat:landingPage')),
    licences: [...new Set(termsOf(values(node, 'dcterms:license').map(licenceId)))],
    licencesAsStated: termsOf(values(node, 'dcterms:license')),
    applicableLegislation: termsOf(uris(node, 'dcatap:applicableLegislation')),
    series: addresses(uris(node, 'dcat:inSeries')),
    alternativeTitle: localised(node, 'dcterms:alternative', language),
    languageCodes: [...new Set(values(node, 'dcterms:language').flatMap((one) => languageCode(one) ?? []))],
    standards: termsOf(values(node, 'dcterms:conformsTo')),
    version: versionOf(node),
    spatialBox: theOnly(
      terms(node, 'dcterms:spatial')
        .flatMap(({ value }) => literals(graph[value], 'dcat:bbox'))
        .map(boundingBoxOf)
        .filter((box) => box !== null),
    ),
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
  return (
    theOnly(literals(node, 'dcat:version')) ??
    theOnly(literals(node, 'owl:versionInfo')) ??
    theOnly(literals(node, 'adms:version'))
  );
}

/** Codes, words and URIs, without those that may not leave the gateway. */
export const termsOf = (found: readonly string[]): string[] => kept(found, termOrAddress);
const addresses = (found: readonly string[]): string[] => kept(found, webAddress);

function kept(found: readonly string[], read: (one: string) => string | null): string[] {
  const [only] = found;
  if (only === undefined) return [];
  if (found.length > 1) return found.flatMap((one) => read(one) ?? []);
  const value = read(only);
  return value === null ? [] : [value];
}

/** Most publishers are a URI, some only a name. */
function publisherOfDataset(
  graph: RdfGraph,
  node: RdfNode | undefined,
  { language }: Options,
): Publisher | null {
  const named = uris(node, 'dcterms:publisher').map((uri) => publisherOf(graph, uri, { language }));
  const described = named.filter(
    ({ name, organisationNumber }) => name !== null || organisationNumber !== null,
  );
  const publisher = theOnly(described) ?? theOnly(named);
  if (publisher || named.length > 0) return publisher;
  const name = localised(node, 'dcterms:publisher', language);
  return Object.keys(name).length > 0 ? { uri: null, name, organisationNumber: null } : null;
}

/** Reads the organisation with the URI `subject` from a graph (foaf:Agent); the graph may hold nothing about it. */
export function publisherOf(graph: RdfGraph, subject: string, { language }: Options): Publisher {
  const name = localised(graph[subject], 'foaf:name', language);
  const numbers = literals(graph[subject], 'dcterms:identifier').flatMap(
    (one) => organisationNumberIn(one) ?? [],
  );
  return {
    uri: subject,
    name: Object.keys(name).length > 0 ? name : null,
    organisationNumber: organisationNumberIn(subject) ?? theOnly(numbers),
  };
}

type Property = Parameters<typeof literals>[1];

/** Years, months, days or instants, with the precision that the publisher gives, the earliest first. */
const partialDates = (node: RdfNode | undefined, name: Property): string[] =>
  literals(node, name)
    .flatMap((one) => partialDateIn(one) ?? [])
    .sort();

/** Of several days of beginning the earliest counts, and of several days of change or end the latest. */
const earliest = (node: RdfNode | undefined, name: Property): string | null =>
  partialDates(node, name)[0] ?? null;
const latest = (node: RdfNode | undefined, name: Property): string | null =>
  partialDates(node, name).at(-1) ?? null;

/** `2019/2024`. DCAT-AP 1 used properties of schema.org for its ends. */
function period(node: RdfNode | undefined): string | null {
  const start = earliest(node, 'dcat:startDate') ?? earliest(node, 'schema:startDate');
  const end = latest(node, 'dcat:endDate') ?? latest(node, 'schema:endDate');
  return start || end ? `${start ?? ''}/${end ?? ''}` : null;
}

/**
 * The distributions of the dataset with the URI `subject`, in the publisher's order. Null where it names some and the
 * graph describes none of them.
 */
export function distributionsOf(graph: RdfGraph, subject: string, options: Options): Distribution[] | null {
  const named = terms(graph[subject], 'dcat:distribution');
  const found = named.flatMap(({ value }) => {
    const node = graph[value];
    return node ? [toDistribution(node, options)] : [];
  });
  return found.length > 0 || named.length === 0 ? found : null;
}

function toDistribution(node: RdfNode, { language }: Options): Distribution {
  // A URI is of a vocabulary, and a literal is free text.
  const format = theOnly(uris(node, 'dcterms:format')) ?? theOnly(values(node, 'dcterms:format'));
  const mediaType = theOnly(values(node, 'dcat:mediaType')) ?? format;
  const size = Number(theOnly(values(node, 'dcat:byteSize')) ?? Number.NaN);
  return {
    title: localised(node, 'dcterms:title', language),
    accessUrl: addresses(values(node, 'dcat:accessURL'))[0] ?? null,
    accessUrls: addresses(values(node, 'dcat:accessURL')),
    downloadUrl: addresses(values(node, 'dcat:downloadURL'))[0] ?? null,
    downloadUrls: addresses(values(node, 'dcat:downloadURL')),
    format: format === null ? null : termOrAddress(fileTypeCode(format)),
    // DCAT-AP-SE leaves dcat:mediaType out. dcterms:format is then a media type, a free text or a URI.
    mediaType: mediaType && /^[a-z]+\/[\w.+-]+$/i.test(mediaType) ? mediaType : null,
    licence: theOnly(termsOf(values(node, 'dcterms:license').map(licenceId))),
    byteSize: Number.isFinite(size) && size >= 0 ? size : null,
    conformsTo: theOnly(termsOf(uris(node, 'dcterms:conformsTo'))),
  };
}

/** Reads the data service with the URI `subject` from a graph (dcat:DataService); null without an endpoint. */
export function dataServiceOf(graph: RdfGraph, subject: string, { language }: Options): DataService | null {
  const node = graph[subject];
  // The shortest of several is the root of the others.
  const [endpointUrl] = addresses(values(node, 'dcat:endpointURL')).sort(
    (one, other) => one.length - other.length || one.localeCompare(other),
  );
  if (endpointUrl === undefined) return null;
  return {
    title: localised(node, 'dcterms:title', language),
    endpointUrl,
    endpointDescription: theOnly(addresses(values(node, 'dcat:endpointDescription'))),
    licence: theOnly(termsOf(values(node, 'dcterms:license').map(licenceId))),
  };
}
