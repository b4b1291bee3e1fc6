import { expect, it } from 'vitest';
import { educationHits, occupationHits } from '../../../src/sources/jobed/decode.ts';
import { jobed } from '../../../src/sources/jobed/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const hit = (title: string, municipality: string[], more: object = {}) => ({
  id: 'exempel',
  education_title: title,
  education_form: 'yh',
  education_provider_name: 'Exempelskolan',
  providerSummary: { providers: ['Exempelskolan'] },
  eventSummary: { municipalityCode: municipality, regionCode: [] },
  ...more,
});
const registerAt = (baseUrl: string) => jobed.open(testUpstream({ ...jobed, baseUrl }));

it('puts every parameter in the address, by POST too', async () => {
  const { url, asked } = await fakeUpstream({
    '/educations/match-by-occupation': { json: { hits: [hit('Exempel', [])] } },
    '/educations/match-by-jobtitle': { json: { hits: [hit('Exempel', [])] } },
  });

  await registerAt(url).educationsForOccupation('aaaa_bbb_ccc', 500, aCall());
  await registerAt(url).educationsForTitle('Kock', '01', 5, aCall());

  expect(asked).toEqual([
    'POST /educations/match-by-occupation?occupation_id=aaaa_bbb_ccc&limit=100&include_metadata=false&offset=0',
    'POST /educations/match-by-jobtitle?jobtitle=Kock&region_code=01&limit=5&include_metadata=false&offset=0',
  ]);
});

it('gives a course once, with all its municipalities and its form in words', async () => {
  const { url } = await fakeUpstream({
    '*': {
      json: {
        hits: [
          hit('Exempel', ['0180']),
          hit('Exempel', ['1280']),
          hit('Annat', [], { education_form: 'xx' }),
        ],
      },
    },
  });

  const found = await registerAt(url).educationsForOccupation('aaaa_bbb_ccc', 5, aCall());

  expect(found).toMatchObject([
    {
      title: 'Exempel',
      provider: 'Exempelskolan',
      form: 'Yrkeshögskola',
      municipalityCodes: ['0180', '1280'],
    },
    { title: 'Annat', form: 'xx' },
  ]);
});

it('cuts a text that would not fit an address', async () => {
  const { url, asked } = await fakeUpstream({
    '*': { json: { related_occupations: [], identified_keywords_for_input: null } },
  });

  await registerAt(url).occupationsInText?.('å'.repeat(9000), 5, aCall());

  expect(new URL(asked[0]?.slice(5) ?? '', url).searchParams.get('input_text')).toHaveLength(1000);
});

it.skipIf(!recordedFile('jobed-connect/occupations-match-by-text.json'))('reads recorded answers', () => {
  const text = occupationHits.parse(JSON.parse(recordedText('jobed-connect/occupations-match-by-text.json')));
  const flat = JSON.parse(recordedText('jobed-connect/educations-match-by-jobtitle-hit.json'));

  expect(text.hits).toHaveLength(10);
  expect(text.hits[0]).toEqual({ conceptId: 'GDHs_eoz_uKx', label: 'Frontend-utvecklare', ssyk: '2512' });
  expect(text.keywords).toEqual(['css', 'html', 'javascript']);
  expect(educationHits.parse({ hits: [flat] })).toMatchObject([
    {
      title: 'Träarbetare, Klassrum',
      provider: 'Vallentuna',
      form: 'Komvux på gymnasial nivå',
      countyCodes: [],
    },
  ]);
});
