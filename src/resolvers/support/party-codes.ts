import type { Content } from '../../content/snapshot.ts';
import type { Party } from '../../entities/party.ts';
import { known, knownOne } from './input.ts';

/** Keys of the Swedish parties with these codes; null means no choice was made. */
export function partyCodes(
  content: Content,
  codes: readonly string[] | null | undefined,
): Set<string> | null {
  const parties = known(
    'parties',
    codes,
    (code) => content.party(code, 'SE'),
    () => [...content.parties.values()].filter((party) => party.country === 'SE').map((party) => party.code),
  );
  return parties && new Set(parties.map((party) => party.key));
}

/** The party with a code, of Sweden where several countries use the code; an error with the nearest for an unknown one. */
export function knownParty(content: Content, code: string | null | undefined): Party | null {
  const all = [...content.parties.values()];
  return knownOne(
    'party',
    code,
    (one) => content.party(one, 'SE') ?? all.find((party) => party.code === one),
    () => all.map((party) => party.code),
  );
}
