import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Election, PartyResult } from '../entities/election.ts';
import { Party } from '../entities/party.ts';
import { Place } from '../entities/place.ts';
import { knownCountry } from './support/filters.ts';
import { Localised, type PickText } from './support/localised.ts';

@Resolver(() => Election)
export class ElectionResolver {
  @Query(() => [Election], {
    nullable: true,
    description:
      'Elections to the Riksdag since 2014, the oldest first, and the coming one without a result.',
  })
  elections(
    @Ctx() { content }: Context,
    @Arg('country', () => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
    country?: string | null,
  ) {
    const all = [...content.elections.values()];
    const code = knownCountry(country, all);
    return all.filter((election) => code === null || election.country === code);
  }

  @FieldResolver(() => String)
  name(@Root() election: Election, @Localised() pickText: PickText) {
    return pickText(election.name);
  }
  @FieldResolver(() => [PartyResult], {
    description: 'National result, the largest party first; empty for an election that lies ahead.',
  })
  results(@Root() { key }: Election, @Ctx() { content }: Context) {
    return content.resultsOf(key);
  }
}

@Resolver(() => PartyResult)
export class PartyResultResolver {
  @FieldResolver(() => Party, { nullable: true, description: 'Null for all other parties together.' })
  party(@Root() { partyKey }: PartyResult, @Ctx() { content }: Context) {
    return partyKey ? content.parties.get(partyKey) : null;
  }
  @FieldResolver(() => Place, { nullable: true, description: 'Null for the whole country.' })
  place(@Root() { placeKey }: PartyResult, @Ctx() { content }: Context) {
    return placeKey ? content.places.get(placeKey) : null;
  }
}
