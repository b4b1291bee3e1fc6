import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { contentTypes } from './database/content-types.ts';
import { CommentaryResolver } from './resolvers/commentary.ts';
import { ComparePartiesResolver } from './resolvers/compare-parties.ts';
import { ConceptResolver } from './resolvers/concept.ts';
import { contentProvenanceResolvers } from './resolvers/content-provenance.ts';
import { DataGapResolver } from './resolvers/data-gap.ts';
import {
  CatalogueRecordResolver,
  DataServiceResolver,
  DatasetResolver,
  DistributionResolver,
  QualityReasonResolver,
} from './resolvers/dataset.ts';
import { DatasetChangeResolver } from './resolvers/dataset-change.ts';
import {
  DatasetFacetResolver,
  DatasetFacetsResolver,
  FacetValueResolver,
} from './resolvers/dataset-facets.ts';
import {
  ArticleResolver,
  DemandResolver,
  DocumentResolver,
  FactBoxResolver,
  MentionResolver,
  PointResolver,
  QuoteResolver,
  ReportResolver,
  ResponsibilityResolver,
  SectionResolver,
  StatementResolver,
} from './resolvers/document.ts';
import { ElectionResolver, PartyResultResolver } from './resolvers/election.ts';
import { FederationResolver } from './resolvers/federation.ts';
import { GoneDatasetResolver } from './resolvers/gone-dataset.ts';
import {
  DataGapIndicatorResolver,
  IndicatorResolver,
  IndicatorTableResolver,
  OccupationIndicatorResolver,
  OrganisationIndicatorResolver,
  PlaceIndicatorResolver,
  TopicIndicatorResolver,
} from './resolvers/indicator.ts';
import { InformationRequestResolver } from './resolvers/information-request.ts';
import { JobAdConnectionResolver, JobAdResolver, SourceCountResolver } from './resolvers/job-ad.ts';
import { JobAdEventResolver } from './resolvers/job-ad-event.ts';
import { LegalActRecordResolver, LegalActResolver } from './resolvers/legal-act.ts';
import { MatchJobAdsResolver } from './resolvers/match-job-ads.ts';
import { NodeResolver } from './resolvers/node.ts';
import { EducationResolver, ForecastResolver, OccupationResolver } from './resolvers/occupation.ts';
import { JobAdOccupationResolver, OccupationAdsResolver } from './resolvers/occupation-ads.ts';
import { OccupationDemandResolver, SkillDemandResolver } from './resolvers/occupation-demand.ts';
import { OrganisationResolver } from './resolvers/organisation.ts';
import {
  MemberOfParliamentResolver,
  ParliamentaryDocumentResolver,
  SpeechResolver,
  VotePointResolver,
  VoteResolver,
  VoteSummaryResolver,
} from './resolvers/parliament.ts';
import { PartyResolver } from './resolvers/party.ts';
import { MembershipResolver, PersonResolver } from './resolvers/person.ts';
import { PlaceResolver } from './resolvers/place.ts';
import { FollowUpResolver, PositionResolver } from './resolvers/position.ts';
import { QuestionResolver } from './resolvers/question.ts';
import {
  ParticipationResolver,
  PositionChangeResolver,
  QuestionnaireResolver,
} from './resolvers/questionnaire.ts';
import { SearchResolver } from './resolvers/search.ts';
import { ProvenanceResolver, SourceFailureResolver, SourceResolver } from './resolvers/source.ts';
import {
  CategoryResolver,
  CodelistResolver,
  CubeResolver,
  DimensionResolver,
  ObservationResolver,
  StatisticsTableResolver,
  TableNoteResolver,
  TopicStatisticsResolver,
} from './resolvers/statistics.ts';
import { noteContent } from './resolvers/support/content-used.ts';
import { readArgumentsDirectly } from './resolvers/support/direct-arguments.ts';
import { callMethodsDirectly } from './resolvers/support/direct-resolvers.ts';
import { readFieldsDirectly, resolveTypesDirectly } from './resolvers/support/lean-schema.ts';
import { serveAddresses } from './resolvers/support/served-addresses.ts';
import { serveCounts } from './resolvers/support/served-counts.ts';
import { TopicResolver } from './resolvers/topic.ts';

let schema: GraphQLSchema | undefined;

/** type-graphql requires a PubSub for subscriptions, although every subscription here has a source of its own. */
const noTopics: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`Nothing is published on ${topic}: give the subscription a \`subscribe\` option.`);
  },
};

/** The executable schema with every resolver. Built once, because type-graphql keeps its metadata for the process. */
export function createSchema(): GraphQLSchema {
  if (schema) return schema;
  readFieldsDirectly();
  schema = buildSchemaSync({
    resolvers: [
      ArticleResolver,
      CatalogueRecordResolver,
      CategoryResolver,
      CodelistResolver,
      QualityReasonResolver,
      DataServiceResolver,
      CommentaryResolver,
      ConceptResolver,
      ...contentProvenanceResolvers,
      CubeResolver,
      DataGapResolver,
      DatasetFacetResolver,
      DatasetFacetsResolver,
      DatasetResolver,
      FacetValueResolver,
      DatasetChangeResolver,
      DemandResolver,
      DimensionResolver,
      DistributionResolver,
      DocumentResolver,
      EducationResolver,
      ElectionResolver,
      FactBoxResolver,
      FederationResolver,
      FollowUpResolver,
      DataGapIndicatorResolver,
      GoneDatasetResolver,
      IndicatorResolver,
      IndicatorTableResolver,
      JobAdConnectionResolver,
      JobAdEventResolver,
      JobAdOccupationResolver,
      JobAdResolver,
      ForecastResolver,
      LegalActResolver,
      LegalActRecordResolver,
      InformationRequestResolver,
      MatchJobAdsResolver,
      MembershipResolver,
      MemberOfParliamentResolver,
      MentionResolver,
      NodeResolver,
      ObservationResolver,
      OccupationAdsResolver,
      OccupationDemandResolver,
      OccupationIndicatorResolver,
      OrganisationIndicatorResolver,
      OccupationResolver,
      OrganisationResolver,
      ParliamentaryDocumentResolver,
      ParticipationResolver,
      PositionChangeResolver,
      ComparePartiesResolver,
      PartyResolver,
      PartyResultResolver,
      PersonResolver,
      PlaceIndicatorResolver,
      PlaceResolver,
      PositionResolver,
      ProvenanceResolver,
      QuestionnaireResolver,
      QuestionResolver,
      PointResolver,
      QuoteResolver,
      ReportResolver,
      ResponsibilityResolver,
      SearchResolver,
      SectionResolver,
      SkillDemandResolver,
      SourceCountResolver,
      SourceFailureResolver,
      SourceResolver,
      SpeechResolver,
      StatementResolver,
      StatisticsTableResolver,
      TableNoteResolver,
      TopicIndicatorResolver,
      TopicResolver,
      TopicStatisticsResolver,
      VoteResolver,
      VotePointResolver,
      VoteSummaryResolver,
    ],
    orphanedTypes: Object.values(contentTypes.document.classes),
    pubSub: noTopics,
    validate: false,
    // Apollo Server checks the schema, and a test does.
    skipCheck: true,
  });
  readArgumentsDirectly();
  callMethodsDirectly(schema);
  resolveTypesDirectly(schema);
  serveAddresses(schema);
  serveCounts(schema);
  noteContent(schema);
  return schema;
}
