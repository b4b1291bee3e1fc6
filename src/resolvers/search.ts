import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, createUnionType, Field, Float, Info, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { type SearchResultEntity, searchResultClasses } from '../database/content-types.ts';
import { Dataset } from '../entities/dataset.ts';
import { JobAd } from '../entities/job-ad.ts';
import { Occupation } from '../entities/occupation.ts';
import { ParliamentaryDocument } from '../entities/parliament.ts';
import { knownTypes } from './document.ts';
import { askJobAds } from './job-ad.ts';
import { First, listSize, searchText } from './support/input.ts';
import { jobSearch } from './support/job-filter.ts';
import { Asks, searchOfAds } from './support/upstream-calls.ts';

const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'Anything that search finds.',
  types: () => [...searchResultClasses, Dataset, JobAd, ParliamentaryDocument, Occupation] as const,
});
type SearchResult = SearchResultEntity | Dataset | JobAd | ParliamentaryDocument | Occupation;

const ownTypes = searchResultClasses.map(({ name }) => name);
/** Kept in memory, and found after the association's own words. */
const indexedTypes = ['Occupation'];
const fetchedTypes = ['Dataset', 'JobAd', 'ParliamentaryDocument'];

@ObjectType({ description: 'One thing that search found, with why.' })
export class SearchHit {
  @Field(() => SearchResult) result!: SearchResult;
  @Field(() => Float, { description: 'Higher is better; comparable within one search of own content only.' })
  score!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'HTML-escaped passage with the found words in <mark>; null where they stand in what it belongs to, and for fetched things.',
  })
  highlight!: string | null;
}

@Resolver()
export class SearchResolver {
  @Asks({ 'dataportal-se': 1, riksdagen: 1, ...searchOfAds })
  @Query(() => [SearchResult], {
    nullable: true,
    description:
      'Everything that holds the words, the best first. Without `types`: own content, then occupations; no source is asked. `Dataset`, `JobAd` and `ParliamentaryDocument` in `types` ask their sources.',
  })
  async search(
    @Arg('query', () => String) query: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('types', () => [String], { nullable: true }) types?: string[] | null,
    @First() first?: number | null,
  ) {
    return (await find(context, info, query, types, first)).map((hit) => hit.result);
  }
  @Asks({ 'dataportal-se': 1, riksdagen: 1, ...searchOfAds })
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
  ) {
    return find(context, info, query, types, first);
  }
}

async function find(
  context: Context,
  info: GraphQLResolveInfo,
  query: string,
  types: string[] | null | undefined,
  first: number | null | undefined,
): Promise<SearchHit[]> {
  const { content, loaders } = context;
  const size = listSize(first);
  const text = searchText('query', query);
  const wanted = knownTypes(types, [...ownTypes, ...indexedTypes, ...fetchedTypes]) ?? [
    ...ownTypes,
    ...indexedTypes,
  ];
  const own = wanted.filter((type) => ownTypes.includes(type));
  const window = { offset: 0, limit: size };
  const [ownHits, datasets, ads, documents] = await Promise.all([
    own.length > 0 ? loaders.search(text, own) : [],
    wanted.includes('Dataset') ? loaders.datasets({ text }, window) : null,
    wanted.includes('JobAd')
      ? askJobAds(context, info, jobSearch(context, { query: text }), { first: size })
      : null,
    wanted.includes('ParliamentaryDocument') ? loaders.parliamentaryDocuments({ text }, window) : null,
  ]);
  const hits: SearchHit[] = ownHits.flatMap(({ ref, rank, highlight }) => {
    const result = content.find(ref);
    const passage = highlight.includes('<mark>') ? highlight : null;
    return result ? [{ result: result as SearchResult, score: rank, highlight: passage }] : [];
  });
  const occupations = wanted.includes('Occupation')
    ? content.taxonomyIndex.search(text, null).slice(0, size)
    : [];
  for (const result of [
    ...occupations,
    ...(datasets?.nodes ?? []),
    ...(ads?.nodes ?? []),
    ...(documents?.nodes ?? []),
  ])
    hits.push({ result, score: 0, highlight: null });
  return hits.slice(0, size);
}
