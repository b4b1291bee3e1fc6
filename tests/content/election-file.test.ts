import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readElectionFile } from '../../src/content/election-file.ts';
import { packContent } from '../support/graph.ts';
import { recordedFile, recordedText } from '../support/recorded.ts';

const swedish = async () =>
  [...(await packContent()).parties.values()].filter(({ country }) => country === 'SE');
const read = async (body: string, seatsTotal = 349) =>
  readElectionFile(body, { electionKey: 'se-riksdag-2030', seatsTotal, parties: await swedish() });

const own = () =>
  JSON.parse(readFileSync(new URL('fixtures/RD_S.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const changed = (change: object) => JSON.stringify({ ...own(), ...change });

describe('a result file', () => {
  it('gives votes, shares and seats by party, and all others as what is left of the valid votes', async () => {
    expect(await read(changed({}), 10)).toEqual({
      electionKey: 'se-riksdag-2030',
      validVotes: 1000,
      turnout: 84.2,
      results: [
        { partyKey: 'SE/S', label: 'S', votes: 600, voteShare: 60, seats: 7 },
        { partyKey: 'SE/L', label: 'L', votes: 300, voteShare: 30, seats: 3 },
        { partyKey: null, label: 'OTHER', votes: 100, voteShare: 10, seats: 0 },
      ],
      protocol: 'https://resultat.val.se/exempel.pdf',
      countedAt: '19 september 2030 13:51:21',
    });
  });

  it.each<[string, object, string]>([
    ['a rehearsal', { test: true }, 'rehearsal'],
    ['a preliminary count', { rakningstillfalle: 'preliminär' }, 'final'],
    ['seats that do not add up', { partiMandat: [{ partikod: '0002', antalMandat: 7 }] }, '7 seats'],
    [
      'seats of an unknown party',
      {
        partiMandat: [
          { partikod: '0002', antalMandat: 7 },
          { partikod: '9999', antalMandat: 3 },
        ],
      },
      'does not know',
    ],
    [
      'more votes than are valid',
      {
        rosterPaverkaMandat: {
          antalRoster: 800,
          partiroster: [
            { partikod: '0002', antalRoster: 600, andelRoster: 60 },
            { partikod: '0003', antalRoster: 300, andelRoster: 30 },
          ],
        },
      },
      'more votes',
    ],
    ['another shape', { rosterPaverkaMandat: {} }, 'rosterPaverkaMandat'],
  ])('is refused with %s', async (_, change, message) => {
    await expect(read(changed(change), 10)).rejects.toThrow(message);
  });

  it('is refused when it was cut short', async () => {
    await expect(read(changed({}).slice(0, -20), 10)).rejects.toThrow('cut short');
  });
});

describe.skipIf(!recordedFile('valmyndigheten/RD_S_val2022_trimmed.json'))(
  'the recorded file of 2022',
  () => {
    it('gives the figures of the reference data', async () => {
      const result = await read(recordedText('valmyndigheten/RD_S_val2022_trimmed.json'));
      const content = await packContent();

      expect([result.validVotes, result.turnout]).toEqual([6_477_970, 84.21]);
      for (const { label, votes, voteShare, seats } of content.resultsOf('se-riksdag-2022')) {
        expect(result.results.find((one) => one.label === label)).toMatchObject({ votes, voteShare, seats });
      }
    });
  },
);
