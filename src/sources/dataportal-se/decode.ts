import { z } from 'zod';
import type { CatalogueRecord, Dataset, Distribution, Publisher } from '../../entities/dataset.ts';
import { listOf, orNull } from '../../upstream/decode.ts';
import {
  accessRight,
  fileTypeCode,
  frequencyCode,
  licenceId,
  organisationNumberIn,
  themeCode,
} from '../formats/dcat.ts';
import {
  languageOf,
  literals,
  localised,
  type RdfGraph,
  type RdfNode,
  rdfGraph,
  terms,
  uris,
  values,
} from '../formats/rdf-json.ts';

/** A dataset before it is known in which state it came. */
export type DatasetDraft = Omit<Dataset, 'id' | 'provenance'>;

const DATASET = 'http://www.w3.org/ns/dcat#Dataset';

/** Ids are strings; a number is let through. */
const idPart = z
  .union([z.string(), z.number().int().transform(String)])
  .pipe(z.string().regex(/^[\w-]{1,64}$/));

const entry = z
  .object({
    contextId: idPart,
    entryId: idPart,
    info: rdfGraph,
    metadata: rdfGraph.optional(),
    // Some entries are harvested and keep their metadata here.
    'cached-external-metadata': rdfGraph.optional(),
  })
  .transform((child, context) => {
    const resource = resourceOf(child.info);
    if (resource) {
      const graph = { ...child['cached-external-metadata'], ...child.metadata };
      return { contextId: child.contextId, entryId: child.entryId, info: child.info, graph, resource };
    }
    context.addIssue({ code: 'custom', message: 'says not what it is about', path: ['info'] });
    return z.NEVER;
  });
type Entry = z.infer<typeof entry>;

function searchOf<T extends z.ZodType>(child: T) {
  return z
    .object({
      results: orNull(z.number().int().nonnegative()),
      // Shorter than the limit also before the last page, where access rights hide entries.
      resource: z.object({ children: listOf(child).default([]) }),
    })
    .transform(({ results, resource }) => ({ total: results, items: resource.children }));
}

/** A page of datasets. */
export const datasetPage = searchOf(entry.transform(toDataset));

/** A page of organisations. */
export const publisherPage = searchOf(entry.transform(({ graph, resource }) => toPublisher(resource, graph)));

/** The administrative information of an entry: the URI of what it is about. */
export const entryInfo = rdfGraph.transform((info) => resourceOf(info));

/** Never "the first subject with a title": the graph holds other titled nodes. The entry's info says which it is. */
function resourceOf(info: RdfGraph): string | null {
  for (const node of Object.values(info)) {
    const resource = uris(node, 'entrystore:resource')[0];
    if (resource) return resource;
  }
  return null;
}

function toDataset({ contextId, entryId, info, graph, resource }: Entry): DatasetDraft {
  const node = graph[resource];
  const localId = `${contextId}_${entryId}`;
  return {
    uri: resource,
    identifiers: [
      ...literals(node, 'dcterms:identifier'),
      ...terms(node, 'adms:identifier').flatMap(({ value }) => literals(graph[value], 'skos:notation')),
    ],
    title: localised(node, 'dcterms:title'),
    description: localised(node, 'dcterms:description'),
    publisher: publisherOf(node, graph),
    keywords: terms(node, 'dcat:keyword')
      .filter(({ type, value }) => type === 'literal' && value.trim() !== '')
      .map(({ value, lang }) => ({ text: value.trim(), language: languageOf(lang) ?? lang ?? null })),
    themes: uris(node, 'dcat:theme').map(themeCode),
    hvdCategories: uris(node, 'dcatap:hvdCategory'),
    accessRights: uris(node, 'dcterms:accessRights').map(accessRight)[0] ?? null,
    issued: partialDate(node, 'dcterms:issued'),
    modified: partialDate(node, 'dcterms:modified'),
    accrualPeriodicity: uris(node, 'dcterms:accrualPeriodicity').map(frequencyCode)[0] ?? null,
    landingPages: uris(node, 'dcat:landingPage'),
    licences: [...new Set(values(node, 'dcterms:license').map(licenceId))],
    spatial: uris(node, 'dcterms:spatial'),
    temporal: terms(node, 'dcterms:temporal')
      .map(({ value }) => period(graph[value]))
      .filter((found) => found !== null),
    records: [recordOf(localId, info)],
  };
}

