import { Ctx, createUnionType, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Commentary } from '../entities/commentary.ts';
import { Article } from '../entities/document.ts';
import { Party } from '../entities/party.ts';
import { Position } from '../entities/position.ts';
import { Question } from '../entities/question.ts';
import { Questionnaire } from '../entities/questionnaire.ts';
import { Author, authorsOf } from './support/author.ts';
import { Localised, type PickText } from './support/localised.ts';
import { pick } from './support/pick.ts';

const CommentarySubject = createUnionType({
  name: 'CommentarySubject',
  description: 'What a commentary is about.',
  types: () => [Questionnaire, Question, Position, Article] as const,
});

@Resolver(() => Commentary)
export class CommentaryResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'As written; null until the original document has been imported, and where it was only announced.',
  })
  text(@Root() { key }: Commentary, @Ctx() { loaders }: Context) {
    return loaders.text.load(`Commentary:${key}`);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Neutral, in the association’s words.' })
  summary(@Root() commentary: Commentary, @Localised() pickText: PickText) {
    return pickText(commentary.summary);
  }
  @FieldResolver(() => [Party], { description: 'Parties it speaks of.' })
  parties(@Root() { partyKeys }: Commentary, @Ctx() { content }: Context) {
    return pick(partyKeys, content.parties);
  }
  @FieldResolver(() => [Author])
  authors(@Root() { authors }: Commentary, @Ctx() { content }: Context) {
    return authorsOf(content, authors);
  }
  @FieldResolver(() => CommentarySubject)
  about(@Root() { about }: Commentary, @Ctx() { content }: Context) {
    return content.find(about);
  }
}
