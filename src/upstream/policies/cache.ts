import { DataState } from '../../entities/provenance.ts';
import { gaveUp, SourceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type {
  Ask,
  CachedAnswer,
  Refresh,
  RequestContext,
  SourceAnswer,
  UpstreamRequest,
} from '../request.ts';
import type { CacheStore } from '../stores/cache-store.ts';
import { type Clock, seconds } from '../time.ts';

interface CacheSettings {
  cacheStore: CacheStore;
  clock: Clock;
  logger: Logger;
  /** Milliseconds a refresh may take, whoever asked. */
  timeoutMs: number;
  /** Aborted when the process closes. */
  closing: AbortSignal;
}

/** So long a client waits for news when an older answer lies ready. */
const PATIENCE = seconds(1);
/** After a failed refresh the old answer is given at once, and for so long nobody asks again. */
const QUIET = seconds(1);
const MAX_FAILING = 10_000;

/**
 * Two deadlines. Until the first an answer is fresh and given as it is. Until the second it is usable: the source
 * is asked, and the old answer stands in when the source fails or takes too long.
 */
export function answerCache(settings: CacheSettings): (next: Refresh) => Ask {
  const { cacheStore, clock, logger, timeoutMs, closing } = settings;
  /** Requests whose last refresh failed, and until when nobody tries again. */
  const failing = new Map<string, number>();

  return (next) => {
    const refresh = async (
      request: UpstreamRequest,
      cached: CachedAnswer | null,
      context: RequestContext,
    ): Promise<CachedAnswer> => {
      const kept = await next(withValidators(request, cached), context);
      failing.delete(request.key);
      return kept;
    };
    const noteFailure = (request: UpstreamRequest) => {
      if (failing.size >= MAX_FAILING) failing.clear();
      failing.set(request.key, clock.now() + QUIET);
    };

    return async (request, context) => {
      if (!request.keep) return good(await next(request, context), DataState.LIVE);
      const cached = await cacheStore.get(request);
      if (context.signal.aborted) throw gaveUp(request.sourceId);
      const now = clock.now();
      if (cached && now < cached.freshUntil) return good(cached, DataState.CACHED);
      if (!cached?.found) return good(await refresh(request, cached, context), DataState.LIVE);

      const quietUntil = failing.get(request.key);
      if (quietUntil !== undefined && now < quietUntil) return good(cached, DataState.STALE);

      // The refresh outlives the client's patience, so it has a deadline of its own.
      const inBackground = quietUntil !== undefined;
      const own: RequestContext = {
        signal: closing,
        deadline: now + timeoutMs,
        background: inBackground,
        line: context.line,
      };
      const news = refresh(request, cached, own).then(
        (kept) => good(kept, DataState.LIVE),
        (error: unknown) => {
          noteFailure(request);
          logger.debug(
            { source: request.sourceId, operation: request.operation, err: error },
            'refresh failed',
          );
          if (!(error instanceof SourceError)) throw error;
          return good(cached, DataState.STALE);
        },
      );
      if (inBackground) {
        news.catch((error: unknown) =>
          logger.warn({ source: request.sourceId, err: error }, 'refresh broke'),
        );
        return good(cached, DataState.STALE);
      }
      return (
        (await inTime(news, Math.min(PATIENCE, context.deadline - now), context.signal, clock)) ??
        late(request, cached)
      );
    };

    function late(request: UpstreamRequest, cached: CachedAnswer): SourceAnswer {
      // Those who come next are not kept waiting for the same slow answer.
      noteFailure(request);
      return good(cached, DataState.STALE);
    }
  };
}

async function inTime<T>(
  news: Promise<T>,
  patience: number,
  signal: AbortSignal,
  clock: Clock,
): Promise<T | null> {
  const done = new AbortController();
  const leave = () => done.abort();
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([news, clock.sleep(patience, done.signal).then(() => null)]);
  } finally {
    signal.removeEventListener('abort', leave);
    done.abort();
  }
}

function good(kept: CachedAnswer, state: DataState): SourceAnswer {
  const { value, dropped, found } = kept;
  return { value, dropped, found, state, retrievedAt: new Date(kept.retrievedAt) };
}

/** Asks "has it changed?" when the source has given something to ask it by. */
function withValidators(request: UpstreamRequest, cached: CachedAnswer | null): UpstreamRequest {
  if (!cached?.found || (!cached.etag && !cached.lastModified)) return request;
  const headers: Record<string, string> = { ...request.headers };
  if (cached.etag) headers['if-none-match'] = cached.etag;
  if (cached.lastModified && request.askByDate) headers['if-modified-since'] = cached.lastModified;
  return { ...request, headers, cached };
}
