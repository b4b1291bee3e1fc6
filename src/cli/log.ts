import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { traceIds } from '../tracing/spans.ts';
import { lineOf } from './log-line.ts';

/**
 * A log to one of the streams of a command: a line of JSON for each event, or on a terminal a line for a person.
 */
export function logTo(stream: Writable, level: string, format: 'auto' | 'text' | 'json' = 'auto'): Logger {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  if (format === 'text' || (format === 'auto' && isTerminal))
    return pino(
      { level, mixin: traceIds },
      { write: (json: string) => void stream.write(`${lineOf(json)}\n`) },
    );
  // pino writes faster to a file descriptor than to a stream.
  if ('fd' in stream && typeof stream.fd === 'number')
    return pino({ level, mixin: traceIds }, pino.destination(stream.fd));
  return pino({ level, mixin: traceIds }, stream);
}
