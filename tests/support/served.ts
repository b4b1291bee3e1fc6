import { type AdText, textOf } from '../../src/entities/job-ad.ts';

/** An ad with its description as clients get it. */
export const served = <T extends { description: AdText | null }>(ad: T | null | undefined) =>
  ad && { ...ad, description: textOf(ad.description) };
