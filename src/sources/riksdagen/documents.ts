import { z } from 'zod';
import type {
  Attachment,
  DocumentReference,
  ParliamentaryDocument,
  Proposal,
  Signatory,
} from '../../entities/parliament.ts';
import { withoutTags } from '../../text/html-text.ts';
import { day, link, listIn, party, personId, plain, required, text, title, whole } from './wire.ts';

export type DocumentDraft = Omit<ParliamentaryDocument, 'id' | 'provenance'>;

const interested = z.object({ roll: text, namn: title, partibet: party, intressent_id: personId });

/** Questions also list who is asked and who answers; these are no signatories. */
export const toSignatories = (found: z.output<typeof interested>[]): Signatory[] =>
  found.flatMap(({ roll, namn, partibet, intressent_id }) =>
    namn === null || /ställd|stalld|besvara|mottag/i.test(roll ?? '')
      ? []
      : [{ name: namn, memberId: intressent_id, partyCode: partibet }],
  );
export const signatories = listIn('intressent', interested).transform(
  (found) => found && toSignatories(found),
);

const debater = z.object({ talare: title, parti: party, intressent_id: personId });
/** The name comes with the party: `Ylva Johansson (S)`. */
export function toDebaters(found: z.output<typeof debater>[]): Signatory[] {
  const each = found.flatMap(({ talare, parti, intressent_id }) =>
    talare === null
      ? []
      : [{ name: talare.replace(/\s*\([^()]*\)$/, ''), memberId: intressent_id, partyCode: parti }],
  );
  return [...new Map(each.map((one) => [one.memberId ?? one.name, one])).values()];
}
export const debaters = listIn('anforande', debater).transform((found) => found && toDebaters(found));

/** The type of a document is a text, or a list that repeats it. */
const typeCode = z.union([
  z.array(text).transform((found) => found.find((one) => one !== null) ?? null),
  text,
]);

export const documentFields = z.object({
  // `id` is the same in lower case in newer answers.
  dok_id: required,
  doktyp: typeCode,
  typ: typeCode,
  subtyp: text,
  titel: title,
  undertitel: title,
  subtitel: title,
  rm: text,
  organ: text,
  beteckning: text,
  status: text,
  datum: day,
  dokument_url_html: link,
  dokument_url_text: link,
});

type Lists = Pick<DocumentDraft, 'proposals' | 'references'> & {
  [Part in 'signatories' | 'debaters' | 'attachments']: DocumentDraft[Part] | null;
};

export function toDocument(
  found: z.output<typeof documentFields>,
  summary: string | null,
  decidedOn: string | null,
  lists: Lists,
): DocumentDraft {
  const type = found.doktyp ?? found.typ ?? '';
  return {
    documentId: found.dok_id,
    type,
    // For many types it repeats the type.
    subtype: found.subtyp === type ? null : found.subtyp,
    title: found.titel ?? found.dok_id,
    subtitle: found.undertitel ?? found.subtitel,
    summary,
    session: found.rm,
    committee: found.organ,
    designation: found.beteckning,
    status: found.status,
    date: found.datum,
    decidedOn,
    url: found.dokument_url_html,
    textUrl: found.dokument_url_text,
    hasPoints: type === 'bet',
    ...lists,
    signatories: lists.signatories ?? [],
    debaters: lists.debaters ?? [],
    attachments: lists.attachments ?? [],
    unreadParts: [
      ...(lists.signatories ? [] : ['authors']),
      ...(lists.debaters ? [] : ['speakers']),
      ...(lists.attachments ? [] : ['attachments']),
    ],
  };
}

/** A file is named by its type and its size in bytes. */
const listedFile = z
  .object({ typ: text, namn: text, storlek: whole, url: link.pipe(z.string()) })
  .transform(({ typ, namn, storlek, url }): Attachment => ({ title: namn, type: typ, size: storlek, url }));

export const files = listIn('fil', listedFile);

export const listedDocument = documentFields
  .extend({
    summary: plain,
    notis: plain,
    beslutsdag: day,
    dokintressent: signatories,
    debatt: debaters,
    filbilaga: files,
  })
  .transform(({ dokintressent, debatt, filbilaga, summary, notis, beslutsdag, ...fields }) =>
    toDocument(fields, summary ?? notis, beslutsdag, {
      signatories: dokintressent,
      debaters: debatt,
      attachments: filbilaga,
      // Only the status of a document has these.
      proposals: null,
      references: null,
    }),
  );

const attachment = z
  .object({ titel: title, filnamn: text, filtyp: text, filstorlek: whole, fil_url: link.pipe(z.string()) })
  .transform(
    ({ titel, filnamn, filtyp, filstorlek, fil_url }): Attachment => ({
      title: titel ?? filnamn,
      type: filtyp,
      size: filstorlek,
      url: fil_url,
    }),
  );

const proposal = z
  .object({ nummer: text, lydelse: plain, utskottet: text, kammaren: text, behandlas_i: text })
  .transform(
    (found): Proposal => ({
      number: found.nummer,
      text: found.lydelse,
      committeeProposal: found.utskottet,
      outcome: found.kammaren,
      handledIn: found.behandlas_i,
    }),
  );

const reference = z
  .object({
    referenstyp: text,
    ref_dok_id: text,
    ref_dok_typ: text,
    ref_dok_rm: text,
    ref_dok_bet: text,
    ref_dok_titel: title,
  })
  .transform(
    (found): DocumentReference => ({
      relation: found.referenstyp,
      documentId: found.ref_dok_id,
      type: found.ref_dok_typ,
      session: found.ref_dok_rm,
      designation: found.ref_dok_bet,
      title: found.ref_dok_titel,
    }),
  );

/** Facts on a document: `notis` and `sammanfattning` tell what it is about, in HTML. */
const fact = z.object({ kod: text, text });
const activity = z.object({ kod: text, namn: text, datum: day, status: text });

/** The day on which the chamber decided, not a day on which it was to decide. */
function decisionDay(activities: readonly z.output<typeof activity>[]): string | null {
  const decided = activities.find(
    ({ kod, namn, status }) =>
      (/^BES/i.test(kod ?? '') || /^beslut/i.test(namn ?? '')) && !/^planera/i.test(status ?? ''),
  );
  return decided?.datum ?? null;
}

/** The status of one document. */
export const documentStatus = z.object({
  dokumentstatus: z
    .object({
      dokument: documentFields,
      dokintressent: signatories,
      dokaktivitet: listIn('aktivitet', activity),
      dokforslag: listIn('forslag', proposal),
      dokreferens: listIn('referens', reference),
      dokuppgift: listIn('uppgift', fact),
      dokbilaga: listIn('bilaga', attachment),
    })
    .transform(({ dokument, dokintressent, ...around }) => {
      const told = around.dokuppgift?.find(({ kod }) => /^(notis|sammanfattning)$/i.test(kod ?? ''));
      const summary = told?.text ? withoutTags(told.text) || null : null;
      return toDocument(dokument, summary, decisionDay(around.dokaktivitet ?? []), {
        signatories: dokintressent,
        debaters: [],
        attachments: around.dokbilaga,
        proposals: around.dokforslag,
        references: around.dokreferens,
      });
    }),
});
