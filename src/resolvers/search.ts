import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  createUnionType,
  Extensions,
  Field,
  Float,
  Info,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import type { Content } from '../content/snapshot.ts';
import type { Context } from '../context.ts';
import { type SearchResultEntity, searchResultClasses } from '../database/content-types.ts';
import { DatabaseUnavailable } from '../database/database-error.ts';
import { Dataset } from '../entities/dataset.ts';
import { JobAd } from '../entities/job-ad.ts';
import { Occupation } from '../entities/occupation.ts';
import { ParliamentaryDocument } from '../entities/parliament.ts';
import { StatisticsTable } from '../entities/statistics.ts';
import { MOST_HITS, type SearchHit as OwnHit } from '../search/search.ts';
import type { Answer } from '../sources/across/ask-each.ts';
import { SourceError } from '../upstream/errors.ts';
import { answerOf } from './support/answer.ts';
import { knownTypes } from './support/filters.ts';
import { AfterId, First, listSize, partAfter, sentText } from './support/input.ts';
import { jobSearch } from './support/job-filter.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'Anything that search finds.',
  types: () =>
    [...searchResultClasses, Dataset, JobAd, ParliamentaryDocument, StatisticsTable, Occupation] as const,
});
type SearchResult =
  | SearchResultEntity
  | Dataset
  | JobAd
  | ParliamentaryDocument
  | StatisticsTable
  | Occupation;

const ownTypes = searchResultClasses.map(({ name }) => name);
/** Searched in memory, and listed after the association's own content. */
const indexedTypes = ['Occupation'];
const fetchedTypes = ['Dataset', 'JobAd', 'ParliamentaryDocument', 'StatisticsTable'];

const searchCalls = {
  CATALOGUE: { searchDatasets: 1 },
  JOBS: { searchAds: 1 },
  PARLIAMENT: { documents: 1 },
  STATISTICS: { tables: 1 },
};

@ObjectType({ description: 'One search result, with its score and the passage found.' })
export class SearchHit {
  @Field(() => SearchResult) result!: SearchResult;
  @Field(() => Float, { description: 'Higher is better; comparable within one search of own content only.' })
  score!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'HTML-escaped passage with the found words in <mark>; null when the words are in a parent of the result, and for results from sources.',
  })
  highlight!: string | null;
  /** Whether the hit has all words of the query. */
  isWhole!: boolean;
}

@Resolver()
export class SearchResolver {
  @UpstreamCalls(searchCalls)
  @Extensions({ costOnce: 400 })
  @Query(() => [SearchResult], {
    nullable: true,
    description:
      'Everything that holds the words, the best match first: also in other forms, in compounds, and with one letter wrong. Hits with all words come first, then those with some; words in quotes must be there together. Without `types`: own content, then occupations; no source is called. `Dataset`, `JobAd`, `ParliamentaryDocument` and `StatisticsTable` in `types` are searched in their sources. With `types`, the groups (own content, occupations, datasets, ads, documents, tables) take turns: the best hit of each group, then the second of each. A source that fails leaves out its own hits only; its failure is in `extensions.failures`. Null, with an error, when all fail. At most 1,000 results of own content, and 100 of each source, can be reached with `after`.',
  })
  async search(
    @Arg('query', () => String) query: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('types', () => [String], { nullable: true }) types?: string[] | null,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const hits = await answerOf(context, info, find(context, { query, types, first, after }));
    return hits?.map((hit) => hit.result) ?? null;
  }
  @UpstreamCalls(searchCalls)
  @Extensions({ costOnce: 400 })
  @Query(() => [SearchHit], {
    nullable: true,
    description: 'The same as `search`, with scores and highlights.',
  })
  searchHits(
    @Arg('query', () => String) query: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('types', () => [String], { nullable: true }) types?: string[] | null,
    @First() first?: number | null,
    @AfterId('The `id` of the `result` of the last item of the previous page.') after?: string | null,
  ) {
    return answerOf(context, info, find(context, { query, types, first, after }));
  }
}

interface SearchArguments {
  query: string;
  types: string[] | null | undefined;
  first: number | null | undefined;
  after: string | null | undefined;
}

