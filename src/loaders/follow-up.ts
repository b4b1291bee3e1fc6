import type { Content } from '../content/snapshot.ts';
import { FollowUp, FollowUpKind } from '../entities/follow-up.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { ParliamentaryDocument, Speech } from '../entities/parliament.ts';
import type { Party } from '../entities/party.ts';
import type { Position } from '../entities/position.ts';
import { searchFor, type Topic } from '../entities/topic.ts';
import { type Relevance, relevanceOf } from './relevance.ts';

interface Of {
  position: Position;
  party: Party;
  topics: readonly Topic[];
  content: Content;
  isSigned(document: ParliamentaryDocument): boolean;
}

/** What of the documents and speeches belongs to the follow-up of a position, the nearest first. */
export function followUpsOf(
  documents: readonly ParliamentaryDocument[],
  speeches: readonly Speech[],
  of: Of,
): FollowUp[] {
  return [...documents.flatMap((document) => followUpOf(document, of)), ...debatesOf(speeches, of)].sort(
    (one, other) => other.score - one.score || (other.date ?? '').localeCompare(one.date ?? ''),
  );
}

/** Debates in which the party spoke, each once: its first speech stands for the others. */
function debatesOf(speeches: readonly Speech[], { position, party, topics, content }: Of): FollowUp[] {
  const named = new Set(
    position.spokespersonKeys
      .flatMap((key) => content.persons.get(key)?.identifiers ?? [])
      .map(({ value }) => value),
  );
  const debates = new Map<string, { first: Speech; isOfNamed: boolean }>();
  for (const speech of speeches) {
    const key = `${speech.documentId}/${speech.heading}`;
    const isOfNamed = speech.memberId !== null && named.has(speech.memberId);
    const before = debates.get(key);
    if (before) before.isOfNamed ||= isOfNamed;
    else debates.set(key, { first: speech, isOfNamed });
  }
  return [...debates.values()].flatMap(({ first, isOfNamed }) => {
    const matched = matchesOf(
      { title: first.heading ?? '', subtitle: null, summary: null, committee: null },
      topics,
      first.provenance.sourceId,
    );
    if (matched.length === 0) return [];
    return [
      entity(FollowUp, {
        kind: FollowUpKind.SAID,
        document: null,
        speech: first,
        partyCode: party.code,
        date: first.date,
        score: scoreOf(matched, isOfNamed),
        why: reason(
          isOfNamed
            ? {
                sv: 'En person som partiet nämner i svaret talade i debatten',
                en: 'A person the party names in its answer spoke in the debate',
              }
            : {
                sv: 'Ledamöter från partiet talade i debatten',
                en: 'Members from the party spoke in the debate',
              },
          matched,
        ),
        speakers: [],
      }),
    ];
  });
}

interface Match {
  topic: Topic;
  relevance: Relevance;
}

function matchesOf(
  document: Pick<ParliamentaryDocument, 'title' | 'subtitle' | 'summary' | 'committee'>,
  topics: readonly Topic[],
  parliament: string,
): Match[] {
  return topics.flatMap((topic) => {
    const terms = topic.crosswalk.parliament;
    const relevance = terms && relevanceOf(document, searchFor(terms, parliament));
    return relevance ? [{ topic, relevance }] : [];
  });
}

function scoreOf(matched: readonly Match[], isOfNamed: boolean): number {
  const sum = matched.reduce((total, { relevance }) => total + relevance.score, isOfNamed ? 1 : 0);
  return Math.round(sum * 100) / 100;
}

/** Withdrawn documents, and reports that are only planned, are nothing that a party has done. */
const isVoid = (status: string | null): boolean =>
  /planera|återkall|återtag|utgå|trukket|bortfalt/i.test(status ?? '');

function followUpOf(document: ParliamentaryDocument, { position, party, topics, content, isSigned }: Of) {
  if (isVoid(document.status)) return [];
  const isOwn = isSigned(document);
  if (!isOwn && !document.hasPoints) return [];
  const { provenance } = document;
  const { country } = party;
  const parliament = provenance.sourceId;
  const matched = matchesOf(document, topics, parliament);
  if (matched.length === 0) return [];
  const named = new Set(position.spokespersonKeys);
  const isOfNamed = document.signatories.some((one) =>
    named.has(content.personOfParliament({ ...one, parliament, country, provenance }).key),
  );
  return [
    entity(FollowUp, {
      kind: isOwn ? FollowUpKind.SIGNED : FollowUpKind.DECIDED,
      document,
      speech: null,
      partyCode: party.code,
      date: document.date,
      score: scoreOf(matched, isOfNamed),
      why: reason(whoActed(isOwn, isOfNamed), matched),
      speakers: document.debaters.filter(
        ({ partyCode }) => partyCode !== null && content.partyByAnyCode(partyCode, party.country) === party,
      ),
    }),
  ];
}

interface InBoth {
  sv: string;
  en: string;
}

function whoActed(isOwn: boolean, isOfNamed: boolean): InBoth {
  if (!isOwn) return { sv: 'Utskottsbetänkande', en: 'Committee report' };
  return isOfNamed
    ? {
        sv: 'Undertecknat av en person som partiet nämner i svaret',
        en: 'Signed by a person the party names in its answer',
      }
    : { sv: 'Undertecknat av ledamöter från partiet', en: 'Signed by members from the party' };
}

function reason(who: InBoth, matched: readonly Match[]): FollowUp['why'] {
  const found = (language: Language) =>
    matched
      .map(({ topic, relevance }) => {
        const words = relevance.words.map((word) => `”${word}”`).join(', ');
        return `${topic.prefLabel[language] ?? topic.key} (${words})`;
      })
      .join(', ');
  return {
    [Language.SV]: `${who.sv}; titel eller sammanfattning visar: ${found(Language.SV)}.`,
    [Language.EN]: `${who.en}; title or summary shows: ${found(Language.EN)}.`,
  };
}
