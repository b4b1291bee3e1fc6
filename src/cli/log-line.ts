import { pino } from 'pino';
import { z } from 'zod';

const event = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  err: z.looseObject({ stack: z.string().optional(), message: z.string().optional() }).optional(),
});
/** The same in every line, or said by the message. */
const leftOut = new Set(['level', 'time', 'msg', 'err', 'pid', 'hostname']);

/** An event of the log as a person reads it: time, level where it is not information, message, and what else is known. */
export function lineOf(json: string): string {
  const { level, time, msg, err, ...rest } = event.parse(JSON.parse(json));
  const name = pino.levels.labels[level] ?? String(level);
  const details = Object.entries(rest)
    .filter(([key]) => !leftOut.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const words = [
    new Date(time).toLocaleTimeString('sv-SE'),
    ...(name === 'info' ? [] : [name.toUpperCase()]),
    msg,
    ...(details.length > 0 ? [`(${details.join(', ')})`] : []),
  ];
  const cause = err?.stack ?? err?.message;
  return cause === undefined ? words.join(' ') : `${words.join(' ')}\n${cause}`;
}
