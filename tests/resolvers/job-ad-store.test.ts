import { describe, expect, it, onTestFinished } from 'vitest';
import { anAd, startJobStream } from '../../bench/support/job-stream.mjs';
import { globalId } from '../../src/entities/node.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { jobSearchOver } from '../support/job-search.ts';

const minute = 60_000;

const groups = [
  {
    concept_id: 'DJh5_yyF_hEM',
    label: 'Mjukvaru- och systemutvecklare m.fl.',
    legacy_ams_taxonomy_id: '2512',
  },
  { concept_id: 'Z8ci_bBE_tmx', label: 'Grundutbildade sjuksköterskor', legacy_ams_taxonomy_id: '2221' },
];
const towns = [
  ['Stockholm', '0180', 'AvNB_uwa_6n6', '01', 'CifL_Rzy_Mku'],
  ['Malmö', '1280', 'oYPt_yRA_Smm', '12', 'CaRE_1nn_cSU'],
  ['Göteborg', '1480', 'PVZL_BQT_XtL', '14', 'zdoY_6u5_Krt'],
].map(([municipality, municipality_code, municipality_concept_id, region_code, region_concept_id]) => ({
  ...{ municipality, municipality_code, municipality_concept_id, region_code, region_concept_id },
  ...{ region: 'x', country: 'Sverige', country_concept_id: 'i46j_HmG_v64' },
}));
const skills = [
  { concept_id: '1FS5_pZc_X5o', label: 'WAN', weight: 10 },
  { concept_id: '1L4q_b6t_eaQ', label: 'Beslutsstödsystem', weight: 10 },
];

/** Twenty-four ads, no two published at once. */
const ads = Array.from({ length: 24 }, (_, at) =>
  anAd(String(1000 + at), {
    headline: at % 4 === 0 ? `Murare ${at}` : `Exempel ${at}`,
    employer: { organization_number: null, name: `Exempel ${at} AB` },
    occupation_group: groups[at % 2],
    occupation: null,
    occupation_field: null,
    workplace_address: towns[at % 3],
    must_have: { skills: at % 5 === 0 ? skills : [] },
    nice_to_have: { skills: at % 7 === 0 ? skills.slice(0, 1) : [] },
    publication_date: `2026-08-${String(1 + ((at * 7) % 24)).padStart(2, '0')}T08:00:00`,
    last_publication_date: '2099-12-31T23:59:59',
    removed: false,
  }),
);

/** A gateway that keeps all ads, over stand-ins for JobStream and JobSearch that have the same ads. */
async function market() {
  const clock = new FakeClock(Date.now());
  const stream = await startJobStream({ now: () => clock.now() });
  onTestFinished(() => stream.close());
  for (const ad of ads) stream.publish(ad);
  // Else they would be read once more as changes.
  await clock.advance(120 * minute);
  let letGo = () => {};
  const after = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  stream.setFault((url) => (url.includes('snapshot') ? { after } : null));
  const search = await jobSearchOver(() => stream.current());
  const gateway = await testGateway(
    {
      SOURCES: 'live',
      JOB_AD_STORE: 'true',
      SOURCE_JOBSTREAM_URL: stream.url,
      SOURCE_JOBSEARCH_URL: search.url,
      SOURCE_JOBLINKS_ENABLED: 'false',
      SOURCE_NAV_ENABLED: 'false',
      SOURCE_ENRICHMENTS_ENABLED: 'false',
    },
    { clock },
  );
  onTestFinished(() => gateway.close().catch(() => undefined));
  const isReady = async (words: RegExp) => {
    const told = (await gateway.server.inject('/health/ready')).json();
    return words.test(told.checks.jobAds);
  };
  return {
    stream,
    search,
    gateway,
    isBeingLoaded: () => isReady(/being loaded/),
    /** Lets the snapshot come whole. */
    async load() {
      letGo();
      await expect.poll(() => isReady(/^stored/), { timeout: 20_000 }).toBe(true);
      search.asked.length = 0;
    },
    /** JobStream fails for so long that what is kept is not known to be up to date. */
    async silence() {
      stream.setFault(() => ({ status: 503 }));
      await clock.advance(15 * minute);
    },
  };
}

