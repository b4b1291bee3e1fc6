import { expect, it, onTestFinished } from 'vitest';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { testGateway } from '../support/gateway.ts';

const isLeft = /hilda|hemligh|hemligpost|1740698|174 ?06/i;

async function listening() {
  const sent: string[] = [];
  const server = await fakeUpstream({
    '*': ({ url = '', method = '' }, _, body) => {
      sent.push(`${method} ${decodeURIComponent(url)} ${body}`);
      return { status: 503 };
    },
  });
  const ids = [
    'JOBSEARCH',
    'JOBLINKS',
    'HISTORICAL',
    'NAV',
    'ENRICHMENTS',
    'JOBED',
    'DATAPORTAL_SE',
    'RIKSDAGEN',
  ];
  const urls = Object.fromEntries(ids.map((id) => [`SOURCE_${id}_URL`, server.url]));
  const gateway = await testGateway({ SOURCES: 'live', REQUEST_TIMEOUT_MS: '3000', ...urls });
  onTestFinished(() => gateway.close());
  return { gateway, sent };
}

const cv =
  'Hilda Hemligh\\nTel 070-174 06 98, hilda.hemligh@hemligpost.se\\nJag är svetsare med tio års erfarenhet av rörsvetsning.';

it.each([
  ['matchOccupations', `{ matchOccupations(text: "${cv}") { score } }`],
  ['matchJobAds', `{ matchJobAds(text: "${cv}") { totalCount } }`],
  ['extractSkills', `{ extractSkills(text: "${cv}") { conceptId } }`],
  [
    'jobAds',
    '{ jobAds(filter: { query: "svetsare 070-174 06 98 hilda.hemligh@hemligpost.se" }) { totalCount } }',
  ],
  ['datasets', '{ datasets(filter: { query: "svetsare 070-174 06 98" }) { totalCount } }'],
])('%s sends the words of a person without contact details', async (_, query) => {
  const { gateway, sent } = await listening();

  await gateway.ask(query);

  expect(sent.join('\n')).toMatch(/svets/i);
  expect(sent.join('\n')).not.toMatch(isLeft);
});

it('asks no source for a telephone number alone, and says why', async () => {
  const { gateway, sent } = await listening();

  const { errors } = await gateway.ask('{ jobAds(filter: { query: "0701740698" }) { totalCount } }');

  expect(errors?.[0]?.message).toMatch(/contact details/);
  expect(sent).toEqual([]);
});
