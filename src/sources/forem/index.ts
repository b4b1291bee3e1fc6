import { JobAd } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { offsetAt } from '../across/list-cursor.ts';
import type { JobAdDraft } from '../jobtech/ad-draft.ts';
import type { JobOperations, JobSearch } from '../kinds/job-ads.ts';
import { checkableAt, defineSource } from '../source.ts';
import { records, storedRecords } from './decode.ts';
import { samples } from './sample.ts';

/** The API refuses a larger sum of offset and limit. */
const DEEPEST = 10_000;
const LARGEST_PAGE = 100;

/** Le Forem: job offers in Wallonia, and many in Brussels. Open, no key; disabled by default. */
export const forem = defineSource({
  id: 'forem',
  kind: 'JOBS',
  name: 'Le Forem',
  publisher: 'Le Forem',
  homepage: 'https://www.leforem.be/recherche-offres',
  documentation: 'https://leforem-digitalwallonia.opendatasoft.com/explore/dataset/offres-d-emploi-forem/',
  licence: 'CC-BY-SA-4.0',
  attribution: 'Le Forem, offres d’emploi',
  country: 'BE',
  // robots.txt of the host excludes the API though the data set is published for reuse, so each deployment decides.
  enabled: false,
  baseUrl: 'https://leforem-digitalwallonia.opendatasoft.com',
  // The portal has a daily quota but does not publish it; this limit is ours.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(3),
  identifiers: ['nuts'],
  samples,
  open,
});

function open(upstream: Upstream): JobOperations {
  const ask = (query: Record<string, string | number | undefined>, call: Call, nativeId?: string) =>
    upstream.get(
      {
        operation: 'records',
        path: 'api/explore/v2.1/catalog/datasets/offres-d-emploi-forem/records',
        query,
        decode: records,
        stored: storedRecords,
        idsIn: ({ results }) => results.map(({ item }) => item.nativeId),
        echo:
          nativeId === undefined
            ? null
            : { asked: [nativeId], of: ({ results }) => results.map(({ item }) => [item.nativeId]) },
      },
      call,
    );

  return {
    holds: 'CURRENT',
    countries: ['BE'],
    searchesBy: new Set(['text', 'anyOf', 'publishedAfter', 'employer', 'countries']),
    hasSwedishTexts: false,
    async searchAds(query, window, call) {
      const offset = offsetAt(window.from);
      const limit = Math.min(window.limit, LARGEST_PAGE);
      if (offset + limit > DEEPEST) {
        const detail = `gives no more than ${DEEPEST} ads of one search; narrow it`;
        throw new SourceError(upstream.id, 'SOURCE_BAD_RESPONSE', detail);
      }
      const { value, provenance } = await ask(
        {
          where: whereOf(query),
          // The number makes the order unique, so that no offer is repeated or skipped between pages.
          order_by: 'datedebutdiffusion desc, numerooffreforem desc',
          offset: offset || undefined,
          limit,
        },
        call,
      );
      const end = Math.min(offset + limit, value.total_count);
      const seen = new Set<string>();
      const items = value.results.flatMap(({ place, item: draft }, at) => {
        // The same offer may be listed twice.
        if (seen.has(draft.nativeId)) return [];
        seen.add(draft.nativeId);
        const isLastOfPage = at === value.results.length - 1;
        const next = String(isLastOfPage ? end : offset + place + 1);
        return [{ ad: toAd(draft, provenance), next, at: draft.publishedAt }];
      });
      // An empty page is the end, even where the total is higher.
      const isLast = end >= value.total_count || (value.results.length === 0 && limit > 0);
      return { items, isLast, total: value.total_count, provenance };
    },
    async ad(nativeId, call) {
      if (!/^[\w-]{1,40}$/.test(nativeId)) return null;
      const { value, provenance } = await ask(
        { where: `numerooffreforem = ${quoted(nativeId)}`, limit: 1 },
        call,
        nativeId,
      );
      const [found] = value.results;
      // A search that finds nothing is this API's way to say that an offer is gone.
      if (!found) await upstream.forget([nativeId]);
      return found ? toAd(found.item, provenance) : null;
    },
  };
}

/** A string literal in the portal's query language. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function whereOf({ text, anyOf, publishedAfter, employer }: JobSearch): string | undefined {
  const conditions: string[] = [];
  if (text !== undefined) conditions.push(`search(${quoted(text)})`);
  if (anyOf) conditions.push(`(${anyOf.map((phrase) => `search(${quoted(phrase)})`).join(' OR ')})`);
  // The API compares days only.
  if (publishedAfter) conditions.push(`datedebutdiffusion>=date'${publishedAfter.slice(0, 10)}'`);
  if (employer !== undefined) conditions.push(`search(nomemployeur, ${quoted(employer)})`);
  return conditions.length > 0 ? conditions.join(' AND ') : undefined;
}

function toAd(draft: JobAdDraft, provenance: Provenance): JobAd {
  return entity(JobAd, { ...draft, provenance: checkableAt(draft.webpageUrl, provenance) });
}
