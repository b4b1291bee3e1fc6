import { entity } from '../../entities/node.ts';
import { ParliamentaryDocument } from '../../entities/parliament.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { foldWords } from '../../text/fold.ts';
import type { DocumentSearch } from '../kinds/parliament.ts';
import { checkableAt } from '../source.ts';
import { type Matter, nameOf } from './decode.ts';

/** What representatives propose themselves; the government proposes the rest. */
const PROPOSED_BY_MEMBERS = 'representantforslag';

/** Whether a case fits a search. The service has no search, so its titles and subjects are looked through. */
export function isFound(matter: Matter, query: DocumentSearch): boolean {
  const texts = foldWords(
    [
      matter.tittel,
      matter.korttittel,
      matter.henvisning,
      ...(matter.emne_liste?.map(({ navn }) => navn) ?? []),
    ].join(' '),
  );
  const has = (words: string) =>
    foldWords(words)
      .split(' ')
      .every((word) => texts.includes(` ${word}`));
  const phrase = (term: string) => texts.includes(foldWords(term));
  const day = matter.sist_oppdatert_dato;
  return (
    (!query.text || has(query.text)) &&
    (!query.anyOf?.length || query.anyOf.some(phrase)) &&
    (!query.types || query.types.some((type) => type === matter.dokumentgruppe || type === matter.type)) &&
    (!query.roles || query.roles.includes('VOTED') || matter.dokumentgruppe === PROPOSED_BY_MEMBERS) &&
    (!query.committee || query.committee === matter.komite) &&
    (!query.memberId || (matter.forslagstiller_liste ?? []).some(({ id }) => id === query.memberId)) &&
    (!query.from || (day !== null && day >= query.from)) &&
    (!query.to || (day !== null && day <= query.to))
  );
}

export function toDocument(
  matter: Matter,
  session: string | null,
  provenance: Provenance,
): ParliamentaryDocument {
  const url = `https://www.stortinget.no/no/Saker-og-publikasjoner/Saker/Sak/?p=${matter.id}`;
  return entity(ParliamentaryDocument, {
    documentId: matter.id,
    type: matter.dokumentgruppe ?? matter.type ?? '',
    subtype: matter.dokumentgruppe === null ? null : matter.type,
    title: matter.korttittel ?? matter.tittel ?? matter.id,
    subtitle: matter.korttittel === null ? null : matter.tittel,
    summary: null,
    session: matter.behandlet_sesjon_id ?? session,
    designation: matter.henvisning,
    committee: matter.komite,
    status: matter.status,
    // Cases have no other day.
    date: matter.sist_oppdatert_dato,
    decidedOn: null,
    signatories:
      matter.forslagstiller_liste?.map((one) => ({
        name: nameOf(one),
        memberId: one.id,
        partyCode: one.parti,
      })) ?? [],
    unreadParts: matter.forslagstiller_liste ? [] : ['authors'],
    debaters: [],
    url,
    textUrl: null,
    attachments: [],
    hasPoints: true,
    proposals: [],
    references: [],
    provenance: checkableAt(url, provenance),
  });
}
