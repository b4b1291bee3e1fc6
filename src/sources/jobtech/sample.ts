import { dayOf } from '../../text/day.ts';

/** Shared by the samples of the JobTech sources: example ads that match the search. */

interface Example {
  id: string;
  headline: string;
  employer: string;
  /** Days before today, and the time of day. */
  published: readonly [days: number, time: string];
}

/** Samples have days beside today, so that they are as current as a real answer. */
export const sampleTime = (days: number, time: string): string =>
  `${dayOf(new Date(Date.now() + days * 86_400_000))}T${time}`;

const EXAMPLES: readonly Example[] = [
  {
    id: '90000001',
    headline: 'Exempel: systemutvecklare',
    employer: 'Exempel AB',
    published: [2, '09:00:00'],
  },
  {
    id: '90000002',
    headline: 'Exempel: sjuksköterska',
    employer: 'Exempelregionen',
    published: [3, '15:30:00'],
  },
  {
    id: '90000003',
    headline: 'Exempel: lärare',
    employer: 'Exempelkommunen',
    published: [4, '07:45:00'],
  },
];

const GROUP = { concept_id: 'DJh5_yyF_hEM', label: 'Mjukvaru- och systemutvecklare m.fl.', code: '2512' };
const isCode = (value: string) => /^\d+$/.test(value);

/** A concept with the requested code or id. */
function echoed(value: string | null, otherwise: typeof GROUP) {
  if (value === null || value === otherwise.concept_id || value === otherwise.code)
    return {
      concept_id: otherwise.concept_id,
      label: otherwise.label,
      legacy_ams_taxonomy_id: otherwise.code,
    };
  if (isCode(value)) return { concept_id: 'Exem_pel_grp', label: 'Exempel', legacy_ams_taxonomy_id: value };
  return { concept_id: value, label: 'Exempel', legacy_ams_taxonomy_id: null };
}

/** The window of `offset` and `limit`. */
export function windowed<T>(items: readonly T[], query: URLSearchParams): T[] {
  const offset = Number(query.get('offset') ?? 0);
  return items.slice(offset, offset + Number(query.get('limit') ?? 10));
}

/** Example ads for a search; `change` turns them into ads of another API. */
export function exampleAds(query: URLSearchParams) {
  const municipality = query.get('municipality');
  const region = query.get('region');
  const employer = query.get('employer');
  const skill = query.get('skill');
  const until = query.get('published-before');
  const asked = EXAMPLES.filter(
    ({ published }) => until === null || sampleTime(-published[0], published[1]) < until,
  );
  return asked.map((example) => ({
    id: example.id,
    original_id: null,
    headline: example.headline,
    description: {
      text: 'Exempel på en annons. Ingen riktig arbetsplats söker någon här.\nKontaktperson: Exempel Exempelsson, 070-000 00 00',
      text_formatted: '<p>Exempel på en annons.</p>',
    },
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${example.id}`,
    application_deadline: sampleTime(30, '23:59:59'),
    number_of_vacancies: 1,
    employment_type: {
      concept_id: 'PFZr_Syz_cUq',
      label: 'Vanlig anställning',
      legacy_ams_taxonomy_id: '1',
    },
    duration: { concept_id: 'a7uU_j21_mkL', label: 'Tills vidare', legacy_ams_taxonomy_id: '1' },
    salary_type: {
      concept_id: 'oG8G_9cW_nRf',
      label: 'Fast månads- vecko- eller timlön',
      legacy_ams_taxonomy_id: '1',
    },
    salary_description: 'Exempel: lön enligt avtal',
    scope_of_work: { min: 100, max: 100 },
    application_details: {
      reference: 'Exempel 1',
      url: 'https://example.org/ansok',
      email: null,
      other: null,
    },
    experience_required: false,
    access_to_own_car: false,
    driving_license_required: false,
    driving_license: null,
    working_hours_type: { concept_id: '6YE1_gAC_R2G', label: 'Heltid', legacy_ams_taxonomy_id: '1' },
    employer: {
      organization_number: employer && isCode(employer) ? employer : null,
      name: employer && !isCode(employer) ? employer : example.employer,
      phone_number: null,
      email: null,
    },
    occupation: {
      concept_id: 'fg7B_yov_smw',
      label: 'Systemutvecklare/Programmerare',
      legacy_ams_taxonomy_id: '2419',
    },
    occupation_group: echoed(query.get('occupation-group'), GROUP),
    workplace_address: {
      municipality: municipality ? null : 'Stockholm',
      municipality_code: municipality ? (isCode(municipality) ? municipality : null) : region ? null : '0180',
      municipality_concept_id: municipality
        ? isCode(municipality)
          ? null
          : municipality
        : region
          ? null
          : 'AvNB_uwa_6n6',
      region: null,
      region_code: region && isCode(region) ? region : null,
      region_concept_id: region && !isCode(region) ? region : null,
      country: 'Sverige',
      country_code: '199',
      country_concept_id: 'i46j_HmG_v64',
      city: null,
      coordinates: [18.0686, 59.3293],
    },
    must_have: {
      skills: skill
        ? [{ weight: 10, concept_id: skill, label: 'Exempel', legacy_ams_taxonomy_id: null }]
        : [],
      languages: [],
      work_experiences: [],
      education: [],
      education_level: [],
    },
    nice_to_have: { skills: [], languages: [], work_experiences: [], education: [], education_level: [] },
    publication_date: sampleTime(-example.published[0], example.published[1]),
    last_publication_date: sampleTime(30, '23:59:59'),
    removed: false,
    removed_date: null,
  }));
}
