import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { FollowUp } from '../entities/follow-up.ts';
import { VoteSummary } from '../entities/parliament.ts';
import { Party } from '../entities/party.ts';
import { Person } from '../entities/person.ts';
import { Position } from '../entities/position.ts';
import { Question } from '../entities/question.ts';
import { Topic } from '../entities/topic.ts';
import { MissingKind, PositionStatus, Stance } from '../entities/vocabulary.ts';
import { answerOf } from './support/answer.ts';
import { FollowUpConnection } from './support/connections.ts';
import { keyOfDocument } from './support/document-key.ts';
import { knownQuestionnaire, knownTopics } from './support/filters.ts';
import { After, First, pageWindow } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { noteUnread } from './support/note-unread.ts';
import { partyCodes } from './support/party-codes.ts';
import { pick } from './support/pick.ts';
import { MaxDistinct, UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Position)
export class PositionResolver {
  @Query(() => [Position], {
    nullable: true,
    description:
      'Positions over all questionnaires; each argument narrows them. A topic is one of the answer’s own topics.',
  })
  positions(
    @Ctx() { content }: Context,
    @Arg('questionnaire', () => String, { nullable: true }) questionnaire?: string | null,
    @Arg('parties', () => [String], { nullable: true, description: 'Codes: `C`, `KD`.' })
    parties?: string[] | null,
    @Arg('topics', () => [String], { nullable: true }) topics?: string[] | null,
    @Arg('status', () => [PositionStatus], { nullable: true }) status?: PositionStatus[] | null,
    @Arg('stance', () => [Stance], { nullable: true }) stance?: Stance[] | null,
  ) {
    const asked = knownQuestionnaire(content, questionnaire);
    const keys = partyCodes(content, parties);
    const themes = knownTopics(content, topics);
    return [...content.positions.values()].filter(
      (position) =>
        (!asked || content.questions.get(position.questionKey)?.questionnaireKey === asked.key) &&
        (!keys || keys.has(position.partyKey)) &&
        (!status || status.includes(position.status)) &&
        (!stance || stance.includes(position.stance)) &&
        (!themes || content.topicKeysOfPosition(position).some((key) => themes.has(key))),
    );
  }

  @FieldResolver(() => Question)
  question(@Root() { questionKey }: Position, @Ctx() { content }: Context) {
    return content.questions.get(questionKey);
  }
  @FieldResolver(() => Party)
  party(@Root() { partyKey }: Position, @Ctx() { content }: Context) {
    return content.parties.get(partyKey);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Neutral, in the association’s words.' })
  summary(@Root() position: Position, @Localised() pickText: PickText) {
    return pickText(position.summary);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The party’s own words; null until the original document has been imported.',
  })
  text(@Root() { key }: Position, @Ctx() { loaders }: Context) {
    return loaders.text.load(`Position:${key}`);
  }
  @FieldResolver(() => [MissingKind], {
    description: 'What editors have not written of this position yet; empty where nothing is missing.',
  })
  missing(@Root() position: Position, @Ctx() { content }: Context) {
    return content.missingIn(position);
  }
  @MaxDistinct()
  @FieldResolver(() => [Person], { description: 'Whom the party names in its answer.' })
  spokespersons(@Root() { spokespersonKeys }: Position, @Ctx() { content }: Context) {
    return pick(spokespersonKeys, content.persons);
  }
  @FieldResolver(() => [Topic], {
    description: 'Topics of the answer, or of the question when the answer has none.',
  })
  topics(@Root() position: Position, @Ctx() { content }: Context) {
    return pick(content.topicKeysOfPosition(position), content.topics);
  }
  // One call for each topic of the position. All positions together have few topics, and loaders share their calls.
  @UpstreamCalls({ PARLIAMENT: { documents: 4, membersOfParty: 1, speechesOfParty: 2 } }, { maxParents: 10 })
  @FieldResolver(() => FollowUpConnection, {
    nullable: true,
    description:
      'What the party has done in its country’s parliament on the position’s topics since the answer (since the election where the questionnaire has no date): documents its members have signed, committee reports with its vote, and debates in which its members spoke. The nearest first; only what is on a topic by its title, summary or heading, among the newest 200 documents that the words of each topic find and the speeches of the two latest sessions. Withdrawn documents and planned reports are left out.',
  })
  followUp(
    @Root() position: Position,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    return answerOf(context, info, context.loaders.followUp(position, pageWindow(first, after)));
  }
}

@Resolver(() => FollowUp)
export class FollowUpResolver {
  @FieldResolver(() => String, { description: 'Why it is listed.' })
  why(@Root() followUp: FollowUp, @Localised() pickText: PickText) {
    return pickText(followUp.why);
  }
  @FieldResolver(() => [Person], {
    description:
      'Members of the party who spoke in the debate on it, where the list of documents names them. Empty also when that part of the answer cannot be read; the failure is then in `extensions.failures`.',
  })
  speakers(
    @Root() { speakers, document }: FollowUp,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (document) noteUnread(document, ['speakers'], context, info);
    const { content, sources } = context;
    if (!document) return [];
    const { provenance } = document;
    const parliament = provenance.sourceId;
    const country = sources.countryOf(parliament);
    return speakers.map((one) => content.personOfParliament({ ...one, parliament, country, provenance }));
  }
  // Positions are those of parties of Sweden, whose parliament gives figures by party.
  @UpstreamCalls({ PARLIAMENT: { report: 1 } }, { maxParents: 20 })
  @FieldResolver(() => VoteSummary, {
    nullable: true,
    description: 'How the party voted on the first point of a committee report that was put to the vote.',
  })
  async vote(@Root() { document, partyCode }: FollowUp, @Ctx() { content, loaders, sources }: Context) {
    if (!document?.hasPoints) return null;
    const country = sources.countryOf(document.provenance.sourceId) ?? '';
    const report = await loaders.report.load(keyOfDocument(document));
    for (const point of report?.points ?? []) {
      const summaries = await loaders.summariesOf(point);
      // A code of before is the party of today.
      const found = summaries?.find(
        ({ partyCode: code }) => code !== null && content.partyByAnyCode(code, country)?.code === partyCode,
      );
      if (found) return found;
    }
    return null;
  }
}
