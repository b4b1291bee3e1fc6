import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/entities/node.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

/** Asks, and gives the data of an answer without errors. */
async function data(query: string, variables?: object, headers?: Record<string, string>) {
  const answer = await gateway.ask(query, variables, headers);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

/** Asks, and gives the first error. */
async function refusal(query: string) {
  const { errors } = await gateway.ask(query);
  return errors?.[0];
}

describe('origins', () => {
  it('of reference data and of documents by others do not name the association', async () => {
    const { election, report, occupation } = await data(`{
      election: elections(country: "SE") { slug provenance { state attribution licence } }
      report: documents(types: ["Report"], first: 1) { nodes { ... on Report { provenance { state attribution licence } } } }
      occupation(code: "2512") { provenance { state attribution retrievedAt } }
    }`);

    expect(election[0].provenance).toEqual({
      state: 'REFERENCE',
      attribution: 'Valmyndigheten',
      licence: 'Free to use if Valmyndigheten is named as the source',
    });
    expect(report.nodes[0].provenance).toMatchObject({
      state: 'OWN',
      attribution: expect.stringContaining('Saco'),
    });
    expect(occupation.provenance).toMatchObject({
      state: 'REFERENCE',
      retrievedAt: expect.stringContaining('2026-02'),
    });
  });

  it('without a licence say so in words', async () => {
    const { questionnaire } = await data(
      '{ questionnaire(slug: "valkompass-2022") { provenance { licence attribution } } }',
    );

    expect(questionnaire.provenance).toEqual({ licence: 'not stated', attribution: 'Swedish JobTech' });
  });
});

describe('the compass', () => {
  it('has a cell for every question and party', async () => {
    const { questionnaire } = await data(`{ questionnaire(slug: "valkompass-2022") {
      electionBasis election { slug } publisher { slug }
      questions { positions { status stance party { code } } } participants { party { code } status } } }`);

    const cells = questionnaire.questions.flatMap((question: { positions: unknown[] }) => question.positions);
    expect(cells).toHaveLength(48);
    expect(questionnaire).toMatchObject({
      electionBasis: 'INFERRED',
      election: { slug: 'se-riksdag-2022' },
      publisher: { slug: 'swedish-jobtech' },
    });
    expect(questionnaire.participants.map((one: { party: { code: string } }) => one.party.code).join()).toBe(
      'C,KD,L,MP,SD,V,S,M',
    );
  });

  it('narrows positions by party, status and stance', async () => {
    const { question, positions } = await data(`{
      question(questionnaire: "valkompass-2022", number: 4) {
        positions(parties: ["C", "KD"], stance: [CONDITIONAL]) { party { code } stance } }
      positions(questionnaire: "valkompass-2022", status: [NO_POSITION]) { party { code } question { number } } }`);

    expect(question.positions).toEqual([{ party: { code: 'KD' }, stance: 'CONDITIONAL' }]);
    expect(positions).toEqual([
      { party: { code: 'SD' }, question: { number: 1 } },
      { party: { code: 'KD' }, question: { number: 6 } },
    ]);
  });

  it('gives for every position the place where it can be checked', async () => {
    const { positions } = await data(
      '{ positions(parties: ["MP"], status: [ANSWERED]) { provenance { state url locator source { slug kind } } } }',
    );

    expect(positions[0].provenance).toEqual({
      state: 'OWN',
      url: 'https://www.swedishjobtech.se/post/valkompassen-jobtech',
      locator: expect.stringMatching(/, lines? \d+(–\d+)?$/),
      source: { slug: 'association', kind: 'CONTENT' },
    });
  });

  it('weighs parties by the election that is named, and by the latest when none is', async () => {
    const { party } = await data(
      '{ party(code: "C") { seats2022: seats(election: "se-riksdag-2022") seats voteShare(election: "se-riksdag-2018") } }',
    );

    expect(party).toEqual({ seats2022: 24, seats: 25, voteShare: 8.61 });
  });
});

describe('languages', () => {
  const title = '{ topic(slug: "data-sharing") { prefLabel } }';

  it('follows the argument before the header, and the header before Swedish', async () => {
    const query =
      '{ topic(slug: "data-sharing") { sv: prefLabel(lang: SV) en: prefLabel(lang: EN) prefLabel } }';

    const { topic } = await data(query, {}, { 'accept-language': 'fr, en;q=0.8, sv;q=0.5' });

    expect(topic.prefLabel).toBe(topic.en);
    expect(topic.sv).not.toBe(topic.en);
    expect((await data(title)).topic.prefLabel).toBe(topic.sv);
  });

  it('falls back to another language when the wanted one is lacking', async () => {
    const { topic } = await data(
      '{ topic(slug: "data-sharing") { et: prefLabel(lang: ET) sv: prefLabel(lang: SV) } }',
    );

    expect(topic.et).toBe(topic.sv);
  });
});

describe('look-ups', () => {
  it('are null for what does not exist', async () => {
    const answer =
      await data(`{ questionnaire(slug: "nope") { slug } party(code: "XX") { code } person(name: "No One") { name }
      document(slug: "nope") { slug } organisation(slug: "nope") { slug } topic(slug: "nope") { slug }
      place(code: "9999") { code } concept(conceptId: "nope") { conceptId } source(slug: "nope") { slug }
      question(questionnaire: "valkompass-2022", number: 99) { number } legalAct(celex: "nope") { celex } node(id: "nope") { id } }`);

    expect(Object.values(answer).every((value) => value === null)).toBe(true);
  });

  it('find a person however the name is written', async () => {
    const { printed, accented } = await data(`{
      printed: person(name: "niels paarup petersen") { name party { code } }
      accented: person(name: "NIELS PAARUP-PETERSEN") { name } }`);

    expect(printed).toEqual({ name: 'Niels Paarup-Petersen', party: { code: 'C' } });
    expect(accented.name).toBe('Niels Paarup-Petersen');
  });

  it('find every own entity again by its global id', async () => {
    const { questionnaire, topics, places, organisations, documents, dataGaps } = await data(`{
      questionnaire(slug: "valkompass-2022") { id __typename questions { id __typename positions { id __typename } commentaries { id __typename } } }
      topics { id __typename } places(kind: COUNTY) { id __typename } organisations { id __typename }
      documents { nodes { id __typename } } dataGaps { id __typename } }`);
    const position = questionnaire.questions[3].positions[0];
    const all = [
      questionnaire,
      questionnaire.questions[0],
      position,
      topics[0],
      places[0],
      organisations[0],
      documents.nodes[0],
      dataGaps[0],
      questionnaire.questions[0].commentaries[0],
    ];

    for (const { id, __typename } of all)
      expect((await data('query ($id: ID!) { node(id: $id) { id __typename } }', { id })).node).toEqual({
        id,
        __typename,
      });
    expect((await data(`{ node(id: "${globalId('Topic', 'nope')}") { id } }`)).node).toBeNull();
  });
});

describe('filters', () => {
  it.each([
    ['party', '{ positions(parties: ["CC"]) { id } }', 'parties', 'C'],
    ['topic', '{ positions(topics: ["data-sharin"]) { id } }', 'topics', 'data-sharing'],
    [
      'questionnaire',
      '{ positions(questionnaire: "valkompas-2022") { id } }',
      'questionnaire',
      'valkompass-2022',
    ],
    [
      'election',
      '{ party(code: "C") { seats(election: "se-riksdag-2023") } }',
      'election',
      'se-riksdag-2022',
    ],
    ['type of document', '{ documents(types: ["Artikel"]) { totalCount } }', 'types', 'Article'],
    [
      'catalogue',
      '{ topic(slug: "open-data") { datasets(catalogues: ["dataportal"]) { totalCount } } }',
      'catalogues',
      'dataportal-se',
    ],
    ['theme', '{ datasets(filter: { theme: "SOCIAL" }) { totalCount } }', 'theme', 'SOCI'],
  ])('refuse an unknown %s and list the nearest valid ones', async (_, query, argument, nearest) => {
    const error = await refusal(query);

    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(error?.extensions['validValues']).toContain(nearest);
    expect(error?.message).toContain(nearest);
  });

  it.each([
    ['first over the maximum', '{ documents(first: 101) { totalCount } }', 'first'],
    ['a negative first', '{ documents(first: -1) { totalCount } }', 'first'],
    ['no item of a plain list', '{ persons(first: 0) { name } }', 'first'],
    ['a cursor from elsewhere', '{ documents(after: "x") { totalCount } }', 'after'],
    ['an empty search', '{ search(query: " ") { __typename } }', 'query'],
  ])('refuse %s', async (_, query, argument) => {
    expect((await refusal(query))?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});

describe('documents', () => {
  it('leave drafts out of lists, look-ups and search', async () => {
    const { documents, document, search } = await data(`{
      documents { nodes { slug } } document(slug: "oppna-data-och-ai") { slug }
      search(query: "AI öppna data", types: ["Article"]) { ... on Article { slug } } }`);

    const slugs = documents.nodes.map(({ slug }: { slug: string }) => slug);
    expect(slugs).toContain('en-datadriven-arbetsmarknad');
    expect(slugs).not.toContain('oppna-data-och-ai');
    expect(document).toBeNull();
    expect(search).not.toContainEqual({ slug: 'oppna-data-och-ai' });
  });

  it('are paged by cursor without repeating or skipping', async () => {
    const page =
      'query ($after: String) { documents(first: 1, after: $after) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { documents } = await data(page, { after });
      seen.push(...documents.nodes.map(({ slug }: { slug: string }) => slug));
      after = documents.pageInfo.hasNextPage ? documents.pageInfo.endCursor : null;
    } while (after);

    const { documents } = await data('{ documents(first: 0) { totalCount nodes { slug } } }');
    expect(documents.nodes).toEqual([]);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(documents.totalCount);
  });

  it('names the parts of a statement and of a report', async () => {
    const { documents } = await data(`{ documents { nodes { __typename access
      ... on Statement { demands { number summary } panel { role person { name } } adoptedBy { kind parent { slug } } adoptedOn basis }
      ... on Report { factBoxes { title organisation { slug } } missingParts interviewQuestions sections { heading text } } } } }`);
    const of = (type: string) =>
      documents.nodes.find((node: { __typename: string }) => node.__typename === type);

    expect(of('Statement')).toMatchObject({ access: 'EXCERPT', adoptedOn: '2017-03-28', basis: 'INFERRED' });
    expect(of('Statement').demands).toHaveLength(16);
    expect(of('Statement').panel).toContainEqual({ role: null, person: { name: 'Heidi Austlid' } });
    expect(of('Report').sections).toHaveLength(14);
    expect(of('Report').factBoxes).toHaveLength(3);
  });
});

describe('search', () => {
  it('finds words whatever their case and accents, and shows where', async () => {
    const { searchHits } = await data(
      '{ searchHits(query: "ARBETSFORMEDLINGEN") { score highlight result { __typename ... on Organisation { slug } } } }',
    );

    expect(searchHits.map((hit: { result: { slug?: string } }) => hit.result.slug)).toContain(
      'arbetsformedlingen',
    );
    for (const { highlight } of searchHits)
      if (highlight !== null) expect(highlight).toMatch(/<mark>arbetsf/i);
    expect(searchHits[0].highlight).not.toBeNull();
  });

  it('takes two statements, and asks no source unless its type is named', async () => {
    const before = gateway.database.statements;

    const answer = await gateway.ask('{ search(query: "datadelning") { __typename } }');

    expect(gateway.database.statements - before).toBe(2);
    expect(answer.extensions.sources.map(({ source, requests }) => [source, requests])).toEqual([
      ['association', 0],
    ]);
  });

  it('asks the catalogue when datasets are wanted', async () => {
    const answer = await gateway.ask('{ search(query: "datadelning", types: ["Dataset"]) { __typename } }');

    expect(answer.data.search[0]).toEqual({ __typename: 'Dataset' });
    expect(answer.extensions.sources.map(({ source }) => source)).toContain('dataportal-se');
  });
});

describe('structure', () => {
  it('comes from memory: no statement for a whole matrix', async () => {
    const before = gateway.database.statements;

    await data(`{ questionnaires { title questions { shortTitle positions { stance summary party { name seats } spokespersons { name roles { role organisation { name } } } topics { prefLabel } } } }
      topics { prefLabel narrower { slug } positions { stance } dataGaps { label } legislation { title } } places { name county { name } } }`);

    expect(gateway.database.statements).toBe(before);
  });

  it('joins gaps to topics, positions, organisations and possible datasets', async () => {
    const { dataGaps } =
      await data(`{ dataGaps { slug status responsible { slug } obstacles { type related { type } } positions { id }
      candidateMatches(first: 2) { score because dataset { title } } } }`);

    expect(dataGaps).toHaveLength(5);
    for (const gap of dataGaps) {
      expect(gap.responsible.length).toBeGreaterThan(0);
      for (const match of gap.candidateMatches) expect(match.because.length).toBeGreaterThan(0);
    }
  });

  it('knows 21 counties, 290 municipalities, four elections of 349 seats, and one that lies ahead', async () => {
    const { counties, municipalities, place, elections } =
      await data(`{ counties: places(kind: COUNTY) { nuts taxonomyId municipalities { code } }
      municipalities: places(kind: MUNICIPALITY) { code } place(code: "0180") { name county { code name } }
      elections { slug results { seats party { code } label } } }`);

    expect(counties).toHaveLength(21);
    expect(counties.flatMap((county: { municipalities: unknown[] }) => county.municipalities)).toHaveLength(
      290,
    );
    expect(municipalities).toHaveLength(290);
    expect(place).toEqual({ name: 'Stockholm', county: { code: '01', name: 'Stockholms län' } });
    const seats = elections.map(({ results }: { results: { seats: number }[] }) =>
      results.reduce((sum, result) => sum + result.seats, 0),
    );
    expect(seats).toEqual([349, 349, 349, 349, 0]);
  });
});
