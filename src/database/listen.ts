import pg from 'pg';
import type { Log } from './query-log.ts';

/** The channel on which every replica is notified of changed content. */
export const contentChanged = 'content_changed';

const retryMs = 1_000;

/** Listens on a separate connection. After a reconnect the handler is called with ''. */
export async function listenOnServer(
  url: string,
  channel: string,
  handler: (payload: string) => void,
  log: Log,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'jobtech-graph listen',
    });
    let broken = false;
    const onBreak = () => {
      if (broken || stopped) return;
      broken = true;
      client = null;
      next.end().catch(() => {});
      log.warn({ channel }, 'The database no longer sends notifications; trying to connect again');
      retry();
    };
    next.on('error', onBreak);
    next.on('notification', (message) => handler(message.payload ?? ''));
    await next.connect();
    await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    next.on('end', onBreak);
    client = next;
  };
  const retry = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      connect().then(() => handler(''), retry);
    }, retryMs);
    timer.unref();
  };

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end();
  };
}
