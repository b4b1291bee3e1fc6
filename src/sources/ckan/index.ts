import { Dataset } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { quoted } from '../formats/solr.ts';
import { type CatalogueOperations, noneOf } from '../kinds/catalogue.ts';
import { checkableAt, defineSource, type SourceDeclaration } from '../source.ts';
import { answersOf, type CkanDataset, FACETS, facetCounts } from './decode.ts';
import { type CkanPortal, portals } from './portals.ts';
import { filterQuery, textQuery } from './query.ts';
import { samplesOf } from './sample.ts';

/** Portals give at most 1000 a page; some need a minute for so many. */
const LARGEST_PAGE = 100;
/** Of each facet. */
const MOST_VALUES = 500;

/** Data portals that run CKAN: one client, a source a portal. Open, no key. */
export const ckan: readonly SourceDeclaration<'CATALOGUE'>[] = portals.map((portal) =>
  defineSource({
    ...portal,
    kind: 'CATALOGUE',
    documentation: 'https://docs.ckan.org/en/latest/api/',
    licence: 'stated with each dataset',
    attribution: portal.name,
    language: portal.language ?? undefined,
    // No portal publishes a limit; this one is a courtesy.
    budget: { limit: 120, windowSeconds: 60 },
    concurrency: 2,
    timeoutMs: seconds(8),
    maxBytes: 16 * 1024 * 1024,
    freshFor: hours(6),
    usableFor: days(30),
    identifiers: ['dataset-uri', ...(portal.organisationNumber ? ['organisation-number'] : [])],
    samples: samplesOf(portal),
    open: (upstream) => open(upstream, portal),
  }),
);

function open(upstream: Upstream, portal: CkanPortal): CatalogueOperations {
  const answers = answersOf(portal);
  const site = portal.baseUrl;

  return {
    // Themes, high-value categories and licences are free fields that each portal fills in its own way.
    searchesBy: new Set(['text', 'anyOf', 'format', 'modifiedAfter']),
    ...(portal.organisationNumber && { publisherNumber: portal.organisationNumber }),

    async searchDatasets(query, { offset, limit }, call) {
      const q = textQuery(query);
      const { value, provenance } = await upstream.get(
        {
          operation: 'package_search',
          path: 'api/3/action/package_search',
          query: {
            q: q ?? undefined,
            fq: filterQuery(query),
            rows: q === null ? 0 : Math.min(limit, LARGEST_PAGE),
            start: offset,
            sort:
              q === undefined || query.newestFirst ? 'metadata_modified desc, id asc' : 'score desc, id asc',
          },
          decode: answers.page,
        },
        call,
      );
      if (q === null) return { items: [], total: 0, provenance };
      const { count, results } = value.result;
      return { items: results.map((draft) => toDataset(draft, provenance)), total: count, provenance };
    },

    async countDatasets(query, call) {
      const q = textQuery(query);
      const { value, provenance } = await upstream.get(
        {
          operation: 'facets',
          path: 'api/3/action/package_search',
          query: {
            q: q ?? undefined,
            fq: filterQuery(query),
            rows: 0,
            'facet.field': JSON.stringify([...FACETS.keys()]),
            'facet.limit': MOST_VALUES,
          },
          decode: facetCounts,
        },
        call,
      );
      return q === null ? { ...noneOf(value.facets), provenance } : { ...value, provenance };
    },

    async datasetByUri(uri, call) {
      const id = idIn(uri, site);
      if (id !== null) {
        const found = await upstream.find(
          {
            operation: 'package_show',
            path: 'api/3/action/package_show',
            query: { id },
            decode: answers.one,
            echo: { asked: [id], of: ({ result }) => [namesOf(result)] },
          },
          call,
        );
        return found && toDataset(found.value.result, found.provenance);
      }
      // A dataset that names no URI of its own has one of this portal.
      if (encodeURIComponent(uri).length > 2000) return null;
      const { value, provenance } = await upstream.get(
        {
          operation: 'package_search',
          path: 'api/3/action/package_search',
          query: { q: quoted(uri), fq: filterQuery({}), rows: 10, start: 0 },
          decode: answers.page,
          echo: { asked: [uri], of: ({ result }) => result.results.map(({ uri: own }) => [own]) },
        },
        call,
      );
      const found = value.result.results.find((draft) => draft.uri === uri);
      return found ? toDataset(found, provenance) : null;
    },
  };
}

/** The id or name in the address of a dataset of this portal. */
function idIn(uri: string, site: string): string | null {
  const bare = (address: string) => address.replace(/^https?:\/\//i, '');
  const rest = bare(uri).startsWith(`${bare(site)}/dataset/`)
    ? bare(uri).slice(bare(site).length + '/dataset/'.length)
    : '';
  return /^[\w.-]{1,200}\/?$/.test(rest) ? rest.replace(/\/$/, '') : null;
}

const namesOf = ({ records }: CkanDataset): string[] =>
  records.flatMap(({ nativeId, catalogue }) => [nativeId, catalogue]);

function toDataset(draft: CkanDataset, provenance: Provenance): Dataset {
  return entity(Dataset, { ...draft, provenance: checkableAt(draft.records[0]?.url ?? null, provenance) });
}
