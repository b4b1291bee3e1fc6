import { z } from 'zod';
import { Gender, VoteValue } from '../../entities/parliament.ts';
import { leadingDay } from '../../text/day.ts';
import { entryOf } from '../../text/entry-of.ts';
import { withoutTags } from '../../text/html-text.ts';
import { oneLine } from '../../text/white-space.ts';
import { elementsOf, listOfElements, text, xmlOf } from './xml.ts';

const required = text.pipe(z.string());
/** Letters, also Norwegian ones, and digits: an id becomes a part of addresses. */
const ownId = text.pipe(z.string().regex(/^[\p{L}\d_-]{1,20}$/u));
const title = text.transform((value) => (value === null ? null : oneLine(withoutTags(value)) || null));
/** Local time without a zone, or with one: only the day counts. */
const day = text.transform((value) => (value === null ? null : leadingDay(value)));
/** -1 is none. */
const count = text.transform((value) => (value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null));
const id = text.transform((value) => (value === '-1' ? null : value));
const flag = text.transform((value) => (value === null ? null : value === 'true'));

const genders: Readonly<Record<string, Gender>> = { kvinne: Gender.FEMALE, mann: Gender.MALE };

/** Independents have no party, or “Uav”. */
const party = z
  .object({ id: text })
  .nullish()
  .catch(null)
  .transform((found) => (!found?.id || found.id === 'Uav' ? null : found.id));

const representative = z.object({
  id: ownId,
  fornavn: text,
  etternavn: required,
  kjoenn: text.transform((value) => entryOf(genders, value ?? '') ?? null),
  foedselsdato: day.transform((found) =>
    found === null || found < '1800' ? null : Number(found.slice(0, 4)),
  ),
  fylke: z.object({ navn: text }).nullish().catch(null),
  parti: party,
  vara_representant: flag.optional(),
  komiteer_liste: elementsOf(z.object({ id: required, navn: title })),
});
export type Representative = z.output<typeof representative>;

export const nameOf = ({ fornavn, etternavn }: Pick<Representative, 'fornavn' | 'etternavn'>): string =>
  oneLine([fornavn, etternavn].filter((part) => part !== null).join(' '));

/** The representatives of a period. */
export const representatives = xmlOf(
  z.object({
    representanter_liste: listOfElements(representative),
    stortingsperiode_id: text,
  }),
);

/** Those who sit today. */
export const representativesToday = xmlOf(
  z.object({ dagensrepresentanter_liste: listOfElements(representative) }),
);

const span = z.object({ id: required, fra: day, til: day });
export type Span = z.output<typeof span>;

/** Periods of four years, and the one that goes on. */
export const periods = xmlOf(z.object({ stortingsperioder_liste: listOfElements(span) }));

/** Parliamentary years, and the one that goes on. */
export const sessions = xmlOf(z.object({ sesjoner_liste: listOfElements(span) }));

const proposer = z.object({ id: required, fornavn: text, etternavn: required, parti: party });

const matter = z.object({
  id: ownId,
  tittel: title,
  korttittel: title,
  type: text,
  status: text,
  dokumentgruppe: text,
  henvisning: title,
  innstilling_id: id,
  behandlet_sesjon_id: text,
  sist_oppdatert_dato: day,
  komite: z
    .object({ id: text })
    .nullish()
    .catch(null)
    .transform((found) => found?.id ?? null),
  emne_liste: elementsOf(z.object({ navn: title })),
  forslagstiller_liste: elementsOf(proposer),
});
export type Matter = z.output<typeof matter>;

/** The cases of a session. */
export const matters = xmlOf(z.object({ sesjon_id: text, saker_liste: listOfElements(matter) }));

/** One case. */
export const oneMatter = xmlOf(matter);

const vote = z.object({
  votering_id: ownId,
  alternativ_votering_id: id,
  votering_tema: title,
  votering_metode: text,
  votering_resultat_type: text,
  votering_resultat_type_tekst: title,
  vedtatt: flag,
  personlig_votering: flag,
  antall_for: count,
  antall_mot: count,
  antall_ikke_tilstede: count,
  votering_tid: text,
  kommentar: title,
});
export type CaseVote = z.output<typeof vote>;

/** The votes on a case. */
export const caseVotes = xmlOf(z.object({ sak_id: text, sak_votering_liste: listOfElements(vote) }));

const values: Readonly<Record<string, VoteValue>> = {
  for: VoteValue.YES,
  mot: VoteValue.NO,
  ikke_tilstede: VoteValue.ABSENT,
};

const memberVote = z.object({
  representant: representative,
  votering: required.transform((value) => entryOf(values, value)).pipe(z.enum(VoteValue)),
});

export type MemberVote = z.output<typeof memberVote>;

/** How each representative voted. */
export const memberVotes = xmlOf(
  z.object({
    votering_id: text,
    voteringsresultat_liste: listOfElements(memberVote),
  }),
);
