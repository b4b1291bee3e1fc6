import { entity } from '../../entities/node.ts';
import { type Assignment, MemberOfParliament } from '../../entities/parliament.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { nameOf, type Representative, type Span } from './decode.ts';

/** Somebody in a list of representatives; the list of those who sit today has no period. */
export interface Seat {
  person: Representative;
  period: Span | null;
  provenance: Provenance;
}

/** Each person once, as the newest list has them, with a seat for each period. Seats come newest first. */
export function membersFrom(seats: readonly Seat[]): Map<string, MemberOfParliament> {
  const byId = new Map<string, Seat[]>();
  for (const seat of seats) {
    const before = byId.get(seat.person.id);
    if (before) before.push(seat);
    else byId.set(seat.person.id, [seat]);
  }
  const found = new Map<string, MemberOfParliament>();
  for (const [id, [latest, ...earlier]] of byId) {
    if (latest) found.set(id, toMember(latest, [latest, ...earlier]));
  }
  return found;
}

function toMember({ person, provenance }: Seat, seats: readonly Seat[]): MemberOfParliament {
  return entity(MemberOfParliament, {
    parliament: 'stortinget',
    memberId: person.id,
    name: nameOf(person),
    gender: person.kjoenn,
    partyCode: person.parti,
    constituency: person.fylke?.navn ?? null,
    status: null,
    born: person.foedselsdato,
    assignments: seats.some(({ person }) => !person.komiteer_liste) ? null : seats.flatMap(assignmentsOf),
    imageUrl: `https://data.stortinget.no/eksport/personbilde?personid=${encodeURIComponent(person.id)}&storrelse=middels`,
    provenance,
  });
}

function assignmentsOf({ person, period }: Seat): Assignment[] {
  const seat: Assignment = {
    role: person.vara_representant ? 'Vararepresentant' : 'Representant',
    body: 'Stortinget',
    bodyCode: null,
    from: period?.fra ?? null,
    to: period?.til ?? null,
  };
  const committees = (person.komiteer_liste ?? []).map(
    ({ id, navn }): Assignment => ({ role: 'Medlem', body: navn ?? id, bodyCode: id, from: null, to: null }),
  );
  return [seat, ...committees];
}
