import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { globalId } from '../../src/entities/node.ts';
import { type GraphQLAnswer, type TestGateway, testGateway } from '../support/gateway.ts';
import { jobSources } from '../support/job-sources.ts';

let sample: TestGateway;
beforeAll(async () => {
  sample = await testGateway({ SOURCES: 'sample', SOURCE_FOREM_ENABLED: 'false' });
});
afterAll(() => sample.close());

/** A gateway that reaches a server of the test's own for every source of job ads. */
async function live(changes: Record<string, string> = {}) {
  const { servers, environment } = await jobSources();
  const gateway = await testGateway({ ...environment, ...changes });
  onTestFinished(() => gateway.close());
  return { servers, gateway };
}

const problem = ({ errors }: GraphQLAnswer) =>
  errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions }))[0];

describe('jobAds', () => {
  it('asks every source of today’s ads once, at the same time, and gives the newest first', async () => {
    const { servers, gateway } = await live();

    const answer = await gateway.ask(`{ jobAds(filter: { query: "exempel" }, first: 4) {
      totalCount failures { code } provenance { state } totals { source { slug } count provenance { state } }
      nodes { nativeId publishedAt provenance { source { slug } state } } pageInfo { hasNextPage hasPreviousPage } } }`);

    expect(answer.errors).toBeUndefined();
    expect(servers.jobsearch.asked).toEqual(['GET /search?q=exempel&sort=pubdate-desc&limit=4']);
    expect(servers.joblinks.asked).toHaveLength(1);
    expect(servers.historical.asked).toEqual([]);
    const { jobAds } = answer.data;
    expect(
      jobAds.totals.map((one: { source: { slug: string }; count: number }) => [one.source.slug, one.count]),
    ).toEqual([
      ['jobsearch', 21],
      ['joblinks', 21],
      ['nav', 2],
    ]);
    expect(jobAds.totalCount).toBe(44);
    expect(
      jobAds.nodes.map(
        ({ provenance }: { provenance: { source: { slug: string } } }) => provenance.source.slug,
      ),
    ).toEqual(['jobsearch', 'joblinks', 'nav', 'nav']);
    expect(jobAds.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false });
    expect(answer.extensions.sources.map(({ source }) => source)).toEqual(['jobsearch', 'joblinks', 'nav']);
  });

  it('walks on by cursor to the end of all, every ad once', async () => {
    const walked: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page++) {
      const answer: GraphQLAnswer = await sample.ask(
        'query ($after: String) { jobAds(first: 10, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      expect(answer.data.jobAds.totalCount).toBe(44);
      walked.push(...answer.data.jobAds.nodes.map(({ id }: { id: string }) => id));
      after = answer.data.jobAds.pageInfo.endCursor;
      if (!answer.data.jobAds.pageInfo.hasNextPage) break;
    }

    expect(walked).toHaveLength(44);
    expect(new Set(walked).size).toBe(44);
    const beyond = await sample.ask(
      'query ($after: String) { jobAds(first: 3, after: $after) { totalCount } }',
      { after },
    );
    expect(problem(beyond)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'after',
      message: expect.stringMatching(/end of the list/),
    });
  });

  it.each([1, 2, 5, 20])(
    'shows an ad once that two sources have, however far apart: %i a page',
    async (first) => {
      const { servers, gateway } = await live({ SOURCE_NAV_ENABLED: 'false' });
      const place = {
        municipality: 'Halmstad',
        municipality_concept_id: 'kUQB_KdK_kAh',
        country_concept_id: 'i46j_HmG_v64',
      };
      const stock = Array.from({ length: 12 }, (_, at) => ({
        id: String(at),
        headline: `Exempel ${at}`,
        employer: { name: 'Exempel AB' },
        workplace_address: place,
        workplace_addresses: [place],
        source_links: [{ url: `https://example.org/${at}` }],
      }));
      const window = (url: string | undefined, time: (at: number) => string) => {
        const query = new URL(url ?? '', 'http://x').searchParams;
        const offset = Number(query.get('offset') ?? 0);
        const hits = stock.slice(offset, offset + Number(query.get('limit')));
        return {
          json: {
            total: { value: stock.length },
            hits: hits.map((one) => ({ ...one, publication_date: time(Number(one.id)) })),
          },
        };
      };
      servers.jobsearch.answerAll(({ url }) =>
        window(url, (at) => `2026-08-01T12:${String(59 - at).padStart(2, '0')}:00`),
      );
      // It knows the day only, so all of its ads come behind all of the others.
      servers.joblinks.answerAll(({ url }) => window(url, () => '2026-08-01'));

      const walked: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 40; page++) {
        const answer: GraphQLAnswer = await gateway.ask(
          'query ($first: Int, $after: String) { jobAds(first: $first, after: $after) { nodes { headline } pageInfo { hasNextPage endCursor } } }',
          { first, after },
        );
        expect(answer.errors).toBeUndefined();
        walked.push(...answer.data.jobAds.nodes.map(({ headline }: { headline: string }) => headline));
        after = answer.data.jobAds.pageInfo.endCursor;
        if (!answer.data.jobAds.pageInfo.hasNextPage) break;
      }

      expect(walked).toEqual(stock.map(({ headline }) => headline));
    },
  );

  it('counts with one call a source and none of the ads', async () => {
    const { servers, gateway } = await live();

    const answer = await gateway.ask(
      '{ jobAds(filter: { place: "0180" }, first: 0) { totalCount nodes { id } } }',
    );

    expect(answer.data.jobAds).toEqual({ totalCount: 2, nodes: [] });
    expect(servers.jobsearch.asked).toEqual([
      'GET /search?municipality=AvNB_uwa_6n6&sort=pubdate-desc&limit=0',
    ]);
    expect(servers.joblinks.asked).toHaveLength(1);
    // Its ads are in Norway.
    expect(servers.nav.asked).toEqual([]);
  });

  it('sends equal searches within one query once', async () => {
    const { servers, gateway } = await live();

    await gateway.ask(`{ a: jobAds(filter: { place: "Stockholm", countries: ["SE"] }) { totalCount }
      b: jobAds(filter: { place: "AvNB_uwa_6n6", countries: ["SE"] }) { nodes { headline } } }`);

    expect(servers.jobsearch.asked).toHaveLength(1);
  });

  it('requests only the sources that support the filter: one knows about remote work', async () => {
    const { servers, gateway } = await live();

    const answer = await gateway.ask(
      '{ jobAds(filter: { remote: true }) { nodes { remote } totals { source { slug } } } }',
    );

    expect(answer.data.jobAds.totals).toEqual([{ source: { slug: 'jobsearch' } }]);
    expect(answer.data.jobAds.nodes[0]).toEqual({ remote: true });
    expect(servers.nav.asked).toEqual([]);
  });
});

