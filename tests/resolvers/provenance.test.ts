import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

const origin = 'provenance { source { slug } state licence attribution url }';

describe('reference data', () => {
  it('is of who publishes it, and not of the association', async () => {
    const { data } = await gateway.ask(`{
      elections { ${origin} results { ${origin} } }
      place(code: "0180") { ${origin} }
      party(code: "C") { ${origin} }
      norwegian: party(code: "H", country: "NO") { ${origin} }
      occupation(code: "2512") { ${origin} }
      person(name: "Alireza Akhondi") { roles { from ${origin} } }
    }`);

    const facts = [
      ...data.elections,
      ...data.elections.flatMap(({ results }: { results: object[] }) => results),
      data.place,
      data.party,
      data.norwegian,
      data.occupation,
      ...data.person.roles.filter(({ from }: { from: string | null }) => from !== null),
    ].map(({ provenance }) => provenance);
    expect(facts.length).toBeGreaterThan(40);
    for (const { state, source, attribution, licence } of facts) {
      expect(state).toBe('REFERENCE');
      expect(source.slug).not.toBe('association');
      expect(attribution).not.toMatch(/Swedish JobTech/);
      expect(attribution).not.toBeNull();
      expect(licence).not.toBeNull();
    }
    expect(data.norwegian.provenance).toMatchObject({
      source: { slug: 'stortinget' },
      licence: 'NLOD',
      attribution: 'Stortinget',
    });
    expect(data.place.provenance).toMatchObject({ source: { slug: 'scb' }, attribution: 'SCB' });
  });

  it('has its own address and licence, and none of the file around it', async () => {
    const { data } = await gateway.ask('{ elections { date provenance { licence attribution locator } } }');

    const coming = data.elections.at(-1);
    expect(coming.provenance).toMatchObject({ licence: 'not stated', attribution: 'Sveriges riksdag' });
    expect(coming.provenance.locator).toMatch(/^Elections Act/);
  });
});

describe('content', () => {
  it('names who published the document, also for its parts', async () => {
    const { data } = await gateway.ask(`{ documents { nodes { slug
      ${origin} mentions { ${origin} } ... on Statement { adoptedBy { name } demands { ${origin} } panel { ${origin} } } } } }`);

    const statements = data.documents.nodes.filter((one: { adoptedBy?: object }) => one.adoptedBy);
    expect(statements.length).toBeGreaterThan(0);
    for (const { provenance, demands, mentions, panel } of statements) {
      expect(provenance.attribution).not.toBe('Swedish JobTech');
      for (const part of [...demands, ...mentions, ...panel])
        expect(part.provenance.attribution).toBe(provenance.attribution);
    }
  });

  it('says the licence, or that none is stated', async () => {
    const { data } = await gateway.ask(
      `{ questionnaire(slug: "valkompass-2022") { questions { provenance { state licence locator } } } }`,
    );

    expect(data.questionnaire.questions[0].provenance).toMatchObject({
      state: 'OWN',
      licence: 'not stated',
      locator: expect.stringMatching(/lines? \d+/),
    });
  });
});

describe('a sample', () => {
  it('has no licence and nobody to name, also where real members stand in it', async () => {
    const { data, extensions } = await gateway.ask(`{
      datasets(filter: { query: "arbete" }, first: 2) { nodes { ${origin} } }
      jobAds(first: 5) { nodes { ${origin} } }
      parliamentaryDocuments(query: "arbete", first: 2) { nodes { ${origin} authors { ${origin} } } }
      person(name: "Alireza Akhondi") { member { ${origin} } }
      occupation(code: "2512") { forecast { ${origin} } }
    }`);

    const { datasets, jobAds, parliamentaryDocuments, person, occupation } = data;
    const authors = parliamentaryDocuments.nodes.flatMap(({ authors: all }: { authors: object[] }) => all);
    const samples = [
      ...datasets.nodes,
      ...jobAds.nodes,
      ...parliamentaryDocuments.nodes,
      ...authors.filter((one: { provenance: { state: string } }) => one.provenance.state === 'SAMPLE'),
      person.member,
      ...occupation.forecast,
    ].map(({ provenance }) => provenance);
    expect(samples.length).toBeGreaterThan(8);
    for (const provenance of samples)
      expect(provenance).toMatchObject({ state: 'SAMPLE', licence: null, attribution: null, url: null });
    const lines = extensions.sources.filter(({ state }) => state === 'SAMPLE');
    for (const line of lines) expect(line).toMatchObject({ licence: null });
  });

  it('states no terms for a table of statistics', async () => {
    const statistics = await testGateway({ SOURCE_SCB_ENABLED: 'true' });
    const { data, extensions } = await statistics.ask(
      '{ statisticsTables(query: "arbetslöshet", first: 3) { nodes { licence citation provenance { state } } } }',
    );
    await statistics.close();

    expect(data.statisticsTables.nodes.length).toBeGreaterThan(0);
    for (const table of data.statisticsTables.nodes)
      expect(table).toEqual({ licence: null, citation: null, provenance: { state: 'SAMPLE' } });
    expect(extensions).toMatchObject({ attributions: [] });
  });
});

describe('an answer', () => {
  it('names its own content and reference data, and whom to name under it', async () => {
    const { extensions } = await gateway.ask(
      '{ elections { results { votes party { name } } } topics { slug } }',
    );

    expect(extensions.sources).toMatchObject([
      { source: 'valmyndigheten', state: 'REFERENCE', requests: 0 },
      { source: 'riksdagen', state: 'REFERENCE', requests: 0 },
      { source: 'association', state: 'OWN', requests: 0 },
    ]);
    expect(extensions).toMatchObject({
      attributions: ['Valmyndigheten', 'Sveriges riksdag', 'Swedish JobTech'],
    });
  });

  it('names every source that failed, with the code', async () => {
    const down = await testGateway({
      SOURCES: 'live',
      SOURCE_NAV_ENABLED: 'false',
      SOURCE_JOBSEARCH_URL: 'http://127.0.0.1:1',
      SOURCE_JOBLINKS_URL: 'http://127.0.0.1:1',
    });
    const { extensions } = await down.ask(
      '{ jobAds(filter: { sources: ["jobsearch", "nav"] }) { totalCount } }',
    );
    await down.close();

    expect(extensions.sources).toMatchObject([
      { source: 'jobsearch', state: null, error: 'SOURCE_UNAVAILABLE' },
      { source: 'nav', state: null, error: 'SOURCE_NOT_CONFIGURED' },
    ]);
  });
});
