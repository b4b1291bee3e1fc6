import type { Database } from '../database/database.ts';
import { jobsearch } from '../sources/jobsearch/index.ts';
import { jobstream } from '../sources/jobstream/index.ts';
import type { OpenSource, Sources } from '../sources/open-sources.ts';
import { SourceError } from '../upstream/errors.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, systemClock } from '../upstream/time.ts';
import { adStore, streamProvenance } from './ad-store.ts';
import { EventLog } from './event-log.ts';
import { type AdRetention, Follower } from './follower.ts';
import type { JobAdEvents } from './job-ad-events.ts';
import { StreamStatus } from './stream-status.ts';

export interface AdsSettings {
  database: Database;
  sources: Sources;
  /** Stores every ad of Platsbanken; otherwise the stream is read only while somebody listens to events. */
  storesAll: boolean;
  logger: Logger;
  clock?: Clock;
  /** Days that events, and the ids of removed ads, are stored. */
  retention?: AdRetention;
  /** Milliseconds after which another replica takes over from one that has died. */
  lease?: number;
}

/** The ads stored in the database, and the events of ads. */
export interface Ads {
  events: JobAdEvents;
  /** The stored ads, to use instead of JobSearch; null until all of them are loaded, and where they are not stored. */
  store(): { source: OpenSource<'JOBS'>; standsInFor: string; isFresh: boolean } | null;
  /** Reads how far the stream was followed; until then no ad is served from the database. */
  open(): Promise<void>;
  /** Begins to follow JobStream; until then the stored ads are served as they are. */
  follow(): void;
  /** Milliseconds that the stored changes are behind the source; null where the stream is not followed now. */
  behind(): number | null;
  /** A description for the readiness check. */
  describe(): string;
  close(): Promise<void>;
}

/** Prepares the stored ads and the follower. */
export function openAds(settings: AdsSettings): Ads {
  const { database, sources, storesAll, logger, clock = systemClock, lease, retention } = settings;
  const [stream] = sources.ofKind('JOB_STREAM');
  if (!stream) return switchedOff;

  const { dataSource } = database;
  const status = new StreamStatus(database);
  const events = new EventLog({
    database: dataSource,
    status,
    provenance: streamProvenance,
    onListener: () => follower.pollNow(),
    clock,
  });
  const follower = new Follower({
    database: dataSource,
    stream: stream.operations,
    storesAll,
    isWanted: () => events.isListenedTo,
    onRemoved: (ids) => sources.forget(jobsearch.id, ids),
    onProgress: () => status.announce(),
    retention,
    clock,
    logger,
    ...(lease !== undefined && { lease }),
    // The embedded database belongs to this process alone, so a lease in it is left from an earlier run.
    ...(database.kind === 'pglite' && { replica: 'embedded' }),
  });
  const source = {
    id: jobstream.id,
    kind: 'JOBS',
    country: jobstream.country,
    identifiers: jobstream.identifiers,
    operations: adStore({ database: dataSource, status, clock }),
  } as const;
  return {
    events,
    open: () => status.open(),
    follow: () => follower.start(),
    store: () =>
      storesAll && status.current?.wholeAt
        ? { source, standsInFor: jobsearch.id, isFresh: status.isFresh(clock.wall()) }
        : null,
    behind: () => {
      const until = status.current?.until;
      return until && (storesAll || events.isListenedTo) ? clock.wall() - until.getTime() : null;
    },
    describe: () => {
      if (!storesAll) return 'not stored';
      const { wholeAt, until } = status.current ?? {};
      return wholeAt && until ? `stored, changes until ${until.toISOString()}` : 'being loaded';
    },
    close: async () => {
      await follower.stop();
      await status.close();
    },
  };
}

const switchedOff: Ads = {
  events: {
    follow: () =>
      Promise.reject(
        new SourceError(jobstream.id, 'SOURCE_NOT_CONFIGURED', 'is switched off in this deployment'),
      ),
  },
  store: () => null,
  open: async () => {},
  follow: () => {},
  behind: () => null,
  describe: () => 'switched off',
  close: async () => {},
};
