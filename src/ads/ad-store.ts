import type { DataSource } from 'typeorm';
import { within } from '../database/query.ts';
import { entity } from '../entities/node.ts';
import { DataState, Provenance } from '../entities/provenance.ts';
import { CursorError } from '../sources/across/list-cursor.ts';
import { jobstream } from '../sources/jobstream/index.ts';
import { SEARCHED_BY } from '../sources/jobtech/search.ts';
import type { JobOperations } from '../sources/kinds/job-ads.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { type Clock, seconds } from '../upstream/time.ts';
import { adOf } from './ad-row.ts';
import { countStoredAds, type Moment, positionOf, searchStoredAds, storedAd } from './ad-search.ts';
import type { StreamStatus } from './stream-status.ts';

export interface AdStoreSettings {
  database: DataSource;
  status: StreamStatus;
  clock: Clock;
}

/** JobSearch can still answer when the database has not within this time, in milliseconds. */
const READ_WITHIN = seconds(3);

/** The stored ads as a source of job ads. It never sends a request to JobStream. */
export function adStore({ database, status, clock }: AdStoreSettings): JobOperations {
  /** Reads from the database, and reports a cached answer to the request's ledger. */
  const read = async <T>(call: Call, query: (moment: Moment) => Promise<T>): Promise<[T, Provenance]> => {
    const line = call.ledger.line(jobstream.id, jobstream);
    line.began(clock.now());
    try {
      const found = await query({ now: new Date(clock.wall()), signal: within(call.signal, READ_WITHIN) });
      const state = status.isFresh(clock.wall()) ? DataState.CACHED : DataState.STALE;
      const checkedAt = status.current?.checkedAt ?? null;
      line.answered(state, checkedAt);
      return [found, streamProvenance(checkedAt, state)];
    } catch (error) {
      if (error instanceof CursorError) throw error;
      throw new SourceError(
        jobstream.id,
        'SOURCE_UNAVAILABLE',
        'is stored in a database that cannot be reached now',
        {
          cause: error,
        },
      );
    } finally {
      line.ended(clock.now());
    }
  };

  return {
    holds: 'CURRENT',
    countries: ['SE'],
    searchesBy: SEARCHED_BY,
    hasSwedishTexts: true,
    async searchAds(search, window, call) {
      const [page, provenance] = await read(call, (moment) =>
        searchStoredAds(database, search, window, moment),
      );
      const items = page.ads.map((found) => ({
        // An ad has no field for remote work, so it is known only when the search filtered by it.
        ad: adOf({ ...found.ad, remote: search.remote ?? found.ad.remote }, provenance),
        next: positionOf(found),
        at: found.publishedAt,
      }));
      return { items, isLast: page.isLast, total: page.total, provenance };
    },
    async ad(nativeId, call) {
      const [found, provenance] = await read(call, (moment) => storedAd(database, nativeId, moment));
      return found && adOf(found.ad, provenance);
    },
    async countsByPlace(search, places, call) {
      const [counts, provenance] = await read(call, (moment) =>
        countStoredAds(database, search, places, moment),
      );
      return counts.map((one) => ({ ...one, provenance }));
    },
  };
}

/** The provenance of stored ads. */
export function streamProvenance(retrievedAt: Date | null, state: DataState): Provenance {
  const isSample = state === DataState.SAMPLE;
  return entity(Provenance, {
    sourceId: jobstream.id,
    url: isSample ? null : jobstream.documentation,
    retrievedAt: isSample ? null : retrievedAt,
    state,
    licence: isSample ? null : jobstream.licence,
    attribution: isSample ? null : jobstream.attribution,
    locator: null,
  });
}
