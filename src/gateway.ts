import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger as Pino } from 'pino';
import { z } from 'zod';
import { type AdsSettings, openAds } from './ads/open-ads.ts';
import { yearCounts } from './ads/years/year-counts.ts';
import type { Config, SourceSettings } from './config.ts';
import { readServedTexts } from './content/imported-texts.ts';
import type { KeptContent } from './content/kept-content.ts';
import { type OpenContent, openContent, packFolders, readContent } from './content/open-content.ts';
import type { Content } from './content/snapshot.ts';
import { type ContentWatch, watchContent } from './content/watch-content.ts';
import { type Context, RequestContext } from './context.ts';
import type { Database } from './database/database.ts';
import { answersForgotten, contentChanged } from './database/listen.ts';
import { readGone } from './database/seen-datasets.ts';
import { languagesOf } from './http/accept-language.ts';
import { AnswerCache } from './http/answers/answer-cache.ts';
import { remembered } from './http/answers/remembered.ts';
import { lengthsOfContent, typesOfTaxonomy } from './http/cost/lengths-of-content.ts';
import { dataFile } from './http/data/data-file.ts';
import { logUnexpected } from './http/errors.ts';
import { hasFieldsOf } from './http/first-use.ts';
import type { Assistance } from './http/mcp/assistance.ts';
import { createMetrics } from './http/metrics.ts';
import { once } from './http/once.ts';
import { CitedAnswers } from './http/saved-queries/cited-answers.ts';
import { checkInTurns, readSavedQueries } from './http/saved-queries/read.ts';
import { createServer, type Server } from './http/server.ts';
import { lastEventId } from './http/stream/last-event-id.ts';
import { type ContentQueries } from './loaders/content.ts';
import { createLoaders } from './loaders/loaders.ts';
import { openStatisticsFile } from './loaders/open-statistics-file.ts';
import { contentReport } from './resolvers/support/content-used.ts';
import { sdlInSteps } from './resolvers/support/sdl.ts';
import { createSchema } from './schema.ts';
import { searchContent } from './search/search.ts';
import { keepTableLists } from './sources/cube/table-lists.ts';
import { verifiedIndicators } from './sources/cube/verified-indicators.ts';
import { openSources, type Sources, type SourcesSettings, secondId } from './sources/open-sources.ts';
import { registry } from './sources/registry.ts';
import { fetchVersion } from './taxonomy/fetch-version.ts';
import { FirstRefresh } from './taxonomy/first-refresh.ts';
import { referenceDate } from './taxonomy/reference-taxonomy.ts';
import { type Call, openCall } from './upstream/call.ts';
import { UnexpectedSourceError } from './upstream/errors.ts';
import { LastSuccess } from './upstream/last-success.ts';
import { DatabaseLastGood } from './upstream/stores/last-good-table.ts';
import { openValkey } from './upstream/stores/valkey.ts';
import { days, systemClock } from './upstream/time.ts';

/** The maximum number of hits of a search. All pages come from these hits. */
/** Tells other replicas which ads are gone: the source and the ids. */
const forgotten = z.tuple([z.string(), z.array(z.string())]);
const backgroundClosesWithinMs = 3_000;
/** A file of many cells waits for the limits of its agency. */
const fileTimeoutMs = 10 * 60 * 1000;
/** Milliseconds for which others may keep an answer from the content alone. */
const freshnessOfContent = 300_000;
const sweepEveryMs = 60 * 60 * 1000;
const firstAnswersMs = 250;

/** An open gateway. It has no port until `server.listen` is called. */
export interface Gateway {
  server: Server;
  database: Database;
  sources: Sources;
  /** What assistants are told and may ask, besides the client’s own. */
  assistance: Assistance;
  /** For the metrics of work in the background. */
  lastSuccess: LastSuccess;
  /** Opens the database, and what needs it, where the content was kept and is served before. */
  open(): Promise<void>;
  /**
   * Starts to follow the stream of job ads, and to keep the lists of statistics tables fresh, in the background. Resolves
   * when what a start leaves for later is made.
   */
  follow(): Promise<void>;
  close(): Promise<void>;
}

export const { version }: { version: string } = createRequire(import.meta.url)('../package.json');

