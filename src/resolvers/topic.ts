import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Commentary } from '../entities/commentary.ts';
import { Concept } from '../entities/concept.ts';
import { pageOf } from '../entities/connection.ts';
import { DataGap } from '../entities/data-gap.ts';
import { LegalAct } from '../entities/legal-act.ts';
import { Occupation } from '../entities/occupation.ts';
import { Position } from '../entities/position.ts';
import { Topic } from '../entities/topic.ts';
import { answerOf } from './support/answer.ts';
import { askJobAds } from './support/ask-job-ads.ts';
import {
  DatasetConnection,
  DocumentConnection,
  InformationRequestConnection,
  JobAdConnection,
  ParliamentaryDocumentConnection,
} from './support/connections.ts';
import { knownPublisher, knownSources, knownTopic } from './support/filters.ts';
import { After, AfterId, First, listArguments, lookedUp, pageWindow, partOfList } from './support/input.ts';
import { answerable, jobSearch } from './support/job-filter.ts';
import { Localised, type PickText } from './support/localised.ts';
import { knownParty } from './support/party-codes.ts';
import { pick } from './support/pick.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Topic)
export class TopicResolver {
  @Extensions({ listSize: 40 })
  @Query(() => [Topic], { description: 'Every topic of the association’s scheme.' })
  topics(@Ctx() { content }: Context) {
    return [...content.topics.values()];
  }
  @Query(() => Topic, {
    nullable: true,
    description: 'One topic by its slug, id or name, such as `data-sharing`.',
  })
  topic(@Arg('slug', () => String) slug: string, @Ctx() { content }: Context) {
    return lookedUp(() => knownTopic(content, slug, 'slug'));
  }

