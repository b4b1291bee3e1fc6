import { once } from 'node:events';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { startGateway } from '../gateway.ts';

/** Serves until it is told to stop; then finishes what it is answering and closes. */
export async function serve(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.logLevel });
  const gateway = await startGateway(config, logger);
  logger.info({ url: gateway.url, sources: config.sources }, 'ready: open the address in a browser');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  logger.info({}, 'closing');
  await gateway.close();
}
