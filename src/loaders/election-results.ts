import DataLoader from 'dataloader';
import type { Content } from '../content/snapshot.ts';
import { type Election, PartyResult } from '../entities/election.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { fetchCube, type SelectedCube } from '../sources/cube/fetch-cube.ts';
import type { TableFacts } from '../sources/cube/table.ts';
import { placesOf, valueAt } from '../sources/formats/json-stat/cube.ts';
import type { StatisticsOperations } from '../sources/kinds/statistics.ts';
import type { Sources } from '../sources/open-sources.ts';
import { electionTable } from '../sources/scb/election-table.ts';
import type { Call } from '../upstream/call.ts';
import { gather } from './gather.ts';

interface ResultKey {
  election: Election;
  placeKey: string;
}

type Known = Pick<Content, 'partyByAnyCode' | 'resultsOf'>;
/** More than all municipalities at the elections of half a century. */
const MAX_CELLS = 200_000;

/** The loader of election results in municipalities, from official statistics. */
export function electionLoaders(sources: Sources, content: Known, call: Call) {
  return {
    /**
     * The result of each party, the largest first and all others last; null where the statistics do not have the place or
     * the election. All that one answer asks for is one request.
     */
    municipalResult: new DataLoader<ResultKey, PartyResult[] | null, string>(
      async (keys) => {
        const source = sources.member('STATISTICS', 'scb')?.operations;
        const cube = source && (await cubeOf(source, keys, call));
        const figures = cube && figuresOf(cube);
        return keys.map((key) => {
          const found = figures?.get(figuresKey(yearOf(key.election), key.placeKey));
          return cube && found ? resultOf(key, found, cube, content) : null;
        });
      },
      gather(({ election, placeKey }: ResultKey) => `${election.key}/${placeKey}`),
    ),
  };
}

const yearOf = ({ date }: Election): string => date.slice(0, 4);
const figuresKey = (year: string, placeKey: string): string => `${year}/${placeKey}`;

/** One request for all elections and places that the table has; null where it has none of them. */
async function cubeOf(
  source: StatisticsOperations,
  keys: readonly ResultKey[],
  call: Call,
): Promise<SelectedCube | null> {
  const { id, region, municipalities, party, metric, votes, share, time } = electionTable;
  const table = await source.table(id, Language.SV, call);
  if (!table) return null;
  const places = listedIn(
    table,
    region,
    keys.map(({ placeKey }) => placeKey),
  );
  const years = listedIn(
    table,
    time,
    keys.map(({ election }) => yearOf(election)),
  );
  if (places.length === 0 || years.length === 0) return null;
  const choices = [
    { dimension: region, values: places, codelist: municipalities },
    { dimension: party, values: ['*'] },
    { dimension: metric, values: [votes, share] },
    { dimension: time, values: years },
  ];
  return fetchCube({ source, table, choices, maxCells: MAX_CELLS }, call);
}

/** Those of the codes that the table has. */
function listedIn({ dimensions }: TableFacts, dimension: string, codes: readonly string[]): string[] {
  const listed = new Set(dimensions.find(({ code }) => code === dimension)?.codes);
  return [...new Set(codes)].filter((code) => listed.has(code)).sort();
}

interface Figures {
  votes: number | null;
  share: number | null;
}

/** The figures of each party, by year and place. */
function figuresOf({ axes, blocks }: SelectedCube): Map<string, Map<string, Figures>> {
  const cells = blocks.whole();
  const found = new Map<string, Map<string, Figures>>();
  const at = (code: string) => axes.findIndex((axis) => axis.code === code);
  const [region, party, metric, time] = [
    at(electionTable.region),
    at(electionTable.party),
    at(electionTable.metric),
    at(electionTable.time),
  ];
  for (let cell = 0; cell < cells.values.length; cell++) {
    const places = placesOf(cell, axes, []);
    const code = (axis: number): string => axes[axis]?.codes[places[axis] ?? 0] ?? '';
    const key = figuresKey(code(time), code(region));
    const parties = found.get(key) ?? new Map<string, Figures>();
    found.set(key, parties);
    const figures = parties.get(code(party)) ?? { votes: null, share: null };
    parties.set(code(party), figures);
    figures[code(metric) === electionTable.votes ? 'votes' : 'share'] = valueAt(cells, cell);
  }
  return found;
}

function resultOf(
  { election, placeKey }: ResultKey,
  figures: ReadonlyMap<string, Figures>,
  { provenance }: SelectedCube,
  { partyByAnyCode, resultsOf }: Known,
): PartyResult[] {
  const national = resultsOf(election.key);
  const results = [...figures].map(([code, { votes, share }], position) => {
    const isOthers = code === electionTable.others;
    const partyKey = isOthers ? null : (partyByAnyCode(code, 'SE')?.key ?? null);
    const known = national.find((one) => one.partyKey !== null && one.partyKey === partyKey);
    return entity(PartyResult, {
      key: `${election.key}/${placeKey}/${code}`,
      position,
      origin: { file: '' },
      provenance,
      electionKey: election.key,
      partyKey,
      // The statistics have one code for all years.
      label: isOthers ? 'OTHER' : (known?.label ?? code),
      voteShare: share,
      votes,
      // Seats are won in constituencies.
      seats: null,
      placeKey,
    });
  });
  return results.sort(
    (one, other) =>
      Number(one.label === 'OTHER') - Number(other.label === 'OTHER') ||
      (other.votes ?? 0) - (one.votes ?? 0),
  );
}
