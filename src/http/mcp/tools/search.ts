import { z } from 'zod';
import { readAnswer } from '../../saved-queries/answer.ts';
import { citedWith } from '../cited.ts';
import { tool } from '../tool.ts';

/** Types that are searched in their sources, and those of the own content. */
const kinds = [
  ...['Dataset', 'JobAd', 'ParliamentaryDocument', 'StatisticsTable'],
  ...['Article', 'Report', 'Statement', 'Question', 'Position', 'Topic', 'DataGap', 'Party', 'Person'],
  ...['Organisation', 'Occupation', 'LegalAct'],
] as const;

const origin = 'provenance { url licence state retrievedAt }';
const document = `query Search($query: String!, $types: [String!], $first: Int!, $lang: Language) {
  searchHits(query: $query, types: $types, first: $first) {
    highlight
    result {
      kind: __typename
      ... on Article { slug name: title text: summary(lang: $lang) ${origin} }
      ... on Report { slug name: title text: summary(lang: $lang) ${origin} }
      ... on Statement { slug name: title text: summary(lang: $lang) ${origin} }
      ... on Question { number name: text(lang: $lang) questionnaire { slug } ${origin} }
      ... on Position { status stance text: summary(lang: $lang) party { code } question { number questionnaire { slug } } ${origin} }
      ... on Topic { slug name: prefLabel(lang: $lang) text: definition(lang: $lang) }
      ... on DataGap { slug gapStatus: status name: label(lang: $lang) text: description(lang: $lang) ${origin} }
      ... on Party { code name(lang: $lang) }
      ... on Person { name }
      ... on Organisation { slug name(lang: $lang) }
      ... on Occupation { code name: prefLabel(lang: $lang) }
      ... on LegalAct { celex sfs name: title(lang: $lang) address: url }
      ... on Dataset { uri name: title(lang: $lang) text: description(lang: $lang) publisherName licences ${origin} }
      ... on JobAd { id name: headline employer publishedAt webpageUrl ${origin} }
      ... on ParliamentaryDocument { documentId name: title date url ${origin} }
      ... on StatisticsTable { id name: title(lang: $lang) ${origin} }
    }
  }
}`;

const hits = z.array(
  z.object({ highlight: z.string().nullable(), result: z.record(z.string(), z.unknown()) }),
);
const maxText = 300;

export const search = tool({
  name: 'search',
  title: 'Search',
  description:
    'Finds things by words, Swedish or English: own content and occupations; with types also open datasets, job ads, documents of parliaments and tables of statistics. Gives short hits with their keys (slug, code, uri, id) for the other tools.',
  input: z.strictObject({
    query: z.string().min(1).max(300).describe('words to find'),
    types: z.array(z.enum(kinds)).max(kinds.length).optional().describe('own content if left out'),
    first: z.int().min(1).max(20).optional().describe('at most so many hits; 8 if left out'),
    lang: z.enum(['sv', 'en']).optional().describe('language of texts; en if left out'),
  }),
  isOpenWorld: true,
  async call({ query, types, first = 8, lang = 'en' }, { ask, origin: address, ...assistance }) {
    const variables = { query, types: types ?? null, first, lang: lang.toUpperCase() };
    const answer = readAnswer(await ask(document, variables), variables, () => true, assistance.nameOfSource);
    const found = hits.parse(answer.data['searchHits'] ?? []).map(({ highlight, result }) => {
      const { text, ...facts } = result;
      const passage = typeof text === 'string' ? text : highlight && plain(highlight);
      return { ...facts, ...(passage && { text: cut(passage) }) };
    });
    return {
      hits: found,
      ...(found.length === 0 && {
        hint: 'Nothing has these words. Try others, in Swedish too, or types such as Dataset.',
      }),
      ...citedWith(answer),
      links: { savedQueries: `${address}/q?lang=${lang}` },
    };
  },
});

const cut = (text: string): string => (text.length > maxText ? `${text.slice(0, maxText)}…` : text);

const plain = (highlight: string): string =>
  highlight
    .replace(/<\/?mark>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
