import { describe, expect, it } from 'vitest';
import { jobed } from '../../../src/sources/jobed/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function register(name: string) {
  const server = await fakeUpstream({ '*': fixture('jobed', name) });
  return jobed.open(testUpstream({ ...jobed, baseUrl: server.url }));
}

describe('educations', () => {
  const found = once(async () =>
    (await register('match-by-jobtitle.json')).educationsForTitle('Exempel', null, 20, aCall()),
  );
  const withTitle = async (title: string) => (await found()).find((one) => one.title === title);

  it('without a title, or null, are dropped', async () => {
    expect((await found()).map(({ title }) => title)).toEqual([
      'Exempel 1, Klassrum',
      'Exempel i två kommuner',
      'Exempel med okänd form',
      'Exempel med form i två ord',
      'Exempel utan providerSummary',
      'Exempel med bara en titel',
      'Exempel med tomma listor',
    ]);
  });

  it('that are listed once for each municipality become one, with each code once', async () => {
    expect(await withTitle('Exempel i två kommuner')).toMatchObject({
      municipalityCodes: ['0098', '0099'],
      countyCodes: ['99', '98'],
    });
  });

  it('have no codes where the lists are empty', async () => {
    expect(await withTitle('Exempel 1, Klassrum')).toMatchObject({
      municipalityCodes: [],
      countyCodes: [],
      provider: 'Exempelstad',
      form: 'Komvux på gymnasial nivå',
    });
  });

  it('have the name of their form, and an unknown form code unchanged', async () => {
    expect(await withTitle('Exempel med form i två ord')).toMatchObject({ form: 'Arbetsmarknadsutbildning' });
    expect(await withTitle('Exempel med okänd form')).toMatchObject({ form: 'exempelform' });
  });

  it('take the provider from `education_provider_name` where `providerSummary` is null', async () => {
    expect(await withTitle('Exempel utan providerSummary')).toMatchObject({ provider: 'Exempelstad' });
  });

  it('are read with a title and nothing else', async () => {
    expect(await withTitle('Exempel med bara en titel')).toMatchObject({
      provider: null,
      form: null,
      url: null,
      municipalityCodes: [],
      countyCodes: [],
    });
  });

  it('drop codes that are no strings, and have none where the list is null', async () => {
    expect(await withTitle('Exempel med tomma listor')).toMatchObject({
      provider: null,
      form: null,
      municipalityCodes: [],
      countyCodes: ['99'],
    });
  });

  it('of an occupation have the same shape, and may be none', async () => {
    const some = await register('match-by-jobtitle.json');
    const none = await register('match-empty.json');

    expect(await some.educationsForOccupation('Exem_pel_yrk', 20, aCall())).toHaveLength(7);
    expect(await none.educationsForOccupation('Exem_pel_yrk', 20, aCall())).toEqual([]);
  });
});

describe('occupations in a text', () => {
  const found = once(async () =>
    (await register('occupations-match-by-text.json')).occupationsInText?.('exempel', 10, aCall()),
  );

  it('have an SSYK code only where the group has four digits', async () => {
    const { hits = [] } = (await found()) ?? {};

    expect(hits.map(({ conceptId, ssyk }) => [conceptId, ssyk])).toEqual([
      ['Exem_pel_yr1', '9999'],
      ['Exem_pel_yr2', null],
      ['Exem_pel_yr3', null],
      ['Exem_pel_yr4', null],
    ]);
  });

  it('without a label or without a concept id are dropped', async () => {
    const { hits = [] } = (await found()) ?? {};

    expect(hits.map(({ label }) => label)).not.toContain('Exempelyrke utan begrepp');
    expect(hits).toHaveLength(4);
  });

  it('come with the identified keywords, occupations first, without empty ones', async () => {
    expect((await found())?.keywords).toEqual(['exempelyrke', 'exempelkunskap', 'exempel']);
  });

  it('may be none, with null for a list of keywords', async () => {
    const none = await register('occupations-empty.json');

    expect(await none.occupationsInText?.('exempel', 10, aCall())).toMatchObject({ hits: [], keywords: [] });
  });
});
