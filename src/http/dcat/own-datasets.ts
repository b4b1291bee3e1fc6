import type { Content } from '../../content/snapshot.ts';
import { csv } from '../saved-queries/formats/csv.ts';
import { json } from '../saved-queries/formats/json.ts';
import type { SavedQuery } from '../saved-queries/query.ts';

/** A file with a dataset. */
interface DatasetFile {
  name: string;
  /** Below the address of the gateway. */
  path: string;
  mediaType: string;
}

/** A dataset of the association, and the files that it is in. */
export interface OwnDataset {
  /** Part of its URI, so it never changes. */
  id: string;
  title: Record<string, string>;
  description: Record<string, string>;
  /** Codes of the EU's data themes. */
  themes: readonly string[];
  keywords: Record<string, readonly string[]>;
  /** Day on which the newest of it was published; null where nothing says so. */
  modified: string | null;
  files: readonly DatasetFile[];
}

/** The answer of the GraphQL interface. */
const answerTo = (query: string): DatasetFile[] => [
  { name: 'json', path: `/graphql?${new URLSearchParams({ query })}`, mediaType: 'application/json' },
];

/** A text in Swedish and in English. */
const both = (field: string): string => `${field}Sv: ${field}(lang: SV) ${field}En: ${field}(lang: EN)`;

/** The association's own content, and the saved queries, as datasets. */
export function ownDatasets(content: Content, saved: readonly SavedQuery[]): OwnDataset[] {
  return [...questionnaires(content), ...registers(content), ...savedDatasets(saved)];
}

function questionnaires({ questionnaires: all }: Content): OwnDataset[] {
  return [...all.values()].map(({ slug, title }) => ({
    id: `questionnaire-${slug}`,
    title: { sv: 'Enkätsvar från partierna', en: 'Answers of the parties', ...title },
    description: {
      sv: 'Frågor till partierna, deras svar och ställningstaganden, med vem som svarade och när.',
      en: 'Questions to the parties, their answers and stances, with who answered and when.',
    },
    themes: ['GOVE', 'SOCI'],
    keywords: { sv: ['partier', 'arbetsmarknad', 'valkompass'], en: ['parties', 'labour market'] },
    modified: null,
    files: answerTo(
      `{ questionnaire(slug: "${slug}") { slug questions { number ${both('text')} topics { slug } positions { party { code } status stance ${both('summary')} } } } }`,
    ),
  }));
}

function registers({ documents, topics, dataGaps, organisations, legalActs }: Content): OwnDataset[] {
  const published = [...documents.values()]
    .filter(({ draft }) => !draft)
    .flatMap(({ publishedOn }) => publishedOn ?? [])
    .sort();
  const gaps = [...dataGaps.values()].flatMap(({ statusSince }) => statusSince ?? []).sort();
  const keywords = { sv: ['öppna data', 'arbetsmarknad'], en: ['open data', 'labour market'] };
  const register = (
    size: number,
    dataset: Omit<OwnDataset, 'keywords' | 'modified'> & Partial<Pick<OwnDataset, 'modified'>>,
  ): OwnDataset[] => (size > 0 ? [{ keywords, modified: null, ...dataset }] : []);
  return [
    ...register(published.length, {
      id: 'documents',
      title: { sv: 'Artiklar, rapporter och uttalanden', en: 'Articles, reports and statements' },
      description: {
        sv: 'Vad föreningen och andra har skrivit om data, AI och arbetsmarknad: rubrik, dag, ämnen och länk.',
        en: 'What the association and others have written on data, AI and the labour market: title, day, topics and link.',
      },
      themes: ['SOCI', 'TECH'],
      modified: published.at(-1) ?? null,
      files: answerTo('{ documents(first: 100) { nodes { __typename ... on Node { id } } } }'),
    }),
    ...register(topics.size, {
      id: 'topics',
      title: { sv: 'Föreningens ämnen', en: 'The association’s scheme of topics' },
      description: {
        sv: 'Ämnen om digitalisering och arbetsmarknad med namn, definition och överordnade ämnen.',
        en: 'Topics on digitalisation and the labour market with names, definitions and broader topics.',
      },
      themes: ['SOCI', 'TECH'],
      files: answerTo(
        `{ topics { slug ${both('prefLabel')} ${both('definition')} broader { slug } identifiers { scheme value } } }`,
      ),
    }),
    ...register(dataGaps.size, {
      id: 'data-gaps',
      title: { sv: 'Data som saknas om arbetsmarknaden', en: 'Data missing on the labour market' },
      description: {
        sv: 'Data som föreningen säger saknas, vem som kan öppna dem, hinder, åtgärder och läget med dag och belägg.',
        en: 'Data that the association says is missing, who could open it, obstacles, measures, and the status with its day and evidence.',
      },
      themes: ['SOCI', 'GOVE'],
      modified: gaps.at(-1) ?? null,
      files: answerTo(
        `{ dataGaps { slug ${both('label')} ${both('description')} status statusSince evidence responsible { slug } } }`,
      ),
    }),
    ...register(organisations.size, {
      id: 'organisations',
      title: { sv: 'Organisationer i föreningens texter', en: 'Organisations in the association’s texts' },
      description: {
        sv: 'Myndigheter, partier, fackförbund och andra som texterna nämner, med identifierare i andra register.',
        en: 'Agencies, parties, unions and others that the texts name, with identifiers in other registers.',
      },
      themes: ['GOVE'],
      files: answerTo(
        `{ organisations { slug ${both('name')} kind country homepage identifiers { scheme value } } }`,
      ),
    }),
    ...register(legalActs.size, {
      id: 'legal-acts',
      title: { sv: 'Lagar om data, AI och arbetsmarknad', en: 'Laws on data, AI and the labour market' },
      description: {
        sv: 'De rättsakter som ämnena vilar på, med nummer, dag och länk.',
        en: 'The acts that the topics rest on, with number, day and link.',
      },
      themes: ['JUST'],
      files: answerTo(`{ topics { slug legislation { celex sfs ${both('title')} date inForce url } } }`),
    }),
  ];
}

/** Each saved query, whose defaults answer at once. */
function savedDatasets(saved: readonly SavedQuery[]): OwnDataset[] {
  return saved
    .filter(({ isQuery }) => isQuery)
    .map((query) => ({
      id: `query-${query.name}`,
      title: query.title,
      description: query.description,
      themes: ['SOCI'],
      keywords: { sv: ['arbetsmarknad', 'sparad fråga'], en: ['labour market', 'saved query'] },
      modified: null,
      files: [json, csv]
        .filter((format) => format.fits(query))
        .map(({ ending, contentType }) => ({
          name: ending,
          path: `/q/${query.name}.${ending}`,
          mediaType: contentType.split(';', 1)[0] ?? contentType,
        })),
    }));
}
