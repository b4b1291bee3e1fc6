import type { ContentRecords } from '../../database/content-types.ts';
import type { Election, PartyResult } from '../../entities/election.ts';
import { indexRows } from './row-index.ts';
import type { ContentTables } from './tables.ts';

/** Elections and the results of parties in them. */
export function electionIndex(records: ContentRecords, { elections }: ContentTables) {
  const resultByParty = new Map(
    records.partyResult.map((result) => [`${result.electionKey}/${result.partyKey}`, result]),
  );
  const resultsOf = indexRows(records.partyResult, ({ electionKey }) => [electionKey]);
  return {
    resultsOf,
    resultOf(partyKey: string, electionKey: string): PartyResult | null {
      return resultByParty.get(`${electionKey}/${partyKey}`) ?? null;
    },
    /** The latest election of a country with results, which fields without an election argument use. */
    latestElection(country: string): Election | null {
      const ofCountry = [...elections.values()].filter(
        ({ key, country: held }) => held === country && resultsOf(key).length > 0,
      );
      return ofCountry.reduce<Election | null>(
        (last, one) => (last && last.date > one.date ? last : one),
        null,
      );
    },
  };
}
