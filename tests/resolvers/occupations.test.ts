import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeTaxonomy } from '../../src/taxonomy/taxonomy-store.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { taxonomyConcept as concept } from '../support/taxonomy-concept.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

/** A gateway of the test's own over servers of the test's own. */
async function over(
  urls: Record<string, string>,
  use: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const settings = Object.entries(urls).map(([id, url]) => [`SOURCE_${id}_URL`, url]);
  const own = await testGateway({ SOURCES: 'live', ...Object.fromEntries(settings) });
  try {
    await use(own);
  } finally {
    await own.close();
  }
}

const education = (
  title: string,
  provider: string,
  event: { municipalityCode: string[]; regionCode: string[] },
) => ({
  education_title: title,
  education_form: 'yh',
  providerSummary: { providers: [provider] },
  eventSummary: event,
});
const nowhere = { municipalityCode: [], regionCode: [] };

describe('an occupation', () => {
  it('is found without asking any source, with its names and the groups around it', async () => {
    const answer = await gateway.ask(`{
      occupation(code: "2512") {
        code level prefLabel taxonomyId escoUris iscoCodes
        broader { code prefLabel narrower { code } }
        occupationNames(first: 2) { type broader { conceptId } provenance { source { slug } locator } }
        skills { conceptId } substitutes { level }
        provenance { source { slug } state }
      }
      byConcept: occupation(code: "fg7B_yov_smw") { code }
      unknown: occupation(code: "9999") { code }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.extensions.sources).toMatchObject([
      { source: 'taxonomy', state: 'REFERENCE', requests: 0 },
    ]);
    const { occupation, byConcept, unknown } = answer.data;
    expect(occupation).toMatchObject({
      prefLabel: 'Mjukvaru- och systemutvecklare m.fl.',
      taxonomyId: 'DJh5_yyF_hEM',
      iscoCodes: expect.arrayContaining(['2512']),
      broader: { code: '251', prefLabel: expect.stringContaining('IT') },
      skills: expect.arrayContaining([{ conceptId: expect.any(String) }]),
      substitutes: expect.arrayContaining([{ level: 'close' }]),
      provenance: { source: { slug: 'taxonomy' }, state: 'REFERENCE' },
    });
    expect(occupation.occupationNames).toHaveLength(2);
    expect(occupation.occupationNames[0]).toMatchObject({
      type: 'occupation-name',
      broader: [{ conceptId: 'DJh5_yyF_hEM' }],
    });
    expect(byConcept).toEqual({ code: '2512' });
    expect(unknown).toBeNull();
  });

  it('has a global id that leads back to it, as its names do', async () => {
    const { data } = await gateway.ask(
      '{ occupation(code: "2221") { id occupationNames(first: 1) { id conceptId } } }',
    );
    const [name] = data.occupation.occupationNames;

    const again = await gateway.ask(
      'query ($one: ID!, $two: ID!) { one: node(id: $one) { ... on Occupation { code } } two: node(id: $two) { ... on Concept { conceptId } } }',
      { one: data.occupation.id, two: name.id },
    );

    expect(again.data).toEqual({ one: { code: '2221' }, two: { conceptId: name.conceptId } });
  });

  it('stands in topics by their crosswalk, and in searches', async () => {
    const { data } = await gateway.ask(`{
      topic(slug: "procurement") { occupations { code } concepts { prefLabel } }
      search(query: "barnmorska") { __typename ... on Occupation { code } }
    }`);

    expect(data.topic.occupations).toEqual([{ code: '3323' }]);
    expect(data.topic.concepts).toEqual([]);
    expect(data.search).toContainEqual({ __typename: 'Occupation', code: '2222' });
  });
});

describe('concepts of the taxonomy', () => {
  it('are found by type and the beginnings of words, beside the association’s own', async () => {
    const { data } = await gateway.ask(`{
      skills: concepts(type: "skill", query: "mag/mig sve") { conceptId prefLabel provenance { licence } }
      fields: concepts(type: "occupation-field", first: 100) { conceptId }
      own: concepts(type: "obstacle") { scheme }
      matched: concept(conceptId: "1N2U_6xW_Tdx") { prefLabel exactMatch broader { prefLabel } }
    }`);

    expect(data.skills).toContainEqual({
      conceptId: 'Q1D1_Pdc_rnT',
      prefLabel: 'MAG/MIG-svetsning',
      provenance: { licence: 'CC0-1.0' },
    });
    expect(data.fields).toHaveLength(21);
    expect(data.own).toHaveLength(5);
    expect(data.matched).toEqual({
      prefLabel: 'Fotograf',
      exactMatch: ['http://data.europa.eu/esco/occupation/66542dd6-05a6-4d9e-97ff-3f4858c31ff9'],
      broader: [{ prefLabel: 'Fotografer' }],
    });
  });
});

describe('a mistaken filter', () => {
  it.each([
    ['{ occupation(code: "2512") { forecast(place: "Jönkping") { outlook } } }', 'place', '0680'],
    ['{ occupation(code: "2512") { educations(place: "hábo") { title } } }', 'place', '0305'],
    ['{ occupation(code: "2512") { educations(place: "9999") { title } } }', 'place', ''],
    ['{ occupations(level: 7) { code } }', 'level', '4'],
    ['{ concepts(type: "skil") { prefLabel } }', 'type', 'skill'],
  ])('is refused with the nearest valid ones: %s', async (query, argument, valid) => {
    const { errors } = await gateway.ask(query);

    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    const values = errors?.[0]?.extensions['validValues'];
    if (valid) expect(values).toContain(valid);
  });

  it('names the places that a name may mean', async () => {
    const { errors } = await gateway.ask(
      '{ occupation(code: "2512") { educations(place: "hábo") { title } } }',
    );

    expect(errors?.[0]?.message).toBe('"hábo" may be 0305 Håbo, 0643 Habo: give the code.');
  });
});

describe('forecasts', () => {
  const row = (lan: string, situation: string) => ({
    yb_yrke: 'Exempelyrken',
    ssyk: '2512',
    lan,
    rekryteringssituation: situation,
    prognos: 'öka',
  });

  it('cost one request however many are asked for; a municipality has its county’s', async () => {
    const { url, asked } = await fakeUpstream({ '*': { json: [row('00', 'brist'), row('06', 'balans')] } });

    await over({ YRKESBAROMETERN: url }, async (own) => {
      const { data, errors } = await own.ask(`{ occupation(code: "2512") {
        forecast { horizon outlook place { code } }
        town: forecast(place: "Jönköping") { outlook place { code name } provenance { state licence } }
        wider: broader { forecast { occupationName } }
      } }`);

      expect(errors).toBeUndefined();
      expect(data.occupation.forecast[0]).toEqual({
        horizon: 'now',
        outlook: 'shortage',
        place: { code: 'SE' },
      });
      expect(data.occupation.town[0]).toEqual({
        outlook: 'balance',
        place: { code: '06', name: 'Jönköpings län' },
        provenance: { state: 'LIVE', licence: 'CC0-1.0' },
      });
      expect(data.occupation.wider.forecast[0].occupationName).toBe('Exempelyrken');
      expect(asked).toEqual(['GET /yrkesbarometer.json']);
    });
  });

  it('fail alone', async () => {
    const { url } = await fakeUpstream({ '*': { status: 503 } });

    await over({ YRKESBAROMETERN: url }, async (own) => {
      const { data, errors } = await own.ask(
        '{ occupation(code: "2512") { prefLabel forecast { outlook } } }',
      );

      expect(data.occupation).toEqual({ prefLabel: 'Mjukvaru- och systemutvecklare m.fl.', forecast: null });
      expect(errors).toMatchObject([
        { extensions: { code: 'SOURCE_UNAVAILABLE', source: 'yrkesbarometern' } },
      ]);
    });
  });
});

describe('educations', () => {
  it('are asked for by occupation name, and sifted by place', async () => {
    const hits = [
      education('Exempel i Malmö', 'Exempelskolan', { municipalityCode: ['1280'], regionCode: ['12'] }),
      education('Exempel i Jönköping', 'Exempelskolan', { municipalityCode: ['0680'], regionCode: ['06'] }),
      education('Komvux', 'Vaggeryd', nowhere),
      education('Någonstans', 'Exempelskolan', nowhere),
    ];
    const { url, asked } = await fakeUpstream({ '*': { json: { hits } } });

    await over({ JOBED: url }, async (own) => {
      const { data } = await own.ask(`{ occupation(code: "2222") {
        all: educations(first: 2) { title form place { name } }
        county: educations(place: "06") { title place { code } }
      } }`);

      expect(data.occupation.all).toEqual([
        { title: 'Exempel i Malmö', form: 'Yrkeshögskola', place: { name: 'Malmö' } },
        { title: 'Exempel i Jönköping', form: 'Yrkeshögskola', place: { name: 'Jönköping' } },
      ]);
      expect(data.occupation.county).toEqual([
        { title: 'Exempel i Jönköping', place: { code: '0680' } },
        { title: 'Komvux', place: { code: '0665' } },
      ]);
      // The group has two names: a request for each of them and either number of educations.
      expect(asked).toHaveLength(4);
      for (const path of asked) expect(path).toContain('match-by-occupation?occupation_id=');
    });
  });
});

describe('the skills of texts', () => {
  const competency = (label: string, prediction: number) => ({
    concept_label: label,
    term: label,
    prediction,
  });
  const answer = (...competencies: object[]) => ({ occupations: [], competencies, traits: [], geos: [] });

  it('are asked for in one request for all texts, and become concepts where the taxonomy has them', async () => {
    const { url, asked } = await fakeUpstream({
      '*': {
        json: [
          {
            doc_id: '0',
            enriched_candidates: answer(competency('mag/mig svetsning', 0.9), competency('Okänd sak', 0.8)),
          },
          { doc_id: '1', enriched_candidates: answer(competency('WAN', 0.9), competency('Svag', 0.2)) },
        ],
      },
    });

    await over({ ENRICHMENTS: url }, async (own) => {
      const { data, errors } = await own.ask(`{
        one: extractSkills(text: "jag svetsar") { conceptId scheme prefLabel }
        two: extractSkills(text: "jag kopplar") { prefLabel provenance { source { slug } } }
      }`);

      expect(errors).toBeUndefined();
      expect(asked).toEqual(['POST /enrichtextdocuments']);
      expect(data.one).toEqual([
        { conceptId: 'Q1D1_Pdc_rnT', scheme: 'jobtech-taxonomy', prefLabel: 'MAG/MIG-svetsning' },
        { conceptId: 'term:Okänd sak', scheme: 'jobad-enrichments', prefLabel: 'Okänd sak' },
      ]);
      expect(data.two).toEqual([{ prefLabel: 'WAN', provenance: { source: { slug: 'taxonomy' } } }]);
    });
  });

  it('are null with an error when the source is down', async () => {
    const { url } = await fakeUpstream({ '*': { status: 500 } });

    await over({ ENRICHMENTS: url }, async (own) => {
      const { data, errors } = await own.ask('{ extractSkills(text: "svetsa") { prefLabel } }');

      expect(data.extractSkills).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'enrichments' } }]);
    });
  });
});

describe('matching', () => {
  const question = `{ matchOccupations(text: "frisör i Lund", first: 3) {
    score occupation { code } because { term weight concept { prefLabel } } } }`;

  it('works on the local taxonomyIndex when its sources are down, and takes no sample for a finding', async () => {
    const { url } = await fakeUpstream({ '*': { status: 500 } });

    await over({ ENRICHMENTS: url, JOBED: url }, async (own) => {
      const down = await own.ask(question);
      const sampled = await gateway.ask(question);

      expect(down.errors).toBeUndefined();
      expect(down.data.matchOccupations[0]).toMatchObject({
        occupation: { code: '5141' },
        because: expect.arrayContaining([expect.objectContaining({ term: 'frisör' })]),
      });
      expect(sampled.data).toEqual(down.data);
    });
  });

  it('works where its sources are switched off', async () => {
    const own = await testGateway({ SOURCE_JOBED_ENABLED: 'false', SOURCE_ENRICHMENTS_ENABLED: 'false' });

    const { data, errors } = await own.ask(question);
    await own.close();

    expect(errors).toBeUndefined();
    expect(data.matchOccupations[0].occupation.code).toBe('5141');
  });

  it('adds what both sources read out of the text, by one request each', async () => {
    const terms: Reply = {
      json: [
        {
          doc_id: '0',
          enriched_candidates: {
            occupations: [{ concept_label: 'Hudterapeut', term: 'hudterapeut', prediction: 0.9 }],
            competencies: [],
            traits: [],
            geos: [],
          },
        },
      ],
    };
    const hits = [
      {
        concept_taxonomy_id: '0000_000_001',
        occupation_label: 'Exempelyrke',
        occupation_group: { ssyk: '5143' },
      },
    ];
    const texts = await fakeUpstream({ '*': terms });
    const register = await fakeUpstream({ '*': { json: { related_occupations: hits } } });

    await over({ ENRICHMENTS: texts.url, JOBED: register.url }, async (own) => {
      const { data } = await own.ask(question);

      const codes = data.matchOccupations.map(
        (match: { occupation: { code: string } }) => match.occupation.code,
      );
      expect(codes).toEqual(expect.arrayContaining(['5141', '5142', '5143']));
      expect([texts.asked.length, register.asked.length]).toEqual([1, 1]);
    });
  });
});

describe('the sources that read texts', () => {
  const text = '"frisör"';

  it('get the text only when the client names them', async () => {
    const texts = await fakeUpstream({ '*': { json: [] } });
    const register = await fakeUpstream({ '*': { json: { related_occupations: [] } } });

    await over({ ENRICHMENTS: texts.url, JOBED: register.url }, async (own) => {
      const { data, errors } = await own.ask(
        `{ matchOccupations(text: ${text}, sources: ["jobed"]) { occupation { code } } }`,
      );

      expect(errors).toBeUndefined();
      expect(data.matchOccupations[0].occupation.code).toBe('5141');
      expect([texts.asked.length, register.asked.length]).toEqual([0, 1]);
    });
  });

  it('are failures of the match when they fail, and no error', async () => {
    const { url } = await fakeUpstream({ '*': { status: 500 } });

    await over({ ENRICHMENTS: url, JOBED: url }, async (own) => {
      const { errors, extensions } = await own.ask(`{ matchOccupations(text: ${text}) { score } }`);

      expect(errors).toBeUndefined();
      expect(extensions).toMatchObject({
        failures: [{ source: 'enrichments' }, { source: 'jobed' }],
      });
    });
  });

  it.each([
    ['extractSkills(text: "frisör", sources: ["esco"]) { prefLabel }', 'enrichments'],
    ['extractSkills(text: "frisör", sources: []) { prefLabel }', 'enrichments'],
    ['matchOccupations(text: "frisör", sources: ["taxonomy"]) { score }', 'jobed'],
    // A stream of ads and an archive fill no list of current ads, though they are about jobs.
    ['jobAds(filter: { sources: ["jobstream"] }) { totalCount }', 'jobsearch'],
    ['jobAds(filter: { sources: ["historical"] }) { totalCount }', 'jobsearch'],
  ])('are named in the error for any other source: %s', async (field, able) => {
    const { errors } = await gateway.ask(`{ ${field} }`);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0]?.message).toContain(able);
  });
});

it.each([
  'jobAdTrend(fromYear: 2023, toYear: 2024, filter: { sources: ["nav"] }) { year }',
  'jobAdSkillDemand(filter: { sources: ["nav"] }) { adsRead }',
])('refuses a filter by source that it cannot follow: %s', async (field) => {
  const { errors } = await gateway.ask(`{ ${field} }`);

  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'sources' } }]);
});

describe('a concept of ESCO', () => {
  it('is fetched by its URI, once for all that are asked for', async () => {
    const uri = (number: number) => `http://data.europa.eu/esco/occupation/${number}`;
    const one = (number: number) => ({
      className: 'Occupation',
      uri: uri(number),
      title: `example ${number}`,
    });
    const { url, asked } = await fakeUpstream({
      '*': { json: { _embedded: { [uri(1)]: one(1), [uri(2)]: one(2) } } },
    });

    await over({ ESCO: url }, async (own) => {
      const { data } = await own.ask(`{
        one: concept(conceptId: "${uri(1)}") { id prefLabel scheme }
        two: concept(conceptId: "${uri(2)}") { prefLabel }
        none: concept(conceptId: "${uri(3)}") { prefLabel }
        other: concept(conceptId: "xxxx_xxx_xxx") { prefLabel }
      }`);
      const again = await own.ask('query ($id: ID!) { node(id: $id) { __typename } }', { id: data.one.id });

      expect(data).toMatchObject({
        one: { prefLabel: 'example 1', scheme: 'esco' },
        two: { prefLabel: 'example 2' },
        none: null,
        other: null,
      });
      expect(again.data.node).toEqual({ __typename: 'Concept' });
      expect(asked).toHaveLength(2);
    });
  });
});

it('serves a version that is loaded while it runs', async () => {
  const own = await testGateway();
  const group = concept('gr04_aaa_aaa', 'ssyk-level-4', 'Exempelgruppen', {
    code: '2512',
    relatedKeys: ['sk01_aaa_aaa'],
    iscoCodes: ['2512'],
  });
  const skill = concept('sk01_aaa_aaa', 'skill', 'Exempelspråket', { relatedKeys: ['gr04_aaa_aaa'] });

  await storeTaxonomy(own.database.dataSource, {
    version: 31,
    loadedAt: new Date(),
    concepts: [group, skill],
  });
  const asked = async () =>
    (
      await own.ask(
        '{ occupation(code: "2512") { prefLabel iscoCodes skills { prefLabel related { conceptId } } } }',
      )
    ).data.occupation;

  await expect.poll(asked).toEqual({
    prefLabel: 'Exempelgruppen',
    iscoCodes: ['2512'],
    skills: [{ prefLabel: 'Exempelspråket', related: [{ conceptId: 'gr04_aaa_aaa' }] }],
  });
  await own.close();
});

it('finds an occupation by a title that is no name of it', async () => {
  const { data, errors } = await gateway.ask(
    '{ occupations(query: "lastbilschaufför") { code } search(query: "lastbilschaufför") { ... on Occupation { code } } }',
  );

  expect(errors).toBeUndefined();
  expect(data.occupations).toContainEqual({ code: '8332' });
  expect(data.search).toContainEqual({ code: '8332' });
});
