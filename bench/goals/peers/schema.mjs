// One schema for all peers: the part of ours that the workloads ask for.
import { hubResolvers } from './hub.mjs';
import { joinedFields } from './joined.mjs';

export const typeDefs = /* GraphQL */ `
  type Query {
    questionnaire(slug: String!): Questionnaire
    datasets(filter: DatasetFilter, first: Int): Datasets
    parliamentaryDocuments(query: String!, first: Int): Documents
    jobAds(filter: JobAdFilter, first: Int): JobAdConnection
    occupation(code: String!): Occupation
    concept(conceptId: String!): Concept
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
  type JobAdConnection { totalCount: Int  nodes: [Ad!]! }
  type Ad { headline: String!  employer: String  publishedAt: String }
  type Place { code: String! }
  type PlaceCount { place: Place!  count: Int! }
  type YearCount { year: Int!  count: Int! }
  type Forecast { horizon: String!  outlook: String }
  type Education { title: String!  form: String }
  type Concept { conceptId: String  prefLabel: String!  related: [Concept!] }
  type Substitute { level: String!  concept: Concept! }
  type SkillCount { concept: Concept!  ads: Int!  share: Float!  required: Int! }
  type SkillDemand { adsRead: Int!  adsTotal: Int!  textsRead: Int!  skills(first: Int): [SkillCount!]! }
  type Occupation {
    code: String!
    prefLabel: String!
    escoUris: [String!]!
    iscoCodes: [String!]!
    skills: [Concept!]!
    substitutes: [Substitute!]!
    jobAds(place: String, first: Int): JobAdConnection
    adsByPlace: [PlaceCount!]
    adTrend(fromYear: Int, toYear: Int): [YearCount!]
    skillDemand: SkillDemand
    forecast(place: String): [Forecast!]
    educations(first: Int): [Education!]
  }
`;

export function resolvers(sources, market) {
  const { questionnaire, datasets, parliamentaryDocuments, jobAds } = joinedFields(sources);
  const { norway, ...hub } = hubResolvers(market);
  return {
    ...hub,
    Query: {
      ...hub.Query,
      questionnaire,
      datasets: (_root, { filter, first }) => datasets(filter.query, first),
      parliamentaryDocuments: (_root, { query, first }) => parliamentaryDocuments(query, first),
      jobAds: (_root, { filter, first }) =>
        filter.countries[0] === 'NO' ? norway() : jobAds(filter.query, first),
    },
  };
}
