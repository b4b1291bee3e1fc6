import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { InformationRequest } from '../entities/information-request.ts';
import { Organisation } from '../entities/organisation.ts';
import { answerOf } from './support/answer.ts';
import { InformationRequestConnection } from './support/connections.ts';
import { knownSources } from './support/filters.ts';
import { After, First, listArguments, sentText } from './support/input.ts';
import { SourcesArg } from './support/sources-arg.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => InformationRequest)
export class InformationRequestResolver {
  @UpstreamCalls({ INFORMATION_REQUESTS: { requests: 1 } })
  @Query(() => InformationRequestConnection, {
    nullable: true,
    description:
      'Requests for public documents that contain all the words, the newest first. `totalCount` is null: the sources do not count.',
  })
  informationRequests(
    @Arg('query', () => String) query: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
    @SourcesArg() sources?: string[] | null,
  ) {
    const ids = knownSources('sources', context.sources.idsOf('INFORMATION_REQUESTS'), sources);
    const search = { text: sentText('query', query) };
    const asked = context.loaders.informationRequests(search, listArguments(first, after), ids);
    return answerOf(context, info, asked);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The authority as an organisation of the content; null when the content does not have it.',
  })
  body(@Root() { bodySlug }: InformationRequest, @Ctx() { content }: Context) {
    return bodySlug ? content.organisationByIdentifier('handlingar', bodySlug) : null;
  }
}
