import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { type GraphQLAnswer, type TestGateway, testGateway } from '../support/gateway.ts';
import { jobSources } from '../support/job-sources.ts';

let sample: TestGateway;
beforeAll(async () => {
  sample = await testGateway();
});
afterAll(() => sample.close());

async function over(settings: Record<string, string>): Promise<TestGateway> {
  const gateway = await testGateway({ SOURCES: 'live', ...settings });
  onTestFinished(() => gateway.close());
  return gateway;
}

const skill = (label: string, concept_id = `skil_${label.slice(0, 3).padEnd(3, '0')}_000`) => ({
  weight: 10,
  concept_id,
  label,
  legacy_ams_taxonomy_id: null,
});

interface Ad {
  text?: string | null;
  employer?: { name?: string; number?: string };
  must?: object[];
  nice?: object[];
}

/** An ad in the wire format, as far as these figures read it. */
function hit(at: number, { text = `Annons ${at}`, employer, must = [], nice = [] }: Ad) {
  return {
    id: String(at),
    headline: `Exempel ${at}`,
    description: { text },
    employer: { name: employer?.name ?? `Arbetsgivare ${at}`, organization_number: employer?.number ?? null },
    must_have: { skills: must, languages: [skill('Svenska')] },
    nice_to_have: { skills: nice },
    publication_date: '2026-08-12T09:00:00',
  };
}
const ads = (total: number, list: Ad[]) => ({
  json: { total: { value: total }, positions: total, stats: [], hits: list.map((ad, at) => hit(at + 1, ad)) },
});

const documents = z.object({
  documents_input: z.array(z.object({ doc_id: z.string(), doc_text: z.string() })),
});
type Read = Record<string, [label: string, prediction: number][]>;

/** A server that reads out of a text what stands under a word of it, and notes the texts it was sent. */
async function textReader(read: Read) {
  const sent: string[][] = [];
  const server = await fakeUpstream({
    '/enrichtextdocuments': (_request, _count, body) => {
      const { documents_input } = documents.parse(JSON.parse(body));
      sent.push(documents_input.map(({ doc_text }) => doc_text));
      return {
        json: documents_input.map(({ doc_id, doc_text }) => ({
          doc_id,
          enriched_candidates: {
            occupations: [{ concept_label: 'Ett yrke', term: 'yrke', prediction: 0.9 }],
            traits: [],
            geos: [],
            competencies: Object.entries(read)
              .filter(([word]) => doc_text.includes(word))
              .flatMap(([, terms]) => terms)
              .map(([label, prediction]) => ({ concept_label: label, term: label, prediction })),
          },
        })),
      };
    },
  });
  return { server, sent };
}

const question = `{ occupation(code: "2512") { skillDemand(place: "01") {
  adsRead adsLeftOut adsTotal textsRead provenance { state } textProvenance { state source { slug } }
  skills(first: 10) { concept { conceptId scheme prefLabel } ads share required } } } }`;
const demandOf = ({ data }: GraphQLAnswer) => data.occupation.skillDemand;
const counts = (answer: GraphQLAnswer) =>
  demandOf(answer).skills.map(
    (one: { concept: { prefLabel: string }; ads: number; share: number; required: number }) => [
      one.concept.prefLabel,
      one.ads,
      one.share,
      one.required,
    ],
  );