describe('when a source fails', () => {
  const query =
    '{ list: jobAds(first: 10) { totalCount nodes { nativeId } failures { source { slug } code message } totals { count } } }';

  it('the others’ ads stand without an error; the list and `extensions.failures` name the source', async () => {
    const { servers, gateway } = await live();
    servers.joblinks.answerAll({ status: 400 });

    const answer = await gateway.ask(query);

    expect(answer.data.list.nodes).toHaveLength(10);
    expect(answer.data.list.totalCount).toBeNull();
    expect(answer.data.list.totals).toEqual([{ count: 21 }, { count: 2 }]);
    expect(answer.data.list.failures).toMatchObject([
      { source: { slug: 'joblinks' }, code: 'SOURCE_BAD_RESPONSE' },
    ]);
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions.failures).toMatchObject([
      {
        message: answer.data.list.failures[0].message,
        path: ['list'],
        code: 'SOURCE_BAD_RESPONSE',
        source: 'joblinks',
      },
    ]);
  });

  it('the next page asks it again from where it was', async () => {
    const { servers, gateway } = await live();
    servers.joblinks.answerAll({ status: 400 });
    const page =
      'query ($after: String) { jobAds(first: 4, after: $after) { nodes { nativeId } pageInfo { endCursor } } }';
    const one = await gateway.ask(page);
    servers.joblinks.answerAll({ json: { total: { value: 0 }, hits: [] } });

    const two = await gateway.ask(page, { after: one.data.jobAds.pageInfo.endCursor });

    expect(two.errors).toBeUndefined();
    expect(servers.joblinks.asked).toHaveLength(2);
    expect(two.data.jobAds.nodes).toHaveLength(4);
  });

  it('and all do, the list is null with the error of the first, and `extensions.failures` names the others', async () => {
    const { servers, gateway } = await live();
    for (const server of Object.values(servers)) server.answerAll({ status: 400 });

    const answer = await gateway.ask(
      `{ place(code: "0180") { name jobAds { totalCount } } ${query.slice(1)}`,
    );

    expect(answer.data).toEqual({ place: { name: 'Stockholm', jobAds: null }, list: null });
    expect(
      answer.errors?.map(({ path, extensions }) => `${path?.join('.')} ${extensions['source']}`).sort(),
    ).toEqual(['list jobsearch', 'place.jobAds jobsearch']);
    expect(
      answer.extensions.failures?.map(({ path, source }) => `${path.join('.')} ${source}`).sort(),
    ).toEqual(['list joblinks', 'list nav', 'place.jobAds joblinks']);
  });

  it('and all are switched off, the error says what to do', async () => {
    const off = {
      SOURCE_JOBSEARCH_ENABLED: 'false',
      SOURCE_JOBLINKS_ENABLED: 'false',
      SOURCE_NAV_ENABLED: 'false',
    };
    const { gateway } = await live(off);

    const answer = await gateway.ask('{ jobAds { totalCount } }');

    expect(problem(answer)).toMatchObject({ code: 'SOURCE_NOT_CONFIGURED', path: ['jobAds'] });
  });
});

