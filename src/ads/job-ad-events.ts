import type { JobAdEvent } from '../entities/job-ad-event.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';

/** A cursor that cannot be used; the message says why and what to do. */
export class EventCursorError extends Error {
  override readonly name = 'EventCursorError';
}

/** What a subscription reads. */
export interface JobAdEvents {
  /**
   * Events of ads that match the search, the oldest first: those after the cursor, or new ones, until the signal is
   * aborted. Events are read only as fast as the caller iterates. Rejects with an EventCursorError for a cursor that is
   * invalid, has expired or belongs to another log, and with a SourceError when JobStream is switched off.
   */
  follow(search: JobSearch, after: string | null, signal: AbortSignal): Promise<AsyncIterable<JobAdEvent>>;
}
