import type { LegalActRecord } from '../../entities/legal-act.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import { defineKind } from './kind.ts';

/** What a register of laws answers. */
export interface LegislationOperations {
  /** Acts by CELEX number; those that the register does not know are not in the map. */
  acts(celexes: readonly string[], call: Call): Promise<Map<string, LegalActRecord>>;
}

export const legislation = defineKind<LegislationOperations>({
  publicKind: SourceKind.LEGISLATION,
  examples: {},
  lookUps: {
    acts: {
      // The AI Act and the Open Data Directive.
      known: async () => ['32024R1689', '32019L1024'],
      ask: (source, celex, call) => source.acts([celex], call),
    },
  },
});
