import type { Quota } from './request.ts';
import { seconds } from './time.ts';

type Read = (header: string) => string | null;

/** From the first number on, a reset is an instant in seconds since 1970; from the second, in milliseconds; below, a wait in seconds. */
const EARLIEST_INSTANT = 1e9;
const EARLIEST_INSTANT_MS = 1e12;

/**
 * What the source reports as left of our limit: `RateLimit` of the IETF drafts, in one header or in three, or the older
 * `X-RateLimit-…`, whose reset is a wait in some APIs and an instant in others.
 */
export function readQuota(read: Read, now: number): Quota | null {
  const inOne = read('ratelimit');
  const left = inOne && /\br=(\d+)/.exec(inOne)?.[1];
  if (inOne && left) return { left: Number(left), resetsAt: instant(/\bt=(\d+)/.exec(inOne)?.[1], now) };
  for (const prefix of ['ratelimit', 'x-ratelimit', 'x-rate-limit']) {
    const remaining = read(`${prefix}-remaining`)?.trim();
    if (!remaining || !/^\d+$/.test(remaining)) continue;
    return { left: Number(remaining), resetsAt: instant(read(`${prefix}-reset`)?.trim(), now) };
  }
  return null;
}

function instant(value: string | undefined, now: number): number | null {
  if (!value) return null;
  if (!/^\d+(\.\d+)?$/.test(value)) {
    const date = Date.parse(value);
    return Number.isNaN(date) ? null : date;
  }
  const number = Number(value);
  if (number >= EARLIEST_INSTANT_MS) return number;
  return number >= EARLIEST_INSTANT ? seconds(number) : now + seconds(number);
}
