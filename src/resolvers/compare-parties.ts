import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, Info, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PartyAgreement } from '../entities/party-agreement.ts';
import { DateScalar } from '../entities/scalar.ts';
import { answerOf } from './support/answer.ts';
import { knownCountry, knownTopic } from './support/filters.ts';
import { badInput, daysBetween, known } from './support/input.ts';
import { foundParty } from './support/party-codes.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => PartyAgreement)
export class ComparePartiesResolver {
  @Extensions({ listSize: 28 })
  @UpstreamCalls({ PARLIAMENT: { documents: 1, report: 20, memberVotes: 20 } })
  @Query(() => [PartyAgreement], {
    nullable: true,
    description:
      'How often parties voted alike on a topic: every pair of them, at most 28 where eight parties have seats, by the points that came to a vote in 20 committee reports whose title or summary is on the topic, the newest on page 1; `points` and `alike` of several pages add up. Votes by acclamation are not among them. Null when the topic has no search for parliaments.',
  })
  compareParties(
    @Arg('topic', () => String, { description: 'Slug: `labour-market`.' }) slug: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('parties', () => [String], {
      nullable: true,
      description:
        'Two parties or more, by codes now or before, names or ids: `C`, `FP`; default: all parties of the country with seats.',
    })
    codes?: string[] | null,
    @Arg('from', () => DateScalar, { nullable: true }) from?: Date | string | null,
    @Arg('to', () => DateScalar, { nullable: true }) to?: Date | string | null,
    @Arg('country', () => String, {
      nullable: true,
      defaultValue: 'SE',
      description: 'ISO 3166-1 alpha-2, of the parliament.',
    })
    country?: string | null,
    @Arg('page', () => Int, { nullable: true, defaultValue: 1, description: 'From 1 to 10.' })
    page?: number | null,
  ) {
    const { content, loaders } = context;
    const topic = knownTopic(content, slug);
    const of = knownCountry(country, content.parties.values()) ?? 'SE';
    const all = [...content.parties.values()].filter((party) => party.country === of);
    const named = known(
      'parties',
      codes,
      (code) => foundParty(content, code, of),
      () => all.map(({ code }) => code),
    );
    const parties = [...new Set(named ?? all)];
    if (parties.length < 2) throw badInput('parties', 'parties names fewer than two different parties.');
    if (!topic?.crosswalk.parliament) return null;
    const search = daysBetween(from, to);
    const number = page ?? 1;
    if (number < 1 || number > 10) throw badInput('page', 'page must be between 1 and 10.');
    return answerOf(context, info, loaders.compareParties(topic, parties, search, number));
  }
}
