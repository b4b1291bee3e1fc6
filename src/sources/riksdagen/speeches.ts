import { z } from 'zod';
import type { Speech } from '../../entities/parliament.ts';
import { oneLine } from '../../text/white-space.ts';
import { container, day, link, many, party, personId, plain, text, title } from './wire.ts';

export type SpeechDraft = Omit<Speech, 'provenance'>;

const speech = z
  .object({
    dok_id: text,
    dok_datum: day,
    anforande_nummer: text,
    intressent_id: personId,
    talare: title,
    parti: party,
    avsnittsrubrik: title,
    underrubrik: title,
    anforandetext: plain,
    rel_dok_id: text,
    replik: text,
    protokoll_url_www: link,
  })
  .transform((found): SpeechDraft => {
    const heading = [found.avsnittsrubrik, found.underrubrik].filter((part) => part !== null);
    const hasId = found.dok_id !== null && found.anforande_nummer !== null;
    return {
      speechId: hasId ? `${found.dok_id}-${found.anforande_nummer}` : null,
      memberId: found.intressent_id,
      partyCode: found.parti,
      documentId: found.dok_id,
      relatedDocumentId: found.rel_dok_id,
      date: found.dok_datum,
      heading: heading.length > 0 ? oneLine(heading.join(': ')) : null,
      isReply: found.replik === null ? null : found.replik.toUpperCase() !== 'N',
      // Empty in the list; only the single speech has it.
      text: found.anforandetext,
      url: found.protokoll_url_www,
    };
  });

export const speechList = z.object({
  anforandelista: container(z.object({ anforande: many(speech) })).transform(({ anforande }) => anforande),
});

/** One speech with its text. */
export const oneSpeech = z.object({ anforande: speech });
