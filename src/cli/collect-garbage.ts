import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

const collector = z.custom<() => void>((value) => typeof value === 'function');

/**
 * Gives back what only the start needed. V8 collects when memory is asked for, so a process that rests would keep it. It
 * stops the process for some sixty milliseconds.
 */
export function collectGarbage(): void {
  const own = collector.safeParse(runInNewContext('globalThis.gc')).data;
  if (own) {
    own();
    return;
  }
  setFlagsFromString('--expose-gc');
  const collect = collector.parse(runInNewContext('gc'));
  // With other flags than at the start, V8 would refuse the compiled code that is kept at the end.
  setFlagsFromString('--no-expose-gc');
  collect();
}
