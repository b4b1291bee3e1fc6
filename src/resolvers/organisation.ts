import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Float, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { AppropriationLetter } from '../entities/appropriation-letter.ts';
import { Document } from '../entities/document.ts';
import { Organisation } from '../entities/organisation.ts';
import { meanQuality } from '../matching/dataset-quality.ts';
import { foldedOf, wordsBeginning } from '../text/fold.ts';
import { answerOf } from './support/answer.ts';
import { askJobAds } from './support/ask-job-ads.ts';
import { DatasetConnection, InformationRequestConnection, JobAdConnection } from './support/connections.ts';
import { knownOrganisation } from './support/filters.ts';
import { After, First, listArguments, lookedUp, searchText } from './support/input.ts';
import { jobSearch } from './support/job-filter.ts';
import { Localised, type PickText } from './support/localised.ts';
import { organisationOfPublisher } from './support/publisher-organisation.ts';
import { today } from './support/today.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => [Organisation], {
    nullable: true,
    description: 'Organisations that the content names, by part of a name when given.',
  })
  organisations(
    @Ctx() { content }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
  ) {
    const fits = query === null || query === undefined ? null : wordsBeginning(searchText('query', query));
    return [...content.organisations.values()].filter(
      (one) => !fits || fits(foldedOf(one, ({ name, aliases }) => [...Object.values(name), ...aliases])),
    );
  }
  @Query(() => Organisation, {
    nullable: true,
    description:
      'One organisation by its slug, name or id, or by an identifier in another system: organisation number, URI as a publisher, Wikidata, name at Handlingar.se. Such as `digg`.',
  })
  organisation(@Arg('slug', () => String) slug: string, @Ctx() { content }: Context) {
    const published = organisationOfPublisher(content, { organisationNumber: null, uri: slug });
    return published ?? lookedUp(() => knownOrganisation(content, slug, 'slug'));
  }

  @FieldResolver(() => String)
  name(@Root() organisation: Organisation, @Localised() pickText: PickText) {
    return pickText(organisation.name);
  }
  @FieldResolver(() => Organisation, { nullable: true })
  parent(@Root() { parentKey }: Organisation, @Ctx() { content }: Context) {
    return parentKey ? content.organisations.get(parentKey) : null;
  }
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @FieldResolver(() => DatasetConnection, {
    nullable: true,
    description: 'Datasets it publishes; null for organisations without a Swedish organisation number.',
  })
  datasets(
    @Root() { identifiers }: Organisation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const number = identifiers.find(({ scheme }) => scheme === 'organisation-number')?.value;
    if (!number) return null;
    const search = { publisherNumber: number.replace(/\D/g, '') };
    return answerOf(context, info, context.loaders.datasets({ search }, listArguments(first, after)));
  }
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Mean quality score, 0 to 100, of the hundred of its datasets that changed last; null where none is found, or without a Swedish organisation number.',
  })
  async quality(
    @Root() { identifiers }: Organisation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const number = identifiers.find(({ scheme }) => scheme === 'organisation-number')?.value;
    if (!number) return null;
    const search = { publisherNumber: number.replace(/\D/g, '') };
    const window = { first: 100, after: null };
    const found = await answerOf(context, info, context.loaders.datasets({ search }, window));
    return found && meanQuality(found.nodes, today());
  }
  @FieldResolver(() => [AppropriationLetter], {
    description:
      'The government’s appropriation letters to it, one a year, the newest first. Empty for others than agencies, and until the file has been imported.',
  })
  appropriationLetters(@Root() { key }: Organisation, @Ctx() { content }: Context) {
    return content.appropriationLettersOf(key);
  }
  @UpstreamCalls({ JOBS: { searchAds: 1 } })
  @FieldResolver(() => JobAdConnection, {
    nullable: true,
    description:
      'Its current job ads, the newest first; null for organisations without an organisation number.',
  })
  jobAds(
    @Root() { identifiers, country }: Organisation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const number = identifiers.find(({ scheme }) => scheme === 'organisation-number')?.value;
    if (!number) return null;
    const filter = { employer: number.replace(/\D/g, ''), countries: [country ?? 'SE'] };
    return askJobAds(context, info, jobSearch(context, filter), { first, after });
  }
  @UpstreamCalls({ INFORMATION_REQUESTS: { requests: 1 } })
  @FieldResolver(() => InformationRequestConnection, {
    nullable: true,
    description:
      'Requests for public documents made to it, the newest first; null for organisations without a name at Handlingar.se.',
  })
  informationRequests(
    @Root() { identifiers }: Organisation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const body = identifiers.find(({ scheme }) => scheme === 'handlingar')?.value;
    if (!body) return null;
    const search = { body };
    const asked = context.loaders.informationRequests(search, listArguments(first, after));
    return answerOf(context, info, asked);
  }
  @FieldResolver(() => [Document], { description: 'Articles, reports and statements that name it.' })
  mentionedIn(@Root() { key }: Organisation, @Ctx() { content }: Context) {
    return content.documentsMentioning(`Organisation:${key}`);
  }
}
