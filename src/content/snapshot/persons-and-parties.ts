import type { ContentRecords } from '../../database/content-types.ts';
import { entity } from '../../entities/node.ts';
import type { Party } from '../../entities/party.ts';
import { Person } from '../../entities/person.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { fold } from '../../text/fold.ts';
import { indexRows } from './row-index.ts';
import type { ContentTables } from './tables.ts';

/** Who a parliament says has signed something, or sits there. */
interface ParliamentaryName {
  /** Source id of the parliament, which is also the scheme of its members' ids. */
  parliament: string;
  /** ISO code of the parliament's country, in which a party's code is looked up. */
  country: string | null;
  name: string;
  memberId: string | null;
  partyCode: string | null;
  /** The day of what the person has signed. */
  date?: string | null;
}

/** Parties by code, and persons by name and by their id in a parliament. */
export function personAndPartyIndex(records: ContentRecords, { parties }: ContentTables) {
  const personsByName = new Map<string, Set<Person>>();
  for (const person of records.person) {
    for (const name of [person.name, ...person.nameVariants]) {
      const known = personsByName.get(fold(name));
      if (known) known.add(person);
      else personsByName.set(fold(name), new Set([person]));
    }
  }
  const rolesOf = indexRows(records.membership, ({ personKey }) => [personKey]);
  /** The party that a person belonged to on a day, by memberships with days; null where they do not say. */
  const partyOn = ({ key }: Person, day: string): Party | null => {
    const held = rolesOf(key).find(
      ({ partyKey, from, to }) =>
        partyKey !== null && (from !== null || to !== null) && (from ?? '') <= day && day <= (to ?? '9'),
    );
    return held?.partyKey ? (parties.get(held.partyKey) ?? null) : null;
  };
  const personsByIdentifier = new Map(
    records.person.flatMap((person) =>
      person.identifiers.map(({ scheme, value }) => [`${scheme}:${value}`, person] as const),
    ),
  );
  const personByIdentifier = (scheme: string, value: string): Person | null =>
    personsByIdentifier.get(`${scheme}:${value}`) ?? null;
  const party = (code: string, country: string): Party | null => parties.get(`${country}/${code}`) ?? null;
  /** The party with a code, also a former one; case does not matter. */
  const partyByAnyCode = (code: string, country: string): Party | null => {
    const wanted = code.toUpperCase();
    const ofCountry = [...parties.values()].filter((one) => one.country === country);
    return (
      ofCountry.find((one) => one.code.toUpperCase() === wanted) ??
      ofCountry.find((one) => one.formerCodes.includes(wanted)) ??
      null
    );
  };
  return {
    party,
    partyByAnyCode,
    /** The person with an id elsewhere: in a parliament, in Wikidata. */
    personByIdentifier,
    /**
     * The party of somebody whom a parliament names: of a person whom the content knows, the membership of that day; else
     * the code that the document states, which is the party of its day; else the person's party. Null where none is known.
     */
    partyOfMember({ parliament, country, memberId, partyCode, date }: ParliamentaryName): Party | null {
      const known = memberId ? personByIdentifier(parliament, memberId) : null;
      const held = known && date ? partyOn(known, date) : null;
      if (held) return held;
      if (partyCode !== null) return country === null ? null : partyByAnyCode(partyCode, country);
      return known?.partyKey ? (parties.get(known.partyKey) ?? null) : null;
    },
    /** The persons with a whole name; case, accents and hyphens do not matter, and a surname alone is nobody's name. */
    personsNamed(name: string): Person[] {
      return [...(personsByName.get(fold(name)) ?? [])];
    },
    /** A member of a parliament as a person: the content's own where it knows the id, else one made for the answer. */
    personOfParliament({
      parliament,
      country,
      name,
      memberId,
      partyCode,
      provenance,
    }: ParliamentaryName & { provenance: Provenance }): Person {
      const known = memberId ? personByIdentifier(parliament, memberId) : null;
      return (
        known ??
        entity(Person, {
          key: memberId ? `${parliament}/${memberId}` : name,
          name,
          nameVariants: [],
          provenance,
          identifiers: memberId ? [{ scheme: parliament, value: memberId }] : [],
          partyKey: (partyCode && country && partyByAnyCode(partyCode, country)?.key) || null,
        })
      );
    },
    rolesOf,
  };
}
