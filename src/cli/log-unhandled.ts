import type { Logger } from 'pino';

/**
 * Logs a rejected promise that nobody handles. Node would end the process, and with it every other request. Returns what
 * undoes it.
 */
export function logUnhandled(logger: Logger): () => void {
  const log = (error: unknown) =>
    logger.error({ err: error }, 'a promise was rejected and nobody handled it');
  process.on('unhandledRejection', log);
  return () => process.off('unhandledRejection', log);
}
