import type { Content } from '../../content/snapshot.ts';
import type { Party } from '../../entities/party.ts';
import { fold } from '../../text/fold.ts';
import { keyInId, known, knownOne } from './input.ts';

/** The party of a country by its code, one of before, its name or its id. */
export function foundParty(content: Content, value: string, country: string): Party | null {
  const key = keyInId('Party', value);
  if (key !== null) return content.parties.get(key) ?? null;
  const byCode = content.party(value, country) ?? content.partyByAnyCode(value, country);
  if (byCode) return byCode;
  const name = fold(value);
  return [...content.parties.values()].find((one) => one.country === country && isNamed(one, name)) ?? null;
}

const isNamed = ({ name }: Party, folded: string): boolean =>
  Object.values(name).some((one) => fold(one) === folded);

/** Keys of the Swedish parties with these codes; null means no choice was made. */
export function partyCodes(
  content: Content,
  codes: readonly string[] | null | undefined,
): Set<string> | null {
  const parties = known(
    'parties',
    codes,
    (code) => foundParty(content, code, 'SE'),
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
    (one) =>
      foundParty(content, one, 'SE') ??
      all.find((party) => party.code === one || isNamed(party, fold(one))) ??
      null,
    () => all.map((party) => party.code),
  );
}
