import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { DatasetFacet, DatasetFacets, FacetValue } from '../entities/dataset-facets.ts';
import { localise } from '../entities/language.ts';
import { Organisation } from '../entities/organisation.ts';
import { Source } from '../entities/source.ts';
import { answerOf } from './support/answer.ts';
import { DatasetFilter, datasetRequest } from './support/dataset-filter.ts';
import { First, listSize } from './support/input.ts';
import { organisationOfPublisher } from './support/publisher-organisation.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => DatasetFacets)
export class DatasetFacetsResolver {
  @UpstreamCalls({ CATALOGUE: { countDatasets: 1 } })
  @Query(() => DatasetFacets, {
    nullable: true,
    description:
      'How many datasets of a search there are by publisher, format, licence, theme and country: one request to each catalogue that counts. Each facet says which catalogues it counts; one that cannot tell the filter is in none.',
  })
  datasetFacets(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => DatasetFilter, { nullable: true }) filter?: DatasetFilter | null,
  ) {
    return answerOf(context, info, context.loaders.datasetFacets(datasetRequest(context, filter)));
  }
}

@Resolver(() => DatasetFacet)
export class DatasetFacetResolver {
  @FieldResolver(() => [FacetValue], { nullable: true, description: 'The most frequent first, at most 100.' })
  values(@Root() { all }: DatasetFacet, @First() first?: number | null) {
    return all.slice(0, listSize(first));
  }
  @FieldResolver(() => [Source], { description: 'The catalogues whose datasets are counted.' })
  catalogues(@Root() { countedBy }: DatasetFacet, @Ctx() { sources }: Context) {
    return countedBy.flatMap((id) => sources.describe(id) ?? []);
  }
}

@Resolver(() => FacetValue)
export class FacetValueResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'Of a publisher that the content has, by its organisation number or URI; else null.',
  })
  organisation(@Root() { organisationNumber, publisherKey }: FacetValue, @Ctx() { content }: Context) {
    return organisationOf(content, { organisationNumber, publisherKey });
  }
  @UpstreamCalls({ CATALOGUE: { publishers: 1 } })
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The name of a publisher, in the content or in the catalogue; null where none is given, and of other values.',
  })
  async name(@Root() { name, organisationNumber, publisherKey }: FacetValue, @Ctx() context: Context) {
    const { content, languages, loaders } = context;
    const known = organisationOf(content, { organisationNumber, publisherKey })?.name;
    if (known) return localise(known, languages);
    return name ?? (publisherKey && localise(await loaders.publisherName(publisherKey), languages));
  }
}

const organisationOf = (
  content: Context['content'],
  { organisationNumber, publisherKey }: Pick<FacetValue, 'organisationNumber' | 'publisherKey'>,
): Organisation | null =>
  organisationOfPublisher(content, { organisationNumber, uri: publisherKey?.uri ?? null });
