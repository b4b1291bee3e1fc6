import type { SampleRequest } from '../../upstream/sample.ts';
import { sampleTime } from '../jobtech/sample.ts';

const EXAMPLES = [
  {
    id: '00000000-0000-4000-8000-000000000001',
    title: 'Exempel: utvikler',
    employer: 'Eksempel AS',
    place: 'OSLO',
  },
  {
    id: '00000000-0000-4000-8000-000000000002',
    title: 'Exempel: sykepleier',
    employer: 'Eksempel kommune',
    place: 'BERGEN',
  },
];
const changed = () => sampleTime(-2, '09:00:00.000000');

/** Sample answers in the feed's own format. */
export function samples({ operation, path }: SampleRequest): object | string | null {
  switch (operation) {
    case 'token':
      return 'Exempel, no real token:\nexempel.exempel.exempel\n';
    case 'feed':
    case 'page':
    case 'tail':
      return {
        version: '1.0',
        id: '00000000-0000-4000-8000-00000000000a',
        next_url: null,
        next_id: null,
        items: EXAMPLES.map(({ id, title, employer, place }) => ({
          id,
          url: `/api/v1/feedentry/${id}`,
          title,
          content_text: 'Exempel',
          date_modified: changed(),
          _feed_entry: {
            uuid: id,
            status: 'ACTIVE',
            title,
            businessName: employer,
            municipal: place,
            sistEndret: changed(),
          },
        })),
      };
    case 'entry':
      return entryAt(path);
    default:
      return null;
  }
}

function entryAt(path: string): object | null {
  const found = EXAMPLES.find(({ id }) => path.endsWith(id));
  if (!found) return null;
  const { id, title, employer, place } = found;
  return {
    uuid: id,
    status: 'ACTIVE',
    sistEndret: changed(),
    ad_content: {
      uuid: id,
      published: sampleTime(-2, '00:00:00'),
      expires: sampleTime(30, '00:00:00'),
      title,
      jobtitle: title,
      description:
        '<p>Eksempel på en stillingsannonse.</p><p>Kontaktperson: Eksempel Eksempelsen, 22 33 44 55</p>',
      link: `https://arbeidsplassen.nav.no/stillinger/stilling/${id}`,
      applicationUrl: 'https://example.org/apply',
      applicationDue: sampleTime(30, '').slice(0, 10),
      engagementtype: 'Fast',
      extent: 'Heltid',
      positioncount: '1',
      sector: 'Privat',
      starttime: 'Snarast',
      workLocations: [{ country: 'NORGE', city: place, county: null, municipal: place }],
      employer: { name: employer, orgnr: '', description: '', homepage: '' },
      categoryList: [{ categoryType: 'STYRK08', code: '2512', name: 'Eksempel', score: 1 }],
    },
  };
}
