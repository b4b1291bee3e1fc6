import { dayOf } from '../../text/day.ts';

/** Shared by the samples of the JobTech sources: example ads that match the search. */

/** Samples have days beside today, so that they are as current as a real answer. */
export const sampleTime = (days: number, time: string): string =>
  `${dayOf(new Date(Date.now() + days * 86_400_000))}T${time}`;

/** A county and the town that it is governed from: codes and concept ids. Each has one example ad. */
const TOWNS = [
  ['01', 'CifL_Rzy_Mku', '0180', 'AvNB_uwa_6n6', 'Stockholm'],
  ['03', 'zBon_eET_fFU', '0380', 'otaF_bQY_4ZD', 'Uppsala'],
  ['04', 's93u_BEb_sx2', '0480', 'KzvD_ePV_DKQ', 'Nyköping'],
  ['05', 'oLT3_Q9p_3nn', '0580', 'bm2x_1mr_Qhx', 'Linköping'],
  ['06', 'MtbE_xWT_eMi', '0680', 'KURg_KJF_Lwc', 'Jönköping'],
  ['07', 'tF3y_MF9_h5G', '0780', 'mmot_H3A_auW', 'Växjö'],
  ['08', '9QUH_2bb_6Np', '0880', 'Pnmg_SgP_uHQ', 'Kalmar'],
  ['09', 'K8iD_VQv_2BA', '0980', 'Ft9P_E8F_VLJ', 'Gotland'],
  ['10', 'DQZd_uYs_oKb', '1080', 'YSt4_bAa_ccs', 'Karlskrona'],
  ['12', 'CaRE_1nn_cSU', '1280', 'oYPt_yRA_Smm', 'Malmö'],
  ['13', 'wjee_qH2_yb6', '1380', 'kUQB_KdK_kAh', 'Halmstad'],
  ['14', 'zdoY_6u5_Krt', '1480', 'PVZL_BQT_XtL', 'Göteborg'],
  ['17', 'EVVp_h6U_GSZ', '1780', 'hRDj_PoV_sFU', 'Karlstad'],
  ['18', 'xTCk_nT5_Zjm', '1880', 'kuMn_feU_hXx', 'Örebro'],
  ['19', 'G6DV_fKE_Viz', '1980', '8deT_FRF_2SP', 'Västerås'],
  ['20', 'oDpK_oZ2_WYt', '2080', 'N1wJ_Cuu_7Cs', 'Falun'],
  ['21', 'zupA_8Nt_xcD', '2180', 'qk8Y_2b6_82D', 'Gävle'],
  ['22', 'NvUF_SP1_1zo', '2280', 'uYRx_AdM_r4A', 'Härnösand'],
  ['23', '65Ms_7r1_RTG', '2380', 'Vt7P_856_WZS', 'Östersund'],
  ['24', 'g5Tt_CAV_zBd', '2480', 'QiGt_BLu_amP', 'Umeå'],
  ['25', '9hXe_F4g_eTG', '2580', 'CXbY_gui_14v', 'Luleå'],
] as const;

interface Example {
  title: string;
  employer: string;
  name: readonly [conceptId: string, label: string] | null;
  group: readonly [conceptId: string, label: string, code: string | null];
}

const EXAMPLES: readonly Example[] = [
  {
    title: 'systemutvecklare',
    employer: 'Exempel AB',
    name: ['fg7B_yov_smw', 'Systemutvecklare/Programmerare'],
    group: ['DJh5_yyF_hEM', 'Mjukvaru- och systemutvecklare m.fl.', '2512'],
  },
  {
    title: 'sjuksköterska',
    employer: 'Exempelregionen',
    name: ['bXNH_MNX_dUR', 'Sjuksköterska, grundutbildad'],
    group: ['Z8ci_bBE_tmx', 'Grundutbildade sjuksköterskor', '2221'],
  },
  {
    title: 'lärare',
    employer: 'Exempelkommunen',
    name: ['Nzmh_iTb_z7h', 'Lärare i grundskolan, årskurs 4-6'],
    group: ['oQUQ_D11_HPx', 'Grundskollärare', '2341'],
  },
];
const isCode = (value: string) => /^\d+$/.test(value);

