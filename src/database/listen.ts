import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { OnceAMinute } from './once-a-minute.ts';
import type { Log } from './query-log.ts';

/** The channel on which every replica is notified of changed content. */
export const contentChanged = 'content_changed';

/** The channel on which every replica is told what to delete from its memory: things of a source, or `*` for all. */
export const answersForgotten = 'answers_forgotten';

const retryMs = 1_000;
const stopWithinMs = 1_000;

/** In milliseconds. Where the network drops everything in silence, only a statement that is not answered shows it. */
const defaultPace = { askEvery: 30_000, answerWithin: 5_000 };

/** Listens on a separate connection. After a reconnect the handler is called with ''. */
export async function listenOnServer(
  url: string,
  channel: string,
  handler: (payload: string) => void,
  log: Log,
  pace = defaultPace,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  let stopped = false;
  const breaks = new OnceAMinute();

  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: pace.answerWithin,
      keepAlive: true,
      application_name: 'jobtech-graph listen',
    });
    let broken = false;
    const onBreak = () => {
      if (broken || stopped) return;
      broken = true;
      client = null;
      clearInterval(asking);
      // Not `end`, which waits for the server.
      next.connection.stream.destroy();
      breaks.count((times) =>
        log.warn({ channel, times }, 'The database no longer sends notifications; trying to connect again'),
      );
      retry();
    };
    next.on('error', onBreak);
    next.on('notification', (message) => handler(message.payload ?? ''));
    await next.connect();
    await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    next.on('end', onBreak);
    asking = setInterval(() => next.query('SELECT 1').catch(onBreak), pace.askEvery).unref();
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
    clearInterval(asking);
    await Promise.race([client?.end(), delay(stopWithinMs, undefined, { ref: false })]);
    client?.connection.stream.destroy();
  };
}
