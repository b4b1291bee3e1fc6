import type { JobAdEvent } from '../entities/job-ad-event.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';

/** A cursor that cannot be gone on from; the message says why and what to do. */
export class EventCursorError extends Error {
  override readonly name = 'EventCursorError';
}

/** What a subscription reads. */
export interface JobAdEvents {
  /**
   * Events of ads that answer the search, the oldest first: those behind the cursor, or those from now on, until the
   * signal is aborted. Nothing is read ahead of who iterates. Rejects with an EventCursorError for a cursor that is
   * none, has expired or belongs to another log, and with a SourceError when JobStream is switched off.
   */
  follow(search: JobSearch, after: string | null, signal: AbortSignal): Promise<AsyncIterable<JobAdEvent>>;
}
