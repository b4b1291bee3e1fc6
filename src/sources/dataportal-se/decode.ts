import { z } from 'zod';
import type { CatalogueRecord } from '../../entities/dataset.ts';
import { Language } from '../../entities/language.ts';
import { isPlainUri } from '../../text/web-address.ts';
import { listOf, readable } from '../../upstream/decode.ts';
import { dataServiceOf, datasetOf, publisherOf } from '../formats/dcat-dataset.ts';
import { optionalCount, requiredText } from '../formats/fields.ts';
import { instantInUtc } from '../formats/partial-date.ts';
import { expand, literals, type RdfGraph, rdfGraph, uris } from '../formats/rdf-json.ts';

/** The portal's own language; its texts without a language tag are read as Swedish. */
export const language = Language.SV;

/** EntryStore writes ids as strings; a number is accepted too. */
const idPart = z
  .union([z.string(), z.number().int().transform(String)])
  .pipe(z.string().regex(/^[\w-]{1,64}$/));

const entry = z
  .object({
    contextId: idPart,
    entryId: idPart,
    info: rdfGraph,
    metadata: rdfGraph.optional(),
    // Some harvested entries have their metadata here.
    'cached-external-metadata': rdfGraph.optional(),
  })
  .transform((child, context) => {
    const resource = resourceOf(child.info);
    if (resource) {
      const graph = { ...child['cached-external-metadata'], ...child.metadata };
      return { nativeId: `${child.contextId}_${child.entryId}`, info: child.info, graph, resource };
    }
    context.addIssue({ code: 'custom', message: 'has no entrystore:resource', path: ['info'] });
    return z.NEVER;
  });

/** The total. With status 200, -1 says that the index has failed. */
const results = z
  .unknown()
  .optional()
  .refine((count) => count !== -1, 'is -1: the index of the portal has failed')
  .pipe(optionalCount);

function searchOf<T extends z.ZodType>(child: T) {
  return z
    .object({
      results,
      // May be shorter than the limit before the last page too, where access rights hide entries.
      resource: z.object({ children: listOf(child).default([]) }),
    })
    .transform(({ results: total, resource }) => ({ total, items: resource.children }));
}

/** A page of datasets. */
export const datasetPage = searchOf(
  entry.transform(({ nativeId, info, graph, resource }) => ({
    nativeId,
    ...datasetOf(graph, resource, { language }),
    // Clients open the URI as an address; one that no client should open is replaced by that of the record.
    uri: isPlainUri(resource) ? resource : portalPage(nativeId),
    records: [recordOf(nativeId, resource, info)],
  })),
);
/** A dataset with its record in the portal, before its provenance is known. */
export type PortalDataset = z.output<typeof datasetPage>['items'][number];

/** The counts of a search. The page beside them is not read. */
export const facetPage = z.object({
  results,
  facetFields: listOf(
    z.object({
      name: z.string(),
      values: readable(z.object({ name: requiredText, count: z.number().int().nonnegative() })),
    }),
  ),
});

/** A page of organisations. */
export const publisherPage = searchOf(
  entry.transform(({ graph, resource }) => publisherOf(graph, resource, { language })),
);

/** A page of data services, each with its URI. */
export const servicePage = searchOf(
  entry.transform(({ graph, resource }) => ({
    uri: resource,
    service: dataServiceOf(graph, resource, { language }),
  })),
);

/** A page of checks of links, each with the context that it is of. */
export const linkReportPage = searchOf(
  z.object({ contextId: idPart, metadata: rdfGraph }).transform(({ contextId, metadata }, context) => {
    const node = Object.values(metadata).find((one) =>
      uris(one, 'rdf:type').includes(expand('entryscape:LinkCheckReport')),
    );
    if (!node) {
      context.addIssue({ code: 'custom', message: 'is no report', path: ['metadata'] });
      return z.NEVER;
    }
    const count = (name: 'linkChecks' | 'failedLinkChecks' | 'excludedLinkChecks') =>
      countIn(literals(node, `entryscape:${name}`)[0]);
    return {
      contextId,
      checkedAt: instantInUtc(literals(node, 'dcterms:created')[0]),
      links: count('linkChecks'),
      unanswered: count('failedLinkChecks'),
      leftOut: count('excludedLinkChecks'),
    };
  }),
);

const countIn = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

/** Not "the first subject with a title": the metadata holds other titled nodes. `info` names the right subject. */
function resourceOf(info: RdfGraph): string | null {
  for (const node of Object.values(info)) {
    const resource = uris(node, 'entrystore:resource')[0];
    if (resource) return resource;
  }
  return null;
}

function recordOf(nativeId: string, datasetUri: string, info: RdfGraph): CatalogueRecord {
  const about = Object.values(info).find((node) => uris(node, 'entrystore:resource').length > 0);
  return {
    sourceId: 'dataportal-se',
    nativeId,
    datasetUri,
    catalogue: nativeId,
    url: portalPage(nativeId),
    issued: instantInUtc(literals(about, 'dcterms:created')[0]),
    modified: instantInUtc(literals(about, 'dcterms:modified')[0]),
  };
}

/** The web page about a dataset. */
function portalPage(nativeId: string): string {
  return `https://www.dataportal.se/datasets/${nativeId}`;
}
