import type { SampleRequest } from '../../upstream/sample.ts';
import { exampleAds } from '../jobtech/sample.ts';

/** Sample answers in JobStream's own format. Each minute has one change: an ad, a second ad, the removal of the second. */
export function samples({ operation, query }: SampleRequest): object | null {
  const ads = exampleAds(new URLSearchParams());
  switch (operation) {
    case 'changes':
      return [changeOf(query.get('updated-before') ?? '', ads)];
    case 'snapshot':
      return ads;
    default:
      return null;
  }
}

function changeOf(time: string, [first, second]: ReturnType<typeof exampleAds>): object {
  const minute = Number(time.slice(14, 16)) || 0;
  const at = { publication_date: time };
  if (minute % 3 === 0) return { ...first, ...at };
  if (minute % 3 === 1) return { ...second, ...at };
  return {
    id: second?.id,
    removed: true,
    removed_date: time,
    occupation: second?.occupation?.concept_id,
    occupation_group: second?.occupation_group.concept_id,
    occupation_field: null,
    municipality: second?.workplace_address.municipality_concept_id,
    region: null,
    country: second?.workplace_address.country_concept_id,
  };
}
