import type { BaseContext } from '@apollo/server';
import type { AnswerLimits } from './cost/answer-meter.ts';
import type { ListLengths } from './cost/field-cost.ts';
import type { UpstreamFacts } from './cost/upstream-calls.ts';
import type { FirstUse } from './first-use.ts';
import type { GraphQLOptions } from './graphql/options.ts';
import type { Assistance } from './mcp/assistance.ts';
import type { SharedPoints } from './points.ts';
import type { DataFiles } from './routes/data.ts';
import type { CatalogueOf } from './routes/dcat.ts';
import type { Readiness } from './routes/health.ts';
import type { OpenStatisticsFile } from './routes/statistics-file.ts';
import type { CitedAnswers } from './saved-queries/cited-answers.ts';
import type { SavedQuery } from './saved-queries/query.ts';
import type { StreamPace } from './stream/event-stream.ts';
import type { StreamLimits } from './stream/open-streams.ts';

/** Settings of the HTTP layer, as read from the configuration. */
export interface ServerSettings {
  host: string;
  port: number;
  /** Origins that browsers may call from; `*` allows any. */
  corsOrigins: readonly string[];
  maxCost: number;
  maxDepth: number;
  /** What one answer may hold. */
  answer?: AnswerLimits;
  /** Points a minute for one client, of which a request costs one for each hundred of its cost; 0 switches the limit off. */
  rateLimit: number;
  production: boolean;
  /** Only documents of saved queries are executed. */
  trustedDocumentsOnly?: boolean;
  /** Marks every answer as one of content that is not published. */
  preview?: true;
  /** Address at which clients reach the gateway; unset, the one of each request. */
  publicUrl?: string | null;
  /** The proxies that may name the client's address in X-Forwarded-For: their number, or their addresses. */
  trustProxy?: false | number | string;
  /** The header in which a router in front of the gateway names its client, in lower case. */
  clientHeader?: string | null;
  /** Addresses and networks that may read `/metrics`, besides this machine. */
  metricsFor?: readonly string[];
  timeouts?: Partial<Timeouts>;
  streams?: Partial<StreamLimits & StreamPace>;
}

/** In milliseconds. */
export interface Timeouts {
  /** Until the headers and the body of a request must have arrived. */
  request: number;
  /** Until an idle connection is closed. */
  idle: number;
  /** Until a client must have read its answer. */
  answer: number;
  /** During a shutdown, the time in which readiness fails and all else is answered, before the port closes. */
  drain: number;
  /** During a shutdown, the time in which responses in progress may finish. */
  shutdown: number;
}

export interface ServerOptions<Context extends BaseContext> extends Omit<GraphQLOptions<Context>, 'limits'> {
  /** Prints the schema as text, served at `/schema.graphql`. */
  sdl: () => Promise<string>;
  /** Own datasets, served at `/dcat.ttl` and `/dcat.jsonld`. */
  catalogueOf?: CatalogueOf;
  readiness: () => Promise<Readiness>;
  /** Why only a restart of the process can help; null while none is needed. */
  needsRestart?: () => string | null;
  /** Opens files of statistics; without it there is no route for them. */
  statisticsFile?: OpenStatisticsFile;
  /** Counts the points of clients for all replicas; without it each process counts alone. */
  sharedPoints?: SharedPoints | null;
  /** For the limit on upstream calls. */
  upstream?: UpstreamFacts;
  /** The saved queries; without them there is no route for them. */
  savedQueries?: () => readonly SavedQuery[];
  /** What assistants get at `/mcp`; without it there is no route for them. */
  assistance?: Assistance;
  /** Keeps answers of saved queries that are cited. */
  cited?: CitedAnswers;
  /** Makes the files below `/data/`. */
  data?: DataFiles;
  /** What requests may have to wait for after the start. */
  firstUse?: FirstUse;
  /** The lengths of lists in the content. Another function once the content has changed. */
  lengths?: () => ListLengths;
  settings: ServerSettings;
}

/** Node checks for late requests at intervals, so a request may take up to ten seconds. */
export const defaultTimeouts: Timeouts = {
  request: 9_000,
  idle: 9_000,
  answer: 30_000,
  drain: 500,
  shutdown: 10_000,
};
/** Streams end when the port closes; the clients of a gateway that is restarted come back a little later. */
export const defaultPace: StreamPace = { heartbeat: 15_000, reconnect: 2_000 };
export const defaultStreamLimits: StreamLimits = { maxOpen: 5_000, maxPerClient: 50 };
