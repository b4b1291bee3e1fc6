import type { SampleRequest } from '../../upstream/sample.ts';
import { exampleAds, exampleCounts, windowed } from '../jobtech/sample.ts';

/** Answers with JobSearch's structure. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  const ads = exampleAds(query);
  switch (operation) {
    case 'search':
    case 'counts':
      return {
        total: { value: ads.length },
        positions: ads.length,
        stats: query.getAll('stats').map((type) => ({ type, values: exampleCounts(type, query) })),
        hits: windowed(ads, query),
      };
    case 'ad':
      return ads.find(({ id }) => path === `ad/${id}`) ?? null;
    default:
      return null;
  }
}
