import type { JobAdEvents } from './ads/job-ad-events.ts';
import type { Content } from './content/snapshot.ts';
import type { Language } from './entities/language.ts';
import type { Loaders } from './loaders/loaders.ts';
import type { Sources } from './sources/open-sources.ts';
import type { Call } from './upstream/call.ts';

/** A source that failed while others filled the same field. */
export interface FieldFailure {
  path: readonly (string | number)[];
  source: string;
  code: string;
  message: string;
  retryAfterSeconds: number | null;
}

/** What a request carries to every resolver. */
export interface Context {
  /** The content as it was when the request came in. */
  content: Content;
  /** Languages the client reads, the best first. */
  languages: readonly Language[];
  sources: Sources;
  loaders: Loaders;
  /** What happens to job ads, for subscriptions. */
  events: JobAdEvents;
  /** The last event that a client has seen which opens its stream again; goes before the argument `after`. */
  lastEventId: string | null;
  /** Aborts when the client goes away. What has a deadline listens to that of `call`; a subscription has none. */
  signal: AbortSignal;
  /** The deadline and the ledger that every call upstream inherits. */
  call: Call;
  /** Sources that failed beside what others answered; sent in `extensions.failures`. */
  failures: FieldFailure[];
}
