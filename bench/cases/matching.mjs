// Measures matchOccupations and plain full text over the same labels: on the texts that the rules were tuned on, and on
// texts that were written afterwards.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';

const depth = 5;
const root = new URL('../../', import.meta.url);
const dist = (path) => import(new URL(`dist/${path}`, root).href);

export const title = 'matchOccupations on judged texts, compared with full text over the same labels';

const sets = { 'seen while the rules were tuned': 'occupations', 'held out': 'occupations-held-out' };

export async function run() {
  const { readPack } = await dist('content/pack/pack.js');
  const { createContent } = await dist('content/snapshot.js');
  const { occupationMatcher } = await dist('matching/occupation-matcher.js');
  const records = await readPack([
    fileURLToPath(new URL('reference', root)),
    fileURLToPath(new URL('content', root)),
  ]);
  const content = createContent(records);
  const fullText = await plainFullText(content.taxonomyIndex);
  const systems = {
    matchOccupations: async (text) =>
      occupationMatcher(content.taxonomyIndex)
        .match(text, depth)
        .map(({ occupation }) => occupation.key),
    'full text': fullText.search,
  };
  for (const [set, file] of Object.entries(sets)) {
    const { queries } = JSON.parse(readFileSync(new URL(`judged/${file}.json`, import.meta.url), 'utf8'));
    for (const { relevant } of queries) {
      const unknown = Object.keys(relevant).filter((code) => !content.taxonomyIndex.occupations.has(code));
      if (unknown.length > 0)
        throw new Error(
          `judged codes without an occupation group: ${unknown.join(', ')}; correct them in judged/${file}.json`,
        );
    }
    console.log(`${set}: mean of ${queries.length} judged texts`);
    console.table(await judged(queries, systems));
  }
  await fullText.close();
}

async function judged(queries, systems) {
  const results = {};
  for (const [name, ask] of Object.entries(systems)) {
    await ask('ett första anrop');
    const sums = { 'precision@1': 0, 'precision@3': 0, [`nDCG@${depth}`]: 0, found: 0 };
    const startedAt = performance.now();
    for (const { text, relevant } of queries) {
      const codes = await ask(text);
      sums['precision@1'] += precision(codes, relevant, 1);
      sums['precision@3'] += precision(codes, relevant, 3);
      sums[`nDCG@${depth}`] += ndcg(codes, relevant);
      sums.found += codes.some((code) => relevant[code] === 2) ? 1 : 0;
    }
    const milliseconds = (performance.now() - startedAt) / queries.length;
    results[name] = Object.fromEntries(
      [
        ...Object.entries(sums).map(([key, sum]) => [key, sum / queries.length]),
        ['milliseconds', milliseconds],
      ].map(([key, value]) => [key, Math.round(value * 1000) / 1000]),
    );
  }
  return results;
}

/** The share of the first k results that are relevant; fewer where fewer relevant ones exist. */
function precision(codes, relevant, k) {
  const possible = Math.min(k, Object.keys(relevant).length);
  return Math.min(possible, codes.slice(0, k).filter((code) => relevant[code]).length) / possible;
}

function ndcg(codes, relevant) {
  const gain = (grades) => grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const ideal = Object.values(relevant)
    .sort((a, b) => b - a)
    .slice(0, depth);
  return gain(codes.slice(0, depth).map((code) => relevant[code] ?? 0)) / gain(ideal);
}

/** PostgreSQL's Swedish full text search: one document for each group, of its label and occupation names; any word matches. */
async function plainFullText(taxonomyIndex) {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create();
  await database.exec('CREATE TABLE entry (code text PRIMARY KEY, tsv tsvector)');
  for (const { key, level, prefLabel } of taxonomyIndex.occupations.values()) {
    if (level !== 4) continue;
    const names = taxonomyIndex.namesOf(key).map((concept) => concept.prefLabel.sv);
    await database.query("INSERT INTO entry VALUES ($1, to_tsvector('swedish', $2))", [
      key,
      [prefLabel.sv, ...names].join(' ').replaceAll('/', ' '),
    ]);
  }
  return {
    async search(text) {
      const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
      const { rows } = await database.query(
        `SELECT code FROM entry, to_tsquery('swedish', $1) AS asked
         WHERE tsv @@ asked ORDER BY ts_rank(tsv, asked, 1) DESC, code LIMIT ${depth}`,
        [words.join(' | ')],
      );
      return rows.map(({ code }) => code);
    },
    close: () => database.close(),
  };
}
