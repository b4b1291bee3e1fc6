import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Organisation } from '../entities/organisation.ts';
import { MemberOfParliament } from '../entities/parliament.ts';
import { Party } from '../entities/party.ts';
import { Membership, Person } from '../entities/person.ts';
import { Position } from '../entities/position.ts';
import { SourceKind } from '../entities/source.ts';
import { sourceKey } from '../loaders/by-source.ts';
import { foldedOf, wordsBeginning } from '../text/fold.ts';
import { First, listSize, searchText } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, {
    nullable: true,
    description: 'A person by name; case, accents and hyphens do not matter.',
  })
  person(@Arg('name', () => String) name: string, @Ctx() { content }: Context) {
    return content.personByName(name);
  }
  @Query(() => [Person], {
    description: 'Persons in public roles that the content names, by part of a name when given.',
  })
  persons(
    @Ctx() { content }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @First() first?: number | null,
  ) {
    const fits = query === null || query === undefined ? null : wordsBeginning(searchText('query', query));
    return [...content.persons.values()]
      .filter((one) => !fits || fits(foldedOf(one, ({ name, nameVariants }) => [name, ...nameVariants])))
      .slice(0, listSize(first));
  }

  @FieldResolver(() => [Membership], { description: 'Roles that documents state.' })
  roles(@Root() { key }: Person, @Ctx() { content }: Context) {
    return content.rolesOf(key);
  }
  @FieldResolver(() => Party, { nullable: true })
  party(@Root() { partyKey }: Person, @Ctx() { content }: Context) {
    return partyKey ? content.parties.get(partyKey) : null;
  }
  @FieldResolver(() => [Position], { description: 'Positions in which the party names the person.' })
  positions(@Root() { key }: Person, @Ctx() { content }: Context) {
    return content.positionsNaming(key);
  }
  @UpstreamCalls({ PARLIAMENT: { members: 1 } })
  @FieldResolver(() => MemberOfParliament, {
    nullable: true,
    description:
      'The person’s record in the parliament where the person sits or sat; null for persons who never sat in a parliament that is a source.',
  })
  member(@Root() { identifiers }: Person, @Ctx() { loaders, sources }: Context) {
    const parliaments = sources.facts.filter(({ kind }) => kind === SourceKind.PARLIAMENT);
    for (const { scheme, value } of identifiers) {
      const parliament = parliaments.find((source) => source.identifiers.includes(scheme));
      if (parliament) return loaders.member.load(sourceKey(parliament.slug, value));
    }
    return null;
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Null where the document prints no usable role.',
  })
  role(@Root() membership: Membership, @Localised() pickText: PickText) {
    return pickText(membership.role);
  }
  @FieldResolver(() => Person)
  person(@Root() { personKey }: Membership, @Ctx() { content }: Context) {
    return content.persons.get(personKey);
  }
  @FieldResolver(() => Organisation, { nullable: true })
  organisation(@Root() { organisationKey }: Membership, @Ctx() { content }: Context) {
    return organisationKey ? content.organisations.get(organisationKey) : null;
  }
}
