import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
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
import { searchFor } from '../entities/topic.ts';
import { sourceKey } from '../loaders/by-source.ts';
import { dayOf } from '../text/day.ts';
import { answerOf } from './support/answer.ts';
import { ParliamentaryDocumentConnection, VoteConnection } from './support/connections.ts';
import { keyOfDocument } from './support/document-key.ts';
import { knownSources, knownTopic } from './support/filters.ts';
import { After, First, listArguments, listSize, pageWindow, sentText } from './support/input.ts';
import { knownParty } from './support/party-codes.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => MemberOfParliament)
export class MemberOfParliamentResolver {
  @FieldResolver(() => Party, { nullable: true })
  party(@Root() { partyCode, parliament }: MemberOfParliament, @Ctx() context: Context) {
    return partyIn(context, parliament, partyCode);
  }
  @UpstreamCalls({ PARLIAMENT: { documents: 1 } })
  @FieldResolver(() => ParliamentaryDocumentConnection, {
    nullable: true,
    description: 'Documents that the member has signed or otherwise taken part in, the newest first.',
  })
  documents(
    @Root() { memberId, parliament }: MemberOfParliament,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('topic', () => String, { nullable: true }) topic?: string | null,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @Arg('types', () => [String], { nullable: true, description: 'Type codes: `mot`, `ip`, `fr`.' })
    types?: string[] | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const terms = knownTopic(context.content, topic)?.crosswalk.parliament;
    const search = {
      memberId,
      ...(terms && { anyOf: searchFor(terms, parliament).terms }),
      ...(query && { text: sentText('query', query) }),
      ...(types && { types }),
    };
    const window = listArguments(first, after);
    return answerOf(
      context,
      info,
      context.loaders.parliamentaryDocuments({ search, parliaments: [parliament] }, window),
    );
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1, votes: 1 } })
  @FieldResolver(() => VoteConnection, {
    nullable: true,
    description:
      'How the member voted, the newest first; on one committee report when `document` names its id.',
  })
  votes(
    @Root() member: MemberOfParliament,
    @Ctx() { loaders }: Context,
    @Arg('document', () => String, { nullable: true, description: 'Id of a committee report: `HD01AU10`.' })
    document?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    return loaders.votesOf(member, document ?? null, pageWindow(first, after));
  }
  @UpstreamCalls({ PARLIAMENT: { speeches: 1 } })
  @FieldResolver(() => [Speech], {
    nullable: true,
    description: 'Speeches in the chamber, the newest first.',
  })
  speeches(
    @Root() member: MemberOfParliament,
    @Ctx() { loaders }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @First() first?: number | null,
  ) {
    return loaders.speeches(member, query ? sentText('query', query) : null, listSize(first));
  }
}

@Resolver(() => ParliamentaryDocument)
export class ParliamentaryDocumentResolver {
  @UpstreamCalls({ PARLIAMENT: { documents: 1 } })
  @Query(() => ParliamentaryDocumentConnection, {
    nullable: true,
    description:
      'Documents of parliaments that contain the words, the newest first. With `party`: documents of its parliament that its members have signed, among the newest 200; `totalCount` is then null.',
  })
  parliamentaryDocuments(
    @Arg('query', () => String) query: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('party', () => String, { nullable: true, description: 'Code: `C`.' }) party?: string | null,
    @Arg('types', () => [String], { nullable: true, description: 'Type codes: `mot`, `prop`, `bet`.' })
    types?: string[] | null,
    @Arg('from', () => DateScalar, { nullable: true }) from?: Date | string | null,
    @Arg('to', () => DateScalar, { nullable: true }) to?: Date | string | null,
    @First() first?: number | null,
    @After() after?: string | null,
    @Arg('parliaments', () => [String], {
      nullable: true,
      description: 'Source slugs: only these are searched. With `party`, the parliament of its country.',
    })
    parliaments?: string[] | null,
  ) {
    const { content, loaders, sources } = context;
    const signing = knownParty(content, party);
    const ids = knownSources('parliaments', sources.idsOf('PARLIAMENT'), parliaments);
    const search = {
      text: sentText('query', query),
      ...(types && { types }),
      ...(from && { from: dayOf(from) }),
      ...(to && { to: dayOf(to) }),
    };
    const request = { search, parliaments: ids };
    const found = signing
      ? loaders.signedBy(signing, request, pageWindow(first, after))
      : loaders.parliamentaryDocuments(request, listArguments(first, after));
    return answerOf(context, info, found);
  }

  @FieldResolver(() => [Person], { description: 'Who signed it.' })
  authors(@Root() { signatories, provenance }: ParliamentaryDocument, @Ctx() { content, sources }: Context) {
    const parliament = provenance.sourceId;
    const country = sources.countryOf(parliament);
    return signatories.map((one) => content.personOfParliament({ ...one, parliament, country }));
  }
  @UpstreamCalls({ PARLIAMENT: { votePoints: 1 } })
  @FieldResolver(() => [VotePoint], {
    nullable: true,
    description: 'Points of a committee report and how they were decided; null for other documents.',
  })
  votes(@Root() document: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return document.type === 'bet' ? loaders.votePoints.load(keyOfDocument(document)) : null;
  }
}

@Resolver(() => VoteSummary)
export class VoteSummaryResolver {
  @FieldResolver(() => Party, { nullable: true, description: 'Null for the chamber as a whole.' })
  party(@Root() { partyCode, provenance }: VoteSummary, @Ctx() context: Context) {
    return partyIn(context, provenance.sourceId, partyCode);
  }
}

@Resolver(() => Vote)
export class VoteResolver {
  @FieldResolver(() => Party, { nullable: true })
  party(@Root() { partyCode, provenance }: Vote, @Ctx() context: Context) {
    return partyIn(context, provenance.sourceId, partyCode);
  }
  @UpstreamCalls({ PARLIAMENT: { members: 1 } })
  @FieldResolver(() => MemberOfParliament, { nullable: true })
  member(@Root() { memberId, provenance }: Vote, @Ctx() { loaders }: Context) {
    return memberId ? loaders.member.load(sourceKey(provenance.sourceId, memberId)) : null;
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => ParliamentaryDocument, {
    nullable: true,
    description: 'The committee report voted on.',
  })
  document(@Root() { documentId, provenance }: Vote, @Ctx() { loaders }: Context) {
    return documentId ? loaders.parliamentaryDocument.load(sourceKey(provenance.sourceId, documentId)) : null;
  }
}

@Resolver(() => Speech)
export class SpeechResolver {
  @UpstreamCalls({ PARLIAMENT: { members: 1 } })
  @FieldResolver(() => MemberOfParliament, { nullable: true })
  member(@Root() { memberId, provenance }: Speech, @Ctx() { loaders }: Context) {
    return memberId ? loaders.member.load(sourceKey(provenance.sourceId, memberId)) : null;
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => ParliamentaryDocument, {
    nullable: true,
    description: 'The minutes that contain the speech.',
  })
  document(@Root() { documentId, provenance }: Speech, @Ctx() { loaders }: Context) {
    return documentId ? loaders.parliamentaryDocument.load(sourceKey(provenance.sourceId, documentId)) : null;
  }
}

/** The party of a code in a parliament's data, also of a former code (`FP`). */
function partyIn({ content, sources }: Context, parliament: string, code: string | null): Party | null {
  const country = sources.countryOf(parliament);
  return code && country ? content.partyByAnyCode(code, country) : null;
}