/** The `User-Agent` of every upstream request; the version is that of package.json. */
export const userAgent = `JobTechGraph/${version} (+https://www.swedishjobtech.se)`;

/** The state of a part in the readiness report. */
function describe(works: boolean | 'in process'): string {
  if (works === 'in process') return works;
  return works ? 'ok' : 'not reachable';
}

/** The settings of one source in the environment. */
export function settingsOf(config: Config, id: string): SourceSettings {
  return config.sourceSettings.get(id.replaceAll('-', '_')) ?? {};
}

type SharedServices = Pick<
  SourcesSettings,
  'lastGood' | 'shared' | 'personalDataFor' | 'meter' | 'logger' | 'onAnswer' | 'onForgotten' | 'declarations'
>;

/** Opens all sources with their settings from the environment. */
export function openConfiguredSources(config: Config, services: SharedServices): Sources {
  const ids = registry.flatMap((source) => [source.id, secondId(source) ?? []].flat());
  const settings = ids.map((id) => [id, settingsOf(config, id)] as const);
  return openSources({
    mode: config.sources,
    baseUrls: Object.fromEntries(settings.map(([id, { url }]) => [id, url])),
    keys: Object.fromEntries(settings.map(([id, { key }]) => [id, key])),
    enabled: Object.fromEntries(settings.map(([id, { enabled }]) => [id, enabled])),
    ...services,
    userAgent,
  });
}

/** The languages of a client, as the key of an answer holds them. */
const languageVariant = remembered((header) => languagesOf(header).join());

/** Requests that a source takes while one answer is made: a limit by the second is renewed several times. */
function callsWithin(budget: { limit: number; windowSeconds: number }, milliseconds: number): number {
  return budget.limit * Math.max(1, Math.floor(milliseconds / 1000 / budget.windowSeconds));
}

