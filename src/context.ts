import type { JobAdEvents } from './ads/job-ad-events.ts';
import type { Content } from './content/snapshot.ts';
import type { Language } from './entities/language.ts';
import type { Provenance } from './entities/provenance.ts';
import type { Loaders } from './loaders/loaders.ts';
import type { Sources } from './sources/open-sources.ts';
import type { Call, Waiting } from './upstream/call.ts';
import type { SourceError } from './upstream/errors.ts';

/** The failure of one source in a field. */
export interface FieldFailure {
  path: readonly (string | number)[];
  error: SourceError;
}

/** The context of one request, given to every resolver. */
export interface Context {
  /** The content as it was when the request came in. */
  content: Content;
  /** Languages that the client accepts, the preferred first. */
  languages: readonly Language[];
  /** Names of request headers that the answer depends on, for caches; resolvers add them. */
  varies?: Set<string>;
  sources: Sources;
  loaders: Loaders;
  /** Events of job ads, for subscriptions. */
  events: JobAdEvents;
  /** `Last-Event-ID` of a client that reconnects its stream. It overrides the argument `after`. */
  lastEventId: string | null;
  /** Aborts when the client disconnects. Queries use the signal of `call`, which also has the deadline; a subscription has no deadline. */
  signal: AbortSignal;
  /** The deadline and the ledger of all upstream requests. */
  call: Call;
  /** Provenance of the content that the answer holds, each once. */
  contentUsed?: Set<Provenance>;
  /** Failures of sources in fields that other sources filled; sent in `extensions.failures`. */
  failures: FieldFailure[];
}

/** The context of a client's request. What not every request needs is made when a resolver asks for it. */
export class RequestContext implements Context {
  readonly varies = new Set<string>();
  readonly failures: FieldFailure[] = [];
  readonly contentUsed = new Set<Provenance>();
  readonly content: Content;
  readonly sources: Sources;
  readonly events: JobAdEvents;
  readonly lastEventId: string | null;
  readonly call: Call;
  private readonly client: Waiting;
  private readonly later: Later;
  private accepted: readonly Language[] | null = null;
  private opened: Loaders | null = null;

  constructor({
    later,
    ...now
  }: Pick<Context, 'content' | 'sources' | 'events' | 'lastEventId' | 'call'> & {
    client: Waiting;
    later: Later;
  }) {
    this.content = now.content;
    this.sources = now.sources;
    this.events = now.events;
    this.lastEventId = now.lastEventId;
    this.call = now.call;
    this.client = now.client;
    this.later = later;
  }

  get signal(): AbortSignal {
    return this.client.signal;
  }

  get languages(): readonly Language[] {
    this.accepted ??= this.later.languages();
    return this.accepted;
  }

  get loaders(): Loaders {
    this.opened ??= this.later.loaders(this.call);
    return this.opened;
  }
}

/** How the rest is made. */
interface Later {
  languages(): readonly Language[];
  loaders(call: Call): Loaders;
}
