import type { SampleRequest } from '../../upstream/sample.ts';
import { exampleAds, windowed } from '../jobtech-sample.ts';

/** Answers in JobSearch's own form. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  const ads = exampleAds(query);
  switch (operation) {
    case 'search':
      return { total: { value: ads.length }, positions: ads.length, stats: [], hits: windowed(ads, query) };
    case 'ad':
      return ads.find(({ id }) => path === `ad/${id}`) ?? null;
    default:
      return null;
  }
}
