import { expect, it } from 'vitest';
import { barometer } from '../../../src/sources/yrkesbarometern/decode.ts';
import { yrkesbarometern } from '../../../src/sources/yrkesbarometern/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const row = (more: object) => ({
  yb_yrke: 'Exempelyrken',
  ssyk: '2512',
  lan: '00',
  jobbmojligheter: 'stora',
  rekryteringssituation: 'brist',
  prognos: 'öka',
  text_jobbmojligheter: 'Exempel på en mening.',
  text_rekryteringssituation: null,
  omgang: '2026-1',
  ...more,
});
const file = [
  row({}),
  row({ lan: '14', rekryteringssituation: null, jobbmojligheter: null, text_jobbmojligheter: null }),
  row({ ssyk: '2611, 2612', yb_yrke: 'Exempeljurister', rekryteringssituation: 'mycket goda' }),
  row({ ssyk: '', yb_yrke: 'utan grupp' }),
];
async function barometerOf(rows: object[]) {
  const server = await fakeUpstream({ '/yrkesbarometer.json': { json: rows } });
  return { server, source: yrkesbarometern.open(testUpstream({ ...yrkesbarometern, baseUrl: server.url })) };
}

it('fetches the file once and looks up by group and county', async () => {
  const { server, source } = await barometerOf(file);

  const national = await source.forecasts('2512', 'SE', aCall());
  const county = await source.forecasts('2512', '14', aCall());
  const none = await source.forecasts('9999', 'SE', aCall());

  expect(server.asked).toEqual(['GET /yrkesbarometer.json']);
  expect(national).toMatchObject([
    { horizon: 'now', outlook: 'shortage', jobOpportunities: 'LARGE', round: '2026-1', placeCode: 'SE' },
    { horizon: 'five-years', outlook: 'increase', jobOpportunities: null },
  ]);
  // The field of the release before the enum.
  expect(national.map(({ opportunities }) => opportunities)).toEqual(['large', null]);
  expect(national[0]?.text).toEqual({
    sv: 'Exempel på en mening.',
  });
  expect(county[0]).toMatchObject({ outlook: 'not-assessed', text: null });
  expect(none).toEqual([]);
});

it('finds an occupation that spans several groups under each, and does not guess at an unknown word', async () => {
  const { source } = await barometerOf(file);

  const one = await source.forecasts('2612', 'SE', aCall());
  const wider = await source.forecasts('261', 'SE', aCall());

  expect(one[0]).toMatchObject({ occupationName: 'Exempeljurister', outlook: 'other' });
  expect(wider.map(({ horizon }) => horizon)).toEqual(['now', 'five-years']);
});

it('reads codes that are numbers, and rows that lack what is nice to have', async () => {
  const { source } = await barometerOf([{ yb_yrke: 'Exempelyrken', ssyk: 5120, lan: 1 }]);

  expect(await source.forecasts('5120', '01', aCall())).toMatchObject([
    { outlook: 'not-assessed', round: null },
    { outlook: 'not-assessed' },
  ]);
});

it('drops a row that names no group, and refuses a file of nothing else', async () => {
  const { source } = await barometerOf([row({ ssyk: 'saknas' })]);

  await expect(source.forecasts('2512', 'SE', aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
  });
});

it.skipIf(!recordedFile('arbetsformedlingen-forecasts/yrkesbarometer-row.shape.json'))(
  'reads a recorded row',
  () => {
    const recorded = JSON.parse(recordedText('arbetsformedlingen-forecasts/yrkesbarometer-row.shape.json'));

    expect(barometer.parse([recorded])).toMatchObject([
      { ssyk: ['5120'], placeCode: 'SE', forecasts: [{ outlook: 'shortage' }, { outlook: 'increase' }] },
    ]);
  },
);
