import { z } from 'zod';

/** One or more settings are wrong. The message names each of them and says what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().int().positive();
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/** Which proxies the gateway trusts to name the client: all, a number of them, or those with given addresses. */
const proxies = z.union([
  z.coerce.number().int().positive(),
  flag,
  z
    .string()
    .regex(
      /^[\da-fA-F.:/, ]+$|^(?:loopback|linklocal|uniquelocal)$/,
      'must be true, a number of proxies, or addresses',
    ),
]);

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
  SOURCES: z.enum(['auto', 'live', 'sample']).optional(),
  CORS_ORIGINS: z.string().default('*'),
  QUERY_MAX_COST: positive.default(10_000),
  QUERY_MAX_DEPTH: positive.default(15),
  MAX_CELLS: positive.default(100_000),
  RATE_LIMIT: positive.default(1000),
  TRUST_PROXY: proxies.default(false),
  REQUEST_TIMEOUT_MS: positive.default(10_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

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
  /** The Valkey or Redis that replicas share. */
  cacheUrl: string | null;
  /** Stores every ad of Platsbanken in the database. */
  jobAdStore: boolean;
  sources: 'auto' | 'live' | 'sample';
  /** By source id, written as in the variable but in lower case: `dataportal_se`. */
  sourceSettings: Map<string, SourceSettings>;
  corsOrigins: string[];
  maxCost: number;
  maxDepth: number;
  /** Cells of statistics in one answer. */
  maxCells: number;
  rateLimit: number;
  /** Which proxies may set X-Forwarded-For. Fastify's option of the same name. */
  trustProxy: boolean | number | string;
  requestTimeoutMs: number;
  logLevel: string;
}

/** Reads the settings from the environment. Throws one ConfigError that names every wrong variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable counts as unset, since a compose file can only pass an empty value on.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
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
    sources: values.SOURCES ?? (production ? 'live' : 'auto'),
    sourceSettings,
    corsOrigins: values.CORS_ORIGINS.split(',').map((origin) => origin.trim()),
    maxCost: values.QUERY_MAX_COST,
    maxDepth: values.QUERY_MAX_DEPTH,
    maxCells: values.MAX_CELLS,
    rateLimit: values.RATE_LIMIT,
    trustProxy: values.TRUST_PROXY,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    logLevel: values.LOG_LEVEL,
  };
}
