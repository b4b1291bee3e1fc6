// All sources of the labour market in a process of its own, each under its id: they answer in their wire formats, out
// of the samples that the sources carry, after a delay. Where samples are too few to count, they are multiplied.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { samples as esco } from '../../dist/sources/esco/sample.js';
import { samples as historical } from '../../dist/sources/historical/sample.js';
import { samples as jobed } from '../../dist/sources/jobed/sample.js';
import { samples as joblinks } from '../../dist/sources/joblinks/sample.js';
import { samples as jobsearch } from '../../dist/sources/jobsearch/sample.js';
import { samples as nav } from '../../dist/sources/nav/sample.js';
import { samples as barometer } from '../../dist/sources/yrkesbarometern/sample.js';
import { taxonomyAnswer } from './labour-taxonomy.mjs';

const [delay = '50'] = process.argv.slice(2);
let calls = {};

const counties = [
  { id: 'CifL_Rzy_Mku', code: '01' },
  { id: 'CaRE_1nn_cSU', code: '12' },
  { id: 'zdoY_6u5_Krt', code: '14' },
];
const competencies = ['Exempelspråket', 'Exempelkunskap', 'Exempelvana'];

/** 150 ads, the newest first: 50 in each of three counties, no two of a time, of 15 employers. */
const [first] = jobsearch({ operation: 'search', path: 'search', query: new URLSearchParams() }).hits;
const ads = Array.from({ length: 150 }, (_, at) => {
  const { id, code } = counties[at % 3];
  return {
    ...first,
    id: String(90_000_000 + at),
    headline: `Exempel ${at}: systemutvecklare`,
    description: { text: `Exempel på en annons. Du kan ${competencies[at % 3]}.` },
    employer: { ...first.employer, name: `Exempel ${at % 15} AB` },
    workplace_address: {
      ...first.workplace_address,
      ...{ municipality: null, municipality_code: null, municipality_concept_id: null },
      ...{ region_code: code, region_concept_id: id },
    },
    must_have: {
      ...first.must_have,
      skills: at % 4 ? [] : [{ concept_id: 'sk01_aaa_aaa', label: 'Exempelspråket' }],
    },
    publication_date: new Date(Date.UTC(2026, 7, 12, 12) - at * 60_000).toISOString().slice(0, 19),
  };
});

const answers = {
  jobsearch({ query }) {
    const region = query.get('region');
    const found = ads.filter((ad) => !region || ad.workplace_address.region_concept_id === region);
    const values = counties.map(({ id, code }) => ({
      ...{ term: 'Exempel', concept_id: id, code },
      count: found.filter((ad) => ad.workplace_address.region_code === code).length,
    }));
    return {
      total: { value: found.length },
      positions: found.length,
      stats: query.getAll('stats').map((type) => ({ type, values })),
      hits: found.slice(0, Number(query.get('limit'))),
    };
  },
  joblinks({ path }) {
    // Three ads in every place.
    const answer = joblinks({ operation: 'search', path, query: new URLSearchParams() });
    // The samples are of this week; these are older than the others.
    return {
      ...answer,
      total: { value: 3 },
      hits: answer.hits
        .slice(0, 3)
        .map((ad, at) => ({ ...ad, publication_date: `2026-08-0${9 - at}T07:45:00` })),
    };
  },
  historical({ query, path }) {
    const year = Number(query.get('historical-from').slice(0, 4));
    return { ...historical({ operation: 'count', path, query }), total: { value: year * 10 } };
  },
  nav: ({ path, query }) =>
    nav({
      operation: path.includes('Token') ? 'token' : path.includes('entry') ? 'entry' : 'feed',
      ...{ path, query },
    }),
  enrichments({ body }) {
    const found = (words) =>
      competencies
        .filter((label) => words.includes(label))
        .map((label) => ({ concept_label: label, term: label.toLowerCase(), prediction: 0.9 }));
    return body.documents_input.map(({ doc_id, doc_headline, doc_text }) => ({
      ...{ doc_id, doc_headline },
      enriched_candidates: { occupations: [], competencies: found(doc_text), traits: [], geos: [] },
    }));
  },
  jobed: ({ path, query }) => jobed({ operation: path, path, query }),
  yrkesbarometern: ({ path, query }) => barometer({ operation: 'barometer', path, query }),
  esco: ({ path, query }) => esco({ operation: 'resources', path, query }),
  taxonomy: taxonomyAnswer,
};

const server = createServer(async (request, response) => {
  const { pathname, searchParams: query } = new URL(request.url, 'http://stub');
  const [, source = '', ...rest] = decodeURIComponent(pathname).split('/');
  const path = rest.join('/');
  // What NAV's feed does behind an answer is counted by itself.
  const name = path.includes('feedentry') ? 'nav, behind' : source;
  calls[name] = (calls[name] ?? 0) + 1;
  const sent = await text(request);
  await new Promise((resolve) => setTimeout(resolve, Number(delay)));
  const body = answers[source]?.({ path, query, body: sent ? JSON.parse(sent) : null }) ?? null;
  if (body === null) return response.writeHead(404).end();
  const isText = typeof body === 'string';
  response.writeHead(200, { 'content-type': isText ? 'text/plain' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
});
// Clients on a busy machine notice late that a connection has been closed.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', ({ reset }) => {
  process.send(calls);
  if (reset) calls = {};
});
process.on('disconnect', () => process.exit(0));
