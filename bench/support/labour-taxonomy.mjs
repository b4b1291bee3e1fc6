// A made-up version of the taxonomy in its wire format, with the real ids of the group 2512 and its first name.

const level = (id, preferred_label, code, broader) => ({
  ...{ id, preferred_label, code, type: `ssyk-level-${code.length}` },
  broader: broader ? [{ id: broader }] : [],
});
const name = (id, preferred_label, group, more = {}) => ({
  ...{ id, preferred_label, type: 'occupation-name', broader: [{ id: group }] },
  ...more,
});
const group = 'DJh5_yyF_hEM';
const other = 'gr05_aaa_aaa';

const byType = {
  'ssyk-level-1': [level('gr01_aaa_aaa', 'Exempel: yrken med fördjupning', '2')],
  'ssyk-level-2': [level('gr02_aaa_aaa', 'Exempel: yrken inom IT', '25', 'gr01_aaa_aaa')],
  'ssyk-level-3': [level('gr03_aaa_aaa', 'Exempel: IT-specialister', '251', 'gr02_aaa_aaa')],
  'ssyk-level-4': [
    {
      ...level(group, 'Exempel: systemutvecklare', '2512', 'gr03_aaa_aaa'),
      related: [{ id: 'sk01_aaa_aaa' }, { id: 'sk02_aaa_aaa' }],
      isco: [{ isco_code_08: '2512' }],
    },
    level(other, 'Exempel: testare', '2514', 'gr03_aaa_aaa'),
  ],
  'occupation-field': [{ id: 'of01_aaa_aaa', type: 'occupation-field', preferred_label: 'Exempel: data' }],
  'occupation-name': [
    name('fg7B_yov_smw', 'Exempel: programmerare', group, {
      exact_match: [{ esco_uri: 'http://data.europa.eu/esco/occupation/0001' }],
      substitutes: [{ id: 'na02_aaa_aaa', substitutability_percentage: 75 }],
    }),
    name('na03_aaa_aaa', 'Exempel: utvecklare', group, {
      substitutes: [{ id: 'na02_aaa_aaa', substitutability_percentage: 25 }],
    }),
    name('na02_aaa_aaa', 'Exempel: testare', other),
  ],
  skill: [
    {
      ...{ id: 'sk01_aaa_aaa', type: 'skill', preferred_label: 'Exempelspråket' },
      related: [{ id: group }],
    },
    {
      ...{ id: 'sk02_aaa_aaa', type: 'skill', preferred_label: 'Exempelkunskap' },
      related: [{ id: group }],
    },
  ],
  'skill-headline': [],
};

export function taxonomyAnswer({ path, query }) {
  if (path === 'main/versions')
    return [{ 'taxonomy/version': 31, 'taxonomy/timestamp': '2026-09-01T00:00:00Z' }];
  const document = query.get('query') ?? '';
  const type = /type: "([a-z0-9-]+)"/.exec(document)?.[1] ?? '';
  const offset = Number(/offset: (\d+)/.exec(document)?.[1] ?? 0);
  return { data: { concepts: (byType[type] ?? []).slice(offset) } };
}
