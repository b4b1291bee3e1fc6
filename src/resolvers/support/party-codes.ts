import type { Content } from '../../content/snapshot.ts';
import { known } from './input.ts';

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