describe('the skills that ads ask for', () => {
  it('are counted from one call for the ads and one for all their texts', async () => {
    const jobs = await fakeUpstream({
      '*': ads(412, [
        { text: 'mig', must: [skill('Java')] },
        { text: 'mig java', nice: [skill('Java')] },
        { text: 'okänd', must: [skill('Java')], nice: [skill('Java')] },
        { text: null, nice: [skill('Docker')] },
      ]),
    });
    const { server, sent } = await textReader({
      mig: [['mag/mig svetsning', 0.9]],
      java: [['JAVA', 0.7]],
      okänd: [
        ['Okänd sak', 0.5],
        ['Svag', 0.49],
      ],
    });
    const gateway = await over({ SOURCE_JOBSEARCH_URL: jobs.url, SOURCE_ENRICHMENTS_URL: server.url });

    const answer = await gateway.ask(question);

    expect(answer.errors).toBeUndefined();
    expect(jobs.asked).toEqual([
      'GET /search?occupation-group=DJh5_yyF_hEM&region=CifL_Rzy_Mku&sort=pubdate-desc&limit=100',
    ]);
    // An ad without a text is not sent; the headline goes with the text.
    expect(sent).toEqual([['Exempel 1\nmig', 'Exempel 2\nmig java', 'Exempel 3\nokänd']]);
    expect(demandOf(answer)).toMatchObject({
      adsRead: 4,
      adsLeftOut: 0,
      adsTotal: 412,
      textsRead: 3,
      provenance: { state: 'LIVE' },
      textProvenance: { state: 'LIVE', source: { slug: 'enrichments' } },
    });
    // Each ad counts once, “JAVA” of a text is the skill of the fields, and of demands only what the fields say.
    expect(counts(answer)).toEqual([
      ['Java', 3, 0.75, 2],
      ['MAG/MIG-svetsning', 2, 0.5, 0],
      ['Docker', 1, 0.25, 0],
      ['Okänd sak', 1, 0.25, 0],
    ]);
    expect(demandOf(answer).skills.map(({ concept }: { concept: object }) => concept)).toMatchObject([
      { conceptId: 'skil_Jav_000', scheme: 'jobtech-taxonomy' },
      { conceptId: 'Q1D1_Pdc_rnT' },
      { conceptId: 'skil_Doc_000' },
      { conceptId: 'term:Okänd sak', scheme: 'jobad-enrichments' },
    ]);

    const again = await gateway.ask(question);

    expect(demandOf(again)).toMatchObject({ adsRead: 4, provenance: { state: 'CACHED' } });
    expect([jobs.asked.length, sent.length]).toEqual([1, 1]);
  });

  it('count five ads of one employer, by number or by name, and say how many were left out', async () => {
    const campaign = Array.from(
      { length: 8 },
      (_, at): Ad => ({
        employer: { name: `Bolaget ${at}`, number: '5560000001' },
        must: [skill('Kampanj')],
      }),
    );
    const named = Array.from(
      { length: 6 },
      (_, at): Ad => ({
        employer: { name: at % 2 ? 'ANDRA AB' : 'Andra AB' },
        must: [skill('Annat')],
      }),
    );
    const jobs = await fakeUpstream({ '*': ads(14, [...campaign, ...named]) });
    const { server, sent } = await textReader({});
    const gateway = await over({ SOURCE_JOBSEARCH_URL: jobs.url, SOURCE_ENRICHMENTS_URL: server.url });

    const answer = await gateway.ask(question);

    expect(demandOf(answer)).toMatchObject({ adsRead: 10, adsLeftOut: 4, adsTotal: 14, textsRead: 10 });
    expect(counts(answer)).toEqual([
      ['Annat', 5, 0.5, 5],
      ['Kampanj', 5, 0.5, 5],
    ]);
    expect(sent[0]).toHaveLength(10);
  });

  it('rest on the fields alone when texts cannot be read, and the answer says so', async () => {
    const jobs = await fakeUpstream({ '*': ads(2, [{ must: [skill('Java')] }, {}]) });
    const down = await fakeUpstream({ '*': { status: 503 } });
    const gateway = await over({ SOURCE_JOBSEARCH_URL: jobs.url, SOURCE_ENRICHMENTS_URL: down.url });

    const answer = await gateway.ask(question);

    expect(demandOf(answer)).toMatchObject({ adsRead: 2, textsRead: 0, textProvenance: null });
    expect(counts(answer)).toEqual([['Java', 1, 0.5, 1]]);
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions.failures).toMatchObject([
      { path: ['occupation', 'skillDemand'], code: 'SOURCE_UNAVAILABLE', source: 'enrichments' },
    ]);
  });

  it('take nothing of a sample into real ads', async () => {
    const jobs = await fakeUpstream({ '*': ads(1, [{ must: [skill('Java')] }]) });
    const gateway = await over({
      SOURCES: 'auto',
      SOURCE_JOBSEARCH_URL: jobs.url,
      // Nobody listens there.
      SOURCE_ENRICHMENTS_URL: 'http://127.0.0.1:1',
    });

    const answer = await gateway.ask(question);

    expect(counts(answer)).toEqual([['Java', 1, 1, 1]]);
    expect(demandOf(answer)).toMatchObject({ textsRead: 0, textProvenance: null });
    expect(answer.extensions.failures).toMatchObject([
      { message: expect.stringMatching(/sample/), source: 'enrichments' },
    ]);
  });

  it('are null with an error when the ads cannot be had, and empty where there are none', async () => {
    const down = await fakeUpstream({ '*': { status: 503 } });
    const none = await fakeUpstream({ '*': ads(0, []) });

    const failed = await (await over({ SOURCE_JOBSEARCH_URL: down.url })).ask(question);
    const empty = await (await over({ SOURCE_JOBSEARCH_URL: none.url })).ask(question);

    expect(demandOf(failed)).toBeNull();
    expect(failed.errors).toMatchObject([{ extensions: { source: 'jobsearch' } }]);
    expect(empty.errors).toBeUndefined();
    expect(demandOf(empty)).toMatchObject({ adsRead: 0, adsTotal: 0, skills: [] });
  });

  it('exist for any search of Swedish ads', async () => {
    const answer = await sample.ask(`{
      some: jobAdSkillDemand(filter: { query: "exempel", countries: ["SE"] }) { adsRead provenance { state } skills { concept { prefLabel } ads } }
      abroad: jobAdSkillDemand(filter: { countries: ["NO"] }) { adsRead }
    }`);

    expect(answer.data.some).toEqual({
      // Three employers with seven ads each, of which five count.
      adsRead: 15,
      provenance: { state: 'SAMPLE' },
      skills: [{ concept: { prefLabel: 'Exempel: kompetens' }, ads: 15 }],
    });
    expect(answer.errors).toMatchObject([
      { path: ['abroad'], extensions: { code: 'BAD_USER_INPUT', argument: 'countries' } },
    ]);
  });
});

