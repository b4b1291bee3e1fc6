import type { Logger } from 'pino';
import { type Config, readConfig } from '../config.ts';
import { openStartingServer } from '../http/starting-server.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';

/** Opens the gateway. `beforeListening` is called when everything but its port is open. */
async function start(config: Config, logger: Logger, beforeListening: () => Promise<void> | undefined) {
  // The embedded database compiles in the background while the rest of the program loads.
  const { openContent } = await import('../content/open-content.ts');
  const opening = openContent(config, logger);
  opening.catch(() => {});
  const { startGateway } = await import('../gateway.ts');
  return startGateway(config, logger, opening, beforeListening);
}

/** Serves until the program is told to stop, then finishes the responses in progress and closes. */
export async function serve(io: CommandIO): Promise<void> {
  const config = readConfig(io.environment);
  const logger = logTo(io.stdout, config.logLevel);
  // Port 0 is another port each time it is opened.
  const starting = config.port === 0 ? null : await openStartingServer(config);
  const gateway = await start(config, logger, () => starting?.close()).finally(() => starting?.close());
  logger.info({ url: gateway.url, sources: config.sources }, 'ready: open the address in a browser');
  await io.stopped();
  logger.info({}, 'closing');
  await gateway.close();
}
