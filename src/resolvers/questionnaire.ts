import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Commentary } from '../entities/commentary.ts';
import { Election } from '../entities/election.ts';
import { entity } from '../entities/node.ts';
import { Organisation } from '../entities/organisation.ts';
import { Party } from '../entities/party.ts';
import { Question } from '../entities/question.ts';
import { Coverage, MissingCount, Participation, Questionnaire } from '../entities/questionnaire.ts';
import { PositionChange, QuestionChange } from '../entities/questionnaire-change.ts';
import { knownQuestionnaire } from './support/filters.ts';
import { badInput, lookedUp } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';

@Resolver(() => Questionnaire)
export class QuestionnaireResolver {
  @Query(() => [Questionnaire], {
    description: 'Every questionnaire that the association has put to parties.',
  })
  questionnaires(@Ctx() { content }: Context) {
    return [...content.questionnaires.values()];
  }
  @Query(() => Questionnaire, {
    nullable: true,
    description: 'One questionnaire by its slug, id or title, such as `valkompass-2022`.',
  })
  questionnaire(@Arg('slug', () => String) slug: string, @Ctx() { content }: Context) {
    return lookedUp(() => knownQuestionnaire(content, slug, 'slug'));
  }

  @Query(() => [QuestionChange], {
    nullable: true,
    description:
      'Two questionnaires of one series question by question: the same, changed, new or dropped, and how the answers of each party differ. One for each question of either, at most.',
  })
  questionnaireChanges(
    @Arg('earlier', () => String, { description: 'Slug of the earlier questionnaire.' }) earlier: string,
    @Arg('later', () => String, { description: 'Slug of the later questionnaire.' }) later: string,
    @Ctx() { content }: Context,
  ) {
    const one = knownQuestionnaire(content, earlier, 'earlier');
    const other = knownQuestionnaire(content, later, 'later');
    if (!one || !other || one === other || one.series === null || one.series !== other.series) {
      throw badInput('later', 'earlier and later must be two questionnaires of one series.');
    }
    return content.changesBetween(one.key, other.key);
  }

  @FieldResolver(() => String)
  title(@Root() questionnaire: Questionnaire, @Localised() pickText: PickText) {
    return pickText(questionnaire.title);
  }
  @FieldResolver(() => String, { nullable: true, description: 'What the questionnaire is, in short.' })
  summary(@Root() questionnaire: Questionnaire, @Localised() pickText: PickText) {
    return pickText(questionnaire.summary);
  }
  @FieldResolver(() => Election, { nullable: true })
  election(@Root() { electionKey }: Questionnaire, @Ctx() { content }: Context) {
    return electionKey ? content.elections.get(electionKey) : null;
  }
  @FieldResolver(() => Organisation, { description: 'Who asked.' })
  publisher(@Root() { publisherKey }: Questionnaire, @Ctx() { content }: Context) {
    return content.organisations.get(publisherKey);
  }
  @FieldResolver(() => [Question])
  questions(@Root() { key }: Questionnaire, @Ctx() { content }: Context) {
    return content.questionsOf(key);
  }
  @FieldResolver(() => [Participation], { description: 'Every party asked, and whether it answered.' })
  participants(@Root() { key }: Questionnaire, @Ctx() { content }: Context) {
    return content.participantsOf(key);
  }
  @FieldResolver(() => Coverage)
  coverage(@Root() questionnaire: Questionnaire, @Ctx() { content }: Context) {
    return content.coverageOf(questionnaire);
  }
  @FieldResolver(() => [MissingCount], {
    description: 'What editors have not written yet, by kind; empty where nothing is missing.',
  })
  missing(@Root() questionnaire: Questionnaire, @Ctx() { content }: Context) {
    return [...content.missingOf(questionnaire)].map(([kind, count]) =>
      entity(MissingCount, { kind, count }),
    );
  }
  @FieldResolver(() => [Commentary], { description: 'Comments on the questionnaire as a whole.' })
  commentaries(@Root() { key }: Questionnaire, @Ctx() { content }: Context) {
    return content.commentariesOn(`Questionnaire:${key}`);
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @FieldResolver(() => Party)
  party(@Root() { partyKey }: Participation, @Ctx() { content }: Context) {
    return content.parties.get(partyKey);
  }
  @FieldResolver(() => String, { nullable: true })
  note(@Root() participation: Participation, @Localised() pickText: PickText) {
    return pickText(participation.note);
  }
}

@Resolver(() => PositionChange)
export class PositionChangeResolver {
  @FieldResolver(() => Party)
  party(@Root() { partyKey }: PositionChange, @Ctx() { content }: Context) {
    return content.parties.get(partyKey);
  }
}