/** Opens the parts of the gateway in order; `close` closes them in reverse. */
export async function openGateway(
  config: Config,
  log: Pino,
  opening: Promise<OpenContent> = openContent(config, log),
  {
    declarations,
    ...pace
  }: Pick<AdsSettings, 'clock' | 'lease'> & Pick<SourcesSettings, 'declarations'> = {},
): Promise<Gateway> {
  const opened = await opening;
  const { database, kept = null } = opened;
  let isOpen = false;
  let isPrepared = false;
  let content = opened.content;
  let reading: Promise<void> = Promise.resolve();
  const answers = new AnswerCache(config.answerCacheBytes);
  const serve = (changed: Content) => {
    content = changed;
    answers.clear();
  };
  /** One after the other, so that an older content never replaces a newer one. */
  const readChanged = () => {
    const change = kept?.outdated();
    reading = reading
      .then(() => prepared(database, kept, change))
      .then(
        (changed) => {
          serve(changed);
          log.info({}, 'the content has changed; the new content is served');
        },
        (error) =>
          log.warn(
            { err: error },
            'the content has changed but could not be read; the old content is served',
          ),
      );
  };
  const personalDataFor = days(config.adRetention.cache);
  const lastGood = new DatabaseLastGood(database.dataSource, log, undefined, {
    personalDataFor,
    // The embedded database belongs to this process alone.
    ...(database.kind === 'postgres' && {
      announce: (forgotten: string) => database.notify(answersForgotten, forgotten),
    }),
  });
  const cited = new CitedAnswers(database.dataSource);
  // The database logs its own failures.
  const sweepCited = () =>
    cited.sweep(new Date()).then(
      () => true,
      () => false,
    );
  const lastSuccess = new LastSuccess();
  lastSuccess.expect('clean-up');
  const sweeping = setInterval(async () => {
    const swept = await Promise.all([lastGood.sweep(new Date()), sweepCited()]);
    if (!swept.includes(false)) lastSuccess.note('clean-up');
  }, sweepEveryMs);
  sweeping.unref();
  const shared = config.cacheUrl ? await openValkey({ url: config.cacheUrl, logger: log }) : null;
  const metrics = createMetrics(version);
  const services: SharedServices = {
    ...{ lastGood, shared, personalDataFor, meter: metrics.meter, logger: log },
    onForgotten: (sourceId, ids) => {
      answers.forget(sourceId, ids);
      if (sourceId !== null) cited.forget(sourceId, ids).catch(() => {});
    },
  };
  const sources = openConfiguredSources(config, { ...services, ...(declarations && { declarations }) });
  const forget = (payload: string) => {
    if (payload === '*') {
      sources.clearMemory();
      return;
    }
    // Nothing to read: the connection was lost, and messages with it.
    const [sourceId, ids] = payload === '' ? [null, []] : forgotten.parse(JSON.parse(payload));
    sources.forgetInMemory(sourceId, ids);
  };
  metrics.readHealthFrom(() => sources.health());
  metrics.readAnswersFrom(() => answers.size);
  // Samples are not stored.
  const storesAll = config.jobAdStore && config.sources !== 'sample';
  const ads = openAds({
    database,
    sources,
    storesAll,
    logger: log,
    retention: config.adRetention,
    ...pace,
  });
  const years = yearCounts(database.dataSource);
  const schema = createSchema();
  const savedQueries = once(() => readSavedQueries(schema));
  const verified = await verifiedIndicators(config.dataDir);
  const needsTaxonomy = hasFieldsOf(schema, typesOfTaxonomy);
  const lengths = lengthsOfContent(schema, { languages: [], sources });
  const queries: ContentQueries = {
    texts: (keys, signal) => readServedTexts(database.dataSource, keys, signal),
    goneDatasets: (of, signal) => readGone(database.dataSource, of, signal),
    search: async ({ query, types, limit }, signal) =>
      (await searchContent(database.dataSource, { query, types, limit }, signal)).hits,
  };

  /** Makes the loaders of a request, over the content as it was when the request came in. */
  const loadersOf = (of: Content) => (call: Call) =>
    createLoaders(
      {
        content: of,
        queries,
        sources,
        adStore: ads.store,
        yearCounts: years,
        maxCells: config.maxCells,
        verifiedIndicators: verified,
      },
      call,
    );

  const names = once(() => new Map(sources.describeAll().map(({ slug, name }) => [slug, name])));
  const assistance: Assistance = {
    saved: savedQueries,
    schema,
    isSavedOnly: config.trustedDocumentsOnly,
    nameOfSource: (slug) => names().get(slug) ?? null,
    version,
  };
  let watching: ContentWatch | null = null;
  const partsNow = async () => {
    const [database, cache] = await Promise.all([
      isOpen && opened.database.isReachable(),
      shared ? shared.ping() : ('in process' as const),
    ]);
    return { database, cache, problem: watching?.problem() ?? null };
  };
  metrics.readStateFrom(async () => {
    const { database: reachable, cache, problem } = await partsNow();
    const stream = ads.behind();
    return {
      works: { database: reachable, content: problem === null, ...(shared && { cache: cache === true }) },
      behind: { ...lastSuccess.behind(), ...(stream !== null && { 'job stream': stream / 1000 }) },
      statements: database.statements,
      failedStatements: database.failedStatements,
    };
  });
  const server = createServer({
    schema,
    sdl: () => sdlInSteps(schema),
    catalogueOf: async (origin) => {
      const { ownCatalogue } = await import('./http/dcat/own-catalogue.ts');
      return ownCatalogue(content, savedQueries(), config.publicUrl ?? origin);
    },
    answers,
    variants: { 'Accept-Language': languageVariant },
    contextFor: (request) => {
      const { headers, client, waited } = request;
      return new RequestContext({
        content,
        sources,
        events: ads.events,
        lastEventId: lastEventId(headers),
        client: request,
        call: openCall(request, Math.max(0, config.requestTimeoutMs - waited), client),
        later: {
          languages: () => languagesOf(headers['accept-language']),
          loaders: loadersOf(content),
        },
      });
    },
    failures: (context) =>
      (context as Context).failures.map(({ path, error }) => {
        if (error instanceof UnexpectedSourceError) logUnexpected(log, error, path);
        const { sourceId: source, code, message, retryAfterSeconds } = error;
        return { path, source, code, message, retryAfterSeconds };
      }),
    data: async (name, signal) => {
      const call = openCall({ signal }, config.requestTimeoutMs);
      const file = await dataFile(name, { content, loaders: loadersOf(content)(call) });
      if (!file) return null;
      const until = file.failures?.length ? null : call.ledger.isFreshUntil();
      const freshFor = until && Math.min(freshnessOfContent, Math.max(0, until - systemClock.wall()));
      return { file, freshFor };
    },
    savedQueries,
    assistance,
    cited,
    sharedPoints: shared?.spend ?? null,
    statisticsFile: (request, { acceptLanguage, signal }) =>
      openStatisticsFile(
        { sources, languages: languagesOf(acceptLanguage), call: openCall({ signal }, fileTimeoutMs) },
        request,
      ),
    cacheability: (context) => {
      const { call, failures, varies } = context as Context;
      const { ledger } = call;
      const until = failures.length > 0 ? null : ledger.isFreshUntil();
      return {
        // Nobody knows when the content will change.
        freshFor:
          until === Number.POSITIVE_INFINITY ? freshnessOfContent : until && until - systemClock.wall(),
        varies: varies ?? [],
        // Which source was asked first depends on how fast others answered.
        origin: ledger
          .report()
          .map(({ source, retrievedAt, licence }) => [source, retrievedAt, licence])
          .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
        isRepeatable: ledger.isRepeatable(),
        things: ledger.things(),
      };
    },
    sourcesReport: (context) => {
      const { call, contentUsed } = context as Context;
      return [...call.ledger.report(), ...contentReport(contentUsed ?? [])];
    },
    attributions: (context) => {
      const { call, contentUsed } = context as Context;
      const named = [...(contentUsed ?? [])].flatMap(({ attribution }) => attribution ?? []);
      return [...new Set([...call.ledger.attributions(), ...named])];
    },
    readiness: async () => {
      const { database, cache, problem } = await partsNow();
      const storage = !database || lastGood.canWrite;
      const parts = { database, storage, cache, content: problem === null };
      return {
        degraded: Object.entries(parts).flatMap(([part, works]) => (works ? [] : [part])),
        checks: {
          database: isOpen ? describe(database) : 'being opened',
          storage: storage ? 'ok' : 'the database stores no answers of sources',
          cache: describe(cache),
          content: problem ?? 'ok',
          preparation: isPrepared ? 'ended' : 'reads the taxonomy and the saved queries',
          jobAds: ads.describe(),
        },
        sources: Object.fromEntries(sources.describeAll().map(({ slug, health }) => [slug, health])),
      };
    },
    needsRestart: () => database.needsRestart,
    settings: config,
    ...(config.preview && { preview: config.preview }),
    metrics,
    onIdle: () => void lastGood.flush(),
    lengths: () => lengths(content),
    firstUse: {
      isMade: () => content.taxonomyIndex.isPrepared,
      make: () => content.taxonomyIndex.prepare(),
      isNeededBy: needsTaxonomy,
    },
    upstream: {
      budgetOf: (id) => {
        const budget = sources.health().get(id)?.requestBudget;
        return budget ? callsWithin(budget, config.requestTimeoutMs) : null;
      },
      requestsOf: (kind, operation) => sources.requestsOf(kind, operation),
    },
    logger: log,
  });

  const closing = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  /** What needs the open database. */
  const openRest = async () => {
    const changed = await opened.open?.();
    if (changed) serve(changed.content);
    stops.push(await database.listen(contentChanged, readChanged));
    kept?.follow();
    if (config.contentDir)
      watching = watchContent({
        dataSource: database.dataSource,
        folders: packFolders(config.contentDir),
        contentDir: config.contentDir,
        log,
        problem: changed?.problem ?? opened.problem ?? null,
      });
    stops.push(await database.listen(answersForgotten, forget));
    await lastGood.sweep(new Date());
    await ads.open();
  };
  let rest: Promise<void> | null = null;
  const open = () => {
    rest ??= openRest().then(() => {
      isOpen = true;
    });
    return rest;
  };
  // The content answers before the database is open.
  if (!opened.open) await open();
  return {
    server,
    database,
    sources,
    assistance,
    lastSuccess,
    open,
    follow: () => {
      const prepared = content.taxonomyIndex
        .prepare()
        .catch((error) => log.warn({ err: error }, 'the taxonomy could not be read; its fields will fail'))
        .then(() => checkInTurns(savedQueries()))
        .catch((error) => log.warn({ err: error }, 'a saved query cannot be used'))
        .then(() => {
          isPrepared = true;
        });
      lastSuccess.expect('table lists');
      void keepTableLists(sources, {
        signal: closing.signal,
        onKept: () => lastSuccess.note('table lists'),
      });
      ads.follow();
      return prepared;
    },
    async close() {
      closing.abort();
      clearInterval(sweeping);
      // Statements that wait for a database that nobody opens any more fail.
      const isLeftClosed = rest === null;
      if (isLeftClosed) await database.close();
      await rest?.catch(() => {});
      await watching?.stop();
      await server.close();
      // Where the database is silent, only closing it ends a transaction.
      await Promise.race([ads.close(), delay(backgroundClosesWithinMs, undefined, { ref: false })]);
      await sources.close();
      await shared?.close();
      for (const stop of stops.reverse()) await stop();
      await reading;
      if (!isLeftClosed) await database.close();
    },
  };
}

