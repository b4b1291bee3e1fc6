import { InformationRequest } from '../../entities/information-request.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { path, wordsPath } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { CursorError } from '../across/list-cursor.ts';
import type {
  InformationRequestOperations,
  RequestPage,
  RequestSearch,
} from '../kinds/information-requests.ts';
import { checkableAt, defineSource } from '../source.ts';
import { feed, oneRequest, type RequestDraft } from './decode.ts';
import { feedQuery } from './query.ts';
import { samples } from './sample.ts';

/** A feed is not read further than this. */
const LAST_PAGE = 20;
/** Pages that are read for one part of a list: the second tells whether a short first one was all. */
const PAGES_A_CALL = 2;

/** Handlingar.se: requests for public documents, made in public (Alaveteli). Open, no key. */
export const handlingar = defineSource({
  id: 'handlingar',
  kind: 'INFORMATION_REQUESTS',
  name: 'Handlingar.se',
  publisher: 'Öppna data-föreningen Civic Tech Sweden',
  homepage: 'https://handlingar.se',
  documentation: 'https://alaveteli.org/docs/developers/api/',
  // No licence of the content is stated: only title, status, dates, authority and link are shown.
  licence: 'not stated',
  attribution: 'Handlingar.se',
  country: 'SE',
  baseUrl: 'https://handlingar.se',
  // No limit is published. A search feed costs the site much, so this is gentle: one request in two seconds.
  budget: { limit: 30, windowSeconds: 60 },
  concurrency: 1,
  timeoutMs: seconds(8),
  maxBytes: 4 * 1024 * 1024,
  freshFor: hours(6),
  // A request that the site hides must go.
  usableFor: days(2),
  requests: { requests: PAGES_A_CALL },
  identifiers: ['handlingar'],
  personalKeys: ['user', 'user_name', 'snippet', 'name'],
  samples,
  open,
});

function open(upstream: Upstream): InformationRequestOperations {
  const feedPage = (search: RequestSearch, page: number, call: Call) => {
    const isOfBody = search.body !== undefined && search.text === undefined && search.anyOf === undefined;
    const query = feedQuery(search);
    const address = isOfBody
      ? path`feed/body/${search.body ?? ''}.json`
      : wordsPath`feed/search/${query ?? 'variety:sent'}.json`;
    return upstream.get(
      {
        operation: 'feed',
        path: address,
        query: { ...(isOfBody && { event_type: 'sent' }), ...(page > 1 && { page }) },
        decode: feed,
      },
      call,
    );
  };

  return {
    async requests(search, { from, limit }, call) {
      const isSearchable = search.body !== undefined || feedQuery(search) !== null;
      if (!/^[1-9]\d?\.\d{1,3}$/.test(from ?? '1.0')) {
        throw new CursorError('after is not a cursor of this list: give the endCursor of an earlier page.');
      }
      let [page = 1, offset = 0] = (from ?? '1.0').split('.').map(Number);
      const items: RequestPage['items'] = [];
      for (let read = 1; ; read++) {
        const { value: events, provenance } = await feedPage(search, page, call);
        const all = isSearchable ? shownOnce(events.map(({ item }) => item)) : [];
        // Only an empty page says that the list has ended.
        const isEnd = !isSearchable || events.length === 0 || page >= LAST_PAGE;
        const after = isEnd ? `${page}.${all.length}` : `${page + 1}.0`;
        const part = all.slice(offset, offset + limit - items.length);
        for (const [at, draft] of part.entries()) {
          const next = offset + at + 1 < all.length ? `${page}.${offset + at + 1}` : after;
          items.push({ request: toRequest(draft, provenance), next });
        }
        const goesOn = offset + part.length < all.length;
        if (goesOn || isEnd || items.length === limit || read === PAGES_A_CALL) {
          const end = goesOn ? `${page}.${offset + part.length}` : after;
          // Feeds do not count.
          return { items, end, isLast: isEnd && !goesOn, total: null, provenance };
        }
        page++;
        offset = 0;
      }
    },

    async request(id, call) {
      if (!/^[\w-]{1,200}$/.test(id)) return null;
      try {
        const found = await upstream.find(
          {
            operation: 'request',
            path: path`request/${id}.json`,
            decode: oneRequest,
            echo: { asked: [id], of: ({ requestId }) => [[requestId]] },
          },
          call,
        );
        return found?.value.isShown ? toRequest(found.value, found.provenance) : null;
      } catch (error) {
        // Hidden by the administrators.
        if (error instanceof SourceError && error.refusedWith === 403) return null;
        throw error;
      }
    },
  };
}

/** One request occurs in many events. */
function shownOnce(drafts: readonly RequestDraft[]): RequestDraft[] {
  const byId = new Map(drafts.map((draft) => [draft.requestId, draft]));
  return [...byId.values()].filter(({ isShown }) => isShown);
}

function toRequest(draft: RequestDraft, provenance: Provenance): InformationRequest {
  const { isShown: _, ...facts } = draft;
  const url = `https://handlingar.se/request/${facts.requestId}`;
  return entity(InformationRequest, { ...facts, url, provenance: checkableAt(url, provenance) });
}
