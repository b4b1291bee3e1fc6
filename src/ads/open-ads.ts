import type { Database } from '../database/database.ts';
import { jobsearch } from '../sources/jobsearch/index.ts';
import { jobstream } from '../sources/jobstream/index.ts';
import type { OpenSource, Sources } from '../sources/open-sources.ts';
import { SourceError } from '../upstream/errors.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, systemClock } from '../upstream/time.ts';
import { adStore, streamProvenance } from './ad-store.ts';
import { EventLog } from './event-log.ts';
import { Follower } from './follower.ts';
import type { JobAdEvents } from './job-ad-events.ts';
import { StreamStatus } from './stream-status.ts';

export interface AdsSettings {
  database: Database;
  sources: Sources;
  /** Keeps every ad of Platsbanken; else what happens is read only while somebody listens. */
  keepsAll: boolean;
  logger: Logger;
  clock?: Clock;
  /** Milliseconds after which another replica follows in the place of one that has died. */
  lease?: number;
}

/** Ads that are kept in the database, and what happens to them. */
export interface Ads {
  events: JobAdEvents;
  /** The kept ads in the place of JobSearch; null until all of them have been loaded, and where they are not kept. */
  store(): { source: OpenSource<'JOBS'>; standsInFor: string; isFresh: boolean } | null;
  /** Begins to follow JobStream; until then what is kept is answered as it is. */
  follow(): void;
  /** In words, for readiness. */
  describe(): string;
  close(): Promise<void>;
}

/** Opens what is kept. */
export async function openAds(settings: AdsSettings): Promise<Ads> {
  const { database, sources, keepsAll, logger, clock = systemClock, lease } = settings;
  const [stream] = sources.ofKind('JOB_STREAM');
  if (!stream) return switchedOff;

  const { dataSource } = database;
  const status = new StreamStatus(database);
  await status.open();
  const events = new EventLog({
    database: dataSource,
    status,
    provenance: streamProvenance,
    onListener: () => follower.hurry(),
    clock,
  });
  const follower = new Follower({
    database: dataSource,
    stream: stream.operations,
    keepsAll,
    isWanted: () => events.isListenedTo,
    onProgress: () => status.announce(),
    clock,
    logger,
    ...(lease !== undefined && { lease }),
    // The embedded database is this process's alone: what holds the lease there is what died before it.
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
    follow: () => follower.start(),
    store: () =>
      keepsAll && status.current?.wholeAt
        ? { source, standsInFor: jobsearch.id, isFresh: status.isFresh(clock.now()) }
        : null,
    describe: () => {
      if (!keepsAll) return 'not kept';
      const { wholeAt, until } = status.current ?? {};
      return wholeAt && until ? `kept, changes until ${until.toISOString()}` : 'being loaded';
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
  follow: () => {},
  describe: () => 'switched off',
  close: async () => {},
};