/** The hits of all groups, in sequence or in turns, and the failures. */
async function find(context: Context, given: SearchArguments): Promise<Answer<SearchHit[]>> {
  const size = listSize(given.first);
  const text = sentText('query', given.query);
  const all = [...ownTypes, ...indexedTypes, ...fetchedTypes];
  const types = knownTypes(given.types, all) ?? [...ownTypes, ...indexedTypes];
  const groups = groupsOf(context, text, given.after ? deepest : { own: 100, fetched: size }).filter(
    ({ holds }) => types.some((type) => holds.includes(type)),
  );
  const answers = await Promise.all(groups.map(({ search }) => search(types)));
  const failures = answers.flatMap((answer) => answer.failures);
  const found = answers.flatMap(({ value }) => (value === null ? [] : [value]));
  if (found.length === 0 && failures.length > 0) return { value: null, failures };
  // Without `types` the association's own content comes first, but hits that have all words come before those that lack some.
  const ranked = found.flat();
  const hits = given.types
    ? inTurns(found)
    : [...ranked.filter(({ isWhole }) => isWhole), ...ranked.filter(({ isWhole }) => !isWhole)];
  return { value: partAfter(hits, ({ result }) => result.id, given), failures };
}

interface Group {
  /** Names of the types in the group. */
  holds: readonly string[];
  search(types: readonly string[]): Promise<Answer<SearchHit[]>>;
}

/** How many hits are asked for: of the association's own content, and of each source. */
interface Depth {
  own: number;
  fetched: number;
}

/** A page after another one is cut from all that can be reached, in the same order. */
const deepest: Depth = { own: MOST_HITS, fetched: 100 };

function groupsOf(context: Context, text: string, depth: Depth): Group[] {
  const { content, loaders } = context;
  const window = { first: depth.fetched, after: null };
  const fetched = async <T extends SearchResult>(
    asked: Promise<Answer<{ nodes: T[] }>>,
  ): Promise<Answer<SearchHit[]>> => {
    const { value, failures } = await asked;
    return { value: value?.nodes.map(plainHit) ?? null, failures };
  };
  return [
    {
      holds: ownTypes,
      search: async (types) => {
        const own = types.filter((type) => ownTypes.includes(type));
        try {
          const hits = await loaders.search(text, own, depth.own);
          return { value: hits.flatMap((hit) => ownHit(content, hit)), failures: [] };
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) throw error;
          const detail = 'has its search index in a database that cannot be reached now';
          const failure = new SourceError('association', 'SOURCE_UNAVAILABLE', detail, {
            cause: error,
            retryAfterSeconds: error.extensions.retryAfterSeconds,
          });
          return { value: null, failures: [failure] };
        }
      },
    },
    {
      holds: indexedTypes,
      search: async () => {
        const occupations = content.taxonomyIndex.search(text, null);
        return { value: occupations.map(plainHit), failures: [] };
      },
    },
    { holds: ['Dataset'], search: () => fetched(loaders.datasets({ search: { text } }, window)) },
    { holds: ['JobAd'], search: () => fetched(loaders.jobAds(jobSearch(context, { query: text }), window)) },
    {
      holds: ['ParliamentaryDocument'],
      search: () => fetched(loaders.parliamentaryDocuments({ search: { text } }, window)),
    },
    {
      holds: ['StatisticsTable'],
      search: () =>
        fetched(
          loaders.statisticsTables({ query: text, agencies: null }, { offset: 0, limit: depth.fetched }),
        ),
    },
  ];
}

const plainHit = (result: SearchResult): SearchHit => ({ result, score: 0, highlight: null, isWhole: true });

function ownHit(content: Content, { ref, rank, isWhole, highlight }: OwnHit): SearchHit[] {
  const result = content.find(ref);
  const passage = highlight.includes('<mark>') ? highlight : null;
  return result ? [{ result: result as SearchResult, score: rank, highlight: passage, isWhole }] : [];
}

/** The first of each group, then the second of each, and so on. */
function inTurns<T>(groups: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, at) =>
    groups.flatMap((group) => group.slice(at, at + 1)),
  ).flat();
}
