import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { packFolders } from '../content/open-content.ts';
import type { StartedGateway } from '../gateway.ts';
import { openStartingServer } from '../http/starting-server.ts';
import { collectGarbage } from './collect-garbage.ts';
import { isExplained } from './explained.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { logUnhandled } from './log-unhandled.ts';
import { readSettings } from './settings.ts';

/** Opens the gateway. `beforeListening` is called when everything but its port is open. */
async function start(config: Config, logger: Logger, beforeListening: () => Promise<void> | undefined) {
  // The embedded database compiles in the background while the rest of the program loads.
  const { beginContent } = await import('../content/open-content.ts');
  const opening = beginContent(config, logger);
  opening.catch(() => {});
  const { startGateway, version } = await import('../gateway.ts');
  return { ...(await startGateway(config, logger, opening, beforeListening)), version };
}

/** Serves until the program is told to stop, then finishes the responses in progress and closes. */
export async function serve(io: CommandIO): Promise<void> {
  const config = await readSettings(io.environment);
  const logger = logTo(io.stdout, config.logLevel, config.logFormat);
  // Before anything that makes spans.
  const tracing = config.traces && (await openTracingOf(config.traces, logger));
  const noLongerLogged = logUnhandled(logger);
  // From now on, since it may be told so at once.
  const stopped = io.stopped();
  // Port 0 is another port each time it is opened.
  const starting = config.port === 0 ? null : await openStartingServer(config);
  const { version, ...gateway } = await start(config, logger, () => starting?.close()).finally(() =>
    starting?.close(),
  );
  const control = config.databaseUrl ? null : await openControlOf(config, gateway, logger);
  logger.info(
    {
      url: gateway.url,
      sources: config.sources,
      database: config.databaseUrl ? 'PostgreSQL' : config.dataDir,
    },
    `JobTech Graph ${version} answers at ${gateway.url} – open it in a browser`,
  );
  // The failure is told of where the opened gateway is waited for.
  void gateway.prepared.then(collectGarbage).catch(() => {});
  try {
    // Where the content was kept, the database opens behind.
    await Promise.race([gateway.opened, stopped]);
    await stopped;
    logger.info({}, 'closing');
  } finally {
    await control?.close();
    await gateway.close();
  }
  await tracing?.close();
  noLongerLogged();
}

/** What sends traces is loaded only where there is somewhere to send them. */
async function openTracingOf(settings: NonNullable<Config['traces']>, logger: Logger) {
  const [{ openTracing }, { version }] = await Promise.all([
    import('../tracing/open-tracing.ts'),
    import('../gateway.ts'),
  ]);
  return openTracing({ ...settings, version, logger });
}

/** The embedded database belongs to this process, so commands that need it ask here. */
async function openControlOf(config: Config, { database, sources, opened }: StartedGateway, logger: Logger) {
  const { openControl } = await import('../desk/control-server.ts');
  const tools = { database, sources, folders: packFolders(config.contentDir) };
  return openControl(config.dataDir, {
    run: async (job, onProgress) => {
      await opened;
      return (await import('../desk/jobs.ts')).runJob(job, tools, onProgress);
    },
    isExpected: isExplained,
    onError: (error) => logger.error({ err: error }, 'a job of a command has failed'),
  });
}
