import { expect, it } from 'vitest';
import { storedAd } from '../../src/sources/jobtech/ad-draft.ts';
import { jobAd } from '../../src/sources/jobtech/job-ad.ts';
import { feedEntry } from '../../src/sources/nav/decode.ts';

const concept = (label: string, more: object = {}) => ({ concept_id: `xxxx_xxx_${label}`, label, ...more });

const ad = {
  id: '70000001',
  headline: 'Exempel',
  publication_date: '2031-03-01T10:00:00',
  last_publication_date: '2031-04-01T00:00:00',
  application_deadline: '2031-03-31T00:00:00',
  duration: concept('Tills vidare'),
  salary_type: concept('Fast lön'),
  salary_description: 'Lön 30 000. Ring Exempla Exempelsson på 070-000 00 00.',
  scope_of_work: { min: 50, max: 100 },
  application_details: { reference: 'EX-17', url: 'https://example.org/ansok', email: 'a@example.org' },
  experience_required: true,
  access_to_own_car: false,
  driving_license_required: true,
  driving_license: [concept('B'), concept('C')],
  employer: { name: 'Exempel AB', url: 'https://example.org', workplace: 'Exempel AB, Nord' },
  occupation_field: concept('Exempelfältet'),
  workplace_address: {
    municipality: 'Umeå',
    region: 'Västerbottens län',
    country_concept_id: 'i46j_HmG_v64',
    city: 'Holmsund',
    coordinates: [20.36, 63.7],
  },
  must_have: { skills: [concept('Svets', { weight: 10 })] },
  nice_to_have: { languages: [concept('Finska', { weight: 5 })] },
};

it('reads what a Swedish ad says of terms, application, employer and workplaces', () => {
  const read = jobAd({ isArchive: false }).parse(ad);

  expect(read).toMatchObject({
    duration: 'Tills vidare',
    salaryType: 'Fast lön',
    scopeOfWork: { min: 50, max: 100 },
    applicationUrl: 'https://example.org/ansok',
    applicationReference: 'EX-17',
    employerUrl: 'https://example.org/',
    workplaceName: 'Exempel AB, Nord',
    experienceRequired: true,
    drivingLicenceRequired: true,
    drivingLicences: ['B', 'C'],
    accessToOwnCar: false,
    occupationFieldConcept: { label: 'Exempelfältet', type: 'occupation-field' },
    workplaces: [
      {
        locality: 'Holmsund',
        municipality: 'Umeå',
        county: 'Västerbottens län',
        country: 'SE',
        coordinates: { latitude: 63.7, longitude: 20.36 },
      },
    ],
    mustHaveConcepts: [{ label: 'Svets', weight: 10 }],
    niceToHaveConcepts: [{ label: 'Finska', weight: 5 }],
    applicationDeadline: new Date('2031-03-31T21:59:59Z'),
    lastDay: new Date('2031-04-01T21:59:59Z'),
  });
  expect(read.salaryDescription).not.toMatch(/Exempelsson|070/);
});

it('states nothing that an ad leaves out, and reads back what it stored', () => {
  const bare = jobAd({ isArchive: false }).parse({ id: '1', headline: 'Exempel', publication_date: null });
  const whole = jobAd({ isArchive: false }).parse(ad);

  expect(bare).toMatchObject({ duration: null, scopeOfWork: null, experienceRequired: null, workplaces: [] });
  expect(storedAd.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});

const navAd = (content: object) =>
  feedEntry.parse({
    uuid: '00000000-0000-4000-8000-000000000009',
    status: 'ACTIVE',
    sistEndret: '2031-08-12T09:00:00+02:00',
    ad_content: { title: 'Eksempel', ...content },
  }).draft;

it('reads sector, start and all places of a Norwegian ad, and takes the match that scores most', () => {
  const esco = 'http://data.europa.eu/esco/occupation';
  const read = navAd({
    expires: '2031-09-06T00:00:00+02:00',
    applicationDue: '01.09.2031',
    sector: 'Privat',
    starttime: 'Snarast',
    workLocations: [
      { country: 'NORGE', city: 'BERGEN', county: 'VESTLAND', municipal: 'BERGEN' },
      { country: 'NORGE', city: 'FLORØ', county: 'VESTLAND', municipal: 'KINN' },
    ],
    categoryList: [
      { categoryType: 'ESCO', code: `${esco}/lavere`, name: 'lavere', score: 0.4 },
      { categoryType: 'ESCO', code: `${esco}/best`, name: 'best', score: 0.95 },
      { categoryType: 'STYRK08', code: '1111', name: 'lavere', score: 0.4 },
      { categoryType: 'STYRK08', code: '5223', name: 'best', score: 0.9 },
    ],
  });

  expect(read).toMatchObject({
    sector: 'Privat',
    startsAt: 'Snarast',
    occupationCode: '5223',
    occupationConcept: { label: 'best' },
    applicationDeadline: new Date('2031-09-01T21:59:59Z'),
    lastDay: new Date('2031-09-06T21:59:59Z'),
    workplaces: [
      { locality: 'Bergen', municipality: 'Bergen', county: 'Vestland', country: 'NO' },
      { locality: 'Florø', municipality: 'Kinn', county: 'Vestland', country: 'NO' },
    ],
  });
});
