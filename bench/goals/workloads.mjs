import { readFileSync } from 'node:fs';
import { adsOf, datasetsOf, documentsOf } from './peers/joined.mjs';
import { realSize, small as smallAnswers } from './real-answers.mjs';

const judged = (name) => readFileSync(new URL(`../cases/judged/${name}`, import.meta.url), 'utf8');
const joined = judged('joined.graphql');
const small = JSON.parse(judged('joined.json'));
small.datasets = datasetsOf(smallAnswers['dataportal-se'](new URLSearchParams({ limit: '5' })));
const { questionnaire } = small;
const hub = judged('occupation-hub.graphql');
const [, content] = /(questionnaire[\s\S]*?\n {2}\})\n/.exec(joined);

const page = 20;
const asked = (name, first) => new URLSearchParams({ [name]: String(first) });
const large = {
  questionnaire,
  datasets: datasetsOf(realSize['dataportal-se'](asked('limit', page))),
  parliamentaryDocuments: documentsOf(realSize.riksdagen(asked('sz', page))),
  jobAds: adsOf(realSize.jobsearch(asked('limit', page))),
};
export const hundred = {
  query: `query ($words: String!) {
    datasets(filter: { query: $words }, first: 100) { nodes { title description } }
    jobAds(filter: { query: $words, countries: ["SE"] }, first: 100) { nodes { headline employer } }
  }`,
  expected: JSON.stringify({
    datasets: {
      nodes: datasetsOf(realSize['dataportal-se'](asked('limit', 100))).nodes.map(
        ({ title, description }) => ({ title, description }),
      ),
    },
    jobAds: {
      nodes: adsOf(realSize.jobsearch(asked('limit', 100))).nodes.map(({ headline, employer }) => ({
        ...{ headline, employer },
      })),
    },
  }),
};
export const tiny = {
  query: '{ questionnaire(slug: "valkompass-2022") { title } }',
  expected: JSON.stringify({ questionnaire: { title: questionnaire.title } }),
};

let words = 0;
/** Words that nobody has asked for, so that no request wins by an answer that is kept. */
export const newWords = (size) => `${size}${words++}`;

const all = ['apollo', 'mercurius', 'bare', 'ours'];
const expectedJoined = JSON.stringify(small);
const cold = (connections, count) => ({
  ...{ name: `joined cold, c=${connections}`, query: joined, expected: expectedJoined },
  ...{ variables: () => ({ words: newWords('ord') }), connections, count, servers: all },
});
const expectedHub = JSON.stringify(JSON.parse(judged('occupation-hub.json')));

/** `count` is the number of requests of one round; of `servers` each is asked once a round, in this order. */
export const workloads = [
  {
    ...{ name: 'tiny', connections: 16, count: 600, servers: ['apollo', 'mercurius', 'ours'] },
    ...tiny,
  },
  {
    ...{ name: 'content', query: `{ ${content} }`, expected: JSON.stringify({ questionnaire }) },
    ...{ connections: 16, count: 250, servers: ['apollo', 'mercurius', 'ours'] },
  },
  cold(1, 30),
  cold(16, 96),
  cold(64, 128),
  {
    ...cold(64, 64),
    name: 'joined cold, real size, c=64',
    query: joined.replaceAll('first: 5', `first: ${page}`),
    expected: JSON.stringify(large),
    variables: () => ({ words: newWords('stor'), first: page }),
  },
  {
    ...{ name: 'joined warm', query: joined, expected: expectedJoined, path: '/joined' },
    ...{ variables: () => ({ words: 'lika' }), connections: 16, count: 250 },
    servers: ['mercurius', 'bare', 'ours', 'kept'],
  },
  {
    ...{ name: 'hub warm', query: hub, expected: expectedHub, path: '/hub', connections: 16, count: 80 },
    servers: ['apollo', 'mercurius', 'bare', 'hub', 'hubKept'],
  },
  {
    ...{ name: 'joined warm, compressed', query: joined, expected: expectedJoined, path: '/joined' },
    ...{ variables: () => ({ words: 'lika' }), connections: 16, count: 250, encoding: 'br' },
    servers: ['bare', 'ours', 'kept'],
  },
  {
    ...{ name: 'hot GET', expected: JSON.stringify({ questionnaire }), path: '/content' },
    ...{ connections: 16, count: 800, isGet: true, query: `{ ${content} }` },
    servers: ['bare', 'ours', 'kept'],
  },
  {
    ...{ name: 'hot GET, known', query: `{ ${content} }`, path: '/content', expected: '' },
    ...{ connections: 16, count: 800, isGet: true, isKnown: true },
    servers: ['ours', 'kept'],
  },
];
