import type { Content } from '../../content/snapshot.ts';
import type { Identifier } from '../../entities/identifier.ts';
import type { Organisation } from '../../entities/organisation.ts';
import type { OwnContent } from '../../entities/own-content.ts';
import type { Party } from '../../entities/party.ts';
import type { Membership, Person } from '../../entities/person.ts';

/** Objects of Popolo (https://www.popoloproject.com/specs/). A value that is not known is left out. */
export type PopoloObject = Readonly<Record<string, unknown>>;

type Names = Readonly<Record<string, string | undefined>>;
const nameOf = (names: Names): string | null =>
  names['sv'] ?? names['no'] ?? names['en'] ?? Object.values(names).find((one) => one !== undefined) ?? null;

const identifiersOf = (identifiers: readonly Identifier[]) =>
  identifiers.map(({ scheme, value }) => ({ scheme, identifier: value }));

/** A link has an address; what was read from a file alone has no source that can be opened. */
const sourcesOf = ({ origin }: OwnContent) =>
  origin.url ? [{ url: origin.url, note: origin.document ?? null }] : [];

const otherNames = (names: readonly string[]) => [...new Set(names)].map((name) => ({ name }));

/** Organisations by the id under which they are given out: a party is one organisation, however the content names it. */
export function organisationIds(content: Content) {
  const parties = new Map(
    [...content.parties.values()].flatMap((party) =>
      party.identifiers.map(({ scheme, value }) => [`${scheme}:${value}:${party.country}`, party] as const),
    ),
  );
  const partyOf = ({ identifiers, country }: Organisation): Party | null => {
    for (const { scheme, value } of identifiers) {
      const found = parties.get(`${scheme}:${value}:${country}`);
      if (found) return found;
    }
    return null;
  };
  const isParty = (organisation: Organisation) =>
    organisation.kind === 'PARTY' && partyOf(organisation) !== null;
  const idOf = (key: string | null): string | null => {
    const organisation = key === null ? undefined : content.organisations.get(key);
    if (!organisation) return null;
    return isParty(organisation) ? (partyOf(organisation)?.key ?? null) : organisation.key;
  };
  return { idOf, isParty };
}

export function persons(content: Content): PopoloObject[] {
  return [...content.persons.values()].map((person) => ({
    id: person.key,
    name: person.name,
    other_names: otherNames(person.nameVariants.filter((name) => name !== person.name)),
    identifiers: identifiersOf(person.identifiers),
    sources: sourcesOf(person),
  }));
}

export function organizations(content: Content): PopoloObject[] {
  const { idOf, isParty } = organisationIds(content);
  const own = [...content.organisations.values()].filter((organisation) => !isParty(organisation));
  return [
    ...[...content.parties.values()].map((party) => ({
      id: party.key,
      name: nameOf(party.name),
      other_names: [
        ...otherNames(
          Object.values<string | undefined>(party.name)
            .filter((name) => name !== undefined && name !== nameOf(party.name))
            .map(String),
        ),
        ...party.formerCodes.map((name) => ({ name, note: 'code of the party before' })),
      ],
      identifiers: [{ scheme: 'party-code', identifier: party.code }, ...identifiersOf(party.identifiers)],
      classification: 'party',
      sources: sourcesOf(party),
    })),
    ...own.map((organisation) => ({
      id: organisation.key,
      name: nameOf(organisation.name),
      other_names: otherNames(organisation.aliases),
      identifiers: identifiersOf(organisation.identifiers),
      classification: organisation.kind?.toLowerCase().replaceAll('_', ' ') ?? null,
      parent_id: idOf(organisation.parentKey),
      links: organisation.homepage ? [{ url: organisation.homepage, note: 'homepage' }] : [],
      sources: sourcesOf(organisation),
    })),
  ];
}

export function memberships(content: Content): PopoloObject[] {
  return [...content.persons.values()].flatMap((person) => [
    ...roles(person, content),
    ...ownParty(person, content),
  ]);
}

function roles(person: Person, content: Content): PopoloObject[] {
  const { idOf } = organisationIds(content);
  return content.rolesOf(person.key).flatMap((membership: Membership) => {
    const organization = membership.partyKey ?? idOf(membership.organisationKey);
    if (organization === null) return [];
    const isSeat = content.organisations.get(membership.organisationKey ?? '')?.kind === 'PARLIAMENT';
    return [
      {
        id: membership.key,
        person_id: person.key,
        organization_id: organization,
        role: membership.role && nameOf(membership.role),
        // A seat in a parliament is held for a party.
        on_behalf_of_id: isSeat ? person.partyKey : null,
        start_date: membership.from,
        end_date: membership.to,
        sources: sourcesOf(membership),
      },
    ];
  });
}

/** The party of a person for whom no membership with days is known. */
function ownParty(person: Person, content: Content): PopoloObject[] {
  const isKnown = content.rolesOf(person.key).some(({ partyKey }) => partyKey !== null);
  if (person.partyKey === null || isKnown) return [];
  return [
    {
      id: `${person.key}/party`,
      person_id: person.key,
      organization_id: person.partyKey,
      role: 'member',
      start_date: null,
      end_date: null,
      sources: sourcesOf(person),
    },
  ];
}