describe('a filter that means nothing is an error, never an empty list', () => {
  it.each([
    ['place: "0181x"', 'place', /0181 Södertälje/],
    ['place: "Jönkoping"', null, null],
    ['place: "habo"', null, null],
    ['place: "Atlantis"', 'place', /nearest are/],
    ['occupation: "9999x"', 'occupation', /occupation|SSYK/],
    ['occupationConcept: "2512"', 'occupationConcept', /concept id/],
    ['occupation: "2512", occupationConcept: "DJh5_yyF_hEM"', 'occupationConcept', /not both/],
    ['skills: ["python"]', 'skills', /concept id/],
    ['skills: []', 'skills', /leave it out/],
    ['countries: ["SV"]', 'countries', /nearest are: SE/],
    ['countries: []', 'countries', /leave it out/],
    ['place: "0180", countries: ["NO"]', 'countries', /in Sweden/],
    ['countries: ["NO"], remote: true', 'remote', /remote/],
    ['countries: ["NO"], occupation: "2512"', null, null],
    ['publishedAfter: "2999-01-01T00:00:00Z"', 'publishedAfter', /future/],
    ['query: "  "', 'query', /empty/],
    [`query: "${'x'.repeat(256)}"`, 'query', /at most 255/],
  ])('%s', async (filter, argument, message) => {
    const answer = await sample.ask(`{ jobAds(filter: { ${filter} }) { totalCount } }`);

    if (argument === null) return expect(answer.errors).toBeUndefined();
    expect(problem(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
      message: expect.stringMatching(message ?? ''),
    });
    expect(answer.data.jobAds).toBeNull();
  });

  it.each([
    ['jobAds(filter: { occupationConcept: "zzzz_zzz_zzz" }) { totalCount }', 'occupationConcept'],
    ['jobAds(filter: { skills: ["zzzz_zzz_zzz"] }, first: 0) { totalCount }', 'skills'],
    ['jobAdTrend(fromYear: 2020, toYear: 2021, filter: { skills: ["zzzz_zzz_zzz"] }) { count }', 'skills'],
  ])('an id that may be a concept and finds nothing: %s', async (field, argument) => {
    const { servers, gateway } = await live();
    const nothing = { json: { total: { value: 0 }, hits: [] } };
    servers.jobsearch.answerAll(nothing);
    servers.historical.answerAll(nothing);

    const answer = await gateway.ask(`{ ${field} }`);

    expect(problem(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
      message: expect.stringMatching(/"zzzz_zzz_zzz" is not a known concept/),
    });
  });

  it('a known concept that finds nothing is an empty list, an SSYK code where an id should be names the id', async () => {
    const { servers, gateway } = await live();
    servers.jobsearch.answerAll({ json: { total: { value: 0 }, hits: [] } });

    const empty = await gateway.ask(
      '{ jobAds(filter: { occupationConcept: "DJh5_yyF_hEM" }) { totalCount nodes { id } } }',
    );
    const code = await gateway.ask('{ jobAds(filter: { occupationConcept: "2512" }) { totalCount } }');

    expect(empty.data.jobAds).toEqual({ totalCount: 0, nodes: [] });
    expect(problem(code)).toMatchObject({ validValues: expect.arrayContaining(['DJh5_yyF_hEM']) });
  });

  it('a country whose source is off says which one to switch on', async () => {
    const answer = await sample.ask('{ jobAds(filter: { countries: ["BE"] }) { totalCount } }');

    expect(problem(answer)).toMatchObject({ code: 'SOURCE_NOT_CONFIGURED', source: 'forem' });
  });

  it.each([
    ['nonsense', /not a cursor/],
    ['b2Zmc2V0OjM', /not a cursor/],
  ])('a cursor from elsewhere: %s', async (after, message) => {
    const answer = await sample.ask('query ($after: String) { jobAds(after: $after) { totalCount } }', {
      after,
    });

    expect(problem(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'after',
      message: expect.stringMatching(message),
    });
  });

  it('a cursor of another filter', async () => {
    const one = await sample.ask('{ jobAds(first: 1) { pageInfo { endCursor } } }');

    const answer = await sample.ask(
      'query ($after: String) { jobAds(filter: { query: "exempel" }, after: $after) { totalCount } }',
      {
        after: one.data.jobAds.pageInfo.endCursor,
      },
    );

    expect(problem(answer)).toMatchObject({
      argument: 'after',
      message: expect.stringMatching(/another search/),
    });
  });
});

