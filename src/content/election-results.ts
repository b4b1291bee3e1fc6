import { type DataSource, Like } from 'typeorm';
import type { ContentRecords } from '../database/content-types.ts';
import { contentChanged } from '../database/listen.ts';
import { Setting } from '../database/tables.ts';
import { Election, PartyResult } from '../entities/election.ts';
import { entity } from '../entities/node.ts';
import type { ElectionResult } from './election-file.ts';

const prefix = 'election-result:';

/** A result that was loaded from the authority's file, and when. */
export interface LoadedResult extends ElectionResult {
  loadedAt: string;
}

/** Stores a result beside the content pack, which a new version of the pack leaves alone, and notifies every replica. */
export async function storeElectionResult(dataSource: DataSource, result: LoadedResult): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.upsert(Setting, { key: `${prefix}${result.electionKey}`, value: JSON.stringify(result) }, [
      'key',
    ]);
    await manager.query('SELECT pg_notify($1, $2)', [contentChanged, result.electionKey]);
  });
}

/** The results that have been loaded. */
export async function loadElectionResults(dataSource: DataSource): Promise<LoadedResult[]> {
  const settings = await dataSource.manager.findBy(Setting, { key: Like(`${prefix}%`) });
  return settings.map(({ value }): LoadedResult => JSON.parse(value));
}

/** The content with loaded results in place of the pack's own. */
export function withElectionResults(
  records: ContentRecords,
  results: readonly LoadedResult[],
): ContentRecords {
  if (results.length === 0) return records;
  const byElection = new Map(results.map((result) => [result.electionKey, result]));
  const originOf = ({ protocol, loadedAt }: LoadedResult) => ({
    file: 'refresh elections',
    document: 'Valmyndigheten, final result',
    source: 'valmyndigheten',
    attribution: 'Valmyndigheten',
    licence: 'Free to use if Valmyndigheten is named as the source',
    retrievedAt: loadedAt.slice(0, 10),
    ...(protocol && { url: protocol }),
  });
  return {
    ...records,
    election: records.election.map((election) => {
      const result = byElection.get(election.key);
      if (!result) return election;
      const { validVotes, turnout } = result;
      return entity(Election, { ...election, validVotes, turnout, origin: originOf(result) });
    }),
    partyResult: [
      ...records.partyResult.filter(({ electionKey }) => !byElection.has(electionKey)),
      ...results.flatMap((result) =>
        result.results.map((one) =>
          entity(PartyResult, {
            key: `${result.electionKey}/${one.label}`,
            electionKey: result.electionKey,
            partyKey: one.partyKey,
            label: one.label,
            votes: one.votes,
            voteShare: one.voteShare,
            seats: one.seats,
            placeKey: records.place.find(({ key }) => key === 'SE')?.key ?? null,
            origin: originOf(result),
          }),
        ),
      ),
    ],
  };
}
