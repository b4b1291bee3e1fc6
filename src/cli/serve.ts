import { readConfig } from '../config.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';

/** Serves until the program is told to stop, then finishes the responses in progress and closes. */
export async function serve(io: CommandIO): Promise<void> {
  const config = readConfig(io.environment);
  const logger = logTo(io.stdout, config.logLevel);
  // The embedded database compiles in the background while the rest of the program loads.
  const { openContent } = await import('../content/open-content.ts');
  const opening = openContent(config, logger);
  opening.catch(() => {});
  const { startGateway } = await import('../gateway.ts');
  const gateway = await startGateway(config, logger, opening);
  logger.info({ url: gateway.url, sources: config.sources }, 'ready: open the address in a browser');
  await io.stopped();
  logger.info({}, 'closing');
  await gateway.close();
}