/** The occupations of the examples: those asked for, of which nothing but the code or id is known, else three. */
function occupationsAsked(query: URLSearchParams): readonly Example[] {
  const asked = query.getAll('occupation-group');
  if (asked.length === 0) return EXAMPLES;
  return asked.map((value) => {
    const known = EXAMPLES.find(
      ({ name, group }) => group[0] === value || group[2] === value || name?.[0] === value,
    );
    if (known) return known;
    const isName = query.get('occupation-name') === value;
    return {
      title: 'ett sökt yrke',
      employer: 'Exempel AB',
      name: isName ? [value, 'Exempel'] : null,
      group: isCode(value) ? ['Exem_pel_grp', 'Exempel', value] : [value, 'Exempel', null],
    };
  });
}

/** Whether a town is in the place asked for. */
function isInPlace(
  [countyCode, countyId, code, id]: (typeof TOWNS)[number],
  query: URLSearchParams,
): boolean {
  const municipality = query.get('municipality');
  if (municipality !== null) return municipality === code || municipality === id;
  const region = query.get('region');
  return region === null || region === countyCode || region === countyId;
}

/** How many of the examples are in each place that has any, as the statistics of JobSearch have it. */
export function exampleCounts(type: string, query: URLSearchParams): object[] {
  if (type !== 'region' && type !== 'municipality') return [];
  return TOWNS.filter((town) => isInPlace(town, query)).map(([countyCode, countyId, code, id, name]) => ({
    term: name,
    concept_id: type === 'region' ? countyId : id,
    code: type === 'region' ? countyCode : code,
    count: 1,
  }));
}

/** The window of `offset` and `limit`. */
export function windowed<T>(items: readonly T[], query: URLSearchParams): T[] {
  const offset = Number(query.get('offset') ?? 0);
  return items.slice(offset, offset + Number(query.get('limit') ?? 10));
}

/** Example ads for a search, the newest first: one in each county, of the occupations and in the place asked for. */
export function exampleAds(query: URLSearchParams) {
  const employer = query.get('employer');
  const skill = query.get('skill');
  const words = query.get('q');
  const [after, before] = [query.get('published-after'), query.get('published-before')];
  const examples = occupationsAsked(query);
  const ads = TOWNS.flatMap((town, at) => {
    const example = examples[at % examples.length];
    if (!example || !isInPlace(town, query)) return [];
    const published = sampleTime(-2 - at, '09:00:00');
    const isLater = before === null || published < before;
    return isLater && (after === null || published > after) ? [{ example, town, at, published }] : [];
  });
  return ads.map(({ example, town: [countyCode, countyId, code, id, name], at, published }) => ({
    id: String(90000001 + at),
    original_id: null,
    headline: `Exempel: ${example.title}`,
    description: {
      text: `Exempel på en annons${words ? ` om ${words}` : ''}. Ingen riktig arbetsplats söker någon här.\nKontaktperson: Exempel Exempelsson, 070-000 00 00`,
      text_formatted: '<p>Exempel på en annons.</p>',
    },
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${90000001 + at}`,
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
    occupation: example.name && {
      concept_id: example.name[0],
      label: example.name[1],
      legacy_ams_taxonomy_id: null,
    },
    occupation_group: {
      concept_id: example.group[0],
      label: example.group[1],
      legacy_ams_taxonomy_id: example.group[2],
    },
    workplace_address: {
      municipality: name,
      municipality_code: code,
      municipality_concept_id: id,
      region: null,
      region_code: countyCode,
      region_concept_id: countyId,
      country: 'Sverige',
      country_code: '199',
      country_concept_id: 'i46j_HmG_v64',
      city: null,
      coordinates: null,
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
    publication_date: published,
    last_publication_date: sampleTime(30, '23:59:59'),
    removed: false,
    removed_date: null,
  }));
}
