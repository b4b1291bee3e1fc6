import { z } from 'zod';
import type { Reader } from '../../upstream/dropped-items.ts';
import {
  type DocumentDraft,
  debaters,
  files,
  listedDocument,
  signatories,
  toDebaters,
  toDocument,
  toSignatories,
} from './documents.ts';
import { httpsUrl } from './text.ts';
import { asList, count, many, partyCode, toDay, toPersonId, toPlain, toTitle, whole } from './wire.ts';

type Wire = Readonly<Record<string, unknown>>;

const isWire = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(value: unknown): string | null {
  const found = typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : '';
  return found.trim() || null;
}
const title = (value: unknown): string | null => toTitle(toPlain(text(value)));
const type = (value: unknown): string | null =>
  Array.isArray(value) ? (value.map(text).find((one) => one !== null) ?? null) : text(value);

const isNone = (part: unknown): boolean => part === null || part === undefined || part === '';

/** The items of a part, which many documents lack; undefined for another shape. */
function itemsIn(part: unknown, name: string): Wire[] | undefined {
  if (isNone(part)) return [];
  const items = isWire(part) ? asList(part[name]) : [null];
  return items.every(isWire) ? items : undefined;
}

/** What `listedDocument` reads, in a tenth of the time; undefined for what it refuses. */
export function readListed(value: unknown, reader: Reader): DocumentDraft | undefined {
  if (!isWire(value)) return undefined;
  const documentId = text(value['dok_id']);
  if (documentId === null) return undefined;
  const fields = {
    dok_id: documentId,
    doktyp: type(value['doktyp']),
    typ: type(value['typ']),
    subtyp: text(value['subtyp']),
    titel: title(value['titel']),
    undertitel: title(value['undertitel']),
    subtitel: title(value['subtitel']),
    rm: text(value['rm']),
    organ: text(value['organ']),
    beteckning: text(value['beteckning']),
    status: text(value['status']),
    datum: toDay(text(value['datum'])),
    dokument_url_html: httpsUrl(text(value['dokument_url_html'])),
    dokument_url_text: httpsUrl(text(value['dokument_url_text'])),
  };
  const { dokintressent, debatt, filbilaga, summary, notis, beslutsdag } = value;
  const about = toPlain(text(summary)) ?? toPlain(text(notis));
  const persons = itemsIn(dokintressent, 'intressent');
  const speakers = itemsIn(debatt, 'anforande');
  reader.count({ listed: (persons?.length ?? 0) + (speakers?.length ?? 0) });
  return toDocument(fields, about, toDay(text(beslutsdag)), {
    signatories: persons
      ? toSignatories(
          persons.map((one) => ({
            roll: text(one['roll']),
            namn: title(one['namn']),
            partibet: partyCode(text(one['partibet'])),
            intressent_id: toPersonId(text(one['intressent_id'])),
          })),
        )
      : (reader.read(signatories, dokintressent).data ?? null),
    debaters: speakers
      ? toDebaters(
          speakers.map((one) => ({
            talare: title(one['talare']),
            parti: partyCode(text(one['parti'])),
            intressent_id: toPersonId(text(one['intressent_id'])),
          })),
        )
      : (reader.read(debaters, debatt).data ?? null),
    attachments: isNone(filbilaga) ? [] : (reader.read(files, filbilaga).data ?? null),
    proposals: null,
    references: null,
  });
}

/** A page of documents; `page` is the reported page number. */
export const documentList = z.object({
  dokumentlista: z
    .object({
      '@traffar': count,
      '@sidor': whole,
      '@sida': whole,
      dokument: many(listedDocument, readListed),
    })
    .transform((list) => ({
      total: list['@traffar'],
      pages: list['@sidor'],
      page: list['@sida'],
      items: list.dokument,
    })),
});