  @FieldResolver(() => String)
  prefLabel(@Root() topic: Topic, @Localised() pickText: PickText) {
    return pickText(topic.prefLabel);
  }
  @FieldResolver(() => String, { nullable: true })
  definition(@Root() topic: Topic, @Localised() pickText: PickText) {
    return pickText(topic.definition);
  }
  @FieldResolver(() => [Topic])
  broader(@Root() { broaderKeys }: Topic, @Ctx() { content }: Context) {
    return pick(broaderKeys, content.topics);
  }
  @FieldResolver(() => [Topic])
  narrower(@Root() { key }: Topic, @Ctx() { content }: Context) {
    return content.narrowerThanTopic(key);
  }
  @FieldResolver(() => [Position], { nullable: true, description: 'Positions on the topic.' })
  positions(
    @Root() { key }: Topic,
    @Ctx() { content }: Context,
    @Arg('party', () => String, { nullable: true, description: 'Code: `C`.' }) party?: string | null,
  ) {
    const asked = knownParty(content, party);
    return content.positionsOn(key).filter((position) => !asked || asked.key === position.partyKey);
  }
  @FieldResolver(() => DocumentConnection, { nullable: true })
  documents(
    @Root() { key }: Topic,
    @Ctx() { content }: Context,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = pageWindow(first, after);
    const all = content.documentsOn(key);
    return pageOf(all.slice(window.offset, window.offset + window.limit), { ...window, total: all.length });
  }
  @FieldResolver(() => [Commentary], { description: 'Comments on the questions and positions of the topic.' })
  commentaries(@Root() { key }: Topic, @Ctx() { content }: Context) {
    return content.questionsOn(key).flatMap((question) => content.commentariesOn(`Question:${question.key}`));
  }
  @FieldResolver(() => [DataGap])
  dataGaps(@Root() { key }: Topic, @Ctx() { content }: Context) {
    return content.gapsOn(key);
  }
  @FieldResolver(() => [LegalAct])
  legislation(@Root() { key }: Topic, @Ctx() { content }: Context) {
    return content.actsOn(key);
  }
  @FieldResolver(() => [Occupation], {
    nullable: true,
    description: 'Occupations of the topic, by its crosswalk. Null when the crosswalk names none.',
  })
  occupations(
    @Root() { crosswalk }: Topic,
    @Ctx() { content }: Context,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const codes = crosswalk.taxonomy?.occupations ?? null;
    return codes && partOfList(pick(codes, content.taxonomyIndex.occupations), first, after);
  }
  @FieldResolver(() => [Concept], {
    nullable: true,
    description:
      'Concepts of the taxonomy on the topic, by its crosswalk: those it names, and those whose labels begin with its terms. Null when it has neither.',
  })
  concepts(
    @Root() topic: Topic,
    @Ctx() { content }: Context,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const concepts = content.conceptsOn(topic);
    return concepts && partOfList(concepts, first, after);
  }
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @FieldResolver(() => DatasetConnection, {
    nullable: true,
    description:
      'Datasets found by the topic’s crosswalk, the most relevant to the topic and to the labour market first (docs/dataset-ranking.md). Null when the topic has no search for any catalogue.',
  })
  datasets(
    @Root() { crosswalk }: Topic,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
    @Arg('catalogues', () => [String], { nullable: true, description: 'Source slugs: `dataportal-se`.' })
    catalogues?: string[] | null,
    @Arg('publisher', () => String, {
      nullable: true,
      description: 'Slug, id, name or ten-digit number of an organisation.',
    })
    publisher?: string | null,
  ) {
    const window = listArguments(first, after);
    const chosen = knownSources('catalogues', context.sources.idsOf('CATALOGUE'), catalogues);
    const search = { publisherNumber: knownPublisher(context.content, publisher) ?? undefined };
    const terms = crosswalk.catalogue;
    if (!terms) return null;
    const request = { search, terms, catalogues: chosen };
    return answerOf(context, info, context.loaders.datasets(request, window));
  }
  @UpstreamCalls({ INFORMATION_REQUESTS: { requests: 1 } })
  @FieldResolver(() => InformationRequestConnection, {
    nullable: true,
    description:
      'Requests for public documents that have a word of the topic’s crosswalk, the newest first. Null when the topic has no search for catalogues.',
  })
  informationRequests(
    @Root() { crosswalk }: Topic,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    if (!crosswalk.catalogue) return null;
    const search = { anyOf: crosswalk.catalogue.terms };
    const asked = context.loaders.informationRequests(search, listArguments(first, after));
    return answerOf(context, info, asked);
  }
  @UpstreamCalls({ JOBS: { searchAds: 1 } })
  @FieldResolver(() => JobAdConnection, {
    nullable: true,
    description:
      'Current job ads that contain one of the topic’s search terms, the newest first. Null when it has none for ads.',
  })
  jobAds(
    @Root() { crosswalk }: Topic,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
    @Arg('place', () => String, { nullable: true, description: 'SCB code, taxonomy concept id or name.' })
    place?: string | null,
  ) {
    const narrowed = jobSearch(context, { place });
    if (!crosswalk.jobs) return null;
    const search = answerable(context, { ...narrowed, anyOf: crosswalk.jobs.terms });
    return askJobAds(context, info, search, { first, after });
  }
  @UpstreamCalls({ PARLIAMENT: { documents: 1, membersOfParty: 1 } })
  @FieldResolver(() => ParliamentaryDocumentConnection, {
    nullable: true,
    description:
      'Documents of parliaments found by the topic’s crosswalk, the newest first. With `party`: documents of its parliament that its members have signed, among the newest 200; `totalCount` is then null. Null when the topic has no search for parliaments.',
  })
  parliamentaryDocuments(
    @Root() topic: Topic,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
    @Arg('party', () => String, { nullable: true }) party?: string | null,
    @Arg('types', () => [String], { nullable: true, description: 'Type codes: `mot`, `prop`, `bet`.' })
    types?: string[] | null,
  ) {
    const { content, loaders } = context;
    const signing = knownParty(content, party);
    if (!topic.crosswalk.parliament) return null;
    const request = { search: types ? { types } : {}, topic };
    const found = signing
      ? loaders.signedBy(signing, request, pageWindow(first, after))
      : loaders.parliamentaryDocuments(request, listArguments(first, after));
    return answerOf(context, info, found);
  }
}
