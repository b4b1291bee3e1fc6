import type { Content } from '../content/snapshot.ts';
import { FollowUp, FollowUpKind } from '../entities/follow-up.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { ParliamentaryDocument } from '../entities/parliament.ts';
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

/** What of the documents belongs to the follow-up of a position, the nearest first. */
export function followUpsOf(documents: readonly ParliamentaryDocument[], of: Of): FollowUp[] {
  return documents
    .flatMap((document) => followUpOf(document, of))
    .sort((one, other) => other.score - one.score || (other.date ?? '').localeCompare(one.date ?? ''));
}

/** Withdrawn documents, and reports that are only planned, are nothing that a party has done. */
const isVoid = (status: string | null): boolean =>
  /planera|återkall|återtag|utgå|trukket|bortfalt/i.test(status ?? '');

function followUpOf(document: ParliamentaryDocument, { position, party, topics, content, isSigned }: Of) {
  if (isVoid(document.status)) return [];
  const isOwn = isSigned(document);
  if (!isOwn && !document.hasPoints) return [];
  const parliament = document.provenance.sourceId;
  const matched = topics.flatMap((topic) => {
    const terms = topic.crosswalk.parliament;
    const relevance = terms && relevanceOf(document, searchFor(terms, parliament));
    return relevance ? [{ topic, relevance }] : [];
  });
  if (matched.length === 0) return [];
  const named = new Set(position.spokespersonKeys);
  const isOfNamed = document.signatories.some((one) =>
    named.has(content.personOfParliament({ ...one, parliament, country: party.country }).key),
  );
  const sum = matched.reduce((total, { relevance }) => total + relevance.score, isOfNamed ? 1 : 0);
  return [
    entity(FollowUp, {
      kind: isOwn ? FollowUpKind.SIGNED : FollowUpKind.DECIDED,
      document,
      partyCode: party.code,
      date: document.date,
      score: Math.round(sum * 100) / 100,
      why: reason(isOwn, isOfNamed, matched),
      speakers: document.debaters.filter(
        ({ partyCode }) => partyCode !== null && content.partyByAnyCode(partyCode, party.country) === party,
      ),
    }),
  ];
}

function reason(
  isOwn: boolean,
  isOfNamed: boolean,
  matched: readonly { topic: Topic; relevance: Relevance }[],
): FollowUp['why'] {
  const who = !isOwn
    ? { sv: 'Utskottsbetänkande', en: 'Committee report' }
    : isOfNamed
      ? {
          sv: 'Undertecknat av en person som partiet nämner i svaret',
          en: 'Signed by a person the party names in its answer',
        }
      : { sv: 'Undertecknat av ledamöter från partiet', en: 'Signed by members from the party' };
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
