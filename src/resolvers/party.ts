import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Float, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Party } from '../entities/party.ts';
import { Position } from '../entities/position.ts';
import { SourceKind } from '../entities/source.ts';
import { answerOf } from './support/answer.ts';
import { ParliamentaryDocumentConnection, PersonConnection } from './support/connections.ts';
import {
  knownCountry,
  knownElection,
  knownQuestionnaire,
  knownTopic,
  knownTopics,
} from './support/filters.ts';
import { After, First, given, lookedUp, pageWindow } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { foundParty } from './support/party-codes.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Party)
export class PartyResolver {
  @Extensions({ listSize: 20 })
  @Query(() => [Party], {
    nullable: true,
    description: 'Parties that the content knows, of one country when it is named.',
  })
  parties(
    @Ctx() { content }: Context,
    @Arg('country', () => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
    country?: string | null,
  ) {
    const all = [...content.parties.values()];
    const code = knownCountry(country, all);
    return all.filter((party) => code === null || party.country === code);
  }
  @Query(() => Party, {
    nullable: true,
    description:
      'One party of a country by its code, one of before, its name or its id: `C`, `FP`, `Centerpartiet`.',
  })
  party(
    @Arg('code', () => String) code: string,
    @Arg('country', () => String, { nullable: true, defaultValue: 'SE' }) country: string | null,
    @Ctx() { content }: Context,
  ) {
    const wanted = given('code', code);
    const of = lookedUp(() => knownCountry(country ?? 'SE', content.parties.values()));
    return of && foundParty(content, wanted, of);
  }

  @FieldResolver(() => String)
  name(@Root() party: Party, @Localised() pickText: PickText) {
    return pickText(party.name);
  }
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Seats won; in the latest election unless one is named.',
  })
  seats(
    @Root() { key, country }: Party,
    @Ctx() { content }: Context,
    @Arg('election', () => String, { nullable: true, description: 'Such as `se-riksdag-2022`.' })
    slug?: string | null,
  ) {
    const election = knownElection(content, slug, country);
    return election && (content.resultOf(key, election.key)?.seats ?? null);
  }
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Per cent of valid votes; in the latest election unless one is named.',
  })
  voteShare(
    @Root() { key, country }: Party,
    @Ctx() { content }: Context,
    @Arg('election', () => String, { nullable: true }) slug?: string | null,
  ) {
    const election = knownElection(content, slug, country);
    return election && (content.resultOf(key, election.key)?.voteShare ?? null);
  }
  @FieldResolver(() => [Position], { nullable: true })
  positions(
    @Root() { key }: Party,
    @Ctx() { content }: Context,
    @Arg('questionnaire', () => String, { nullable: true }) questionnaire?: string | null,
    @Arg('topics', () => [String], { nullable: true }) topics?: string[] | null,
  ) {
    const asked = knownQuestionnaire(content, questionnaire);
    const themes = knownTopics(content, topics);
    return content
      .positionsOfParty(key)
      .filter(
        (position) =>
          (!asked || content.questions.get(position.questionKey)?.questionnaireKey === asked.key) &&
          (!themes || content.topicKeysOfPosition(position).some((topic) => themes.has(topic))),
      );
  }
  @UpstreamCalls({ PARLIAMENT: { membersOfParty: 1 } })
  @FieldResolver(() => PersonConnection, {
    nullable: true,
    description:
      'Members of the country’s parliament for the party; `active: false` adds former ones. Null for parties of countries whose parliament is not a source.',
  })
  members(
    @Root() party: Party,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('active', () => Boolean, { nullable: true }) active?: boolean | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    if (!hasParliament(context, party)) return null;
    const window = pageWindow(first, after);
    return answerOf(context, info, context.loaders.membersOfParty(party, active ?? true, window));
  }
  @UpstreamCalls({ PARLIAMENT: { documents: 1, membersOfParty: 1 } })
  @FieldResolver(() => ParliamentaryDocumentConnection, {
    nullable: true,
    description:
      'Documents in the country’s parliament that members of the party have signed, on a topic when one is named; among the newest 200; `totalCount` is null. Null for parties of countries whose parliament is not a source, and for a topic without search terms for parliaments.',
  })
  documents(
    @Root() party: Party,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('topic', () => String, { nullable: true }) topic?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const about = knownTopic(context.content, topic);
    if (!hasParliament(context, party) || (about && !about.crosswalk.parliament)) return null;
    const request = { search: {}, topic: about };
    return answerOf(context, info, context.loaders.signedBy(party, request, pageWindow(first, after)));
  }
}

/** Whether the parliament of the party's country is a source, switched on or not. */
function hasParliament({ sources }: Context, { country }: Party): boolean {
  return sources.facts.some((source) => source.kind === SourceKind.PARLIAMENT && source.country === country);
}