/** The load of the newest taxonomy; null where the source may not be asked. */
function firstRefresh(
  config: Config,
  { database: { dataSource }, lastSuccess }: Gateway,
  logger: Pino,
): FirstRefresh | null {
  const [taxonomy, esco] = [settingsOf(config, 'taxonomy'), settingsOf(config, 'esco')];
  if (config.sources === 'sample' || taxonomy.enabled === false) return null;
  return new FirstRefresh({
    dataSource,
    referenceDate,
    fetch: (signal) =>
      fetchVersion({
        addresses: { taxonomy: taxonomy.url, esco: esco.url },
        version: null,
        english: esco.enabled !== false,
        ...{ userAgent, logger, signal },
        tell: (line) => logger.debug({}, line),
      }),
    onTried: (succeeded) => (succeeded ? lastSuccess.end('taxonomy') : lastSuccess.expect('taxonomy')),
    logger,
  });
}

/** The content that is stored now, whose taxonomy no request has to make. */
async function prepared(database: Database, kept: KeptContent | null, change?: number): Promise<Content> {
  const content = await readContent(database, kept, change);
  await content.taxonomyIndex.prepare();
  return content;
}

/** A gateway with an open port. */
export interface StartedGateway extends Gateway {
  url: string;
  /** When the database is open and the work in the background has begun. Fails where the database cannot be opened. */
  opened: Promise<void>;
  /** When what the start has left for later is made too. */
  prepared: Promise<void>;
}

