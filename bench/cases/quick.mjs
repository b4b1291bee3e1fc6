import { measure } from '../goals/measure.mjs';

export const title = 'the goals in under two minutes, against Apollo Server, Mercurius and bare node:http';

export const run = () => measure({ rounds: 3, share: 1, only: process.env['BENCH_ONLY'] });
