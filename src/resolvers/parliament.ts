import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { pageOf } from '../entities/connection.ts';
import { entity } from '../entities/node.ts';
import {
  Attachment,
  type CommitteeReport,
  DocumentReference,
  MemberOfParliament,
  ParliamentaryDocument,
  PartyVote,
  Proposal,
  Reservation,
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
import { MOST_SPEECHES } from '../sources/kinds/parliament.ts';
import { answerOf } from './support/answer.ts';
import { ParliamentaryDocumentConnection, VoteConnection } from './support/connections.ts';
import { keyOfDocument } from './support/document-key.ts';
import { knownSources, knownTopic } from './support/filters.ts';
import {
  After,
  daysBetween,
  First,
  known,
  listArguments,
  Offset,
  pageWindow,
  partAt,
  sentText,
} from './support/input.ts';
import { noteUnread } from './support/note-unread.ts';
import { foundParty, knownParty } from './support/party-codes.ts';
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
      ...(typeof query === 'string' && { text: sentText('query', query) }),
      ...(types && { types }),
    };
    const window = listArguments(first, after);
    return answerOf(
      context,
      info,
      context.loaders.parliamentaryDocuments({ search, parliaments: [parliament] }, window),
    );
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1, votes: 1, latestVotes: 1 } })
  @FieldResolver(() => VoteConnection, {
    nullable: true,
    description:
      'How the member voted, the newest first; on one committee report, or case of the Storting, when `document` names its id. Of a member of the Storting at most ten votes by roll call: on that case, or on the five cases of the session decided last.',
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
    description:
      'Speeches in the chamber, the newest first, at most the latest 200; with `query`, those whose heading has its words. Null where the parliament lists no speeches.',
  })
  speeches(
    @Root() member: MemberOfParliament,
    @Ctx() { loaders }: Context,
    @Arg('query', () => String, { nullable: true, description: 'Words of the heading; not of the speech.' })
    query?: string | null,
    @First() first?: number | null,
    @Offset() offset?: number | null,
  ) {
    const text = typeof query === 'string' ? sentText('query', query) : null;
    return loaders.speeches(member, text, partAt(first, offset, MOST_SPEECHES));
  }
}

@Resolver(() => ParliamentaryDocument)
export class ParliamentaryDocumentResolver {
  @UpstreamCalls({ PARLIAMENT: { documents: 1, membersOfParty: 1 } })
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
      ...daysBetween(from, to),
    };
    const request = { search, parliaments: ids };
    const found = signing
      ? loaders.signedBy(signing, request, pageWindow(first, after))
      : loaders.parliamentaryDocuments(request, listArguments(first, after));
    return answerOf(context, info, found);
  }

  @FieldResolver(() => [Person], {
    description:
      'Who signed it. Empty also when that part of the answer cannot be read; the failure is then in `extensions.failures`.',
  })
  authors(
    @Root() document: ParliamentaryDocument,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    noteUnread(document, ['authors'], context, info);
    const { signatories, provenance } = document;
    const { content, sources } = context;
    const parliament = provenance.sourceId;
    const country = sources.countryOf(parliament);
    return signatories.map((one) => content.personOfParliament({ ...one, parliament, country, provenance }));
  }
  @FieldResolver(() => [Attachment], {
    description:
      'Its files. Empty also when that part of the answer cannot be read; the failure is then in `extensions.failures`.',
  })
  attachments(
    @Root() document: ParliamentaryDocument,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    noteUnread(document, ['attachments'], context, info);
    return document.attachments;
  }
  @UpstreamCalls({ PARLIAMENT: { report: 1 } })
  @FieldResolver(() => [VotePoint], {
    nullable: true,
    description:
      'Points of a committee report, or votes on a case, and how they were decided; null for other documents.',
  })
  async votes(@Root() document: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return (await reportOf(loaders, document))?.points ?? null;
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1, report: 1 } })
  @FieldResolver(() => [PartyVote], {
    nullable: true,
    description:
      'How a party voted on the document: on the points of a committee report, or on those points of the first report that treats it whose text names it. Empty where it came to no vote; null where no report treats it yet, or none is named.',
  })
  async partyVotes(
    @Root() document: ParliamentaryDocument,
    @Arg('party', () => String, { description: 'Code, now or before, name or id: `L` or `FP`.' })
    code: string,
    @Ctx() context: Context,
  ) {
    const points = await context.loaders.pointsOn(document);
    const printed = points?.flatMap(({ summaries }) => summaries.flatMap(({ partyCode }) => partyCode ?? []));
    const [party] = partiesOfVotes(context, document.provenance.sourceId, printed ?? [], {
      argument: 'party',
      asked: [code],
    });
    return points?.flatMap(({ point, summaries }) => {
      const vote = summaries.find(({ partyCode }) => partyCode?.toUpperCase() === party);
      return vote ? [entity(PartyVote, { point, vote })] : [];
    });
  }
  @UpstreamCalls({ PARLIAMENT: { report: 1 } })
  @FieldResolver(() => [Reservation], {
    nullable: true,
    description:
      'Proposals of parties against the committee’s own; null for other documents, and where they cannot be read.',
  })
  async reservations(@Root() document: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return (await reportOf(loaders, document))?.reservations ?? null;
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The day on which the chamber decided; null before that, and where no decision is made.',
  })
  async decidedOn(@Root() document: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return document.decidedOn ?? (await loaders.wholeDocument(document))?.decidedOn ?? null;
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => [Proposal], {
    nullable: true,
    description:
      'Proposals of a motion or a bill, and what became of them; empty for other documents, null where they cannot be read.',
  })
  async proposals(@Root() document: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return (await loaders.wholeDocument(document))?.proposals ?? null;
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => [DocumentReference], {
    nullable: true,
    description:
      'Documents that it belongs with: from a motion to the report that treats it, from a report to bills.',
  })
  async references(@Root() document: ParliamentaryDocument, @Ctx() { loaders }: Context) {
    return (await loaders.wholeDocument(document))?.references ?? null;
  }
}