/**
 * Opens the gateway and its port, and starts what goes on in the background. When the port cannot be opened, everything is closed again. `beforeListening` frees
 * the port of the server that answered until then.
 */
export async function startGateway(
  config: Config,
  log: Pino,
  opening?: Promise<OpenContent>,
  beforeListening: () => Promise<void> | undefined = async () => {},
): Promise<StartedGateway> {
  const gateway = await openGateway(config, log, opening);
  try {
    await beforeListening();
    const { url } = await gateway.server.listen();
    const refresh = firstRefresh(config, gateway, log);
    const ending = new AbortController();
    const openBehind = async () => {
      // What follows holds up the process, so who waits already is answered first.
      await delay(firstAnswersMs, undefined, { signal: ending.signal });
      // The first request to a source need not wait for its client to be loaded.
      void import('undici');
      await gateway.open();
      if (ending.signal.aborted) return { prepared: Promise.resolve() };
      const prepared = gateway.follow();
      refresh?.start();
      return { prepared };
    };
    const behind = openBehind();
    const opened = behind.then(() => {});
    const prepared = behind.then((begun) => begun.prepared);
    // Whoever waits for them hears of the failure.
    opened.catch(() => {});
    prepared.catch(() => {});
    return {
      ...gateway,
      ...{ url, opened, prepared },
      async close() {
        ending.abort();
        await Promise.race([refresh?.stop(), delay(backgroundClosesWithinMs, undefined, { ref: false })]);
        await gateway.close();
      },
    };
  } catch (error) {
    await gateway.close();
    throw error;
  }
}