const stats = (type: string, values: object[]) => ({
  json: { total: { value: 40 }, stats: [{ type, values }], hits: [] },
});

describe('ads by place', () => {
  it('name every county by one call, those with the most first', async () => {
    const { url, asked } = await fakeUpstream({
      '*': stats('region', [
        { concept_id: 'CifL_Rzy_Mku', code: '01', count: 9 },
        { concept_id: null, code: '12', count: 21 },
        { concept_id: 'xxxx_xxx_xxx', code: '99', count: 3 },
      ]),
    });
    const gateway = await over({ SOURCE_JOBSEARCH_URL: url });

    const { data, errors } = await gateway.ask(
      '{ occupation(code: "2512") { adsByPlace { place { name } count provenance { state source { slug } } } } }',
    );

    expect(errors).toBeUndefined();
    expect(asked).toEqual(['GET /search?occupation-group=DJh5_yyF_hEM&limit=0&stats=region&stats.limit=30']);
    expect(data.occupation.adsByPlace).toHaveLength(21);
    expect(data.occupation.adsByPlace.slice(0, 3)).toEqual([
      {
        place: { name: 'Skåne län' },
        count: 21,
        provenance: { state: 'LIVE', source: { slug: 'jobsearch' } },
      },
      { place: { name: 'Stockholms län' }, count: 9, provenance: expect.anything() },
      { place: { name: 'Uppsala län' }, count: 0, provenance: expect.anything() },
    ]);
  });

  it('name every municipality of a county, also of the largest', async () => {
    const { data: county } = await sample.ask('{ place(code: "14") { municipalities { code } } }');
    const codes: string[] = county.place.municipalities.map(({ code }: { code: string }) => code);
    const parts = [codes.slice(0, 30), codes.slice(40, 45)];
    const { url, asked } = await fakeUpstream({
      '*': (_, count) =>
        stats(
          'municipality',
          (parts[count - 1] ?? []).map((code) => ({ code, count: 1 })),
        ),
    });
    const gateway = await over({ SOURCE_JOBSEARCH_URL: url });

    const { data, errors } = await gateway.ask(
      '{ occupation(code: "2512") { adsByPlace(kind: MUNICIPALITY, within: "Västra Götalands län") { place { code } count } } }',
    );

    expect(errors).toBeUndefined();
    expect(asked).toHaveLength(2);
    const found: { place: { code: string }; count: number }[] = data.occupation.adsByPlace;
    expect(found.map(({ place }) => place.code).sort()).toEqual([...codes].sort());
    expect(found.filter(({ count }) => count === 1)).toHaveLength(35);
  });

  it.each([
    ['(kind: COUNTRY)', 'kind', 'COUNTY'],
    ['(kind: MUNICIPALITY)', 'within', '01'],
    ['(kind: MUNICIPALITY, within: "Malmö")', 'within', '12'],
    ['(within: "12")', 'within', undefined],
    ['(kind: MUNICIPALITY, within: "Skona län")', 'within', '12'],
  ])('refuse %s before any call, and say what would do', async (argument, name, value) => {
    const { errors } = await sample.ask(`{ occupation(code: "2512") { adsByPlace${argument} { count } } }`);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: name } }]);
    if (value) expect(errors?.[0]?.extensions['validValues']).toContain(value);
  });
});

describe('an occupation with its ads', () => {
  it('costs a call a county, one for all counts, one for what is asked for, and one a year', async () => {
    const { servers, environment } = await jobSources();
    const gateway = await over(environment);

    const { data, errors } = await gateway.ask(`{ occupation(code: "2512") {
      stockholm: jobAds(place: "01", first: 2) { totalCount nodes { headline } }
      skane: jobAds(place: "12", first: 2) { totalCount nodes { headline } }
      none: jobAds(place: "14", first: 0) { totalCount nodes { headline } }
      again: jobAds(place: "Stockholms län", first: 2) { totalCount }
      adsByPlace { count }
      adTrend(fromYear: 2019, toYear: 2021) { year count }
      later: adTrend(fromYear: 2020, toYear: 2022) { year }
    } }`);

    expect(errors).toBeUndefined();
    expect(data.occupation.none.nodes).toEqual([]);
    expect(servers.jobsearch.asked.map((one) => /region=|stats=/.exec(one)?.[0]).sort()).toEqual([
      'region=',
      'region=',
      'region=',
      'stats=',
    ]);
    expect(servers.jobsearch.asked.filter((one) => one.endsWith('limit=0'))).toHaveLength(1);
    expect(servers.joblinks.asked).toHaveLength(3);
    expect(servers.nav.asked).toEqual([]);
    // Years that two fields ask for are asked for once.
    expect(servers.historical.asked).toHaveLength(4);

    await gateway.ask('{ occupation(code: "2512") { adTrend(fromYear: 2019, toYear: 2022) { count } } }');

    expect(servers.historical.asked).toHaveLength(4);
  });
});