function recordOf(localId: string, info: RdfGraph): CatalogueRecord {
  const about = Object.values(info).find((node) => uris(node, 'entrystore:resource').length > 0);
  return {
    sourceId: 'dataportal-se',
    nativeId: localId,
    catalogue: localId,
    url: portalPage(localId),
    issued: instant(literals(about, 'dcterms:created')[0]),
    modified: instant(literals(about, 'dcterms:modified')[0]),
  };
}

/** The page for people about a dataset. */
function portalPage(localId: string): string {
  return `https://www.dataportal.se/datasets/${localId}`;
}

/** Mostly a URI, sometimes only a name. */
function publisherOf(node: RdfNode | undefined, graph: RdfGraph): Publisher | null {
  const uri = uris(node, 'dcterms:publisher')[0];
  if (uri) return toPublisher(uri, graph);
  const name = localised(node, 'dcterms:publisher');
  return Object.keys(name).length > 0 ? { uri: null, name, organisationNumber: null } : null;
}

function toPublisher(uri: string, graph: RdfGraph): Publisher {
  const name = localised(graph[uri], 'foaf:name');
  const identifiers = [uri, ...literals(graph[uri], 'dcterms:identifier')];
  const numbers = identifiers.map(organisationNumberIn).filter((number) => number !== null);
  return { uri, name: Object.keys(name).length > 0 ? name : null, organisationNumber: numbers[0] ?? null };
}

/** A year, a month, a day or an instant, as the publisher says it. */
function partialDate(node: RdfNode | undefined, name: 'dcterms:issued' | 'dcterms:modified'): string | null {
  return literals(node, name).find((value) => /^\d{4}(-\d{2}(-\d{2}(T\S+)?)?)?$/.test(value)) ?? null;
}

function instant(value: string | undefined): Date | null {
  const date = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(date) ? null : new Date(date);
}

/** `2019/2024`; the new names of its ends or the old ones. */
function period(node: RdfNode | undefined): string | null {
  const start = literals(node, 'dcat:startDate')[0] ?? literals(node, 'schema:startDate')[0];
  const end = literals(node, 'dcat:endDate')[0] ?? literals(node, 'schema:endDate')[0];
  return start || end ? `${start ?? ''}/${end ?? ''}` : null;
}

/** One merged graph of a dataset and what is around it; it may run over into sibling datasets. */
export const datasetGraph = rdfGraph.transform((graph) => ({
  graph,
  datasets: Object.keys(graph).filter((subject) => uris(graph[subject], 'rdf:type').includes(DATASET)),
}));

/** The distributions of one dataset of a graph, in the publisher's order. */
export function distributionsOf(graph: RdfGraph, dataset: string): Distribution[] {
  const found: Distribution[] = [];
  for (const { value } of terms(graph[dataset], 'dcat:distribution')) {
    const node = graph[value];
    if (node) found.push(toDistribution(node));
  }
  return found;
}

function toDistribution(node: RdfNode): Distribution {
  const format = values(node, 'dcterms:format')[0] ?? null;
  const mediaType = values(node, 'dcat:mediaType')[0] ?? format;
  const size = Number(values(node, 'dcat:byteSize')[0] ?? Number.NaN);
  return {
    title: localised(node, 'dcterms:title'),
    accessUrl: values(node, 'dcat:accessURL')[0] ?? null,
    downloadUrl: values(node, 'dcat:downloadURL')[0] ?? null,
    format: format === null ? null : fileTypeCode(format),
    // Sweden leaves dcat:mediaType out; the format is mostly a media type, but also free text or a URI.
    mediaType: mediaType && /^[a-z]+\/[\w.+-]+$/i.test(mediaType) ? mediaType : null,
    licence: values(node, 'dcterms:license').map(licenceId)[0] ?? null,
    byteSize: Number.isFinite(size) && size >= 0 ? size : null,
    conformsTo: uris(node, 'dcterms:conformsTo')[0] ?? null,
  };
}
