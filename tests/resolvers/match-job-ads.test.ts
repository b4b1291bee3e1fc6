import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type FakeUpstream, fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { type GraphQLAnswer, type TestGateway, testGateway } from '../support/gateway.ts';
import { jobSources } from '../support/job-sources.ts';
import { runs } from '../support/runs.ts';

const groups: Record<string, { concept_id: string; label: string }> = {
  '7212': { concept_id: 'wQ1E_Bzk_ZyA', label: 'Svetsare och gasskärare' },
  '2222': { concept_id: '7XXd_4St_nit', label: 'Barnmorskor' },
};

interface Draft {
  headline?: string;
  text?: string;
  ssyk?: string;
  municipality?: string;
  skills?: [string, string][];
}

const nothing = { skills: [], languages: [], work_experiences: [], education: [], education_level: [] };
/** An ad in the wire format of JobSearch. */
function wireAd(
  id: string,
  { headline = 'Exempel', text, ssyk = '7212', municipality = '0180', skills = [] }: Draft,
) {
  const must = skills.map(([concept_id, label]) => ({ concept_id, label, weight: 10 }));
  return {
    id,
    headline,
    description: { text: text ?? 'En plats som exempel.' },
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${id}`,
    employer: { name: `Exempel ${id}` },
    occupation_group: { ...groups[ssyk], legacy_ams_taxonomy_id: ssyk },
    workplace_address: {
      municipality_code: municipality,
      country_concept_id: 'i46j_HmG_v64',
      country: 'Sverige',
    },
    must_have: { ...nothing, skills: must },
    nice_to_have: nothing,
    publication_date: '2026-08-12T09:00:00',
  };
}
const answerOf = (ads: object[]): Reply => ({ json: { total: { value: ads.length }, hits: ads } });

interface Stubs {
  jobsearch: FakeUpstream;
  enrichments: FakeUpstream;
  jobed: FakeUpstream;
}

/** A gateway over a JobSearch that gives these ads to every search; what enriches is down unless told. */
async function over(
  ads: object[],
  { enrichments = { status: 503 }, ...settings }: { enrichments?: Reply } & Record<string, unknown> = {},
) {
  const stubs: Stubs = {
    jobsearch: await fakeUpstream({ '*': answerOf(ads) }),
    enrichments: await fakeUpstream({ '*': enrichments }),
    jobed: await fakeUpstream({ '*': { status: 503 } }),
  };
  const gateway = await testGateway({
    SOURCES: 'live',
    SOURCE_JOBSEARCH_URL: stubs.jobsearch.url,
    SOURCE_JOBLINKS_ENABLED: 'false',
    SOURCE_NAV_ENABLED: 'false',
    SOURCE_ENRICHMENTS_URL: stubs.enrichments.url,
    SOURCE_JOBED_URL: stubs.jobed.url,
    ...(settings as Record<string, string>),
  });
  onTestFinished(() => gateway.close());
  return { gateway, ...stubs };
}

const because = 'because { term weight concept { conceptId prefLabel } }';
const problem = ({ errors }: GraphQLAnswer) =>
  errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions }))[0];

describe('matchJobAds', () => {
  const ads = [
    wireAd('1', { headline: 'Barnmorska', ssyk: '2222' }),
    wireAd('2', { headline: 'Svetsare i verkstad', municipality: '1280' }),
    wireAd('3', { headline: 'Svetsare i verkstad', skills: [['WBnc_JXj_MvY', 'TIG-svetsning']] }),
  ];

  it('ranks by occupation, skills, words and place with reasons, while all sources that read texts fail', async () => {
    const { gateway, enrichments } = await over(ads);

    const { data, errors } = await gateway.ask(`{ matchJobAds(
      text: "Jag är svetsare i en verkstad" skills: ["WBnc_JXj_MvY"] place: "Stockholm") {
      totalCount failures { code } nodes { score jobAd { nativeId occupationGroup { code } } ${because} } } }`);

    expect(errors).toBeUndefined();
    expect(enrichments.asked.length).toBeGreaterThan(0);
    const { nodes, totalCount, failures } = data.matchJobAds;
    expect({ totalCount, failures }).toEqual({ totalCount: 2, failures: [] });
    // The midwife's ad is at the place, and nothing else speaks for it.
    expect(nodes.map(({ jobAd }: { jobAd: { nativeId: string } }) => jobAd.nativeId)).toEqual(['3', '2']);
    const [best] = nodes;
    expect(best.jobAd.occupationGroup).toEqual({ code: '7212' });
    expect(best.because).toContainEqual({
      term: 'svetsare',
      weight: expect.any(Number),
      concept: expect.objectContaining({ prefLabel: 'Svetsare och gasskärare' }),
    });
    expect(best.because).toContainEqual({
      term: 'TIG-svetsning',
      weight: 3,
      concept: { conceptId: 'WBnc_JXj_MvY', prefLabel: 'TIG-svetsning' },
    });
    expect(best.because).toContainEqual({ term: 'Stockholm', weight: 3, concept: null });
    expect(best.because).toContainEqual({ term: 'verkstad', weight: expect.any(Number), concept: null });
    const sum = best.because.reduce((all: number, one: { weight: number }) => all + one.weight, 0);
    expect(sum).toBeCloseTo(best.score, 6);
  });

  it('uses the terms that a source finds in the text', async () => {
    const found = { concept_label: 'TIG-svetsning', term: 'tigga ihop', prediction: 0.9 };
    const enrichments = {
      json: [
        {
          doc_id: '0',
          enriched_candidates: { occupations: [], competencies: [found], traits: [], geos: [] },
        },
      ],
    };
    const { gateway } = await over(ads, { enrichments });

    const { data } = await gateway.ask(
      `{ matchJobAds(text: "Jag är svetsare") { nodes { jobAd { nativeId } ${because} } } }`,
    );

    expect(data.matchJobAds.nodes[0].jobAd.nativeId).toBe('3');
    expect(data.matchJobAds.nodes[0].because).toContainEqual(expect.objectContaining({ term: 'tigga ihop' }));
  });

  it('sends each source of ads at most four searches, whatever the arguments', async () => {
    const { servers, environment } = await jobSources();
    const gateway = await testGateway({
      ...environment,
      SOURCE_ENRICHMENTS_ENABLED: 'false',
      SOURCE_JOBED_ENABLED: 'false',
    });
    onTestFinished(() => gateway.close());

    const answer = await gateway.ask(
      '{ matchJobAds(text: "Svetsare, rostfria rör", occupation: "7212", skills: ["WBnc_JXj_MvY"], place: "1280", first: 100) { totalCount } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(servers.jobsearch.asked).toEqual([
      'GET /search?occupation-group=wQ1E_Bzk_ZyA&region=CaRE_1nn_cSU&sort=pubdate-desc&limit=100',
      'GET /search?region=CaRE_1nn_cSU&skill=WBnc_JXj_MvY&sort=pubdate-desc&limit=100',
      'GET /search?q="rostfria"&region=CaRE_1nn_cSU&sort=pubdate-desc&limit=100',
      expect.stringMatching(
        /^GET \/search\?(?:occupation-group=\w+&)+region=CaRE_1nn_cSU&sort=pubdate-desc&limit=100$/,
      ),
    ]);
    // It cannot be searched by skills.
    expect(servers.joblinks.asked).toHaveLength(3);
    expect(servers.historical.asked).toEqual([]);
  });

  it('asks for all candidates at once', async () => {
    const { gateway, jobsearch } = await over([]);
    let arrived = (): void => undefined;
    const all = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    // None is answered before the last has come.
    jobsearch.answerAll((_, count) => {
      if (count === 3) arrived();
      return { ...answerOf(ads), after: all };
    });

    const answer = await gateway.ask('{ matchJobAds(occupation: "7212", place: "1280") { totalCount } }');

    expect(answer).toMatchObject({ data: { matchJobAds: { totalCount: 2 } } });
    expect(jobsearch.asked).toHaveLength(3);
  });

  it('gives only the count for first: 0, and no match for a text without meaning', async () => {
    const { gateway } = await over(ads);

    const { data, errors } = await gateway.ask(`{
      counts: matchJobAds(occupation: "7212", first: 0) { totalCount nodes { score } pageInfo { hasNextPage } }
      none: matchJobAds(text: "xy") { totalCount nodes { score } } }`);

    expect(errors).toBeUndefined();
    expect(data.counts).toEqual({ totalCount: 2, nodes: [], pageInfo: { hasNextPage: true } });
    expect(data.none).toEqual({ totalCount: 0, nodes: [] });
  });
});

describe('when sources of ads fail', () => {
  it('all of them, the error is the source’s', async () => {
    const { gateway, jobsearch } = await over([]);
    jobsearch.answerAll({ status: 400 });

    const answer = await gateway.ask('{ matchJobAds(occupation: "7212") { totalCount } }');

    expect(answer.data.matchJobAds).toBeNull();
    expect(answer.errors).toMatchObject([
      { path: ['matchJobAds'], extensions: { code: 'SOURCE_BAD_RESPONSE', source: 'jobsearch' } },
    ]);
  });

  it('one of them, the others’ ads are ranked and the failure is reported once', async () => {
    const { servers, environment } = await jobSources();
    servers.joblinks.answerAll({ status: 400 });
    const gateway = await testGateway(environment);
    onTestFinished(() => gateway.close());

    const answer = await gateway.ask(
      '{ mine: matchJobAds(occupation: "2512", place: "0180") { totalCount nodes { score } failures { source { slug } code } } }',
    );

    expect(answer.data.mine.nodes.length).toBeGreaterThan(0);
    expect(answer.data.mine.failures).toEqual([
      { source: { slug: 'joblinks' }, code: 'SOURCE_BAD_RESPONSE' },
    ]);
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions.failures).toMatchObject([{ path: ['mine'], source: 'joblinks' }]);
  });

  it('all are switched off, it says so', async () => {
    const { gateway } = await over([], { SOURCE_JOBSEARCH_ENABLED: 'false' });

    const answer = await gateway.ask('{ matchJobAds(occupation: "7212") { totalCount } }');

    expect(problem(answer)).toMatchObject({ code: 'SOURCE_NOT_CONFIGURED' });
  });
});

describe('pages', () => {
  const page = `query ($first: Int, $after: String) { matchJobAds(occupation: "7212", place: "1280", first: $first, after: $after) {
    totalCount nodes { score jobAd { nativeId } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
  const towns = ['0180', '1280', '1281'];
  const ads = Array.from({ length: 23 }, (_, at) =>
    wireAd(String(at), { municipality: towns[at % 3] ?? '0180', headline: at % 4 ? 'Exempel' : 'Svetsare' }),
  );
  type Node = { score: number; jobAd: { nativeId: string } };

  it('put together are the whole ranked list, every ad once, whatever their sizes', async () => {
    const { gateway } = await over(ads);
    const whole = (await gateway.ask(page, { first: 100 })).data.matchJobAds;
    expect(whole.nodes).toHaveLength(23);

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (sizes) => {
          const walked: Node[] = [];
          let after: string | null = null;
          for (let turn = 0; ; turn++) {
            const { data }: GraphQLAnswer = await gateway.ask(page, {
              first: sizes[turn % sizes.length],
              after,
            });
            const { nodes, pageInfo, totalCount } = data.matchJobAds;
            expect(totalCount).toBe(23);
            expect(pageInfo.hasPreviousPage).toBe(turn > 0);
            walked.push(...nodes);
            after = pageInfo.endCursor;
            if (!pageInfo.hasNextPage) break;
          }
          expect(walked).toEqual(whole.nodes);
        },
      ),
      { numRuns: runs(12) },
    );
  });

  it('continue after their ad when others were added, and after its position when it was removed', async () => {
    // Nothing is kept, so that every page asks anew.
    const fresh = (list: object[]): Reply => ({
      ...answerOf(list),
      headers: { 'cache-control': 'no-store' },
    });
    const { gateway, jobsearch } = await over([]);
    jobsearch.answerAll(fresh(ads));
    const whole: Node[] = (await gateway.ask(page, { first: 100 })).data.matchJobAds.nodes;
    const ids = (nodes: Node[]) => nodes.map(({ jobAd }) => jobAd.nativeId);
    const first = (await gateway.ask(page, { first: 8 })).data.matchJobAds;
    const last = ids(first.nodes).at(-1);

    const came = [
      wireAd('z1', { municipality: '1280', headline: 'Svetsare' }),
      wireAd('z2', { municipality: '0180', headline: 'Exempel' }),
    ];
    jobsearch.answerAll(fresh([...came, ...ads.filter(({ id }) => id !== last)]));
    const later = (await gateway.ask(page, { first: 100, after: first.pageInfo.endCursor })).data.matchJobAds;

    expect(later.totalCount).toBe(24);
    expect(ids(later.nodes)).toEqual([...ids(whole).slice(8), 'z2']);
  });

  it.each([
    ['nonsense', 'bm9uc2Vuc2U', /not a cursor/],
    ['a cursor of another search', null, /another search/],
  ])('refuse %s', async (_, given, message) => {
    const { gateway, jobsearch } = await over(ads);
    const other = await gateway.ask(page.replace('7212', '7211'), { first: 1 });
    jobsearch.asked.length = 0;

    const answer = await gateway.ask(page, {
      first: 5,
      after: given ?? other.data.matchJobAds.pageInfo.endCursor,
    });

    expect(problem(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'after',
      message: expect.stringMatching(message),
    });
    expect(jobsearch.asked).toEqual([]);
  });

  it('behind the last there is none, and an old cursor has expired', async () => {
    const { gateway } = await over(ads);
    const { pageInfo } = (await gateway.ask(page, { first: 100 })).data.matchJobAds;
    const facts = JSON.parse(Buffer.from(pageInfo.endCursor, 'base64url').toString());
    const old = Buffer.from(JSON.stringify({ ...facts, d: facts.d - 3 })).toString('base64url');

    const beyond = await gateway.ask(page, { first: 5, after: pageInfo.endCursor });
    const expired = await gateway.ask(page, { first: 5, after: old });

    expect(problem(beyond)).toMatchObject({
      argument: 'after',
      message: expect.stringMatching(/end of the list/),
    });
    expect(problem(expired)).toMatchObject({ argument: 'after', message: expect.stringMatching(/expired/) });
  });
});

describe('an invalid request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await testGateway();
  });
  afterAll(() => gateway.close());

  it.each([
    ['place: "0180"', 'text', /jobAds\(filter/],
    ['', 'text', /Give a text, an occupation or skills/],
    ['text: "  "', 'text', /empty/],
    ['occupation: "9999"', 'occupation', /nearest are/],
    ['occupation: "sjuksköterska"', 'occupation', /nearest are/],
    ['skills: ["TIG-svetsnin"]', 'skills', /WBnc_JXj_MvY/],
    ['skills: []', 'skills', /1 to 50/],
    ['occupation: "7212", place: "Malmo stadd"', 'place', /Malmö/],
    ['occupation: "7212", first: 101', 'first', /100/],
  ])('is refused with what to do: %s', async (args, argument, message) => {
    const call = args ? `matchJobAds(${args})` : 'matchJobAds';
    const answer = await gateway.ask(`{ ${call} { totalCount } }`);

    expect(problem(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
      message: expect.stringMatching(message),
    });
  });
});

describe('of many matches', () => {
  it('the calls are counted before the first of them', async () => {
    const { gateway, jobsearch } = await over([]);
    const many = Array.from(
      { length: 70 },
      (_, at) => `a${at}: matchJobAds(text: "svetsare ${at}") { totalCount }`,
    );

    const answer = await gateway.ask(
      `{ ${many.join(' ')} place(code: "0180") { ${Array.from({ length: 21 }, (_, at) => `b${at}: jobAds { totalCount }`).join(' ')} } }`,
    );

    expect(problem(answer)).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      source: 'jobsearch',
      calls: 301,
      limit: 300,
    });
    expect(jobsearch.asked).toEqual([]);
  });
});
