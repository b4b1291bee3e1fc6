import type { Route } from './fake-upstream.ts';

/** A made-up version of the taxonomy in its wire format: two groups, three names, two skills, one withdrawn name. */
export const conceptsByType: Record<string, object[]> = {
  'ssyk-level-1': [level('gr01_aaa_aaa', 'Exempel: yrken med fördjupning', '2')],
  'ssyk-level-2': [level('gr02_aaa_aaa', 'Exempel: yrken inom IT', '25', 'gr01_aaa_aaa')],
  'ssyk-level-3': [level('gr03_aaa_aaa', 'Exempel: IT-specialister', '251', 'gr02_aaa_aaa')],
  'ssyk-level-4': [
    {
      ...level('gr04_aaa_aaa', 'Exempel: systemutvecklare', '2512', 'gr03_aaa_aaa'),
      definition: 'Bygger program åt exempelföretag.',
      related: [{ id: 'sk01_aaa_aaa' }],
      isco: [{ isco_code_08: '2512' }],
    },
    level('gr05_aaa_aaa', 'Exempel: testare', '2514', 'gr03_aaa_aaa'),
  ],
  'occupation-field': [{ id: 'of01_aaa_aaa', type: 'occupation-field', preferred_label: 'Exempel: data' }],
  'occupation-name': [
    name('na01_aaa_aaa', 'Exempel: programmerare', 'gr04_aaa_aaa', {
      alternative_labels: ['Exempel: kodare'],
      keywords: [{ preferred_label: 'kodning' }],
      exact_match: [{ esco_uri: 'http://data.europa.eu/esco/occupation/0001' }],
      substitutes: [
        { id: 'na02_aaa_aaa', substitutability_percentage: 25 },
        { id: 'na03_aaa_aaa', substitutability_percentage: 75 },
      ],
    }),
    name('na02_aaa_aaa', 'Exempel: testare', 'gr05_aaa_aaa'),
    name('na03_aaa_aaa', 'Exempel: testledare', 'gr05_aaa_aaa'),
    name('na09_aaa_aaa', 'Exempel: gammal programmerare', 'gr04_aaa_aaa', {
      deprecated: true,
      replaced_by: [{ id: 'na01_aaa_aaa' }],
    }),
    name('na08_aaa_aaa', 'Exempel: borttagen', 'gr04_aaa_aaa', { deprecated: true }),
  ],
  skill: [
    {
      id: 'sk01_aaa_aaa',
      type: 'skill',
      preferred_label: 'Exempelspråket',
      related: [{ id: 'gr04_aaa_aaa' }],
    },
    { id: 'sk02_aaa_aaa', type: 'skill', preferred_label: 'Exempelkunskap', related: null },
  ],
  'skill-headline': [],
};

function level(id: string, preferred_label: string, code: string, broader?: string) {
  const type = `ssyk-level-${code.length}`;
  return { id, type, preferred_label, code, broader: broader ? [{ id: broader }] : [] };
}

function name(id: string, preferred_label: string, group: string, more: object = {}) {
  return { id, type: 'occupation-name', preferred_label, broader: [{ id: group }], ...more };
}

/** Its server; `change` may spoil what it answers for a type. */
export function taxonomyRoutes(
  change: (type: string, concepts: object[]) => object[] | null = (_, concepts) => concepts,
): Record<string, Route> {
  return {
    '/main/versions': {
      json: [
        { 'taxonomy/version': 31, 'taxonomy/timestamp': '2026-09-01T00:00:00Z' },
        { 'taxonomy/version': 30, 'taxonomy/timestamp': '2026-08-01T00:00:00Z' },
      ],
    },
    '/graphql': ({ url = '' }) => {
      const query = new URL(url, 'http://taxonomy').searchParams.get('query') ?? '';
      const type = /type: "([a-z0-9-]+)"/.exec(query)?.[1] ?? '';
      const offset = Number(/offset: (\d+)/.exec(query)?.[1]);
      const limit = Number(/limit: (\d+)/.exec(query)?.[1]);
      const concepts = change(type, conceptsByType[type] ?? []);
      if (concepts === null) return { status: 500 };
      return { json: { data: { concepts: concepts.slice(offset, offset + limit) } } };
    },
  };
}
