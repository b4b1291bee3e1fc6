import { measure } from '../goals/measure.mjs';

export const title = 'the goals, as `quick` measures them, with more requests and rounds';

export const run = () => measure({ rounds: 9, share: 2 });
