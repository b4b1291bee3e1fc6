import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Organisation } from '../entities/organisation.ts';
import { MemberOfParliament } from '../entities/parliament.ts';
import { Party } from '../entities/party.ts';
import { Membership, Person } from '../entities/person.ts';
import { Position } from '../entities/position.ts';
import { SourceKind } from '../entities/source.ts';
import { sourceKey } from '../loaders/by-source.ts';
import { foldedOf, wordsBeginning } from '../text/fold.ts';
import { answerOf } from './support/answer.ts';
import { knownSources } from './support/filters.ts';
import { AfterId, ambiguous, badInput, First, partOfList, searchText, sentText } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { foundParty } from './support/party-codes.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, {
    nullable: true,
    description:
      'A person whom the content names, by the whole name or by an identifier; case, accents and hyphens of the name do not matter. A name that fits several is null with BAD_USER_INPUT, whose `candidates` have id, name and party.',
  })
  person(
    @Ctx() { content }: Context,
    @Arg('name', () => String, { nullable: true }) name?: string | null,
    @Arg('party', () => String, {
      nullable: true,
      description: 'Code, name or id of the party, where several have the name.',
    })
    party?: string | null,
    @Arg('identifier', () => String, {
      nullable: true,
      description: 'Scheme and value, instead of a name: `riksdagen:0587736055221`, `wikidata:Q63344500`.',
    })
    identifier?: string | null,
  ) {
    if (identifier) {
      const colon = identifier.indexOf(':');
      if (colon < 1)
        throw badInput('identifier', 'identifier has no scheme: write it as riksdagen:0587736055221.');
      return content.personByIdentifier(identifier.slice(0, colon), identifier.slice(colon + 1));
    }
    if (!name) throw badInput('name', 'Give a name, or an identifier.');
    const partyOf = ({ partyKey }: Person) => (partyKey ? content.parties.get(partyKey) : undefined);
    const isAsked = (person: Person) => {
      if (party === null || party === undefined) return true;
      const own = partyOf(person);
      return own !== undefined && foundParty(content, party, own.country) === own;
    };
    const found = content.personsNamed(name).filter(isAsked);
    if (found.length > 1) {
      throw ambiguous(
        'name',
        name,
        found.map((person) => ({ id: person.id, name: person.name, party: partyOf(person)?.code ?? null })),
      );
    }
    return found[0] ?? null;
  }
  @UpstreamCalls({ PARLIAMENT: { membersNamed: 1 } })
  @Query(() => MemberOfParliament, {
    nullable: true,
    description:
      'A member or former member of a parliament, by the whole name as the parliament’s register has it; case, accents and hyphens do not matter. A name that fits several is null with BAD_USER_INPUT, whose `candidates` have id, name and party.',
  })
  async memberOfParliament(
    @Arg('name', () => String) name: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('party', () => String, {
      nullable: true,
      description: 'Code of the party, now or before, its name or its id: `L` or `FP`.',
    })
    party?: string | null,
    @Arg('parliaments', () => [String], { nullable: true, description: 'Source slugs; default: all.' })
    parliaments?: string[] | null,
  ) {
    const ids = knownSources('parliaments', context.sources.idsOf('PARLIAMENT'), parliaments);
    const found = await answerOf(context, info, context.loaders.membersNamed(sentText('name', name), ids));
    const isOfParty = ({ partyCode, parliament }: MemberOfParliament): boolean => {
      if (!party) return true;
      const country = context.sources.countryOf(parliament);
      const asked = country ? foundParty(context.content, party, country)?.code : null;
      return partyCode?.toUpperCase() === (asked ?? party).toUpperCase();
    };
    const fitting = found?.filter(isOfParty);
    if (fitting && fitting.length > 1) {
      throw ambiguous(
        'name',
        name,
        fitting.map(({ id, name: full, partyCode }) => ({ id, name: full, party: partyCode })),
      );
    }
    return fitting?.[0] ?? null;
  }
  @Query(() => [Person], {
    nullable: true,
    description: 'Persons in public roles that the content names, by part of a name when given.',
  })
  persons(
    @Ctx() { content }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const fits = query === null || query === undefined ? null : wordsBeginning(searchText('query', query));
    const found = [...content.persons.values()].filter(
      (one) => !fits || fits(foldedOf(one, ({ name, nameVariants }) => [name, ...nameVariants])),
    );
    return partOfList(found, first, after);
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
  @FieldResolver(() => Party, {
    nullable: true,
    description: 'For a membership of a party; a person who has changed party has one for each.',
  })
  party(@Root() { partyKey }: Membership, @Ctx() { content }: Context) {
    return partyKey ? content.parties.get(partyKey) : null;
  }
  @FieldResolver(() => Organisation, { nullable: true })
  organisation(@Root() { organisationKey }: Membership, @Ctx() { content }: Context) {
    return organisationKey ? content.organisations.get(organisationKey) : null;
  }
}
