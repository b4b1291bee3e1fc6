import type { SampleRequest } from '../../upstream/sample.ts';
import { exampleAds, windowed } from '../jobtech/sample.ts';

/** Answers with the archive's structure: `id` is a hash, `original_id` the ad's own id, labels are text. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  const year = query.get('historical-from')?.slice(0, 4) ?? '2024';
  // An archived ad is of its year: what is published, applied for and removed is in it.
  const ads = exampleAds(query).map((ad, at) => ({
    ...ad,
    id: String(at + 1).padStart(40, '0'),
    original_id: ad.id,
    label: '[]',
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${String(at + 1).padStart(40, '0')}`,
    description: { text: ad.description.text, text_formatted: null },
    publication_date: `${year}-01-01T${String(23 - (at % 24)).padStart(2, '0')}:00:00`,
    application_deadline: `${year}-01-31T23:59:59`,
    last_publication_date: `${year}-01-31T23:59:59`,
    removed: true,
    removed_date: `${year}-01-31T00:00:00`,
  }));
  switch (operation) {
    case 'search':
    case 'count':
      return { total: { value: ads.length }, positions: ads.length, stats: [], hits: windowed(ads, query) };
    case 'ad':
      return ads.find(({ id }) => path === `ad/${id}`) ?? null;
    default:
      return null;
  }
}
