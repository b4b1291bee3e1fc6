import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Commentary } from '../entities/commentary.ts';
import { Position } from '../entities/position.ts';
import { Question } from '../entities/question.ts';
import { Questionnaire } from '../entities/questionnaire.ts';
import { Topic } from '../entities/topic.ts';
import { PositionStatus, Stance } from '../entities/vocabulary.ts';
import { knownQuestionnaire } from './support/filters.ts';
import { lookedUp } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { partyCodes } from './support/party-codes.ts';
import { pick } from './support/pick.ts';

@Resolver(() => Question)
export class QuestionResolver {
  @Query(() => Question, { nullable: true, description: 'One question of a questionnaire, by its number.' })
  question(
    @Arg('questionnaire', () => String) questionnaire: string,
    @Arg('number', () => Int) number: number,
    @Ctx() { content }: Context,
  ) {
    const asked = lookedUp(() => knownQuestionnaire(content, questionnaire));
    return (asked && content.questions.get(`${asked.key}/${number}`)) ?? null;
  }

  @FieldResolver(() => String, { description: 'The question, in the association’s neutral words.' })
  text(@Root() question: Question, @Localised() pickText: PickText) {
    return pickText(question.text);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'As it was put; null until the original document has been imported.',
  })
  original(@Root() { key }: Question, @Ctx() { loaders }: Context) {
    return loaders.text.load(`Question:${key}`);
  }
  @FieldResolver(() => String)
  shortTitle(@Root() question: Question, @Localised() pickText: PickText) {
    return pickText(question.shortTitle);
  }
  @FieldResolver(() => String, { nullable: true, description: 'What the stance SUPPORTS supports.' })
  proposition(@Root() question: Question, @Localised() pickText: PickText) {
    return pickText(question.proposition);
  }
  @FieldResolver(() => Questionnaire)
  questionnaire(@Root() { questionnaireKey }: Question, @Ctx() { content }: Context) {
    return content.questionnaires.get(questionnaireKey);
  }
  @FieldResolver(() => [Position], {
    nullable: true,
    description: 'One for every party asked, in the order of the document.',
  })
  positions(
    @Root() { key }: Question,
    @Ctx() { content }: Context,
    @Arg('parties', () => [String], { nullable: true, description: 'Codes: `C`, `KD`.' })
    parties?: string[] | null,
    @Arg('status', () => [PositionStatus], { nullable: true }) status?: PositionStatus[] | null,
    @Arg('stance', () => [Stance], { nullable: true }) stance?: Stance[] | null,
  ) {
    const keys = partyCodes(content, parties);
    return content
      .positionsOf(key)
      .filter(
        (position) =>
          (!keys || keys.has(position.partyKey)) &&
          (!status || status.includes(position.status)) &&
          (!stance || stance.includes(position.stance)),
      );
  }
  @FieldResolver(() => [Commentary])
  commentaries(@Root() { key }: Question, @Ctx() { content }: Context) {
    return content.commentariesOn(`Question:${key}`);
  }
  @FieldResolver(() => [Topic])
  topics(@Root() { topicKeys }: Question, @Ctx() { content }: Context) {
    return pick(topicKeys, content.topics);
  }
}
