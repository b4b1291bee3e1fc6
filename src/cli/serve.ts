import { once } from 'node:events';
import { pino } from 'pino';
import { readConfig } from '../config.ts';

/** Serves until it is told to stop; then finishes what it is answering and closes. */
export async function serve(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.logLevel });
  // The embedded database compiles in the background while the rest of the program is loaded.
  const { openContent } = await import('../content/open-content.ts');
  const opening = openContent(config, logger);
  opening.catch(() => {});
  const { startGateway } = await import('../gateway.ts');
  const gateway = await startGateway(config, logger, opening);
  logger.info({ url: gateway.url, sources: config.sources }, 'ready: open the address in a browser');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  logger.info({}, 'closing');
  await gateway.close();
}
