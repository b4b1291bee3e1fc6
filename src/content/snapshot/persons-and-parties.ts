import type { ContentRecords } from '../../database/content-types.ts';
import { entity } from '../../entities/node.ts';
import type { Party } from '../../entities/party.ts';
import { Person } from '../../entities/person.ts';
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
  const personsByName = new Map(
    records.person.flatMap((person) =>
      [person.name, ...person.nameVariants].map((name) => [fold(name), person] as const),
    ),
  );
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
     * The party of somebody whom a parliament names. The code that a document states is the party of its day; without one
     * the person's own party counts, by the person's id. Null where neither is known.
     */
    partyOfMember({ parliament, country, memberId, partyCode }: ParliamentaryName): Party | null {
      if (partyCode !== null) return country === null ? null : partyByAnyCode(partyCode, country);
      const known = memberId ? personByIdentifier(parliament, memberId) : null;
      return known?.partyKey ? (parties.get(known.partyKey) ?? null) : null;
    },
    /** The person with a name; case, accents and hyphens do not matter. */
    personByName(name: string): Person | null {
      return personsByName.get(fold(name)) ?? null;
    },
    /** A member of a parliament as a person: the content's own where it knows the id, else one made for the answer. */
    personOfParliament({ parliament, country, name, memberId, partyCode }: ParliamentaryName): Person {
      const known = memberId ? personByIdentifier(parliament, memberId) : null;
      return (
        known ??
        entity(Person, {
          key: memberId ? `${parliament}/${memberId}` : name,
          name,
          nameVariants: [],
          identifiers: memberId ? [{ scheme: parliament, value: memberId }] : [],
          partyKey: (partyCode && country && partyByAnyCode(partyCode, country)?.key) || null,
        })
      );
    },
    rolesOf: indexRows(records.membership, ({ personKey }) => [personKey]),
  };
}
