import { readFile } from 'node:fs/promises';
import { ElectionFileError, readElectionFile } from '../content/election-file.ts';
import { storeElectionResult } from '../content/election-results.ts';
import { openContent } from '../content/open-content.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Loads the result of an election from the authority's file. Nothing changes unless the file is whole. */
export async function refreshElections(io: CommandIO, path: string, electionKey: string): Promise<void> {
  const body = await readFile(path, 'utf8').catch(() => {
    throw new ElectionFileError(
      `${path} cannot be read. Download RD_S.json from resultat.val.se and give its path.`,
    );
  });
  const config = await readSettings(io.environment);
  const { database, content } = await openContent(config, logTo(io.stderr, 'warn'));
  try {
    const election = content.elections.get(electionKey);
    if (!election) {
      const known = [...content.elections.keys()].join(', ');
      throw new ElectionFileError(`There is no election ${electionKey}. Give one of ${known}.`);
    }
    const parties = [...content.parties.values()].filter(({ country }) => country === election.country);
    const result = readElectionFile(body, { electionKey, seatsTotal: election.seatsTotal, parties });
    await storeElectionResult(database.dataSource, { ...result, loadedAt: new Date().toISOString() });
    io.console.log(
      `The result of ${electionKey} is loaded: ${result.validVotes} valid votes, ${result.results.length - 1} parties. Running gateways serve it at once.`,
    );
  } finally {
    await database.close();
  }
}
