import type { SampleRequest } from '../../upstream/sample.ts';

const TOTAL = 3;

/** Made-up educations and occupations in the wire format; the concept ids are none of the taxonomy's. */
export function samples({ operation, query }: SampleRequest): object | null {
  const limit = Math.min(TOTAL, Number(query.get('limit') ?? 10));
  const numbers = Array.from({ length: limit }, (_, at) => at + 1);
  if (operation === 'occupations') {
    return {
      hits_total: TOTAL,
      hits_returned: limit,
      identified_keywords_for_input: { competencies: ['exempel'], occupations: [] },
      related_occupations: numbers.map((number) => ({
        id: `0000_000_00${number}`,
        occupation_label: `Exempel ${number}: yrke`,
        concept_taxonomy_id: `0000_000_00${number}`,
        legacy_ams_taxonomy_id: '0',
        occupation_group: {
          occupation_group_label: 'Exempel: yrkesgrupp',
          concept_taxonomy_id: '0000_000_000',
          ssyk: '0000',
        },
      })),
    };
  }
  const about = query.get('jobtitle') ?? query.get('occupation_id') ?? '';
  const county = query.get('region_code') ?? '01';
  return {
    mapped_occupation_for_match: {},
    hits_total: TOTAL,
    hits: numbers.map((number) => ({
      id: `exempel.${number}`,
      code: `EXEMPEL${number}`,
      education_provider_name: 'Exempel: en anordnare',
      education_title: `Exempel ${number}: utbildning mot ${about}`,
      education_type: 'program',
      education_form: 'yh',
      education_description: '<p>Exempel</p>',
      providerSummary: { providers: ['Exempel: en anordnare'] },
      eventSummary: {
        municipalityCode: ['0180', '1280', '1480'],
        regionCode: [county, '12', '14'],
        executions: [],
        distance: false,
      },
    })),
  };
}
