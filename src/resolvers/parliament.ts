import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Content } from '../content/snapshot.ts';
import type { Context } from '../context.ts';
import {
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
  VotePoint,
  VoteSummary,
} from '../entities/parliament.ts';
import { Party } from '../entities/party.ts';
import { Person } from '../entities/person.ts';
import { DateScalar } from '../entities/scalar.ts';
import { ParliamentaryDocumentConnection, VoteConnection } from './support/connections.ts';
import { knownTopic } from './support/filters.ts';
import { After, First, listSize, pageWindow, searchText } from './support/input.ts';
import { partyCodes } from './support/party-codes.ts';
import { Asks } from './support/upstream-calls.ts';

@Resolver(() => MemberOfParliament)
export class MemberOfParliamentResolver {
  @FieldResolver(() => Party, { nullable: true })
  party(@Root() { partyCode }: MemberOfParliament, @Ctx() { content }: Context) {
    return riksdagParty(content, partyCode);
  }
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => ParliamentaryDocumentConnection, {
    nullable: true,
    description: 'What the member has signed or otherwise taken part in, the newest first.',
  })
  documents(
    @Root() { memberId }: MemberOfParliament,
    @Ctx() { content, loaders }: Context,
    @Arg('topic', () => String, { nullable: true }) topic?: string | null,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @Arg('types', () => [String], { nullable: true, description: 'Type codes: `mot`, `ip`, `fr`.' })
    types?: string[] | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = pageWindow(first, after);
    const about = knownTopic(content, topic);
    return loaders.parliamentaryDocuments(
      {
        memberId,
        anyOf: about?.crosswalk.riksdagen?.terms,
        text: query ? searchText('query', query) : undefined,
        types: types ?? undefined,
      },
      window,
    );
  }
  @Asks({ riksdagen: 2 })
  @FieldResolver(() => VoteConnection, {
    nullable: true,
    description:
      'How the member voted, the newest first; on one committee report when `document` names its id.',
  })
  votes(
    @Root() { memberId }: MemberOfParliament,
    @Ctx() { loaders }: Context,
    @Arg('document', () => String, { nullable: true, description: 'Id of a committee report: `HD01AU10`.' })
    document?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    return loaders.votesOf(memberId, document ?? null, pageWindow(first, after));
  }
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => [Speech], {
    nullable: true,
    description: 'Speeches in the chamber, the newest first.',
  })
  speeches(
    @Root() { memberId }: MemberOfParliament,
    @Ctx() { loaders }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @First() first?: number | null,
  ) {
    return loaders.speeches(memberId, query ? searchText('query', query) : null, listSize(first));
  }
}

@Resolver(() => ParliamentaryDocument)
export class ParliamentaryDocumentResolver {
  @Asks({ riksdagen: 1 })
  @Query(() => ParliamentaryDocumentConnection, {
    nullable: true,
    description:
      'Documents of the Riksdag that hold the words, the newest first. With `party`: those that its members have signed, picked out of the newest 200, so without a total.',
  })
  parliamentaryDocuments(
    @Arg('query', () => String) query: string,
    @Ctx() { content, loaders }: Context,
    @Arg('party', () => String, { nullable: true, description: 'Code: `C`.' }) party?: string | null,
    @Arg('types', () => [String], { nullable: true, description: 'Type codes: `mot`, `prop`, `bet`.' })
    types?: string[] | null,
    @Arg('from', () => DateScalar, { nullable: true }) from?: Date | string | null,
    @Arg('to', () => DateScalar, { nullable: true }) to?: Date | string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = pageWindow(first, after);
    partyCodes(content, party ? [party] : null);
    const search = {
      text: searchText('query', query),
      types: types ?? undefined,
      from: from ? dayOf(from) : undefined,
      to: to ? dayOf(to) : undefined,
    };
    return party ? loaders.signedBy(party, search, window) : loaders.parliamentaryDocuments(search, window);
  }

  @FieldResolver(() => [Person], { description: 'Who signed it.' })
  authors(@Root() { signatories }: ParliamentaryDocument, @Ctx() { content }: Context) {
    return signatories.map((signatory) => content.personOfParliament(signatory));
  }
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => [VotePoint], {
    nullable: true,
    description: 'Points of a committee report and how they were decided; null for other documents.',
  })
  votes(@Root() { documentId, type }: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return type === 'bet' ? loaders.votePoints.load(documentId) : null;
  }
}

@Resolver(() => VoteSummary)
export class VoteSummaryResolver {
  @FieldResolver(() => Party, { nullable: true, description: 'Null for the chamber as a whole.' })
  party(@Root() { partyCode }: VoteSummary, @Ctx() { content }: Context) {
    return riksdagParty(content, partyCode);
  }
}

@Resolver(() => Vote)
export class VoteResolver {
  @FieldResolver(() => Party, { nullable: true })
  party(@Root() { partyCode }: Vote, @Ctx() { content }: Context) {
    return riksdagParty(content, partyCode);
  }
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => MemberOfParliament, { nullable: true })
  member(@Root() { memberId }: Vote, @Ctx() { loaders }: Context) {
    return memberId ? loaders.member.load(memberId) : null;
  }
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => ParliamentaryDocument, {
    nullable: true,
    description: 'The committee report voted on.',
  })
  document(@Root() { documentId }: Vote, @Ctx() { loaders }: Context) {
    return documentId ? loaders.parliamentaryDocument.load(documentId) : null;
  }
}

@Resolver(() => Speech)
export class SpeechResolver {
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => MemberOfParliament, { nullable: true })
  member(@Root() { memberId }: Speech, @Ctx() { loaders }: Context) {
    return memberId ? loaders.member.load(memberId) : null;
  }
  @Asks({ riksdagen: 1 })
  @FieldResolver(() => ParliamentaryDocument, { nullable: true, description: 'The minutes it stands in.' })
  document(@Root() { documentId }: Speech, @Ctx() { loaders }: Context) {
    return documentId ? loaders.parliamentaryDocument.load(documentId) : null;
  }
}

/** The party that a code in the Riksdag's data means; former codes (`FP`) are known. */
function riksdagParty(content: Content, code: string | null): Party | null {
  return code ? content.partyByAnyCode(code, 'SE') : null;
}

function dayOf(date: Date | string): string {
  return typeof date === 'string' ? date : date.toISOString().slice(0, 10);
}
