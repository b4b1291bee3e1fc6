import { isIP } from 'node:net';
import { z } from 'zod';

/** One or more settings are wrong. The message names each of them and says what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().int().positive();
/** How long something is stored; whole days, up to a year. */
const retentionDays = z.coerce.number().int().min(1).max(366);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

const namedNetworks: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** Which proxies the gateway trusts to name the client: none, a number of them, or those with given addresses. */
const proxies = z.string().transform((text, context): false | number | string => {
  if (text === 'false' || text === '0') return false;
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const addresses = text.split(',').map((one) => one.trim());
  if (addresses.every((one) => namedNetworks.includes(one) || isNetwork(one))) return text;
  context.addIssue(
    text === 'true'
      ? 'true would take the client’s address from a header that the client itself can write: write the number of proxies in front of the gateway, 1 for one balancer, or their addresses'
      : 'must be the number of proxies in front of the gateway, or their addresses',
  );
  return z.NEVER;
});

const headerName = z
  .string()
  .regex(/^[\w-]+$/, 'must be the name of a header')
  .transform((name) => name.toLowerCase());

/** Addresses, or networks such as 10.0.0.0/8, separated by commas. */
const networks = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) => all.every(isNetwork),
    'must be addresses or networks, separated by commas: 10.0.0.5, 10.1.0.0/16',
  );

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/');
  const version = isIP(address);
  return (
    version > 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
  );
}

/** `*`, or origins as browsers send them: scheme, host and port. */
const origins = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) => all.every((one) => one === '*' || isOrigin(one)),
    'must be *, or origins with their scheme and without a path, separated by commas: https://www.example.org',
  );

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./.data'),
  CONTENT_DIR: z.string().min(1).optional(),
  CACHE_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  JOB_AD_STORE: flag.default(false),
  AD_CACHE_DAYS: retentionDays.default(30),
  AD_EVENT_DAYS: retentionDays.default(7),
  AD_REMOVED_DAYS: retentionDays.default(30),
  SOURCES: z.enum(['auto', 'live', 'sample']).optional(),
  CORS_ORIGINS: origins.default(['*']),
  QUERY_MAX_COST: positive.default(10_000),
  QUERY_MAX_DEPTH: positive.default(15),
  MAX_CELLS: positive.default(100_000),
  ANSWER_CACHE_MB: z.coerce.number().int().min(0).max(4096).default(32),
  TRUSTED_DOCUMENTS_ONLY: flag.default(false),
  RATE_LIMIT: positive.default(1000),
  TRUST_PROXY: proxies.default(false),
  CLIENT_HEADER: headerName.optional(),
  METRICS_FOR: networks.default([]),
  REQUEST_TIMEOUT_MS: positive.default(10_000),
  DRAIN_MS: z.coerce.number().int().min(0).max(120_000).default(500),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['auto', 'text', 'json']).default('auto'),
});

/** The variables that this process was started with. */
export const ownEnvironment = (): NodeJS.ProcessEnv => process.env;

/** All settings but those of the sources. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** The settings of one source. */
export interface SourceSettings {
  url?: string;
  key?: string;
  enabled?: boolean;
}

export interface Config {
  production: boolean;
  port: number;
  host: string;
  publicUrl: string | null;
  databaseUrl: string | null;
  dataDir: string;
  contentDir: string | null;
  /** Set by the command of the same name: every answer is marked as unpublished. */
  preview?: true;
  /** The Valkey or Redis that replicas share. */
  cacheUrl: string | null;
  /** Stores every ad of Platsbanken in the database. */
  jobAdStore: boolean;
  /** Days after which stored data of job ads are deleted: answers of sources, events, and the ids of removed ads. */
  adRetention: { cache: number; events: number; removedAds: number };
  sources: 'auto' | 'live' | 'sample';
  /** By source id, written as in the variable but in lower case: `dataportal_se`. */
  sourceSettings: Map<string, SourceSettings>;
  corsOrigins: string[];
  maxCost: number;
  maxDepth: number;
  /** Cells of statistics in one answer. */
  maxCells: number;
  /** For finished answers in memory; 0 keeps none. */
  answerCacheBytes: number;
  /** Only documents of saved queries are executed. */
  trustedDocumentsOnly: boolean;
  rateLimit: number;
  /** Which proxies may set X-Forwarded-For. Fastify's option of the same name. */
  trustProxy: false | number | string;
  /** The header in which a router in front of the gateway names its client; lower case. */
  clientHeader: string | null;
  /** Addresses and networks that may read `/metrics`, besides this machine. */
  metricsFor: string[];
  requestTimeoutMs: number;
  /** In milliseconds. */
  timeouts: { drain: number };
  /** The collector that gets the traces, and the share of requests that are recorded. */
  traces: { endpoint: string; share: number } | null;
  logLevel: string;
  /** `auto`: text on a terminal, JSON elsewhere. */
  logFormat: 'auto' | 'text' | 'json';
}

/** A text that is no number is coerced to NaN, which says nothing to whoever wrote it. */
const describedIssue = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.join('.')}: ${message.endsWith('received NaN') ? 'must be a number' : message}`;

/** Reads the settings from the environment. Throws one ConfigError that names every wrong variable, the `unknown` too. */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  unknown: readonly string[] = [],
): Config {
  // An empty variable counts as unset, since a compose file can only pass an empty value on.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  const problems = [...(parsed.error?.issues ?? []).map(describedIssue), ...unknown];
  const sourceSettings = new Map<string, SourceSettings>();
  for (const [name, value] of Object.entries(set)) {
    const match = /^SOURCE_([A-Z0-9_]+)_(URL|KEY|ENABLED)$/.exec(name);
    if (!match?.[1] || value === undefined) continue;
    const id = match[1].toLowerCase();
    const settings = sourceSettings.get(id) ?? {};
    sourceSettings.set(id, settings);
    if (match[2] === 'KEY') settings.key = value;
    else if (match[2] === 'URL') {
      if (URL.canParse(value) && /^https?:/.test(value)) settings.url = value;
      else problems.push(`${name}: must be a URL that starts with http:// or https://`);
    } else {
      const enabled = flag.safeParse(value);
      if (enabled.success) settings.enabled = enabled.data;
      else problems.push(`${name}: must be true or false`);
    }
  }
  if (!parsed.success || problems.length > 0)
    throw new ConfigError(`Correct these settings and start again: ${problems.join('; ')}`);
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  return {
    production,
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: values.DATA_DIR,
    contentDir: values.CONTENT_DIR ?? null,
    cacheUrl: values.CACHE_URL ?? null,
    jobAdStore: values.JOB_AD_STORE,
    adRetention: {
      cache: values.AD_CACHE_DAYS,
      events: values.AD_EVENT_DAYS,
      removedAds: values.AD_REMOVED_DAYS,
    },
    sources: values.SOURCES ?? (production ? 'live' : 'auto'),
    sourceSettings,
    corsOrigins: values.CORS_ORIGINS,
    maxCost: values.QUERY_MAX_COST,
    maxDepth: values.QUERY_MAX_DEPTH,
    maxCells: values.MAX_CELLS,
    answerCacheBytes: values.ANSWER_CACHE_MB * 1024 * 1024,
    trustedDocumentsOnly: values.TRUSTED_DOCUMENTS_ONLY,
    rateLimit: values.RATE_LIMIT,
    trustProxy: values.TRUST_PROXY,
    clientHeader: values.CLIENT_HEADER ?? null,
    metricsFor: values.METRICS_FOR,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    timeouts: { drain: values.DRAIN_MS },
    traces: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, share: values.OTEL_TRACES_SAMPLER_ARG }
      : null,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
  };
}
