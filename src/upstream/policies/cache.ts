import { DataState } from '../../entities/provenance.ts';
import { gaveUp, SourceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Ask, Good, Kept, Question, Refresh, Trip } from '../request.ts';
import type { Shelf } from '../stores/cache-store.ts';
import { type Clock, seconds } from '../time.ts';

interface CacheSettings {
  shelf: Shelf;
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
const MOST_FAILING = 10_000;

/**
 * Two deadlines. Until the first an answer is fresh and given as it is. Until the second it is usable: the source
 * is asked, and the old answer stands in when the source fails or takes too long.
 */
export function cached(settings: CacheSettings): (next: Refresh) => Ask {
  const { shelf, clock, logger, timeoutMs, closing } = settings;
  /** Questions whose last refresh failed, and until when nobody tries again. */
  const failing = new Map<string, number>();

  return (next) => {
    const refresh = async (question: Question, held: Kept | null, trip: Trip): Promise<Kept> => {
      const kept = await next(withValidators(question, held), trip);
      failing.delete(question.key);
      return kept;
    };
    const noteFailure = (question: Question) => {
      if (failing.size >= MOST_FAILING) failing.clear();
      failing.set(question.key, clock.now() + QUIET);
    };

    return async (question, trip) => {
      if (!question.keep) return good(await next(question, trip), DataState.LIVE);
      const held = await shelf.get(question);
      if (trip.signal.aborted) throw gaveUp(question.sourceId);
      const now = clock.now();
      if (held && now < held.freshUntil) return good(held, DataState.CACHED);
      if (!held?.found) return good(await refresh(question, held, trip), DataState.LIVE);

      const quietUntil = failing.get(question.key);
      if (quietUntil !== undefined && now < quietUntil) return good(held, DataState.STALE);

      // The refresh outlives the client's patience, so it has a deadline of its own.
      const inBackground = quietUntil !== undefined;
      const own: Trip = {
        signal: closing,
        deadline: now + timeoutMs,
        background: inBackground,
        line: trip.line,
      };
      const news = refresh(question, held, own).then(
        (kept) => good(kept, DataState.LIVE),
        (error: unknown) => {
          noteFailure(question);
          logger.debug(
            { source: question.sourceId, operation: question.operation, err: error },
            'refresh failed',
          );
          if (!(error instanceof SourceError)) throw error;
          return good(held, DataState.STALE);
        },
      );
      if (inBackground) {
        news.catch((error: unknown) =>
          logger.warn({ source: question.sourceId, err: error }, 'refresh broke'),
        );
        return good(held, DataState.STALE);
      }
      return (
        (await inTime(news, Math.min(PATIENCE, trip.deadline - now), trip.signal, clock)) ??
        late(question, held)
      );
    };

    function late(question: Question, held: Kept): Good {
      // Those who come next are not kept waiting for the same slow answer.
      noteFailure(question);
      return good(held, DataState.STALE);
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

function good(kept: Kept, state: DataState): Good {
  const { value, dropped, found } = kept;
  return { value, dropped, found, state, retrievedAt: new Date(kept.retrievedAt) };
}

/** Asks "has it changed?" when the source has given something to ask it by. */
function withValidators(question: Question, held: Kept | null): Question {
  if (!held?.found || (!held.etag && !held.lastModified)) return question;
  const headers: Record<string, string> = { ...question.headers };
  if (held.etag) headers['if-none-match'] = held.etag;
  if (held.lastModified && question.askByDate) headers['if-modified-since'] = held.lastModified;
  return { ...question, headers, held };
}
