import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

/** A log to one of the streams of a command. pino writes faster to a file descriptor than to a stream. */
export function logTo(stream: Writable, level: string): Logger {
  if ('fd' in stream && typeof stream.fd === 'number') return pino({ level }, pino.destination(stream.fd));
  return pino({ level }, stream);
}
