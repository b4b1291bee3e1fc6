import { expect, it } from 'vitest';
import { barometer } from '../../../src/sources/yrkesbarometern/decode.ts';
import { yrkesbarometern } from '../../../src/sources/yrkesbarometern/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const opened = once(async () => {
  const server = await fakeUpstream({
    '/yrkesbarometer.json': fixture('yrkesbarometern', 'yrkesbarometer.json'),
  });
  const source = yrkesbarometern.open(testUpstream({ ...yrkesbarometern, baseUrl: server.url }));
  // The file is fetched here, and kept for all tests.
  await source.forecasts('9999', 'SE', aCall());
  return source;
});
const forecasts = async (ssyk: string, place = 'SE') => (await opened()).forecasts(ssyk, place, aCall());

it('reads two horizons of a row, with the sentences of the row as text', async () => {
  const [now, later] = await forecasts('9999');

  expect(now).toMatchObject({
    occupationName: 'Exempel hel',
    horizon: 'now',
    outlook: 'shortage',
    jobOpportunities: 'LARGE',
    round: '2026-1',
    placeCode: 'SE',
    text: { sv: 'Exempel på en mening. Exempel på en mening till.' },
  });
  expect(later).toMatchObject({ horizon: 'five-years', outlook: 'increase', jobOpportunities: null });
});

it('reads `lan` "00" as Sweden, and other values as the county code', async () => {
  expect((await forecasts('9999', '98')).map(({ outlook }) => outlook)).toEqual(['paradox', 'unchanged']);
  expect(await forecasts('9999', '00')).toEqual([]);
});

it('returns every occupation of an SSYK group', async () => {
  const found = await forecasts('9999');

  expect(found.map(({ occupationName, outlook }) => [occupationName, outlook])).toEqual([
    ['Exempel hel', 'shortage'],
    ['Exempel hel', 'increase'],
    ['Exempel två om samma grupp', 'balance'],
    ['Exempel två om samma grupp', 'increase'],
  ]);
});

it('has "not-assessed" where the assessment is null, and no text that the source has not', async () => {
  const none = { outlook: 'not-assessed', outlookAsStated: null, jobOpportunities: null, text: null };
  expect(await forecasts('9998')).toMatchObject([none, none]);
});

it('has "other" for the words of older rounds, and the words themselves', async () => {
  expect(await forecasts('9997')).toMatchObject([
    { outlook: 'other', outlookAsStated: 'mycket goda', jobOpportunities: null, text: null },
    { outlook: 'other', outlookAsStated: 'öka kraftigt', text: null },
  ]);
});

const rowOf = (fields: object) => {
  const row = { yb_yrke: 'Exempel', ssyk: '9999', lan: '01', ...fields };
  return barometer.parse([row])[0]?.forecasts[0];
};

it.each([
  ['Samma sak.', 'Samma sak.', 'Samma sak.'],
  [
    'Det finns jobb. Konkurrensen är liten.',
    'Konkurrensen är liten.',
    'Det finns jobb. Konkurrensen är liten.',
  ],
  ['Det finns jobb.', null, 'Det finns jobb.'],
  [null, 'Det råder brist.', 'Det råder brist.'],
])('has every sentence of %j and %j once', (text_jobbmojligheter, text_rekryteringssituation, text) => {
  expect(rowOf({ text_jobbmojligheter, text_rekryteringssituation })?.text).toEqual({ sv: text });
});

it.each([
  [{ lan: '01', hogsta_bedomningsniva: 'nationellt', delvis_helt: 'delvis' }, [true, 'nationellt', true]],
  [{ lan: '01', hogsta_bedomningsniva: 'län', delvis_helt: 'helt' }, [false, 'län', false]],
  [{ lan: '00', hogsta_bedomningsniva: 'nationellt' }, [false, 'nationellt', null]],
  [{ lan: '01', hogsta_bedomningsniva: 'ett nytt ord' }, [null, 'ett nytt ord', null]],
  [{ lan: '01' }, [null, null, null]],
])(
  'says for %j whether it was assessed or borrowed, and whether it is a part of the group',
  (fields, facts) => {
    const found = rowOf(fields);

    expect([found?.isBorrowed, found?.assessedLevel, found?.isPartOfGroup]).toEqual(facts);
  },
);

it('finds a row of several groups by each SSYK code, and once by their common prefix', async () => {
  const [one, other, both] = await Promise.all(['9996', '9995', '999'].map((ssyk) => forecasts(ssyk)));

  expect(one).toEqual(other);
  expect(one).toMatchObject([{ outlook: 'surplus', jobOpportunities: 'SMALL' }, { outlook: 'decrease' }]);
  expect(both?.filter(({ occupationName }) => occupationName === 'Exempel med flera grupper')).toHaveLength(
    2,
  );
});

it('reads numeric codes, and a row without `omgang`', async () => {
  expect(await forecasts('9994', '01')).toMatchObject([{ round: null }, { round: null }]);
});

it('drops a row without an SSYK code, a county or a name, and a row of null', async () => {
  const names = new Set((await forecasts('9')).map(({ occupationName }) => occupationName));

  expect(names).toEqual(
    new Set([
      'Exempel hel',
      'Exempel utan bedömning',
      'Exempel med äldre ord',
      'Exempel med flera grupper',
      'Exempel två om samma grupp',
    ]),
  );
  expect(await forecasts('9993')).toEqual([]);
});