describe('one ad', () => {
  it('is found again by its id, from every source that gave it', async () => {
    const list = await sample.ask('{ jobAds(first: 10) { nodes { id headline } } }');

    for (const { id, headline } of list.data.jobAds.nodes) {
      const answer = await sample.ask(
        'query ($id: ID!) { jobAd(id: $id) { headline } node(id: $id) { id __typename } }',
        { id },
      );
      expect(answer.data).toEqual({ jobAd: { headline }, node: { id, __typename: 'JobAd' } });
    }
  });

  it('of the archive is marked as taken down', async () => {
    const id = globalId('JobAd', `historical:${'1'.padStart(40, '0')}`);

    const answer = await sample.ask(
      'query ($id: ID!) { jobAd(id: $id) { removed originalId provenance { source { slug } } } }',
      { id },
    );

    expect(answer.data.jobAd).toEqual({
      removed: true,
      originalId: '90000001',
      provenance: { source: { slug: 'historical' } },
    });
  });

  it('that is unknown is null; the id of something else is an error', async () => {
    const unknown = ['jobsearch:1', 'nowhere:1', 'riksdagen:1', 'x'].map((key) => globalId('JobAd', key));

    for (const id of unknown) {
      const answer = await sample.ask('query ($id: ID!) { jobAd(id: $id) { id } }', { id });
      expect(answer).toMatchObject({ data: { jobAd: null } });
      expect(answer.errors).toBeUndefined();
    }
    const other = await sample.ask('query ($id: ID!) { jobAd(id: $id) { id } }', {
      id: globalId('Topic', 'ai'),
    });
    expect(problem(other)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'id' });
  });

  it('names place, occupation and demands, each with its provenance', async () => {
    const answer =
      await sample.ask(`{ jobAds(filter: { place: "1480", countries: ["SE"], skills: ["Exem_pel_ski"] }, first: 1) { nodes {
      place { code name } occupation { conceptId scheme provenance { state } } mustHave { conceptId type prefLabel }
      coordinates { latitude longitude } country description } } }`);

    expect(answer.data.jobAds.nodes[0]).toMatchObject({
      place: { code: '1480', name: 'Göteborg' },
      occupation: { conceptId: 'Nzmh_iTb_z7h', scheme: 'jobtech-taxonomy' },
      mustHave: [{ conceptId: 'Exem_pel_ski', type: 'skill', prefLabel: 'Exempel' }],
      description: expect.stringContaining('Kontaktperson: […]'),
    });
    expect(JSON.stringify(answer)).not.toMatch(/Exempelsson|070-/);
  });
});