const everything = `{
  all: jobAds(first: 30) { totalCount nodes { id headline publishedAt } }
  narrowed: jobAds(filter: { occupation: "2512", place: "Stockholm" }) { totalCount nodes { id } }
  inCounty: jobAds(filter: { place: "Skåne län" }) { nodes { id } }
  bySkill: jobAds(filter: { skills: ["1L4q_b6t_eaQ"] }) { nodes { id } }
  since: jobAds(filter: { publishedAfter: "2026-08-15T00:00:00Z" }) { nodes { id } }
  byWord: jobAds(filter: { query: "murare" }) { nodes { id } }
  counted: jobAds(filter: { occupation: "2221" }, first: 0) { totalCount }
  occupation(code: "2512") {
    adsByPlace { place { name } count }
    inTowns: adsByPlace(kind: MUNICIPALITY, within: "Stockholms län") { place { name } count }
    jobAds(first: 3) { totalCount nodes { id } }
  }
  jobAd(id: "${globalId('JobAd', 'jobsearch:1005')}") { id headline description }
  matchJobAds(occupation: "2512", skills: ["1FS5_pZc_X5o"], place: "Malmö", first: 20) { totalCount nodes { score jobAd { id } } }
}`;
const demand = `{ jobAdSkillDemand(filter: { occupation: "2512" }) {
  adsRead adsTotal skills { concept { conceptId } ads share required } } }`;
const page = (after: string | null) => `{ jobAds(first: 5${after ? `, after: "${after}"` : ''}) {
  nodes { nativeId } pageInfo { endCursor hasNextPage } provenance { source { slug } state } } }`;

/** What is asked of the sources alone tells of errors too. */
async function answered(gateway: TestGateway, query: string) {
  const { data, errors } = await gateway.ask(query);
  expect(errors?.filter(({ extensions }) => extensions['source'] !== 'enrichments') ?? []).toEqual([]);
  return data;
}
const sourceOf = async (gateway: TestGateway, filter: string) => {
  const { jobAds } = await answered(
    gateway,
    `{ jobAds(filter: { ${filter} }) { nodes { id } provenance { source { slug } state } } }`,
  );
  expect(jobAds.nodes.length).toBeGreaterThan(0);
  return [jobAds.provenance.source.slug, jobAds.provenance.state];
};

describe('JOB_AD_STORE', () => {
  it('answers as JobSearch does; JobSearch is requested until all ads are stored and not after', async () => {
    const { gateway, search, load, isBeingLoaded } = await market();
    expect(await isBeingLoaded()).toBe(true);
    const asJobSearch = [await answered(gateway, everything), await answered(gateway, demand)];
    expect(search.asked.length).toBeGreaterThan(10);
    await load();

    const asKept = [await answered(gateway, everything), await answered(gateway, demand)];

    expect(search.asked).toEqual([]);
    expect(asKept).toEqual(asJobSearch);
    expect(asKept[0].all.nodes).toHaveLength(24);
    expect(asKept[0].matchJobAds.nodes.length).toBeGreaterThan(3);
    expect(asKept[1].jobAdSkillDemand.skills.length).toBe(2);
  });

  it('marks stored ads as CACHED, with the time at which the stream was last read', async () => {
    const { gateway, load } = await market();
    await load();

    expect(await sourceOf(gateway, 'query: "exempel"')).toEqual(['jobstream', 'CACHED']);
  });

  it('requests JobSearch again when the database cannot be reached', async () => {
    const { gateway, search, load } = await market();
    await load();
    await gateway.database.dataSource.destroy();

    expect(await sourceOf(gateway, 'query: "murare", place: "Malmö"')).toEqual(['jobsearch', 'LIVE']);
    expect(search.asked).toHaveLength(1);
  });

  it('requests JobSearch first when the store is behind; if JobSearch fails, the stored ads are served as STALE', async () => {
    const { gateway, search, load, silence } = await market();
    await load();
    await silence();

    expect(await sourceOf(gateway, 'query: "murare"')).toEqual(['jobsearch', 'LIVE']);
    search.answerAll({ status: 503 });
    expect(await sourceOf(gateway, 'query: "exempel"')).toEqual(['jobstream', 'STALE']);
  });

  it('continues a list at JobSearch when its first page came from there', async () => {
    const { gateway, search, load } = await market();
    const begun = await answered(gateway, page(null));
    await load();

    const next = await answered(gateway, page(begun.jobAds.pageInfo.endCursor));

    expect(next.jobAds.provenance.source.slug).toBe('jobsearch');
    expect(search.asked).toHaveLength(1);
  });

  it('continues a list of stored ads while JobSearch is requested first; each ad appears once', async () => {
    const { gateway, search, load, silence } = await market();
    await load();
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { jobAds } = await answered(gateway, page(after));
      expect(jobAds.provenance.source.slug).toBe('jobstream');
      seen.push(...jobAds.nodes.map(({ nativeId }: { nativeId: string }) => nativeId));
      if (!jobAds.pageInfo.hasNextPage) break;
      if (after === null) await silence();
      after = jobAds.pageInfo.endCursor;
    }

    expect(search.asked).toEqual([]);
    expect([...seen].sort()).toEqual(ads.map(({ id }) => id));
  });
});
