// The joined query as one writes it by hand: own content in memory, and just the fields that are asked for. It limits
// nothing, masks nothing, and tells no sources.
import { readFileSync } from 'node:fs';

const { questionnaire } = JSON.parse(
  readFileSync(new URL('../../cases/judged/joined.json', import.meta.url)),
);
const DC = 'http://purl.org/dc/terms/';
const LICENCES = { 'http://creativecommons.org/publicdomain/zero/1.0/': 'CC0-1.0' };
/** The Swedish value of a property, else the first. */
const text = (values = []) => (values.find(({ lang }) => lang === 'sv') ?? values[0])?.value ?? null;

function datasetOf({ metadata }) {
  const about = Object.values(metadata).find((one) => one[`${DC}title`]);
  const licences = Object.values(metadata).flatMap((one) => one[`${DC}license`] ?? []);
  return {
    title: text(about[`${DC}title`]),
    description: text(about[`${DC}description`]),
    licences: [...new Set(licences.map(({ value }) => LICENCES[value] ?? value))],
  };
}

export const datasetsOf = ({ results, resource }) => ({
  totalCount: results,
  nodes: resource.children.map(datasetOf),
});

export const documentsOf = ({ dokumentlista: { dokument, '@traffar': count } }) => ({
  totalCount: Number(count),
  nodes: dokument.map(({ dok_id, titel, datum, doktyp }) => ({
    ...{ documentId: dok_id, title: titel, date: datum.slice(0, 10), type: doktyp },
  })),
});

export const adsOf = ({ total, hits }) => ({
  totalCount: total.value,
  nodes: hits.map((ad) => ({
    ...{ headline: ad.headline, employer: ad.employer.name },
    // Summer time, as all of the stub's ads are.
    publishedAt: new Date(`${ad.publication_date}+02:00`).toISOString(),
  })),
});

/** The fields of the query, over the sources. */
export function joinedFields({ get }) {
  const search = (path, query) => get(`${path}?${new URLSearchParams(query)}`);
  return {
    questionnaire: () => questionnaire,
    datasets: async (words, first) =>
      datasetsOf(await search('dataportal-se/search', { type: 'solr', query: words, limit: first })),
    parliamentaryDocuments: async (words, first) =>
      documentsOf(await search('riksdagen/dokumentlista/', { sok: words, utformat: 'json', sz: first })),
    jobAds: async (words, first) =>
      adsOf(await search('jobsearch/search', { q: words, limit: first, sort: 'pubdate-desc' })),
  };
}