describe('occupations', () => {
  it('have ads, a trend, and a way back from each ad', async () => {
    const { servers, gateway } = await live();

    const answer = await gateway.ask(`{ occupation(code: "2512") {
      jobAds(place: "0180", first: 1) { nodes { occupationGroup { code } } }
      adTrend(fromYear: 2022, toYear: 2023) { year count }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.occupation.jobAds.nodes).toEqual([{ occupationGroup: { code: '2512' } }]);
    expect(answer.data.occupation.adTrend).toEqual([
      { year: 2022, count: 21 },
      { year: 2023, count: 21 },
    ]);
    expect(servers.jobsearch.asked).toEqual([
      'GET /search?occupation-group=DJh5_yyF_hEM&municipality=AvNB_uwa_6n6&sort=pubdate-desc&limit=1',
    ]);
    expect(servers.historical.asked).toHaveLength(2);
  });

  it('of fewer digits stand for all groups below them', async () => {
    const { servers, gateway } = await live();

    await gateway.ask(
      '{ jobAds(filter: { occupation: "251", countries: ["SE"] }, first: 0) { totalCount } }',
    );

    expect(servers.jobsearch.asked[0]?.match(/occupation-group=/g)?.length).toBeGreaterThan(3);
  });
});

describe('jobAdTrend', () => {
  it('counts the ads of each year with a call a year', async () => {
    const { servers, gateway } = await live();

    const answer =
      await gateway.ask(`{ jobAdTrend(filter: { occupation: "2512", place: "Göteborg" }, fromYear: 2021, toYear: 2023) {
      year count provenance { source { slug } state } } }`);

    expect(answer.errors).toBeUndefined();
    expect(
      answer.data.jobAdTrend.map(({ year, count }: { year: number; count: number }) => [year, count]),
    ).toEqual([
      [2021, 1],
      [2022, 1],
      [2023, 1],
    ]);
    expect(servers.historical.asked).toHaveLength(3);
    expect(servers.jobsearch.asked).toEqual([]);
  });

  it.each([
    ['fromYear: 2012, toYear: 2020', 'fromYear', /2016 to/],
    ['fromYear: 2020, toYear: 2999', 'toYear', /2016 to/],
    ['fromYear: 2022, toYear: 2020', 'fromYear', /swap/],
    ['fromYear: 2020, toYear: 2020, filter: { countries: ["NO"] }', 'countries', /Swedish/],
    [
      'fromYear: 2020, toYear: 2020, filter: { publishedAfter: "2020-01-01T00:00:00Z" }',
      'publishedAfter',
      /leave/,
    ],
  ])('refuses %s', async (given, argument, message) => {
    const answer = await sample.ask(`{ jobAdTrend(${given}) { year } }`);

    expect(problem(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
      message: expect.stringMatching(message),
    });
  });
});

describe('ads elsewhere in the graph', () => {
  it('stand at places, organisations and topics, and in search', async () => {
    const { servers, gateway } = await live();

    const answer =
      await gateway.ask(`{ place(code: "14") { jobAds(query: "exempel", occupation: "2512") { totalCount } }
      organisation(slug: "digg") { jobAds { totalCount nodes { organisationNumber } } }
      topic(slug: "ai") { jobAds(place: "0180", first: 2) { nodes { headline } } }
      secrecy: topic(slug: "secrecy-law") { jobAds { totalCount } }
      search(query: "utvecklare", types: ["JobAd"], first: 2) { ... on JobAd { nativeId } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.organisation.jobAds.nodes[0].organisationNumber).toBe('2021006883');
    expect(answer.data.secrecy.jobAds).toBeNull();
    expect(answer.data.search).toHaveLength(2);
    expect(servers.jobsearch.asked.sort()).toEqual([
      'GET /search?country=i46j_HmG_v64&employer=2021006883&sort=pubdate-desc&limit=20',
      'GET /search?q="artificiell intelligens" "maskininlärning" "machine learning"&municipality=AvNB_uwa_6n6&sort=pubdate-desc&limit=2',
      'GET /search?q=exempel&occupation-group=DJh5_yyF_hEM&region=zdoY_6u5_Krt&sort=pubdate-desc&limit=20',
      'GET /search?q=utvecklare&sort=pubdate-desc&limit=2',
    ]);
  });
});
