import type { SampleRequest } from '../../upstream/sample.ts';
import { exampleAds, windowed } from '../jobtech/sample.ts';

/** Answers with JobSearch's structure. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  const ads = exampleAds(query);
  switch (operation) {
    case 'search':
    case 'counts':
      return {
        total: { value: ads.length },
        positions: ads.length,
        stats: query
          .getAll('stats')
          .map((type) => ({ type, values: exampleCounts(type, query, ads.length) })),
        hits: windowed(ads, query),
      };
    case 'ad':
      return ads.find(({ id }) => path === `ad/${id}`) ?? null;
    default:
      return null;
  }
}

/** The place of the examples for a search without a place. */
const PLACES = new Map([
  ['region', { concept_id: 'CifL_Rzy_Mku', code: '01' }],
  ['municipality', { concept_id: 'AvNB_uwa_6n6', code: '0180' }],
]);

/** All examples are in the place of the search, or in the first of several. */
function exampleCounts(type: string, query: URLSearchParams, count: number): object[] {
  const otherwise = PLACES.get(type);
  if (!otherwise) return [];
  const [asked] = query.getAll(type);
  const county = PLACES.get('region');
  const elsewhere = type === 'municipality' && ![null, county?.concept_id].includes(query.get('region'));
  if (asked === undefined && elsewhere) return [];
  const place =
    asked === undefined || asked === otherwise.concept_id ? otherwise : { concept_id: asked, code: null };
  return [{ term: 'Exempel', ...place, count }];
}
