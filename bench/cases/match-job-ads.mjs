// Measures matchJobAds on judged ads: through GraphQL, with JobSearch over HTTP, while the sources that read texts are
// down. Compared with full text in PostgreSQL over the same ads, and with the newest ads of the occupation.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';
import { pino } from 'pino';
import { jobSearch } from '../support/job-search.mjs';

const depth = 10;
const root = new URL('../../', import.meta.url);
const dist = (path) => import(new URL(`dist/${path}`, root).href);

export const title =
  'matchJobAds on judged ads without sources that read texts, compared with full text and the newest of the occupation';

export async function run() {
  const { ads, queries } = JSON.parse(readFileSync(new URL('judged/job-ads.json', import.meta.url), 'utf8'));
  const { readPack } = await dist('content/pack/pack.js');
  const { createContent } = await dist('content/snapshot.js');
  const { occupationMatcher } = await dist('matching/occupation-matcher.js');
  const content = createContent(
    await readPack([fileURLToPath(new URL('reference', root)), fileURLToPath(new URL('content', root))]),
  );
  check(content, ads, queries);
  const source = await jobSearch(ads, (code) => {
    const municipality = content.places.get(code);
    return { municipality, region: content.places.get(municipality.countyKey) };
  });
  const gateway = await openOver(source.url);
  const fullText = await plainFullText(content, ads);
  const systems = {
    matchJobAds: gateway.match,
    'full text': (query) => fullText.search(asWords(content, query)),
    'newest of the occupation': async (query) => newestOf(content, occupationMatcher, ads, source.ids, query),
  };
  for (const part of ['dev', 'held-out', 'checked']) {
    const own = queries.filter((query) => query.part === part);
    console.log(`${part}: mean of ${own.length} judged queries over ${ads.length} ads`);
    const before = source.asked();
    console.table(await judged(own, systems));
    console.log(`calls to JobSearch per query: ${((source.asked() - before) / own.length).toFixed(1)}`);
    for (const [type, isOfType] of Object.entries(queryTypes)) {
      const some = own.filter(isOfType);
      if (some.length === 0) continue;
      console.log(`of these, ${type}: ${some.length}`);
      console.table(await judged(some, systems));
    }
  }
  await gateway.close();
  await fullText.close();
  source.close();
}

const queryTypes = {
  'a text alone': ({ text, place }) => text && !place,
  'a text and a place': ({ text, place }) => text && place,
  'an occupation, with skills or a place or neither': ({ text }) => !text,
};

function check(content, ads, queries) {
  const ids = new Set(ads.map(({ id }) => id));
  for (const { relevant } of queries)
    for (const id of Object.keys(relevant)) if (!ids.has(id)) throw new Error(`no ad ${id}`);
  for (const { occupation, occupation_group: group, municipality_code: place, must, nice } of ads) {
    const concepts = [occupation, group, ...must, ...nice].filter((one) => one);
    const unknown = concepts.find(
      ({ concept_id: id }) =>
        !content.taxonomyIndex.concepts.has(id) && !content.taxonomyIndex.occupation(id),
    );
    if (unknown) throw new Error(`no concept ${unknown.concept_id}`);
    if (!content.places.has(place)) throw new Error(`no place ${place}`);
  }
}

async function judged(queries, systems) {
  const results = {};
  for (const [name, ask] of Object.entries(systems)) {
    const sums = { 'precision@1': 0, 'precision@5': 0, [`nDCG@${depth}`]: 0 };
    const startedAt = performance.now();
    for (const query of queries) {
      const ids = await ask(query);
      sums['precision@1'] += precision(ids, query.relevant, 1);
      sums['precision@5'] += precision(ids, query.relevant, 5);
      sums[`nDCG@${depth}`] += ndcg(ids, query.relevant);
    }
    const milliseconds = (performance.now() - startedAt) / queries.length;
    const means = Object.entries(sums).map(([key, sum]) => [key, sum / queries.length]);
    results[name] = Object.fromEntries(
      [...means, ['milliseconds', milliseconds]].map(([key, value]) => [
        key,
        Math.round(value * 1000) / 1000,
      ]),
    );
  }
  return results;
}

