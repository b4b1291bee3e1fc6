import { DataState } from '../../entities/provenance.ts';
import { gaveUp, SourceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type {
  AnswerPolicy,
  CachedAnswer,
  RequestContext,
  SourceAnswer,
  UpstreamRequest,
} from '../request.ts';
import { type CacheStore, toSourceAnswer } from '../stores/cache-store.ts';
import { type Clock, inTime, seconds } from '../time.ts';

interface CacheSettings {
  cacheStore: CacheStore;
  clock: Clock;
  logger: Logger;
  /** Milliseconds a refresh may take, whatever the client's deadline. */
  timeoutMs: number;
  /** Aborted when the process closes. */
  closing: AbortSignal;
}

/** How long a client waits for the source when a stored answer is usable. */
const MAX_WAIT = seconds(1);
/** After a failed refresh the stored answer is served at once, and the source is not asked for so long. */
const PAUSE_AFTER_FAILURE = seconds(1);
const MAX_FAILING = 10_000;

/**
 * Serves stored answers. Each has two deadlines. Until the first it is fresh, and served as it is. Until the second it is
 * usable: the source is asked, and the stored answer is served when the source fails or takes too long.
 */
export function answerCache(settings: CacheSettings): AnswerPolicy {
  const { cacheStore, clock, logger, timeoutMs, closing } = settings;
  /** Keys whose last refresh failed, and until when the source is not asked for them. */
  const failing = new Map<string, number>();
  const noteFailure = ({ key }: UpstreamRequest) => {
    if (failing.size >= MAX_FAILING) failing.clear();
    failing.set(key, clock.now() + PAUSE_AFTER_FAILURE);
  };

  return (next) => {
    const refresh = async (
      request: UpstreamRequest,
      cached: CachedAnswer | null,
      context: RequestContext,
    ): Promise<SourceAnswer> => {
      const answer = await next(withValidators(request, cached), context);
      failing.delete(request.key);
      return answer;
    };

    return async (request, context) => {
      if (!request.keep) return next(request, context);
      const cached = await cacheStore.get(request);
      if (context.signal.aborted) throw gaveUp(request.sourceId);
      const now = clock.now();
      if (cached && cacheStore.isFresh(cached)) return toSourceAnswer(cached, DataState.CACHED);
      if (!cached?.found) {
        return refresh(request, cached, context).catch(async (error: unknown) => {
          const stored = error instanceof SourceError && !cached ? await cacheStore.stored(request) : null;
          if (!stored) throw error;
          return toSourceAnswer(stored, DataState.STALE);
        });
      }

      const stale = toSourceAnswer(cached, DataState.STALE);
      const pausedUntil = failing.get(request.key);
      if (pausedUntil !== undefined && now < pausedUntil) return stale;

      // The client may get the stored answer first, so the refresh has a deadline of its own.
      const inBackground = pausedUntil !== undefined;
      const own: RequestContext = {
        signal: closing,
        deadline: now + timeoutMs,
        background: inBackground,
        client: inBackground ? undefined : context.client,
        line: context.line,
      };
      const refreshed = refresh(request, cached, own).catch((error: unknown) => {
        noteFailure(request);
        logger.debug(
          { source: request.sourceId, operation: request.operation, err: error },
          'refresh failed',
        );
        if (!(error instanceof SourceError)) throw error;
        return stale;
      });
      if (inBackground) {
        refreshed.catch((error: unknown) =>
          logger.warn({ source: request.sourceId, err: error }, 'refresh broke'),
        );
        return stale;
      }
      const wait = Math.min(MAX_WAIT, context.deadline - now);
      const fresh = await inTime(refreshed, wait, clock, context.signal);
      // The next clients get the stored answer at once.
      if (!fresh) noteFailure(request);
      return fresh ?? stale;
    };
  };
}

/** Adds the ETag and the date of the cached answer, so that the source can answer “not modified”. */
function withValidators(request: UpstreamRequest, cached: CachedAnswer | null): UpstreamRequest {
  if (!cached?.found || (!cached.etag && !cached.lastModified)) return request;
  const headers: Record<string, string> = { ...request.headers };
  if (cached.etag) headers['if-none-match'] = cached.etag;
  if (cached.lastModified && request.askByDate) headers['if-modified-since'] = cached.lastModified;
  return { ...request, headers, cached };
}
