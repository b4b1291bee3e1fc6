import { expect, it } from 'vitest';
import { readQuota } from '../../src/upstream/quota.ts';

const now = Date.parse('2026-01-15T12:00:00Z');
const quotaOf = (headers: Record<string, string>) => readQuota((name) => headers[name] ?? null, now);

it.each<[string, Record<string, string>, number, number | null]>([
  ['in one header', { ratelimit: '"default";r=5;t=30' }, 5, now + 30_000],
  [
    'in three',
    { 'ratelimit-limit': '10', 'ratelimit-remaining': '4', 'ratelimit-reset': '7' },
    4,
    now + 7_000,
  ],
  [
    'with an instant',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 9) },
    0,
    now + 9_000,
  ],
  ['in milliseconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 500) }, 0, now + 500],
  [
    'with a date',
    { 'x-rate-limit-remaining': '1', 'x-rate-limit-reset': '2026-01-15T12:00:05Z' },
    1,
    now + 5_000,
  ],
  ['without a reset', { 'x-ratelimit-remaining': '3' }, 3, null],
  ['with a reset that is not a time', { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': 'soon' }, 3, null],
])('reads a quota %s', (_, headers, left, resetsAt) => {
  expect(quotaOf(headers)).toEqual({ left, resetsAt });
});

it('gives null without a quota in the headers', () => {
  expect(quotaOf({})).toBeNull();
  expect(quotaOf({ 'ratelimit-remaining': 'many' })).toBeNull();
});
