import { Dataset } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { type CatalogueOperations, noneOf } from '../kinds/catalogue.ts';
import { checkableAt, defineSource, type SourceDeclaration } from '../source.ts';
import { answersOf, facetCounts, type OpendatasoftDataset } from './decode.ts';
import { type OpendatasoftPortal, portals } from './portals.ts';
import { EXPORTS, whereClause } from './query.ts';
import { samplesOf } from './sample.ts';

/** A larger limit is refused. */
const LARGEST_PAGE = 100;
/** Pages beyond it are refused. */
const LAST_OFFSET = 9_900;

/** Data portals that run Opendatasoft: one client, a source a portal. Open, no key. */
export const opendatasoft: readonly SourceDeclaration<'CATALOGUE'>[] = portals.map((portal) =>
  defineSource({
    id: portal.id,
    kind: 'CATALOGUE',
    name: portal.name,
    publisher: portal.publisher,
    homepage: `https://${portal.domain}`,
    documentation: 'https://help.opendatasoft.com/apis/ods-explore-v2/',
    licence: 'stated with each dataset',
    attribution: portal.name,
    country: portal.country,
    language: portal.language,
    enabled: portal.enabled,
    baseUrl: `https://${portal.domain}`,
    // Portals report a quota a day, which the gateway keeps to; this one is a courtesy.
    budget: { limit: 120, windowSeconds: 60 },
    concurrency: 2,
    timeoutMs: seconds(8),
    maxBytes: 8 * 1024 * 1024,
    freshFor: hours(6),
    usableFor: days(30),
    identifiers: ['dataset-uri', ...(portal.organisationNumber ? ['organisation-number'] : [])],
    samples: samplesOf(portal),
    open: (upstream) => open(upstream, portal),
  }),
);

function open(upstream: Upstream, portal: OpendatasoftPortal): CatalogueOperations {
  const answers = answersOf(portal);

  return {
    // Themes and licences are free texts of each portal.
    searchesBy: new Set(['text', 'anyOf', 'modifiedAfter']),
    ...(portal.organisationNumber && { publisherNumber: portal.organisationNumber }),
    formats: new Set(EXPORTS.keys()),

    async searchDatasets(query, { offset, limit }, call) {
      const where = whereClause(query);
      const isBeyond = offset > LAST_OFFSET;
      const isEmpty = where === null || isBeyond;
      const { value, provenance } = await upstream.get(
        {
          operation: 'datasets',
          path: 'api/explore/v2.1/catalog/datasets',
          query: {
            where: where ?? undefined,
            limit: isEmpty ? 0 : Math.min(limit, LARGEST_PAGE),
            offset: isEmpty ? 0 : offset,
            order_by: (query.text || query.anyOf) && !query.newestFirst ? undefined : 'modified desc',
            lang: portal.lang,
          },
          decode: answers.page,
        },
        call,
      );
      if (where === null) return { items: [], total: 0, provenance };
      // Without a total the list ends here, though the portal counts more.
      if (isBeyond) return { items: [], total: null, provenance };
      const items = value.results.map((draft) => toDataset(draft, provenance));
      return { items, total: value.total_count, provenance };
    },

    async countDatasets(query, call) {
      const where = whereClause(query);
      const { value, provenance } = await upstream.get(
        {
          operation: 'facets',
          path: 'api/explore/v2.1/catalog/facets',
          query: { where: where ?? undefined },
          decode: facetCounts,
        },
        call,
      );
      const { facets } = value;
      return where === null ? { ...noneOf(facets), provenance } : { total: null, facets, provenance };
    },

    async datasetByUri(uri, call) {
      const id = idIn(uri, portal.domain);
      if (id === null) return null;
      const found = await upstream.find(
        {
          operation: 'dataset',
          path: path`api/explore/v2.1/catalog/datasets/${id}`,
          query: { lang: portal.lang },
          decode: answers.one,
          echo: { asked: [id], of: ({ records }) => [records.map(({ nativeId }) => nativeId)] },
        },
        call,
      );
      return found && toDataset(found.value, found.provenance);
    },
  };
}

/** The id in one of the addresses that the portal gives a dataset. */
function idIn(uri: string, domain: string): string | null {
  const address =
    /^https?:\/\/([^/]+)\/(?:api\/v2|api\/explore\/v2\.\d|explore)\/(?:catalog\/datasets|dataset)\/([^/?#]+)/i.exec(
      uri,
    );
  if (!address?.[2] || address[1]?.toLowerCase() !== domain) return null;
  try {
    const id = decodeURIComponent(address[2]);
    return /^\.*$/.test(id) ? null : id;
  } catch {
    return null;
  }
}

function toDataset(draft: OpendatasoftDataset, provenance: Provenance): Dataset {
  return entity(Dataset, { ...draft, provenance: checkableAt(draft.records[0]?.url ?? null, provenance) });
}