@Resolver(() => VotePoint)
export class VotePointResolver {
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => ParliamentaryDocument, { nullable: true, description: 'The report, or the case.' })
  document(@Root() { documentId, provenance }: VotePoint, @Ctx() { loaders }: Context) {
    return loaders.parliamentaryDocument.load(sourceKey(provenance.sourceId, documentId));
  }
  // The loader sums up no more than so many votes a request.
  @UpstreamCalls({ PARLIAMENT: { memberVotes: 1 } }, { maxParents: 20 })
  @FieldResolver(() => [VoteSummary], {
    nullable: true,
    description:
      'By party, in the vote on the matter itself. Empty when the matter was decided by acclamation or without a roll call; null when the point is not decided, when the parliament’s table cannot be read, and after 20 votes of the Storting in one request, which are summed up from its members.',
  })
  summaries(@Root() point: VotePoint, @Ctx() { loaders }: Context) {
    return loaders.summariesOf(point);
  }
  @UpstreamCalls({ PARLIAMENT: { memberVotes: 1 } })
  @FieldResolver(() => VoteConnection, {
    nullable: true,
    description: 'How each member voted; null when nobody’s vote was recorded.',
  })
  async votes(
    @Root() { voteId, provenance }: VotePoint,
    @Ctx() context: Context,
    @Arg('parties', () => [String], {
      nullable: true,
      description:
        'Codes, names or ids: `C`, `KD`. An error for one that is neither known nor among the votes.',
    })
    parties?: string[] | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = pageWindow(first, after);
    const votes = voteId && (await context.loaders.memberVotes.load(sourceKey(provenance.sourceId, voteId)));
    if (!votes) return null;
    const printed = votes.flatMap(({ partyCode }) => partyCode ?? []);
    const wanted =
      parties &&
      new Set(partiesOfVotes(context, provenance.sourceId, printed, { argument: 'parties', asked: parties }));
    const found = votes.filter(({ partyCode }) => !wanted || wanted.has(partyCode?.toUpperCase() ?? ''));
    const page = found.slice(window.offset, window.offset + window.limit);
    return pageOf(page, { ...window, total: found.length, provenance });
  }
}

@Resolver(() => VoteSummary)
export class VoteSummaryResolver {
  @FieldResolver(() => Party, {
    nullable: true,
    description:
      'Null for parties that the content does not know, whose code is in `partyCode`, and in `total` and `withoutParty`.',
  })
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
  @UpstreamCalls({ PARLIAMENT: { speech: 1 } })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Plain text, from the speech itself: one request a speech, since lists leave it out.',
  })
  text(@Root() speech: Speech, @Ctx() { loaders }: Context) {
    return loaders.speechText(speech);
  }
  @FieldResolver(() => Party, { nullable: true, description: 'The speaker’s party on that day.' })
  party(@Root() { partyCode, provenance }: Speech, @Ctx() context: Context) {
    return partyIn(context, provenance.sourceId, partyCode);
  }
  @UpstreamCalls({ PARLIAMENT: { document: 1 } })
  @FieldResolver(() => ParliamentaryDocument, {
    nullable: true,
    description: 'The document debated: a report, or the interpellation that the speech answers.',
  })
  relatedDocument(@Root() { relatedDocumentId, provenance }: Speech, @Ctx() { loaders }: Context) {
    return relatedDocumentId
      ? loaders.parliamentaryDocument.load(sourceKey(provenance.sourceId, relatedDocumentId))
      : null;
  }
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

function reportOf(
  loaders: Context['loaders'],
  document: ParliamentaryDocument,
): Promise<CommitteeReport | null> | null {
  return document.hasPoints ? loaders.report.load(keyOfDocument(document)) : null;
}

/** Codes, in capitals, of parties that a client names: one that the content knows, or one that the votes are of. */
function partiesOfVotes(
  { content, sources }: Context,
  parliament: string,
  printed: readonly string[],
  { argument, asked }: { argument: string; asked: readonly string[] },
): string[] {
  const country = sources.countryOf(parliament) ?? '';
  const codes = new Set(printed.map((code) => code.toUpperCase()));
  const find = (value: string) =>
    foundParty(content, value, country)?.code.toUpperCase() ??
    (codes.has(value.toUpperCase()) ? value.toUpperCase() : null);
  const all = () => [...content.parties.values()].filter((party) => party.country === country);
  return known(argument, asked, find, () => new Set([...codes, ...all().map(({ code }) => code)])) ?? [];
}

/** The party of a code in a parliament's data, also of a former code (`FP`). */
function partyIn({ content, sources }: Context, parliament: string, code: string | null): Party | null {
  const country = sources.countryOf(parliament);
  return code && country ? content.partyByAnyCode(code, country) : null;
}
