import type { IncomingMessage } from 'node:http';
import type { Reply } from './fake-upstream.ts';

/** Parameters that are alternatives of one family, and where an ad names what they ask for. */
const families: readonly (readonly [parameter: string, path: readonly [field: string, key: string]])[][] = [
  [
    ['occupation-name', ['occupation', 'concept_id']],
    ['occupation-group', ['occupation_group', 'concept_id']],
    ['occupation-field', ['occupation_field', 'concept_id']],
  ],
  [
    ['municipality', ['workplace_address', 'municipality_concept_id']],
    ['region', ['workplace_address', 'region_concept_id']],
    ['country', ['workplace_address', 'country_concept_id']],
  ],
];

/**
 * Counts ads as the Historical API does: families narrow each other, values within one are alternatives, and an ad
 * that comes again is one. It reads the ads by itself, with nothing of the gateway's.
 */
export function archiveOf(ads: () => readonly object[]) {
  return ({ url = '' }: Pick<IncomingMessage, 'url'>): Reply => {
    const { searchParams: query } = new URL(url, 'http://stand-in');
    const [from = '', to = ''] = [query.get('historical-from') ?? '', query.get('historical-to') ?? ''];
    const found = new Set<unknown>();
    for (const ad of ads()) {
      const published = String(Reflect.get(ad, 'publication_date'));
      if (published < from || published >= to) continue;
      const holds = families.every((family) => {
        const asked = family.filter(([parameter]) => query.has(parameter));
        return (
          asked.length === 0 ||
          asked.some(([parameter, path]) =>
            query.getAll(parameter).some((value) => named(ad, path).includes(value)),
          )
        );
      });
      if (holds) found.add(Reflect.get(ad, 'id'));
    }
    return { json: { total: { value: found.size }, positions: found.size, hits: [] } };
  };
}

function named(ad: object, [field, key]: readonly [string, string]): unknown[] {
  const found: unknown = Reflect.get(ad, field);
  return [found]
    .flat()
    .flatMap((one) => (typeof one === 'object' && one !== null ? [Reflect.get(one, key)] : []));
}