/** The share of the first k results that are relevant; fewer where fewer relevant ones exist. */
function precision(ids, relevant, k) {
  const possible = Math.min(k, Object.keys(relevant).length);
  return Math.min(possible, ids.slice(0, k).filter((id) => relevant[id]).length) / possible;
}

function ndcg(ids, relevant) {
  const gain = (grades) => grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const ideal = Object.values(relevant)
    .sort((a, b) => b - a)
    .slice(0, depth);
  return gain(ids.slice(0, depth).map((id) => relevant[id] ?? 0)) / gain(ideal);
}

/** A gateway whose only source of ads is at the address, and whose sources that read texts are down. */
async function openOver(url) {
  const { readConfig } = await dist('config.js');
  const { openGateway } = await dist('gateway.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const nowhere = 'http://127.0.0.1:1';
  const config = readConfig({
    SOURCES: 'live',
    RATE_LIMIT: '1000000',
    DATA_DIR: dataDir,
    SOURCE_JOBSEARCH_URL: url,
    SOURCE_JOBLINKS_ENABLED: 'false',
    SOURCE_NAV_ENABLED: 'false',
    SOURCE_ENRICHMENTS_URL: nowhere,
    SOURCE_JOBED_URL: nowhere,
  });
  const gateway = await openGateway(config, pino({ level: 'silent' }));
  const query = `query ($text: String, $occupation: String, $skills: [String!], $place: String) {
    matchJobAds(text: $text, occupation: $occupation, skills: $skills, place: $place, first: ${depth}) {
      nodes { jobAd { nativeId } score because { term weight } } } }`;
  return {
    async match({ text, occupation, skills, place }) {
      const response = await gateway.server.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query, variables: { text, occupation, skills, place } },
      });
      const { data, errors } = response.json();
      if (errors) throw new Error(JSON.stringify(errors));
      return data.matchJobAds.nodes.map(({ jobAd }) => jobAd.nativeId);
    },
    async close() {
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same query as words in a search box. */
function asWords({ taxonomyIndex, places }, { text, occupation, skills = [], place }) {
  const label = (id) => taxonomyIndex.concept(id)?.prefLabel.sv;
  const name = occupation && (taxonomyIndex.occupations.get(occupation)?.prefLabel.sv ?? occupation);
  const where = place && (places.get(place)?.name ?? place);
  return [text, name, ...skills.map(label), where].filter((one) => one).join(' ');
}

/** The ads of the occupation, given or found in the text, at the place if there is one, in the order of the source. */
function newestOf({ taxonomyIndex, places }, occupationMatcher, ads, ids, { text, occupation, place }) {
  const found = occupation
    ? (taxonomyIndex.occupation(occupation) ??
      taxonomyIndex.occupationsOf(taxonomyIndex.conceptsLabelled(occupation)[0])[0])
    : occupationMatcher(taxonomyIndex).match(text, 1)[0]?.occupation;
  const where = place && [...places.values()].find(({ key, name }) => key === place || name === place);
  const fitting = ads.filter(
    (ad) => ad.occupation_group.ssyk === found?.key && (!where || ad.municipality_code === where.key),
  );
  const own = new Set(fitting.map(({ id }) => id));
  return ids.filter((id) => own.has(id));
}

/** PostgreSQL's Swedish full text search over headline, occupation, place and description; any word matches. */
async function plainFullText({ places }, ads) {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create();
  await database.exec('CREATE TABLE ad (id text PRIMARY KEY, tsv tsvector)');
  for (const ad of ads) {
    const { id, headline, description } = ad;
    const named = [ad.occupation, ad.occupation_group, ...ad.must, ...ad.nice];
    const labels = [...named.flatMap((one) => one?.label ?? []), places.get(ad.municipality_code).name];
    await database.query(
      "INSERT INTO ad VALUES ($1, setweight(to_tsvector('swedish', $2), 'A') || to_tsvector('swedish', $3))",
      [id, `${headline} ${labels.join(' ')}`.replaceAll('/', ' '), description],
    );
  }
  return {
    async search(text) {
      const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
      const { rows } = await database.query(
        `SELECT id FROM ad, to_tsquery('swedish', $1) AS asked
         WHERE tsv @@ asked ORDER BY ts_rank(tsv, asked) DESC, id LIMIT ${depth}`,
        [words.join(' | ')],
      );
      return rows.map(({ id }) => id);
    },
    close: () => database.close(),
  };
}
